import { isbnForms } from '../match/isbn';
import { issnForms } from '../match/issn';
import { prefixedOclcForms } from '../match/oclc';
import type { IdentifierKind, IndexQuery, RecordSortOrder, TitleQuery } from '../SharedIndex';

/**
 * `storage` is instance storage (`instance_storage_instances`). It has no `issn` and no `oclc` index, and answers an unknown index with
 * nothing instead of an error. `search` is mod-search (`search_instances`), which normalizes ISBNs and OCLC numbers itself.
 */
export type InventoryApi = 'storage' | 'search';

/** The ids of the types of identifiers in FOLIO's reference data. A tenant may have others; those in its own table are preferred. */
export const usualIdentifierTypes = {
	isbn: '8261054f-be78-422d-bd51-4ed9f33c3422',
	issn: '913300b2-03ed-469a-8179-c1092c991227',
	linkingIssn: '5860f255-a27f-4916-a830-262aa900a6b9',
	oclc: '439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef',
};

export type IdentifierTypeIds = Readonly<typeof usualIdentifierTypes>;

/**
 * Writes a CQL term for exactly this text. The five special characters are escaped. Control characters and lone surrogates become spaces,
 * because neither the database nor a URL can hold them.
 */
export function quoteCqlTerm(term: string) {
	const printable = term.normalize('NFC').replace(/[\p{Control}\p{Surrogate}]+/gu, ' ');
	return `"${printable.replace(/[\\*?^"]/gu, '\\$&')}"`;
}

function beginningWith(term: string) {
	return `${quoteCqlTerm(term).slice(0, -1)}*"`;
}

function either(clauses: readonly string[]) {
	return clauses.length < 2 ? (clauses[0] ?? '') : `(${clauses.join(' or ')})`;
}

function anyOf(terms: readonly string[]) {
	return either(terms.map(quoteCqlTerm));
}

export const allRecordsCql = 'cql.allRecords=1';
/** This query of mod-search finds all records that have an ISBN. */
export const anyIsbnCql = 'isbn="*"';

/** Builds a query for records by their ids, or by those of other records to which they belong. */
export function cqlForIds(ids: readonly string[], index = 'id') {
	return `${index}==${anyOf(ids)}`;
}

/** @param types may be missing for a query by ISBN or Instance ID, which needs none */
export function cqlForIdentifiers(kind: IdentifierKind, api: InventoryApi, keys: readonly string[], types = usualIdentifierTypes) {
	if (kind === 'instanceId') return cqlForIds(keys);
	if (kind === 'isbn') {
		const forms = keys.flatMap(isbnForms);
		// Some imports have appended a price to an ISBN (`0151446474 29.95`), which inventory storage takes for more digits; so the query
		// allows digits after the ISBN.
		return `isbn=${api === 'search' ? anyOf(forms) : either(forms.map(beginningWith))}`;
	}
	if (kind === 'issn') {
		const forms = keys.flatMap(issnForms);
		// mod-search stores ISSNs as cataloged, with qualifiers such as `(print)` after them.
		if (api === 'search') return `issn=${either(forms.map(beginningWith))}`;
		return either([types.issn, types.linkingIssn].map((type) => typedIdentifier(type, forms)));
	}
	if (api === 'search') return `oclc=${anyOf(keys)}`;
	// A bare number may be the record number of some library, so that the query names its type. A number with a prefix is surely an OCLC
	// number.
	return either([typedIdentifier(types.oclc, keys), `identifiers =/@value ${anyOf(keys.flatMap(prefixedOclcForms))}`]);
}

/**
 * Returns how many identifiers one query holds. In the address of a query for storage, an OCLC number takes some 150 characters and an ISSN
 * some 100.
 */
export function identifiersPerQuery(kind: IdentifierKind, api: InventoryApi) {
	return api === 'search' ? 25 : { instanceId: 25, oclcNumber: 15, isbn: 25, issn: 20 }[kind];
}

