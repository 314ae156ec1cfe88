import { toSingleLine } from '../../text';
import { distinctTexts } from './foldAndTokenize';

/** Removes invisible characters, and replaces every kind of hyphen by the plain one. */
export const normalizeIdentifierCharacters = (text: string) =>
	text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[‐-―−]/gu, '-');

/**
 * Splits a field in which people write several values, one per line or separated by comma, semicolon or `|`. Each value is returned once.
 */
export function splitFieldValues(text: string) {
	const values = normalizeIdentifierCharacters(text)
		.replace(/["'[\]]/gu, ' ')
		.split(/[\n\r,;|]+/u);
	return distinctTexts(values.map((value) => value.trim()));
}

/** Finds and reads identifiers of one kind in a field, in whatever notation people write them. */
export interface IdentifierParser {
	/** Removes text from the field that does not separate numbers, e.g. qualifiers. */
	readonly cleaned?: (field: string) => string;
	/** Finds the numbers in an entry. They may follow each other without a sign. */
	readonly in: (entry: string) => readonly string[];
	/** Reads a number. The result has its value, or a sentence that says why it cannot be used, or both. */
	readonly read: (number: string) => { readonly value?: string; readonly warning?: string };
}

/** Makes a parser for a kind of identifier of which each entry of a field holds only one, such as an Instance ID. */
export const createWholeEntryParser = (key: (entry: string) => string | undefined): IdentifierParser => ({
	in: (entry) => [key(entry) ?? []].flat(),
	read: (value) => ({ value }),
});

/** Makes a function that removes brackets that contain no number of the given shape, e.g. `(hbk., 2nd ed.)`. */
export const createQualifierRemover = (shape: RegExp) => (field: string) =>
	normalizeIdentifierCharacters(field).replace(/\([^()]*\)/gu, (bracket) => (shape.test(bracket) ? bracket : ' '));

/** Returns the first number in a text, in the form that all its notations share; undefined if there is none, or it is unusable. */
export function parseFirstIdentifier(text: string, parser: IdentifierParser) {
	const [first] = parser.in(text);
	return first === undefined ? undefined : parser.read(first).value;
}

const entriesOf = (text: string, { cleaned }: IdentifierParser) => splitFieldValues(cleaned?.(text) ?? text);

export function splitIdentifierEntries(text: string, parser: IdentifierParser) {
	return distinctTexts(entriesOf(text, parser).flatMap((entry) => (parser.in(entry).length > 1 ? parser.in(entry) : [entry])));
}

/** The most values of one field that are used, because a query is part of an address, whose length is limited. */
const mostValues = 20;

/**
 * Reads all numbers of a field: the usable values, each in the form that all its notations share, and a sentence for each that is doubtful
 * or cannot be used.
 *
 * @param label the kind in words that can follow `an`, e.g. `ISBN`
 */
export function readIdentifiers(text: string, parser: IdentifierParser, label: string) {
	const found = entriesOf(text, parser).flatMap((entry) => {
		const numbers = parser.in(entry);
		return numbers.length === 0
			? [{ warning: `'${toSingleLine(entry, 60)}' is not an ${label} and was left out` }]
			: numbers.map(parser.read);
	});
	const used: ReadonlyArray<ReturnType<IdentifierParser['read']>> = found.slice(0, mostValues);
	const tooMany = found.length > mostValues ? [`Only the first ${mostValues} of ${found.length} values in one field were used`] : [];
	return {
		values: distinctTexts(used.flatMap(({ value }) => value ?? [])),
		warnings: [...tooMany, ...used.flatMap(({ warning }) => warning ?? [])],
	};
}
