import { z } from 'zod';
import { ReShareError } from '../errors';
import { isAboutAccess } from './access';
import { parse } from './answers';
import type { Question, QuestionBatcher } from './graphql/QuestionBatcher';
import { readTableRows, smallTables, type SmallTables } from './tables';

/** A small table: its top-level field, the list in its answer, and what to select of each row. */
interface Table {
	readonly field: string;
	readonly list: string;
	readonly row: string;
}

type TableName = 'policies' | 'locations' | 'identifierTypes';

const tables: Readonly<Record<TableName, Table>> = {
	policies: { field: 'ill_policies', list: 'illPolicies', row: 'id name' },
	locations: { field: 'locations', list: 'locations', row: 'id code name' },
	identifierTypes: { field: 'identifier_types', list: 'identifierTypes', row: 'id name' },
};

/** Rows asked for at once. */
const pageSize = 2000;

function page({ field, list, row }: Table, offset: number): Question {
	return {
		field,
		args: { limit: { type: 'Int', value: pageSize }, offset: { type: 'Int', value: offset } },
		selection: `totalRecords ${list} { ${row} }`,
	};
}

/** The questions for the first pages of all tables. */
export const firstPages: readonly Question[] = Object.values(tables).map((table) => page(table, 0));

/**
 * Reads the small tables.
 *
 * @param fields the top-level fields that the schema has; a table without one is empty
 * @param received first pages that came already, by field
 */
export async function readTables(batcher: QuestionBatcher, fields: ReadonlySet<string>, received: ReadonlyMap<string, unknown> = new Map()): Promise<SmallTables> {
	const failed = new Map<TableName, ReShareError>();
	const read = async (name: TableName) => {
		const table = tables[name];
		if (!fields.has(table.field)) return {};
		try {
			return { [name]: await readTable(batcher, table, received.get(table.field)) };
		} catch (error) {
			if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
			failed.set(name, error);
			return {};
		}
	};
	const [policies, locations, identifierTypes] = await Promise.all([read('policies'), read('locations'), read('identifierTypes')]);
	return smallTables({ ...policies, ...locations, ...identifierTypes }, failed);
}

async function readTable(batcher: QuestionBatcher, table: Table, first: unknown): Promise<ReturnType<typeof readTableRows>> {
	const rows: unknown[] = [];
	for (;;) {
		const value = rows.length === 0 && first !== undefined ? first : (await batcher.ask(page(table, rows.length))).value;
		const answer = parse({ value }, z.record(z.unknown()), 'a table');
		const received = Array.isArray(answer[table.list]) ? (answer[table.list] as unknown[]) : [];
		rows.push(...received);
		if (received.length < pageSize) return readTableRows(rows);
	}
}