/** In cql-java (CQLParser.java, `parseTerm`), a relation before parentheses applies to each term in them, with its modifiers. */
function typedIdentifier(typeId: string, values: readonly string[]) {
	return `identifiers =/@value/@identifierTypeId=${quoteCqlTerm(typeId)} ${anyOf(values)}`;
}

/** `alternativeTitles` has the uniform (240), varying (246) and former titles. mod-search finds these as `title`, too. */
export type TitleIndex = 'title' | 'alternativeTitles';

/**
 * Builds a query for a title and perhaps an author. With an author, inventory storage also compares other titles, because an author has few
 * records.
 */
export function cqlForTitle(
	{ alternatives, author }: TitleQuery,
	api: InventoryApi,
	indexes: readonly TitleIndex[] = api === 'search' || author === undefined ? ['title'] : ['title', 'alternativeTitles'],
) {
	const terms = alternatives.map((words) => quoteCqlTerm(words.join(' ')));
	const title = either(indexes.flatMap((index) => terms.map((term) => `${index} all ${term}`)));
	return [author === undefined ? '' : byAuthor(author), title].filter((clause) => clause !== '').join(' and ');
}

/** Builds a query for other titles that have any of these words. It takes no longer than one for a single word. */
export const cqlForAlternativeTitleWords = (words: readonly string[]) => `alternativeTitles any ${quoteCqlTerm(words.join(' '))}`;

/**
 * Builds a query for the beginnings of titles. From release 24.0 on, instance storage has an index for the order of titles and none for
 * their words; the query has no truncated term, because that would not use the index either.
 */
export function cqlForTitleBeginning(titles: readonly string[]) {
	return either(titles.map((title) => `(title >= ${quoteCqlTerm(title)} and title < ${quoteCqlTerm(`${title}zzzz`)})`));
}

/** This query shows whether instance storage has an index for words. From release 24.0 on it has none and refuses the query. */
export const wordIndexProbeCql = 'contributors =/@name "a"';

/**
 * Builds a condition for all words in the names of a record's contributors, in any order. Inventory storage compares the whole list as JSON
 * text, in every release (folio-org/raml-module-builder CQL2PgJSON.java, `queryByFt`); from 24.0 on it has no index for that, and refuses
 * the modifier `@name`.
 */
const byAuthor = (words: string) => `contributors all ${quoteCqlTerm(words)}`;

export function cqlForQuery(
	{ native, identifiers = [], titleWords = [], authors = [], sortBy = 'none' }: IndexQuery,
	api: InventoryApi,
	types: IdentifierTypeIds,
) {
	const clauses = [
		...identifiers.map(({ kind, values }) => cqlForIdentifiers(kind, api, values, types)),
		...(titleWords.length === 0 ? [] : [cqlForTitle({ alternatives: [titleWords] }, api)]),
		...(authors.length === 0 ? [] : [either(authors.map((name) => byAuthor(name.join(' '))))]),
	];
	return withSortOrder(native ?? clauses.join(' and '), sortBy, api);
}

/**
 * Adds the order of the records to a query. With inventory storage, the id comes last, so that no two records are equal: pages without a
 * fixed order would bring some records twice and others never.
 */
export function withSortOrder(cql: string, sortBy: RecordSortOrder, api: InventoryApi) {
	const keys = [
		...(sortBy === 'none' ? [] : [`title${sortBy === 'titleDescending' ? '/sort.descending' : ''}`]),
		...(api === 'storage' ? ['id'] : []),
	];
	if (keys.length === 0) return cql;
	// The order in the user's own query has priority.
	const hasOrder = /\bsortby\b/iu.test(cql.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gsu, '""'));
	return `${cql}${hasOrder ? '' : ' sortBy'} ${(hasOrder ? keys.filter((key) => key === 'id') : keys).join(' ')}`.trim();
}
