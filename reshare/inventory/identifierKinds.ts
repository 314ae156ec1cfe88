import { distinctTexts } from './match/foldAndTokenize';
import { isbnParser, normalizeIsbn } from './match/isbn';
import { issnParser, normalizeIssn } from './match/issn';
import { normalizeOclcNumber, oclcParser } from './match/oclc';

/**
 * The kinds of numbers by which records are searched, in the order of the search; the first that finds a record which may be lent decides.
 * `kind` is the field in citations and results, `inRecord` the one in a record. The Instance ID is searched before all of them, and its
 * form is the index's own (`SharedIndex.ids`). How an index is asked for each kind stands with its queries.
 */
export const numberKinds = [
	{ kind: 'oclcNumber', inRecord: 'oclc', label: 'OCLC number', parser: oclcParser },
	{ kind: 'isbn', inRecord: 'isbn', label: 'ISBN', parser: isbnParser },
	{ kind: 'issn', inRecord: 'issn', label: 'ISSN', parser: issnParser },
] as const;

export type NumberKind = (typeof numberKinds)[number]['kind'];

/** Normalized identifiers: ISBNs with 13 digits, ISSNs with a hyphen, OCLC numbers without a prefix; each once, in the record's order. */
export type RecordIdentifiers = Readonly<Record<(typeof numberKinds)[number]['inRecord'], readonly string[]>>;

export const allIdentifiersOf = (identifiers: RecordIdentifiers) => Object.values(identifiers).flat();

/** Reads the numbers of a record from the texts that its format has for each kind. */
export function readRecordIdentifiers(textsOf: (kind: keyof RecordIdentifiers) => readonly string[]): RecordIdentifiers {
	const read = (kind: keyof RecordIdentifiers, normalize: (text: string) => string | undefined) =>
		distinctTexts(textsOf(kind).flatMap((text) => normalize(text) ?? []));
	return { isbn: read('isbn', normalizeIsbn), issn: read('issn', normalizeIssn), oclc: read('oclc', normalizeOclcNumber) };
}
