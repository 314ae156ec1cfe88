import { unescapedMasksIn, parseCqlQuery, unescapeTerm, createRowTest } from '../cql/parseCqlQuery';
import { compareByEach, compareValues, type CompareRows } from '../compareRows';
import { badRequestProblem } from './brokerProblems';
import { bibliographicInfoOf, countUnreadNotifications, type CrossLinkRequest } from './crossLinkRequest';

/**
 * The broker's query language, reduced to the indexes and relations that the client uses, of some thirty (indexdata/crosslink
 * broker/patron_request/db/prcql.go).
 */

export type RowPredicate<Row> = (row: Row) => boolean;

export interface IndexField<Row> {
	/**
	 * Makes the test of a condition.
	 *
	 * @throws BrokerProblem 400 if the index does not have this relation or accept this term
	 */
	test(relation: string, term: string): RowPredicate<Row>;
	/** Returns the value by which to sort. Rows without a value come last. */
	sortBy(row: Row): string | number | undefined;
}

export interface CompiledSearch<Row> {
	readonly test: RowPredicate<Row>;
	readonly compare?: CompareRows<Row>;
}

/**
 * Turns a query into a test and an order of rows.
 *
 * @throws BrokerProblem 400
 */
export function compileCql<Row>(text: string, fields: ReadonlyMap<string, IndexField<Row>>): CompiledSearch<Row> {
	const { root, sortKeys } = parseCqlQuery(text, badRequestProblem);
	const field = (name: string): IndexField<Row> => {
		const found = fields.get(name.toLowerCase());
		if (found === undefined) throw badRequestProblem(`unknown field ${name}`);
		return found;
	};
	const test = createRowTest<Row>(root, ({ index, relation, term }) => field(index).test(relation.base, term));
	const keys = sortKeys.map(({ field: name, modifiers }) => {
		const by = field(name);
		const sign = modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1;
		return (left: Row, right: Row) => compareValues(by.sortBy(left), by.sortBy(right)) * sign;
	});
	return keys.length === 0 ? { test } : { test, compare: compareByEach(keys) };
}

type Get<Row, Value> = (row: Row) => Value | undefined;

function checkRelation(relation: string, ...supported: readonly string[]): void {
	if (!supported.includes(relation)) throw badRequestProblem(`unsupported relation ${relation}`);
}

export function buildExactField<Row>(get: Get<Row, string>): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			const [mask] = unescapedMasksIn(term);
			if (mask !== undefined) throw badRequestProblem(`${mask === '^' ? 'anchor' : 'masking'} op ${mask} unsupported`);
			checkRelation(relation, '=');
			const text = unescapeTerm(term);
			return (row) => get(row) === text;
		},
	};
}

function maskedField<Row>(get: Get<Row, string>, flags = 'siu'): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			checkRelation(relation, '=');
			if (/[?^]/u.test(unescapedMasksIn(term))) throw badRequestProblem('masking ops ? and ^ unsupported');
			const source = [...term.matchAll(/\\?[\s\S]/gu)].map(([part]) =>
				part === '*' ? '.*' : part.replace(/^\\/u, '').replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`),
			);
			const pattern = new RegExp(`^${source.join('')}$`, flags);
			return (row) => pattern.test(get(row) ?? '\0');
		},
	};
}

/** Makes an index in which all of the words must occur, in any place. */
function wordsField<Row>(get: Get<Row, string>): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			checkRelation(relation, 'all');
			const wanted = lexemesOf(unescapeTerm(term));
			return (row) => {
				const words = lexemesOf(get(row) ?? '');
				return wanted.length > 0 && wanted.every((word) => words.includes(word));
			};
		},
	};
}

function flagField<Row>(get: (row: Row) => boolean): IndexField<Row> {
	return {
		sortBy: (row) => (get(row) ? 1 : 0),
		test: (relation, term) => {
			checkRelation(relation, '=');
			if (term !== 'true' && term !== 'false') throw badRequestProblem(`invalid bool ${term}`);
			return (row) => get(row) === (term === 'true');
		},
	};
}

const dateForms = 'YYYY-MM-DD, YYYY-MM-DD HH:MM:SS, YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM:SS±HH:MM';

/**
 * Makes an index of times.
 *
 * @param get microseconds since 1970
 */
function timeField<Row>(get: Get<Row, number>): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			checkRelation(relation, '>=', '<=');
			const [, seconds, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/u.exec(term) ?? [];
			const wanted = Date.parse(`${seconds}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
			// The broker also reads other forms, but ignores their time zone.
			if (Number.isNaN(wanted)) throw badRequestProblem(`invalid date time ${term}, it should be in format ${dateForms}`);
			return (row) => {
				const value = get(row);
				return value !== undefined && (relation === '>=' ? value >= wanted : value <= wanted);
			};
		},
	};
}

