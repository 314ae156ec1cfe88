import { badRequest } from '../problems';
import { testOf } from '../../cql/query';
import type { Field, Test } from './fields';
import { parseCql } from './parse';
import { readTerm } from './term';

export type Fields<Row> = ReadonlyMap<string, Field<Row>>;

export interface Search<Row> {
	readonly test: Test<Row>;
	readonly compare?: (left: Row, right: Row) => number;
}

/**
 * What a query asks for.
 *
 * @throws BrokerProblem 400
 */
export function compileCql<Row>(text: string, fields: Fields<Row>): Search<Row> {
	const { root, sortKeys } = parseCql(text);
	const field = (name: string): Field<Row> => {
		const found = fields.get(name.toLowerCase());
		if (found === undefined) throw badRequest(`unknown field ${name}`);
		return found;
	};
	const test = testOf<Row>(root, ({ index, relation, term }) => field(index).test(relation.base.toLowerCase(), readTerm(term)), () => badRequest('unsupported operator prox'));
	const keys = sortKeys.map(({ field: name, modifiers }) => {
		const unknown = modifiers.find((modifier) => !['sort.ascending', 'sort.descending'].includes(modifier.name));
		if (unknown !== undefined) throw badRequest(`unsupported sort modifier ${unknown.name}`);
		return { get: field(name), sign: modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1 };
	});
	if (keys.length === 0) return { test };
	return {
		test,
		compare: (left, right) => {
			for (const { get, sign } of keys) {
				const order = compareValues(get.sortBy(left), get.sortBy(right)) * sign;
				if (order !== 0) return order;
			}
			return 0;
		},
	};
}

/** As PostgreSQL sorts: no value counts as the greatest. */
function compareValues(left: string | number | undefined, right: string | number | undefined): number {
	if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
	if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
	return Number(left) - Number(right);
}
