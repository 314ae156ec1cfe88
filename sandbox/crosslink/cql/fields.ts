import { badRequest } from '../problems';
import { plainText, type Term } from './term';
import { lexemesOf } from './words';

export type Test<Row> = (row: Row) => boolean;

/** One index of the broker: which queries it takes, and how rows sort by it. */
export interface IndexField<Row> {
	/** @throws BrokerProblem 400 where the relation or the term is not possible here */
	test(relation: string, term: Term): Test<Row>;
	/** The value to sort by; no value sorts last. */
	sortBy(row: Row): string | number | undefined;
}

type Get<Row, Value> = (row: Row) => Value | undefined;

function unsupported(relation: string): Error {
	return badRequest(`unsupported relation ${relation}`);
}

function equality(relation: string): 'equal' | 'unequal' | undefined {
	if (['=', '==', 'exact', 'scr'].includes(relation)) return 'equal';
	return relation === '<>' ? 'unequal' : undefined;
}

/** `field=""`: has a value. */
function asksForAny(relation: string, term: Term): boolean {
	return relation === '=' && term.length === 0;
}

export function exactField<Row>(get: Get<Row, string>, options: { readonly list?: boolean } = {}): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			if (asksForAny(relation, term)) return (row) => get(row) !== undefined;
			for (const part of term) {
				if (part.kind === 'any') throw badRequest('masking op * unsupported');
				if (part.kind === 'one') throw badRequest('masking op ? unsupported');
				if (part.kind === 'anchor') throw badRequest('anchor op ^ unsupported');
			}
			const text = plainText(term);
			if (options.list === true && relation === 'any') {
				const values = new Set(text.split(/\s+/u));
				return (row) => values.has(get(row) ?? '');
			}
			const kind = equality(relation);
			if (kind === undefined) throw unsupported(relation);
			return (row) => get(row) !== undefined && (get(row) === text) === (kind === 'equal');
		},
	};
}

export function maskedField<Row>(get: Get<Row, string>, options: { readonly caseSensitive?: boolean } = {}): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			if (asksForAny(relation, term)) return (row) => get(row) !== undefined;
			if (term.some(({ kind }) => kind === 'anchor')) throw badRequest('anchor op ^ unsupported');
			const kind = equality(relation);
			if (kind === undefined) throw unsupported(relation);
			const source = term
				.map((part) =>
					part.kind === 'any'
						? '.*'
						: part.kind === 'one'
							? '.'
							: part.kind === 'text'
								? part.text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
								: '',
				)
				.join('');
			const pattern = new RegExp(`^${source}$`, options.caseSensitive === true ? 'su' : 'siu');
			return (row) => {
				const value = get(row);
				return value !== undefined && pattern.test(value) === (kind === 'equal');
			};
		},
	};
}

/** All of the words, or any of them, wherever they stand. */
export function wordsField<Row>(get: Get<Row, string>): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			if (asksForAny(relation, term)) return (row) => get(row) !== undefined;
			if (!['=', 'adj', 'all', 'any', 'scr'].includes(relation)) throw unsupported(relation);
			const wanted = lexemesOf(plainText(term));
			return (row) => {
				const words = lexemesOf(get(row) ?? '');
				return relation === 'any'
					? wanted.some((word) => words.includes(word))
					: wanted.length > 0 && wanted.every((word) => words.includes(word));
			};
		},
	};
}

export function flagField<Row>(get: (row: Row) => boolean): IndexField<Row> {
	return {
		sortBy: (row) => (get(row) ? 1 : 0),
		test: (relation, term) => {
			const text = plainText(term).toLowerCase();
			if (asksForAny(relation, term)) return () => true;
			const kind = equality(relation);
			if (kind === undefined) throw unsupported(relation);
			const wanted = ['true', 'yes', '1'].includes(text) ? true : ['false', 'no', '0'].includes(text) ? false : undefined;
			if (wanted === undefined) throw badRequest(`invalid bool ${plainText(term)}`);
			return (row) => (get(row) === wanted) === (kind === 'equal');
		},
	};
}

const dateForms = 'YYYY-MM-DD, YYYY-MM-DD HH:MM:SS, YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM:SS±HH:MM';

/**
 * Microseconds since 1970 of a time in one of the four forms. The column has no zone: an offset is read and ignored, so that `10:00+02:00`
 * means 10:00.
 */
function readTime(text: string): number {
	const match = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)|T(\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d))?$/u.exec(text);
	const seconds = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? match[3] ?? '00:00:00'}Z`);
	if (match === null || Number.isNaN(seconds)) throw badRequest(`invalid date time ${text}, it should be in format ${dateForms}`);
	return seconds * 1000 + Number((match[4] ?? '').padEnd(6, '0').slice(0, 6));
}

/** @param get microseconds since 1970 */
export function timeField<Row>(get: Get<Row, number>): IndexField<Row> {
	return {
		sortBy: get,
		test: (relation, term) => {
			if (asksForAny(relation, term)) return (row) => get(row) !== undefined;
			const compare: Record<string, (left: number, right: number) => boolean> = {
				'=': (left, right) => left === right,
				'==': (left, right) => left === right,
				exact: (left, right) => left === right,
				'<>': (left, right) => left !== right,
				'<': (left, right) => left < right,
				'<=': (left, right) => left <= right,
				'>': (left, right) => left > right,
				'>=': (left, right) => left >= right,
			};
			const test = compare[relation];
			if (test === undefined) throw unsupported(relation);
			const wanted = readTime(plainText(term));
			return (row) => {
				const value = get(row);
				return value !== undefined && test(value, wanted);
			};
		},
	};
}

export function matchesEveryRow<Row>(): IndexField<Row> {
	return { sortBy: () => undefined, test: () => () => true };
}