/** Makes an index of numbers that ignores the signs between their digits. */
function numberField<Row>(get: (row: Row) => readonly string[]): IndexField<Row> {
	const bare = (text: string) => text.replace(/[^0-9Xx]/gu, '').toUpperCase();
	return {
		sortBy: () => undefined,
		test: (relation, term) => {
			checkRelation(relation, '=');
			return (row) => get(row).some((number) => bare(number) === bare(term));
		},
	};
}

const stopWords = new Set('a an and are as at be by for from in is it of on or that the this to was with'.split(' '));

/**
 * Splits a text into words as PostgreSQL's English full-text index stores them: in lower case, without the most common words and most
 * endings.
 */
function lexemesOf(text: string): string[] {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const stem = (word: string) =>
		word
			.replace(/ies$|y$/u, 'i')
			.replace(/([^s])s$/u, '$1')
			.replace(/(?:ing|ed)$/u, '');
	return words.filter((word) => !stopWords.has(word)).map((word) => (word.length < 4 ? word : stem(word)));
}

type Row = CrossLinkRequest;

function part(row: Row, section: string, name: string): string | undefined {
	const value = (row.illRequest[section] as Readonly<Record<string, unknown>> | undefined)?.[name];
	const text = typeof value === 'object' && value !== null ? (value as { '#text'?: string })['#text'] : value;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

function numbersOf(row: Row, kind: string): string[] {
	return ((bibliographicInfoOf(row).bibliographicItemId ?? []) as ReadonlyArray<Readonly<Record<string, unknown>>>)
		.filter((entry) => (entry.bibliographicItemIdentifierCode as { '#text'?: string } | undefined)?.['#text'] === kind)
		.map((entry) => String(entry.bibliographicItemIdentifier));
}

function everythingSearchable(row: Row, withItems: boolean): string {
	const { title, author } = bibliographicInfoOf(row);
	const items = withItems ? row.items.flatMap(({ itemId, barcode, callNumber }) => [itemId, barcode, callNumber]) : [];
	return [row.requesterRequestId, row.patron, title, author, ...items].filter((text) => text !== undefined).join(' ');
}

/**
 * The indexes of the list of requests, by their names in lower case.
 *
 * @param withItems whether the index of words covers the request's items, too; the broker of model 3.0.0 overwrites them
 */
export const createRequestIndexes = (withItems: boolean): ReadonlyMap<string, IndexField<Row>> =>
	new Map<string, IndexField<Row>>([
		['cql.allrecords', { sortBy: () => undefined, test: () => () => true }],
		['cql.serverchoice', wordsField((row) => everythingSearchable(row, withItems))],
		['id', buildExactField((row) => row.id)],
		['state', buildExactField((row) => row.state)],
		['service_type', buildExactField((row) => part(row, 'serviceInfo', 'serviceType'))],
		['requester_req_id_exact', buildExactField((row) => row.requesterRequestId)],
		['isbn', numberField((row) => numbersOf(row, 'ISBN'))],
		['issn', numberField((row) => numbersOf(row, 'ISSN'))],
		['supplier_symbol', maskedField((row) => row.supplierSymbol)],
		['requester_req_id', maskedField((row) => row.requesterRequestId)],
		['given_name', maskedField((row) => part(row, 'patronInfo', 'givenName'))],
		['surname', maskedField((row) => part(row, 'patronInfo', 'surname'))],
		['patron', maskedField((row) => row.patron, 'su')],
		['needs_attention', flagField((row) => row.needsAttention)],
		['has_unread_notification', flagField((row) => countUnreadNotifications(row) > 0)],
		['terminal_state', flagField((row) => row.terminalState)],
		['created_at', timeField((row) => row.createdAt)],
		['updated_at', timeField((row) => row.updatedAt)],
	]);
