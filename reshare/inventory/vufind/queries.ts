import { ReShareError } from '../../errors';
import { isbnForms } from '../match/isbn';
import { isLatin } from '../match/text';
import type { IdentifierKind, IndexQuery, SortBy, TitleQuery } from '../SharedIndex';
import { named } from '../../words';

/*
 * Everything that VuFind is asked, as parameters of its API. Text that people typed is sent as bare words: signs and the
 * words AND, OR, NOT would make it a query in the language of the index, which fails where it is not well-formed.
 */

export type Parameters = ReadonlyArray<readonly [name: string, value: string]>;

/** A request below the API: which of its two ways in, and the parameters. */
export interface VufindQuery {
	readonly way: 'search' | 'record';
	readonly parameters: Parameters;
}

/** The parameters as they stand in an address. */
export function addressOf(parameters: Parameters): string {
	return String(new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])));
}

/** The search that each kind of identifier has in VuFind. A type that it does not know would be no error but another query. */
const types: Readonly<Record<Exclude<IdentifierKind, 'instanceId'>, string>> = { oclcNumber: 'oclc_num', isbn: 'ISN', issn: 'ISN' };

export function byIdentifiers(kind: IdentifierKind, keys: readonly string[]): VufindQuery {
	if (kind === 'instanceId') return { way: 'record', parameters: keys.map((id) => ['id[]', id] as const) };
	return { way: 'search', parameters: [['lookfor', numbers(kind, keys)], ['type', types[kind]]] };
}

/** Numbers of one kind, any of which will do. `oclc_num` takes one only: it strips everything but digits. */
function numbers(kind: Exclude<IdentifierKind, 'instanceId'>, keys: readonly string[]): string {
	if (kind === 'oclcNumber') return keys[0] ?? '';
	const forms = kind === 'isbn' ? keys.flatMap(isbnForms) : keys.map((key) => key.replace('-', ''));
	return forms.map((form) => `"${form}"`).join(' OR ');
}

export function byTitle({ alternatives, author }: TitleQuery): VufindQuery {
	const by = author === undefined ? [] : [rowOf('Author', author)];
	const groups = alternatives.length === 0 ? [by] : alternatives.map((words) => [rowOf('Title', words.join(' ')), ...by]);
	const [only] = groups;
	if (groups.length === 1 && only?.length === 1 && only[0] !== undefined) return { way: 'search', parameters: [['lookfor', only[0].lookfor], ['type', only[0].type]] };
	return { way: 'search', parameters: advanced(groups, 'OR') };
}

/**
 * @throws ReShareError `badInput` for an order that VuFind does not have
 */
export function byQuery({ native, identifiers, titleWords, authors = [], sortBy }: IndexQuery): VufindQuery {
	const sort = sorted(sortBy);
	if (native !== undefined) return { way: 'search', parameters: [['lookfor', native], ['type', 'AllFields'], ...sort] };
	const named = (identifiers ?? []).map(({ kind, values }) => {
		if (kind === 'instanceId') return values.map((value) => row('id', value));
		return kind === 'oclcNumber' ? values.map((value) => row(types[kind], value)) : [row(types[kind], numbers(kind, values))];
	});
	const groups = [
		...named.map((rows) => ({ rows, bool: 'OR' })),
		...(titleWords === undefined || titleWords.length === 0 ? [] : [{ rows: [rowOf('Title', titleWords.join(' '))], bool: 'AND' }]),
		...(authors.length === 0 ? [] : [{ rows: authors.map((name) => rowOf('Author', name.join(' '))), bool: 'OR' }]),
	];
	const [first] = groups;
	if (groups.length === 1 && first?.rows.length === 1 && first.rows[0] !== undefined) {
		return { way: 'search', parameters: [['lookfor', first.rows[0].lookfor], ['type', first.rows[0].type], ...sort] };
	}
	return { way: 'search', parameters: [...advanced(groups.map(({ rows }) => rows), 'AND', groups.map(({ bool }) => bool)), ...sort] };
}

interface Row {
	readonly type: string;
	readonly lookfor: string;
}

function row(type: string, lookfor: string): Row {
	return { type, lookfor };
}

/** Words of a title or a name. What stands in its own script beside the Latin one (880) is in all fields only. */
function rowOf(type: 'Title' | 'Author', text: string): Row {
	return row(isLatin(text) ? type : 'AllFields', bare(text));
}

/** The advanced form: groups of rows, joined within the group by its own word and between groups by `join`. */
function advanced(groups: ReadonlyArray<readonly Row[]>, join: 'AND' | 'OR', bools: readonly string[] = []): Parameters {
	return [
		['join', join],
		...groups.flatMap((rows, index) => [
			...rows.flatMap(({ type, lookfor }) => [[`lookfor${index}[]`, lookfor], [`type${index}[]`, type]] as const),
			[`bool${index}[]`, bools[index] ?? 'AND'] as const,
		]),
	];
}

/** Words without the signs and capitals that VuFind takes for its query language. */
function bare(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{Control}\p{Surrogate}]+/gu, ' ')
		.replace(/[+&|!(){}[\]^"~*?:\\/<>=]+/gu, ' ')
		.replace(/(?<=^|\s)-+|-+(?=\s|$)/gu, ' ')
		.replace(/(?<=^|\s)(?:AND|OR|NOT)(?=\s|$)/gu, (word) => word.toLowerCase())
		.replace(/\s+/gu, ' ')
		.trim();
}

function sorted(sortBy: SortBy = 'none'): Parameters {
	if (sortBy === 'titleDescending') {
		throw new ReShareError('badInput', 'VuFind cannot sort by title from Z to A', { description: `Choose another ${named('sortBy')}, or sort the items afterwards.` });
	}
	return sortBy === 'title' ? [['sort', 'title']] : [];
}
