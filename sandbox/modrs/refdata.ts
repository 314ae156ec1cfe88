import { stableId } from '../ids';

export interface RefdataValue {
	readonly id: string;
	/** Normalized: lower case, blanks as underscores. */
	readonly value: string;
	/** What staff read; an administrator can change it. */
	readonly label: string;
}

export interface RefdataCategory {
	readonly id: string;
	readonly desc: string;
	readonly internal: boolean;
	readonly values: readonly RefdataValue[];
}

function coded(desc: string, labels: Readonly<Record<string, string>>): RefdataCategory {
	const values = Object.entries(labels).map(([code, label]) => ({ id: stableId(`refdata:${desc}:${code}`), value: normalised(code), label }));
	return { id: stableId(`refdata:${desc}`), desc, internal: false, values };
}

function category(desc: string, labels: readonly string[]): RefdataCategory {
	return coded(desc, Object.fromEntries(labels.map((label) => [label, label])));
}

function normalised(text: string): string {
	return text.trim().toLowerCase().replace(/\s+/g, '_');
}

export const refdata: readonly RefdataCategory[] = [
	category('request.serviceType', ['Loan', 'Copy', 'CopyOrLoan']),
	category('request.publicationType', ['ArchiveMaterial', 'Article', 'AudioBook', 'Book', 'Chapter', 'ConferenceProc', 'Game', 'GovernmentPubl', 'Image', 'Journal', 'Manuscript', 'Map', 'Movie', 'MusicRecording', 'MusicScore', 'Newspaper', 'Patent', 'Report', 'SoundRecording', 'Thesis']),
	category('request.deliveryMethod', ['URL']),
	category('ServiceLevels', ['Express', 'Normal', 'Rush', 'SecondaryMail', 'Standard', 'Urgent']),
	coded('CurrencyCodes', { AUD: 'Australian Dollars', CAD: 'Canadian Dollars', EUR: 'Euros', USD: 'United States Dollars', SEK: 'Swedish Krona', DKK: 'Danish Kroner' }),
	// Staff read other words than the values, which mod-rs takes for none.
	coded('copyrightType', { 'US-CCG': 'CCG (US) - published within the last 5 years', 'US-CCL': 'CCL (US) - NOT published within the last 5 years', Other: 'Other types of copyright compliance' }),
	category('cancellationReasons', ['Available locally', 'Invalid user', 'Patron requested']),
	category('cannotSupplyReasons', ['OnLoan', 'NotOnShelf', 'InUse', 'NotHeld', 'PolicyProblem', 'NonCirculating', 'PoorCondition']),
	category('loanConditions', ['LibraryUseOnly', 'NoReproduction', 'SignatureRequired', 'SpecCollSupervReq', 'WatchLibraryUseOnly', 'Other']),
];

/** Properties of a request that hold reference data, with their category. */
export const refdataProperties = {
	serviceType: 'request.serviceType',
	publicationType: 'request.publicationType',
	deliveryMethod: 'request.deliveryMethod',
	serviceLevel: 'ServiceLevels',
	copyrightType: 'copyrightType',
	cancellationReason: 'cancellationReasons',
	costCurrency: 'CurrencyCodes',
	maximumCostsCurrencyCode: 'CurrencyCodes',
} as const;

export type RefdataProperty = keyof typeof refdataProperties;

export function categoryOf(desc: string): RefdataCategory | undefined {
	return refdata.find((entry) => entry.desc === desc);
}

/**
 * What a posted value stands for: an id, or a value compared after normalizing the input. The label does not count, and
 * an unknown value is dropped without a word.
 */
export function bindRefdata(property: RefdataProperty, input: unknown): string | undefined {
	const values = categoryOf(refdataProperties[property])?.values ?? [];
	if (typeof input === 'string') return values.find((entry) => entry.id === input || entry.value === normalised(input))?.value;
	if (typeof input !== 'object' || input === null) return undefined;
	const { id, value } = input as { id?: unknown; value?: unknown };
	if (typeof id === 'string') return values.find((entry) => entry.id === id)?.value;
	return typeof value === 'string' ? bindRefdata(property, value) : undefined;
}

export function printRefdata(property: RefdataProperty, value: string): unknown {
	const owner = categoryOf(refdataProperties[property]);
	const entry = owner?.values.find((candidate) => candidate.value === value);
	if (owner === undefined || entry === undefined) return undefined;
	return { id: entry.id, label: entry.label, owner: { id: owner.id, desc: owner.desc, internal: owner.internal }, value: entry.value };
}
