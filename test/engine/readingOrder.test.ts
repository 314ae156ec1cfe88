import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { inventoryAccount } from '../../demo/accounts';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { livesOf } from '../../sandbox/past';
import { modRsRowOf } from '../../sandbox/past/inModRs';
import { items, operations, type ActionNode } from '../failing/operations';
import { libraryCredential } from './request/practice';
import { runNode } from './harness';
import { TriggerBench } from './trigger/bench';

/** What is to be sent, or what came of it and why; number, title, patron. */
const begins = [
	'to',
	'subject',
	'text',
	'outcome',
	'event',
	'reason',
	'explanation',
	'hrid',
	'title',
	'patronId',
	'patronName',
	'patronEmail',
];
/** A key, by its value or name. */
const isKey = (name: string, value?: unknown) =>
	['requestId', 'instanceId', 'precededBy', 'succeededBy', 'eventId'].includes(name) ||
	(typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value));

function misplaced(fields: readonly string[], item: IDataObject = {}): string[] {
	// The record that Search found is what people drag.
	const front = fields.includes('candidates') ? ['instanceId', ...begins] : begins;
	const shouldBegin = front.filter((name) => fields.includes(name));
	const keys = fields.filter((name) => isKey(name, item[name]) && !shouldBegin.includes(name));
	return [
		...shouldBegin.filter((name, index) => fields[index] !== name),
		...keys.filter((name) => fields.indexOf(name) < fields.length - keys.length),
		...Object.values(item).flatMap((value) =>
			(Array.isArray(value) ? value : []).flatMap((one: unknown) =>
				typeof one === 'object' && one !== null && ('requestId' in one || 'instanceId' in one)
					? misplaced(Object.keys(one), one as IDataObject)
					: [],
			),
		),
	];
}

const nodes: Readonly<Record<ActionNode, INodeType>> = {
	reShareSearch: new ReShareSearch(),
	reShareCreateRequest: new ReShareCreateRequest(),
	reShareRequest: new ReShareRequest(),
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.requests.clear();
	for (const { request, patron } of items)
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: request,
			title: 'Persuasion',
			patronIdentifier: patron,
			state: 'REQ_VALIDATED',
		});
	for (const life of livesOf({ seed: 'order', requests: 3 })) sandbox.requests.add('east', modRsRowOf('east', life));
});

const credentials = () => ({ okapiApi: libraryCredential(sandbox), reShareInventoryApi: inventoryAccount(sandbox) });

describe('items read well from left to right', () => {
	test.each(operations)('$name, with an item that fails beside', async ({ node, parameters }) => {
		const { outputs, error } = await runNode({
			node: nodes[node],
			// Kept fields of the input stand below, in their own order.
			parameters: { ...parameters, keepInputFields: false },
			credentials: credentials(),
			items: [...items, { request: 'https://elsewhere.example.org/', instanceId: '?', patron: '' }],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const all = outputs.flat().map(({ json }) => json);
		expect(all.length).toBeGreaterThan(1);
		for (const item of all) expect([item.outcome, ...misplaced(Object.keys(item), item)]).toEqual([item.outcome]);
	});

	test('a change of the trigger', async () => {
		const bench = new TriggerBench(sandbox, { parameters: { options: { includeRawRequest: true } } });
		await bench.activate();
		sandbox.requests.move('EAST-1', 'REQ_SHIPPED');
		const [item = {}] = await bench.poll();
		expect(item.event).toBe('shipped');
		expect(misplaced(Object.keys(item), item)).toEqual([]);
	});

	const schemas = (folder: string): string[] =>
		readdirSync(folder).flatMap((name) => {
			const file = path.join(folder, name);
			if (statSync(file).isDirectory()) return schemas(file);
			return folder.includes('__schema__') && name.endsWith('.json') ? [file] : [];
		});

	test.each(
		schemas(path.join(__dirname, '..', '..', 'nodes')).map((file) => [path.relative(path.join(__dirname, '..', '..'), file), file]),
	)('the fields of the schema %s are in reading order', (_name, file) => {
		const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
			properties: Record<string, { items?: { properties?: IDataObject } }>;
		};
		expect(misplaced(Object.keys(properties))).toEqual([]);
		for (const { items: list } of Object.values(properties))
			expect(misplaced(Object.keys(list?.properties ?? {}).includes('hrid') ? Object.keys(list?.properties ?? {}) : [])).toEqual([]);
	});
});
