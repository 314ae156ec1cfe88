import { makeStableId } from '../stableIds';
import categories from './refdata.json';

interface RefdataValue {
	readonly id: string;
	/** The normalized value, in lower case and with underscores for blanks. */
	readonly value: string;
	/** The label that staff see. An administrator can change it. */
	readonly label: string;
}

export interface RefdataCategory {
	readonly id: string;
	readonly desc: string;
	readonly internal: boolean;
	readonly values: readonly RefdataValue[];
}

function normalised(text: string): string {
	return text.trim().toLowerCase().replace(/\s+/g, '_');
}

/**
 * The categories of reference data. In refdata.json, a category is a list of labels, from which the values are made; or it maps codes to
 * labels if the value comes from the code, such as `usd` for "United States Dollars".
 */
export const refdataCategories = Object.entries(
	categories as Readonly<Record<string, readonly string[] | Readonly<Record<string, string>>>>,
).map(([desc, labels]): RefdataCategory => {
	const coded = Array.isArray(labels) ? labels.map((label: string) => [label, label] as const) : Object.entries(labels);
	return {
		id: makeStableId(`refdata:${desc}`),
		desc,
		internal: false,
		values: coded.map(([code, label]) => ({ id: makeStableId(`refdata:${desc}:${code}`), value: normalised(code), label })),
	};
});

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

export function refdataCategoryOf(desc: string): RefdataCategory | undefined {
	return refdataCategories.find((entry) => entry.desc === desc);
}

/**
 * Finds the value for a posted text: an id, or a value that is compared after normalizing the text. The label does not count, and an
 * unknown value is silently dropped.
 */
export function bindRefdata(property: RefdataProperty, input: unknown): string | undefined {
	const values = refdataCategoryOf(refdataProperties[property])?.values ?? [];
	if (typeof input === 'string') return values.find((entry) => entry.id === input || entry.value === normalised(input))?.value;
	if (typeof input !== 'object' || input === null) return undefined;
	const { id, value } = input as { id?: unknown; value?: unknown };
	if (typeof id === 'string') return values.find((entry) => entry.id === id)?.value;
	return typeof value === 'string' ? bindRefdata(property, value) : undefined;
}

export function buildRefdataView(property: RefdataProperty, value: string): unknown {
	const owner = refdataCategoryOf(refdataProperties[property]);
	const entry = owner?.values.find((candidate) => candidate.value === value);
	if (owner === undefined || entry === undefined) return undefined;
	return { id: entry.id, label: entry.label, owner: { id: owner.id, desc: owner.desc, internal: owner.internal }, value: entry.value };
}
