import { badInputError } from '../../errors';
import { isbnForms } from '../match/isbn';
import { isLatinText } from '../match/foldAndTokenize';
import type { IdentifierKind, IndexQuery, TitleQuery } from '../SharedIndex';

/*
 * The queries to VuFind, as parameters of its API. Text that people typed is sent as bare words: signs and the words AND, OR, NOT would
 * make it a query in Solr's language, which fails where it is not well-formed.
 */

export type QueryParameters = ReadonlyArray<[name: string, value: string]>;

export interface VufindQuery {
	readonly endpoint: 'search' | 'record';
	readonly parameters: QueryParameters;
}

/** How many records VuFind gives if the query names no limit. Queries name none, because a site may refuse any limit. */
export const recordsPerPage = 20;

/**
 * VuFind's search type for each kind of identifier (vufind-org/vufind config/vufind/searchspecs.yaml). An unknown type is no error there,
 * but makes the text a raw query.
 */
const types: Readonly<Record<IdentifierKind, string>> = { instanceId: 'id', oclcNumber: 'oclc_num', isbn: 'ISN', issn: 'ISN' };

export function queryForIdentifiers(kind: IdentifierKind, keys: readonly string[]): VufindQuery {
	return kind === 'instanceId'
		? { endpoint: 'record', parameters: keys.map((id) => ['id[]', id]) }
		: { endpoint: 'search', parameters: parametersFor([rowsFor(kind, keys)], 'OR', 'AND') };
}

/** Joins identifiers of one kind by OR. `oclc_num` takes only one, because it strips everything but digits. */
function rowsFor(kind: IdentifierKind, keys: readonly string[]): Row[] {
	const type = types[kind];
	if (type !== 'ISN') return keys.map((lookfor) => ({ type, lookfor }));
	const terms = kind === 'isbn' ? keys.flatMap(isbnForms).map(isbnTerm) : keys.map((key) => `"${key.replace('-', '')}"`);
	return [{ type, lookfor: terms.join(' OR ') }];
}

/**
 * Writes a term for an ISBN and whatever digits follow it, because VuFind's field joins the digits of `0192547011(v1)`. An ISBN of ten
 * digits that begins with 978 or 979 is searched without further digits, since many ISBNs of thirteen digits also begin with it.
 */
const isbnTerm = (form: string) => (/^97[89]\d{6}[\dX]$/u.test(form) ? `"${form}"` : `${form}*`);

export function queryForTitle({ alternatives, author }: TitleQuery): VufindQuery {
	const by = author === undefined ? [] : [rowOf('Author', author)];
	const groups = alternatives.length === 0 ? [by] : alternatives.map((words) => [rowOf('Title', words.join(' ')), ...by]);
	return { endpoint: 'search', parameters: parametersFor(groups, 'AND', 'OR') };
}

/** @throws ReShareError `badInput` for an order that VuFind does not have */
export function queryForFields({ native, identifiers = [], titleWords = [], authors = [], sortBy }: IndexQuery): VufindQuery {
	if (sortBy === 'titleDescending')
		throw badInputError('VuFind cannot sort by title from Z to A', "Choose another '⟦sortBy⟧', or sort the items afterwards.");
	const fields = [
		...identifiers.map(({ kind, values }) => rowsFor(kind, values)),
		titleWords.length === 0 ? [] : [rowOf('Title', titleWords.join(' '))],
		authors.map((name) => rowOf('Author', name.join(' '))),
	].filter((rows) => rows.length > 0);
	const parameters = parametersFor(native === undefined ? fields : [[{ type: 'AllFields', lookfor: native }]], 'OR', 'AND');
	return { endpoint: 'search', parameters: sortBy === 'title' ? [...parameters, ['sort', 'title']] : parameters };
}

interface Row {
	readonly type: string;
	readonly lookfor: string;
}

/** Searches the words of a title or a name. Only VuFind's search of all fields covers text in the original script (880). */
function rowOf(type: 'Title' | 'Author', text: string) {
	return { type: isLatinText(text) ? type : 'AllFields', lookfor: bare(text) };
}

/**
 * Writes a single row as a basic search, and several as an advanced one.
 *
 * @param within how the rows of a group are joined
 * @param between how the groups are joined
 */
function parametersFor(groups: ReadonlyArray<readonly Row[]>, within: 'AND' | 'OR', between: 'AND' | 'OR'): QueryParameters {
	const [only, second] = groups.flat();
	if (only !== undefined && second === undefined)
		return [
			['lookfor', only.lookfor],
			['type', only.type],
		];
	const named = groups.flatMap((rows, index): QueryParameters => [
		...rows.flatMap(({ type, lookfor }): QueryParameters => [
			[`lookfor${index}[]`, lookfor],
			[`type${index}[]`, type],
		]),
		[`bool${index}[]`, within],
	]);
	return [['join', between], ...named];
}

/** Returns the words without the signs and capitals that belong to VuFind's query language. */
function bare(text: string) {
	return text
		.normalize('NFC')
		.replace(/[\p{Control}\p{Surrogate}]+/gu, ' ')
		.replace(/[+&|!(){}[\]^"~*?:\\/<>=]+/gu, ' ')
		.replace(/(?<=^|\s)-+|(?<!-)-+(?=\s|$)/gu, ' ')
		.replace(/(?<=^|\s)(?:AND|OR|NOT)(?=\s|$)/gu, (word) => word.toLowerCase())
		.replace(/\s+/gu, ' ')
		.trim();
}
