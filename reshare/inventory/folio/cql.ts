import { isbnForms } from '../match/isbn';
import { issnForms } from '../match/issn';
import { oclcForms } from '../match/oclc';
import type { IdentifierKind, IndexQuery, SortBy, TitleQuery } from '../SharedIndex';

/**
 * `storage` is instance storage (`instance_storage_instances`). It has no `issn` and no `oclc` index, and answers an unknown index with
 * nothing instead of an error. `search` is mod-search (`search_instances`), which normalizes ISBNs and OCLC numbers itself.
 */
export type InventoryApi = 'storage' | 'search';

/** The ids of the types of identifiers. A tenant may have other ids than FOLIO's, so that its own table comes first. */
export interface IdentifierTypeIds {
	readonly isbn: string;
	readonly issn: string;
	readonly linkingIssn: string;
	readonly oclc: string;
}

/**
 * A CQL term for exactly this text: the five special characters are escaped. Control characters and lone surrogates, which neither the
 * database nor a URL can carry, become spaces.
 */
export function quoteCqlTerm(term: string): string {
	const printable = term.normalize('NFC').replace(/[\p{Control}\p{Surrogate}]+/gu, ' ');
	return `"${printable.replace(/[\\*?^"]/gu, '\\$&')}"`;
}

function beginningWith(term: string): string {
	return `${quoteCqlTerm(term).slice(0, -1)}*"`;
}

function either(clauses: readonly string[]): string {
	return clauses.length < 2 ? (clauses[0] ?? '') : `(${clauses.join(' or ')})`;
}

function anyOf(terms: readonly string[]): string {
	return either(terms.map(quoteCqlTerm));
}

export const allRecordsCql = 'cql.allRecords=1';
/** In mod-search, this finds records that have an ISBN. */
export const hasIsbnCql = 'isbn="*"';

export function cqlForIds(ids: readonly string[]): string {
	return `id==${anyOf(ids)}`;
}

export function cqlForHoldingsOf(instanceIds: readonly string[]): string {
	return `instanceId==${anyOf(instanceIds)}`;
}

export function cqlForItemsOf(holdingIds: readonly string[]): string {
	return withSortOrder(`holdingsRecordId==${anyOf(holdingIds)}`, 'none', 'storage');
}

export function cqlForIsbns(form: InventoryApi, keys: readonly string[]): string {
	const forms = keys.flatMap(isbnForms);
	// Inventory storage takes a price that an import appended to an ISBN (`0151446474 29.95`) for more digits of the ISBN.
	return form === 'search' ? `isbn=${anyOf(forms)}` : `isbn=(${forms.map(beginningWith).join(' or ')})`;
}

export function cqlForIssns(form: InventoryApi, keys: readonly string[], types: IdentifierTypeIds): string {
	// mod-search stores ISSNs as cataloged, with qualifiers such as `(print)` after them.
	if (form === 'search') return `issn=(${keys.flatMap(issnForms).map(beginningWith).join(' or ')})`;
	return either(
		keys.flatMap(issnForms).flatMap((value) => [typedIdentifier(types.issn, value), typedIdentifier(types.linkingIssn, value)]),
	);
}

export function cqlForOclcNumbers(form: InventoryApi, keys: readonly string[], types: IdentifierTypeIds): string {
	if (form === 'search') return `oclc=${anyOf(keys)}`;
	return either(
		keys.flatMap((key) => {
			const { bare, prefixed } = oclcForms(key);
			// A bare number may be the record number of any library, so it needs its type; a prefix identifies an OCLC number.
			return [typedIdentifier(types.oclc, bare), ...prefixed.map((value) => `identifiers =/@value ${quoteCqlTerm(value)}`)];
		}),
	);
}

export function cqlForIdentifiers(kind: IdentifierKind, form: InventoryApi, keys: readonly string[], types: IdentifierTypeIds): string {
	return {
		instanceId: () => cqlForIds(keys),
		oclcNumber: () => cqlForOclcNumbers(form, keys, types),
		isbn: () => cqlForIsbns(form, keys),
		issn: () => cqlForIssns(form, keys, types),
	}[kind]();
}

