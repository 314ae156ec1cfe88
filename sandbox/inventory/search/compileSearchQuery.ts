import { asIsbn13, parse } from 'isbn3';
import { unescapeTerm, createRowTest, type CqlNode, type CqlTerm } from '../../cql/parseCqlQuery';
import { CqlError } from '../cql/parseInventoryCql';
import { foldText } from '../cql/matchWords';
import { identifierTypes } from '../referenceData';
import { contributorNamesOf, identifiersOf } from '../storage/readInstanceParts';
import type { StoredRecord } from '../storage/inventoryTables';
import { searchTokensOf, searchWordsOf } from './searchWords';

/** A field that mod-search does not know. It answers this with another kind of 400 than a query that it cannot parse. */
export class UnknownSearchField extends Error {
	override readonly name = 'UnknownSearchField';

	constructor(readonly field: string) {
		super('Invalid search field provided in the CQL query');
	}
}

type RowTest = (row: StoredRecord) => boolean;

interface SearchField {
	/** How the field is searched. `all`: as text, word by word. `=` and `==`: as a value that is compared as a whole. */
	readonly relation: 'all' | '=' | '==';
	readonly valuesOf: (row: StoredRecord) => readonly string[];
	readonly prepare?: (search: string) => string;
}

/** The fields that the client searches in mod-search. */
const fields: Readonly<Record<string, SearchField>> = {
	id: { relation: '==', valuesOf: ({ id }) => [id] },
	title: { relation: 'all', valuesOf: titlesOf },
	contributors: { relation: 'all', valuesOf: contributorNamesOf },
	isbn: {
		relation: '=',
		valuesOf: (row) => identifierValues(row, identifierTypes.isbn.id, identifierTypes.invalidIsbn.id).flatMap(isbnForms),
		prepare: prepareIsbn,
	},
	issn: {
		relation: '=',
		valuesOf: (row) => identifierValues(row, identifierTypes.issn.id, identifierTypes.linkingIssn.id, identifierTypes.invalidIssn.id),
	},
	oclc: {
		relation: '=',
		valuesOf: (row) => identifierValues(row, identifierTypes.oclc.id, identifierTypes.cancelledOclc.id).map(bareOclc),
		prepare: bareOclc,
	},
};

/**
 * Turns a query for mod-search into a test for records.
 *
 * @throws UnknownSearchField, or CqlError for a relation that the client does not use
 */
export function compileSearchQuery(root: CqlNode): RowTest {
	return createRowTest(root, (term: CqlTerm): RowTest => {
		if (term.index === 'cql.allRecords') return () => true;
		const field = Object.hasOwn(fields, term.index) ? fields[term.index] : undefined;
		if (field === undefined) throw new UnknownSearchField(term.index);
		if (term.relation.base !== field.relation) throw new CqlError(`Comparator '${term.relation.base}' is not supported.`);
		const test = field.relation === 'all' ? wordTest(term.term) : wholeTest(field.prepare?.(term.term) ?? term.term);
		return (row) => field.valuesOf(row).some(test);
	});
}

function titlesOf(row: StoredRecord): string[] {
	return ['title', 'alternativeTitles', 'indexTitle', 'series'].flatMap((name) =>
		[row[name] ?? []].flat().map((value) => {
			const { value: text, alternativeTitle } = value as { readonly value?: string; readonly alternativeTitle?: string };
			return typeof value === 'string' ? value : (text ?? alternativeTitle ?? '');
		}),
	);
}

function identifierValues(row: StoredRecord, ...typeIds: readonly string[]): string[] {
	return identifiersOf(row)
		.filter(({ identifierTypeId }) => typeIds.includes(identifierTypeId))
		.map(({ value }) => value);
}

/**
 * Lists the forms in which one ISBN is stored: the bare number, for ten digits also the form with thirteen, and the words of the qualifier.
 */
function isbnForms(value: string): string[] {
	const match = /^((?:97[89][\s-]?)?\d(?:[\s-]?\d){8}[\s-]?[\dxX])(?!\d)\s*(.*)$/su.exec(value.trim());
	// A value of another form is indexed in words, without invisible signs.
	if (match === null) return inWords(value.replace(/(?<=\d)[ -](?=\d)/gu, ''));
	const isbn = (match[1] ?? '').replace(/[\s-]/gu, '');
	const long = isbn.length === 10 && parse(isbn) !== null ? asIsbn13(isbn) : null;
	return [isbn.toLowerCase(), ...(long === null ? [] : [long]), ...inWords(match[2] ?? '')];
}

function inWords(text: string): string[] {
	return text
		.replace(/\p{Cf}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}*]+/u)
		.filter((word) => word !== '');
}

/** Prepares the search for an ISBN: hyphens and spaces are removed from the number, and a `*` at its end stays. */
function prepareIsbn(search: string): string {
	const isCut = search.endsWith('*');
	const term = isCut ? search.slice(0, -1) : search;
	return `${isbnForms(term)[0] ?? term}${isCut ? '*' : ''}`;
}

/**
 * Returns the digits of an OCLC number without its prefix and leading zeros: `(OCoLC)ocm01775222` becomes `1775222`. A `*` at the end
 * stays.
 */
function bareOclc(value: string): string {
	return `${/[1-9][\d-]*/u.exec(value)?.[0] ?? ''}${value.endsWith('*') ? '*' : ''}`;
}

function wholeTest(term: string): (value: string) => boolean {
	const wanted = foldText(unescapeTerm(term));
	if (!term.endsWith('*')) return (value) => foldText(value) === wanted;
	return (value) => foldText(value).startsWith(wanted.slice(0, -1));
}

/**
 * Makes a test for texts that contain all words of the term, in any order. A compound word also matches if a text has all its parts, or the
 * parts joined into one word.
 */
function wordTest(term: string): (value: string) => boolean {
	const wanted = unescapeTerm(term)
		.split(/ +/u)
		.flatMap((word) => searchTokensOf(word).map(({ parts, joined }) => [parts, [joined]]));
	return (value) => {
		const words = searchWordsOf(value);
		return wanted.length > 0 && wanted.every((alternatives) => alternatives.some((parts) => parts.every((part) => words.includes(part))));
	};
}
