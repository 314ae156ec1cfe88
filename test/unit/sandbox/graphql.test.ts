import { createInventory, type InventoryOptions } from '../../../sandbox/inventory';
import type { ModuleFault } from '../../../sandbox/inventory';
import { buildInstanceId } from '../../../sandbox/inventory/recordIds';
import { postGraphql, reader } from './postGraphql';
import { expectFields, fieldsOf, readRecording } from './recordings';

/** The practice consortium's GraphQL answers the recorded requests as mod-graphql 1.15.1 did. */

interface Exchange {
	readonly name: string;
	readonly request: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };
	readonly status: number;
	readonly contentType: string;
	readonly body: { readonly data?: unknown; readonly errors?: ReadonlyArray<Readonly<Record<string, unknown>>> };
	readonly calls: number | null;
}

const broken = { status: 500, text: 'Internal server error, contact administrator' };
const withoutTitle: InventoryOptions = {
	alterTables: (tables) => ({
		...tables,
		instances: tables.instances.map((row, index) => (index === 0 ? { ...row, title: undefined } : row)),
	}),
};

/** What was unusual about each recording, by its first words. */
const situations: Readonly<
	Record<string, { fault?: ModuleFault; caller?: Parameters<typeof postGraphql>[3]; options?: InventoryOptions }>
> = {
	'expired token': { caller: { user: undefined } },
	'user without the permission': { caller: { user: { ...reader, permissions: [] } } },
	'upstream 500 on the top level': { fault: { kind: 'instances', answer: broken } },
	'upstream 500 on one nested link': { fault: { kind: 'ill-policies', answer: broken } },
	'upstream 200 with HTML': { fault: { kind: 'instances', answer: 'html' } },
	'upstream drops the connection': { fault: { kind: 'instances', answer: 'hangUp' } },
	'a record without its required title': { options: withoutTitle },
	'no X-Okapi-Tenant': { caller: { tenant: '' } },
};

/** The recorded inventory had other records. Two records stand for them here. */
const recordIds: Readonly<Record<string, string>> = {
	[buildInstanceId(1)]: buildInstanceId(30),
	[buildInstanceId(5)]: buildInstanceId(23),
};

/** Without host names and stack traces. */
const shown = ({ message, locations, path, extensions }: Readonly<Record<string, unknown>>) => ({
	message: String(message).replace(/http:\/\/[^/]+/u, ''),
	locations,
	path,
	code: (extensions as { code: string }).code,
});

it.each(readRecording<readonly Exchange[]>('graphql/answers'))(
	'the practice GraphQL answers as recorded: $name',
	async ({ name, request, status, contentType, body, calls }) => {
		const situation = Object.entries(situations).find(([words]) => name.startsWith(words))?.[1] ?? {};
		const inventory = createInventory(situation.options);
		if (situation.fault !== undefined) inventory.faults.fail(situation.fault);
		const ours = JSON.parse(
			JSON.stringify(request)
				.replace('title=paging', 'cql.allRecords=1')
				.replace(/30000000-0000-4000-8000-0{11}[15]/gu, (id) => recordIds[id] ?? id),
		) as Exchange['request'];
		const isWithoutTitle = situation.options !== undefined;
		const variables = isWithoutTitle ? { cql: 'cql.allRecords=1', limit: 2 } : ours.variables;
		const answer = await postGraphql(inventory, ours.query, variables, situation.caller);
		expect([answer.status, answer.contentType.replace('utf-8', 'UTF-8')]).toEqual([status, contentType.replace('utf-8', 'UTF-8')]);
		expect(answer.body.errors?.map(shown)).toEqual(body.errors?.map(shown));
		if (name.startsWith('nested')) expect(fieldsOf(answer.body.data)).toHaveLength(fieldsOf(body.data).length);
		if (body.errors === undefined) expectFields(body.data, answer.body.data);
		else expect('data' in answer.body).toBe('data' in body);
		// The first recording is of records with other numbers of holdings.
		if (calls !== null && !name.startsWith('the headline')) expect(inventory.calls.total).toBe(calls);
	},
);
