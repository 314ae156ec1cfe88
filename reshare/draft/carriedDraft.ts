import {
	draftFields,
	draftFieldNames,
	longestFieldText,
	openUrlKeysOf,
	type ServiceType,
	type DraftFieldName,
	type DraftTextFields,
} from './fieldTable';

/** The part of a request draft that items carry from step to step. Fields that nobody filled in are absent. */
export type CarriedDraft = DraftTextFields & { readonly serviceType?: ServiceType };

type UncheckedDraft = { readonly [Name in keyof CarriedDraft]?: string };

/**
 * Reads a draft from an item. The item may name a field of the draft by its name, by one of its labels (`Patron Email` or `Email`, as in a
 * form), or by its key in an OpenURL.
 */
export function readCarriedDraft(item: Readonly<Record<string, unknown>>) {
	const called = new Map(Object.entries(item).map(([key, value]) => [key.trim().toLowerCase(), value]));
	const { serviceType } = item;
	return draftOf(serviceType === 'loan' || serviceType === 'copy' ? serviceType : undefined, (name) =>
		[item[name], ...labelsOf(name).map((label) => called.get(label)), ...openUrlKeysOf(name).map((key) => item[key])]
			.map(textOf)
			.find((text) => text !== ''),
	);
}

/** The labels that forms give a field, in lower case. */
const labelsOf = (name: DraftFieldName) => {
	const { label, labels = [] } = draftFields[name];
	return [label, ...labels].map((one) => one.toLowerCase());
};

const draftKeys: ReadonlySet<string> = new Set(['serviceType', ...draftFieldNames, ...draftFieldNames.flatMap(openUrlKeysOf)]);
const draftLabels: ReadonlySet<string> = new Set(draftFieldNames.flatMap(labelsOf));

/** Whether `readCarriedDraft` reads an item's field of this name. */
export function isDraftKey(key: string) {
	return draftKeys.has(key) || draftLabels.has(key.trim().toLowerCase());
}

/** Joins the values of the step's own settings with those of the item that it got. The step's own values win. */
export function mergeCarriedDraft(item: Readonly<Record<string, unknown>>, asked: UncheckedDraft) {
	const came = readCarriedDraft(item);
	return draftOf(asked.serviceType ?? came.serviceType, (name) => shortenCarriedText(asked[name]?.trim() || came[name]));
}

/**
 * Shortens a text that is longer than any step accepts, because each further step would hand it on again. One character more than is
 * allowed stays, so that the next step refuses the text, too.
 */
export function shortenCarriedText<Text extends string | undefined>(text: Text) {
	return text === undefined || text.length <= longestFieldText ? text : `${text.slice(0, longestFieldText)}…`;
}

function draftOf(serviceType: string | undefined, textOfField: (name: DraftFieldName) => string | undefined) {
	return withoutEmptyFields({ serviceType, ...Object.fromEntries(draftFieldNames.map((name) => [name, textOfField(name)])) });
}

export function withoutEmptyFields(draft: UncheckedDraft): CarriedDraft {
	return Object.fromEntries(Object.entries(draft).filter(([, value]) => value));
}

/** Returns a value as text. The values of a list, such as several authors, are joined with semicolons, as Search expects them. */
export function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ');
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
