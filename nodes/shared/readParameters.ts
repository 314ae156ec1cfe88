import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { badInputError } from '../../reshare/errors';
import { isDraftKey, readCarriedDraft } from '../../reshare/draft';
import type { InputProblem } from './loadClient';

export const badInput = (text: string): InputProblem => ({ reason: 'badInput', text });

/** Reads a parameter for one item, or a part of it by its path. `extractValue` returns the chosen value of a resource locator. */
export type ParameterReader = (name: string, itemIndex: number, fallback: unknown, options?: { readonly extractValue: true }) => unknown;

/** Writes an expression for a field of the item. Without `??`, the editor would show a red "undefined" for an item that lacks the field. */
export function itemFieldExpression(name: string): string {
	return `={{ $json.${name} ?? '' }}`;
}

const fieldOfItemForm = /^=\{\{ \$json\.(\w+)(?: \?\? '')? \}\}$/;

/**
 * Reads parameters faster than n8n, which needs up to a millisecond for each parameter of each item. A parameter without an expression is
 * read once for all items, and an expression that is a mere field of the item is read from the item.
 */
export function createParameterReader(context: IExecuteFunctions): ParameterReader {
	const { parameters } = context.getNode();
	const items = context.getInputData();
	const constants = new Map<string, unknown>();
	return (name, itemIndex, fallback, options) => {
		const read = () => context.getNodeParameter(name, itemIndex, fallback as object, options);
		const written = parameters[name.split('.', 1)[0] ?? name];
		const value =
			options?.extractValue === true && typeof written === 'object' && written !== null && 'value' in written ? written.value : written;
		const [, field] = (typeof value === 'string' && fieldOfItemForm.exec(value)) || [];
		if (field !== undefined) return fieldIn(items[itemIndex]?.json ?? {}, field);
		if (holdsExpression(written)) return read();
		const key = options?.extractValue === true ? `value of ${name}` : name;
		if (!constants.has(key)) constants.set(key, read());
		return constants.get(key);
	};
}

/** Finds a field of an item. A field of the draft may also stand under one of its labels, as in a form. */
function fieldIn(item: IDataObject, field: string): unknown {
	return item[field] === undefined && isDraftKey(field) ? (readCarriedDraft(item) as IDataObject)[field] : item[field];
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}

/** Turns a parameter into text. An expression may give a number, a list or nothing. */
export function toText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return value.map(toText).join('\n');
	return '';
}

/** Turns a parameter into a list. It was chosen from a list, or an expression gives it as a list or as text with commas. */
export function toList(value: unknown): string[] {
	const values = Array.isArray(value) ? value.map(toText) : toText(value).split(/[\n,;|]+/u);
	return values.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/**
 * The most characters of a text, and of a list that is one text. No real value is longer, but people can type any length into an open form.
 */
const [longestText, longestList] = [10_000, 50_000];

/**
 * Reads a text from a parameter; expressions may give numbers, dates and lists for it. The only value of a list is taken. A list of several
 * is a problem, because nobody can know which one is meant; and so is a text that is too long.
 *
 * @param longest the most characters; infinite for fields of a request, whose limits the client checks
 */
export function readTextParameter(value: unknown, fieldName: string, problems: InputProblem[], longest = longestText): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') {
		if (value.length <= longest) return value;
		problems.push(badInput(`'${fieldName}' has ${value.length} characters, and ${longest} are allowed`));
		return undefined;
	}
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) {
		if (value.length <= 1) return readTextParameter(value[0], fieldName, problems, longest);
		problems.push(badInput(`'${fieldName}' holds ${value.length} values, and one is needed`));
		return undefined;
	}
	const day = readDay(value);
	if (day !== undefined) return day;
	problems.push(badInput(`'${fieldName}' holds ${describe(value)}, and a text is needed`));
	return undefined;
}

/**
 * Reads a value.
 *
 * @throws ReShareError `badInput` with the first problem, and `help` as its description
 */
export function readOrThrowFirstProblem<Value>(help: string, read: (problems: InputProblem[]) => Value): Value {
	const problems: InputProblem[] = [];
	const value = read(problems);
	if (problems[0] === undefined) return value;
	throw badInputError(problems[0].text, help);
}

/**
 * Reads a field's text. The texts of a list are joined by line breaks.
 *
 * @throws ReShareError `badInput` for what is no text, such as a row of a table, because the draft would be a different one without it
 */
export function readTextOrThrow(value: unknown, fieldName: string, longest?: number): string {
	return toText(textsIn(value, fieldName, longest));
}

/**
 * Reads a field's list of texts.
 *
 * @throws ReShareError `badInput` as `readTextOrThrow`
 */
export function readListOrThrow(value: unknown, fieldName: string): string[] {
	return toList(textsIn(value, fieldName));
}

function textsIn(value: unknown, fieldName: string, longest?: number): unknown {
	return readOrThrowFirstProblem('Give the value itself, such as one column of a row in place of the row.', (problems) =>
		readTextOrTexts(value, fieldName, problems, longest),
	);
}

/** Reads the text of a field, or the texts of a list; for each, the rules of `readTextParameter` hold. */
export function readTextOrTexts(value: unknown, fieldName: string, problems: InputProblem[], longest = longestList): unknown {
	return Array.isArray(value)
		? value.map((one) => readTextParameter(one, fieldName, problems, longest))
		: readTextParameter(value, fieldName, problems, longest);
}

/** Removes the invisible characters that come along when a number is copied from a chat or a web page. */
export function removeInvisibleCharacters(text: string): string {
	return text.replace(/\p{Cf}/gu, '');
}

/** Reads a day from n8n's own dates (luxon) and from JavaScript's. */
function readDay(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toISODate' in value && typeof value.toISODate === 'function') {
		const day: unknown = value.toISODate();
		return typeof day === 'string' ? day : undefined;
	}
	return undefined;
}

function describe(value: unknown): string {
	return typeof value === 'boolean' ? 'yes or no' : 'several fields';
}
