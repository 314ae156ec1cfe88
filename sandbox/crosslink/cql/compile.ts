import { byEach, compareValues, type Compare } from '../../order';
import { badRequest } from '../problems';
import { testOf } from '../../cql/query';
import type { IndexField, Test } from './fields';
import { parseBrokerCql } from './parse';
import { readTerm } from './term';

export type Fields<Row> = ReadonlyMap<string, IndexField<Row>>;

export interface Search<Row> {
	readonly test: Test<Row>;
	readonly compare?: Compare<Row>;
}

/** @throws BrokerProblem 400 */
export function compileCql<Row>(text: string, fields: Fields<Row>): Search<Row> {
	const { root, sortKeys } = parseBrokerCql(text);
	const field = (name: string): IndexField<Row> => {
		const found = fields.get(name.toLowerCase());
		if (found === undefined) throw badRequest(`unknown field ${name}`);
		return found;
	};
	const test = testOf<Row>(
		root,
		({ index, relation, term }) => field(index).test(relation.base.toLowerCase(), readTerm(term)),
		() => badRequest('unsupported operator prox'),
	);
	const keys = sortKeys.map(({ field: name, modifiers }) => {
		const unknown = modifiers.find((modifier) => !['sort.ascending', 'sort.descending'].includes(modifier.name));
		if (unknown !== undefined) throw badRequest(`unsupported sort modifier ${unknown.name}`);
		const by = field(name);
		const sign = modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1;
		return (left: Row, right: Row) => compareValues(by.sortBy(left), by.sortBy(right)) * sign;
	});
	return keys.length === 0 ? { test } : { test, compare: byEach(keys) };
}