/**
 * How many identifiers one query holds. Storage gets each notation of some kinds with the name of its type: some 300 characters for an OCLC
 * number and 480 for an ISSN.
 */
export function identifiersPerQuery(kind: IdentifierKind, form: InventoryApi): number {
	return { instanceId: 25, oclcNumber: form === 'search' ? 25 : 8, isbn: 25, issn: form === 'search' ? 25 : 5 }[kind];
}

function typedIdentifier(typeId: string, value: string): string {
	return `identifiers =/@value/@identifierTypeId=${quoteCqlTerm(typeId)} ${quoteCqlTerm(value)}`;
}

/** `alternativeTitles` has the uniform (240), varying (246) and former titles, which mod-search finds as `title`, too. */
export type TitleIndex = 'title' | 'alternativeTitles';

/** A query for a title and perhaps an author. An author has few records, so that inventory storage compares their other titles, too. */
export function cqlForTitle(
	{ alternatives, author }: TitleQuery,
	form: InventoryApi,
	indexes: readonly TitleIndex[] = form === 'search' || author === undefined ? ['title'] : ['title', 'alternativeTitles'],
): string {
	const terms = alternatives.map((words) => quoteCqlTerm(words.join(' ')));
	const title = either(indexes.flatMap((index) => terms.map((term) => `${index} all ${term}`)));
	return [author === undefined ? '' : byAuthor(author), title].filter((clause) => clause !== '').join(' and ');
}

/**
 * A query for the beginnings of titles. From release 24.0, instance storage has an index for the order of titles and none for their words;
 * a truncated term would not use it either.
 */
export function cqlForTitleBeginning(titles: readonly string[]): string {
	return either(titles.map((title) => `(title >= ${quoteCqlTerm(title)} and title < ${quoteCqlTerm(`${title}zzzz`)})`));
}

/** A query that shows whether instance storage has an index for words: from release 24.0 it has none and refuses this query. */
export const anyContributorCql = 'contributors =/@name "a"';

/**
 * All words in the names of a record's contributors, in any order. Inventory storage compares the whole list as JSON text, in every release
 * (folio-org/raml-module-builder CQL2PgJSON.java, `queryByFt`); from 24.0 on it has no index for that, and refuses the modifier `@name`.
 */
const byAuthor = (words: string): string => `contributors all ${quoteCqlTerm(words)}`;

export function cqlForQuery(
	{ native, identifiers = [], titleWords = [], authors = [], sortBy = 'none' }: IndexQuery,
	form: InventoryApi,
	types: IdentifierTypeIds,
): string {
	const clauses = [
		...identifiers.map(({ kind, values }) => cqlForIdentifiers(kind, form, values, types)),
		...(titleWords.length === 0 ? [] : [cqlForTitle({ alternatives: [titleWords] }, form)]),
		...(authors.length === 0 ? [] : [either(authors.map((name) => byAuthor(name.join(' '))))]),
	];
	return withSortOrder(native ?? clauses.join(' and '), sortBy, form);
}

/**
 * Adds an order in which no two records are equal: pages of inventory storage have no order of their own, so that some records would come
 * twice and others never. mod-search sorts by relevance by default.
 */
export function withSortOrder(cql: string, sortBy: SortBy, form: InventoryApi): string {
	const keys = [
		...(sortBy === 'none' ? [] : [`title${sortBy === 'titleDescending' ? '/sort.descending' : ''}`]),
		...(form === 'storage' ? ['id'] : []),
	];
	if (keys.length === 0) return cql;
	// An order that the user's own query has comes before ours.
	const hasOrder = /\bsortby\b/iu.test(cql.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gsu, '""'));
	return `${cql}${hasOrder ? '' : ' sortBy'} ${(hasOrder ? keys.filter((key) => key === 'id') : keys).join(' ')}`.trim();
}
