import { badInputError } from '../../errors';
import { isbnForms } from '../match/isbn';
import { isLatinText } from '../match/foldAndTokenize';
import type { IdentifierKind, IndexQuery, RecordSortOrder, TitleQuery } from '../SharedIndex';

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
	if (kind === 'instanceId') return { endpoint: 'record', parameters: keys.map((id) => ['id[]', id]) };
	return { endpoint: 'search', parameters: parametersFor([{ rows: rowsFor(kind, keys), bool: 'OR' }], 'OR') };
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
	const parameters = parametersFor(
		groups.map((rows) => ({ rows, bool: 'AND' })),
		'OR',
	);
	return { endpoint: 'search', parameters };
}

/** @throws ReShareError `badInput` for an order that VuFind does not have */
export function queryForFields({ native, identifiers = [], titleWords = [], authors = [], sortBy }: IndexQuery): VufindQuery {
	const sort = sorted(sortBy);
	if (native !== undefined) return { endpoint: 'search', parameters: [['lookfor', native], ['type', 'AllFields'], ...sort] };
	const groups: Group[] = [
		...identifiers.map(({ kind, values }) => ({ rows: rowsFor(kind, values), bool: 'OR' as const })),
		...(titleWords.length === 0 ? [] : [{ rows: [rowOf('Title', titleWords.join(' '))], bool: 'AND' as const }]),
		...(authors.length === 0 ? [] : [{ rows: authors.map((name) => rowOf('Author', name.join(' '))), bool: 'OR' as const }]),
	];
	return { endpoint: 'search', parameters: [...parametersFor(groups, 'AND'), ...sort] };
}

interface Row {
	readonly type: string;
	readonly lookfor: string;
}

interface Group {
	readonly rows: readonly Row[];
	readonly bool: 'AND' | 'OR';
}

/** Searches the words of a title or a name. Only VuFind's search of all fields covers text in the original script (880). */
function rowOf(type: 'Title' | 'Author', text: string): Row {
	return { type: isLatinText(text) ? type : 'AllFields', lookfor: bare(text) };
}

/** Writes a single row as a basic search, and several as an advanced one. `join` says how the groups of an advanced search are joined. */
function parametersFor(groups: readonly Group[], join: Group['bool']): QueryParameters {
	const [only, second] = groups.flatMap(({ rows }) => rows);
	if (only !== undefined && second === undefined)
		return [
			['lookfor', only.lookfor],
			['type', only.type],
		];
	const named = groups.flatMap(({ rows, bool }, index): QueryParameters => [
		...rows.flatMap(({ type, lookfor }): QueryParameters => [
			[`lookfor${index}[]`, lookfor],
			[`type${index}[]`, type],
		]),
		[`bool${index}[]`, bool],
	]);
	return [['join', join], ...named];
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

function sorted(sortBy: RecordSortOrder = 'none'): QueryParameters {
	if (sortBy === 'titleDescending')
		throw badInputError('VuFind cannot sort by title from Z to A', "Choose another '⟦sortBy⟧', or sort the items afterwards.");
	return sortBy === 'title' ? [['sort', 'title']] : [];
}
