import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import type { Sandbox } from '../../sandbox';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { backEnds, crossLink } from './backEnds';
import { loadOptions, runNode, searchList, type RunOptions } from './harness';
import { isHandedOn, type Shape } from './search/outputSchema';
import { byName } from './byName';

const node = new ReShareCreateRequest();
let sandbox: Sandbox;

const usual: INodeParameters = {
	operation: 'create',
	serviceType: 'loan',
	instanceId: recordLentBySeveral.instanceId,
	patronId: '={{ $json.patronId }}',
	pickupLocation: byName('Main Library'),
	reference: '={{ $json.reference }}',
	title: '={{ $json.title }}',
	// With mod-rs, the patron check finds a patron whom the library's own system rejects before anything is sent.
	volume: '={{ $json.volume }}',
	options: { verdictWait: 1, checkPatron: false },
};

function item(number: number, changes: IDataObject = {}): IDataObject {
	return { volume: String(number), patronId: 'P1001', reference: `ILL-${number}`, title: `Title ${number}`, ...changes };
}

/**
 * Returns the fields of the schema that the editor shows before the first run, in their order, without fields of the request that were not
 * given.
 */
function fieldsOf(operation: string, json: IDataObject) {
	const file = path.join(__dirname, `../../nodes/ReShareCreateRequest/__schema__/v1.0.0/${operation}.json`);
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, Shape> };
	return Object.keys(properties).filter((name) => name in json || !isHandedOn(name, properties[name] ?? {}));
}

/** The same over every back end. */
describe.each(backEnds)('Create over $name', (backEnd) => {
	beforeAll(async () => {
		sandbox = await backEnd.start({ autoStaff: true });
	});

	afterAll(async () => {
		await sandbox.close();
	});

	beforeEach(() => {
		backEnd.clear(sandbox);
		sandbox.faults.clear();
		sandbox.log.clear();
	});

	async function run(items: IDataObject[], changes: INodeParameters = {}, more: Partial<RunOptions> = {}) {
		return await runNode({
			node,
			parameters: { ...usual, ...changes },
			credentials: { okapiApi: backEnd.credential(sandbox) },
			items,
			...more,
		});
	}

	it('Create puts every item on one output, in the order of the input', async () => {
		const { outputs, error } = await run([item(1), item(2, { patronId: '' }), item(3, { patronId: 'P9001' }), item(4)]);
		expect(error).toBeUndefined();
		expect(outputs.map((output) => output.map(({ json, pairedItem }) => [json.outcome, json.reason, json.reference, pairedItem]))).toEqual([
			[
				['created', null, 'ILL-1', { item: 0 }],
				['created', null, 'ILL-4', { item: 3 }],
			],
			[['needsStaff', 'patronNotValid', 'ILL-3', { item: 2 }]],
			[['notCreated', 'badInput', 'ILL-2', { item: 1 }]],
		]);
	});

	it('Create and Preview give on every output the fields that the editor shows, in that order', async () => {
		const { outputs } = await run([item(1), item(2, { patronId: '' }), item(3, { patronId: 'P9001' })]);
		expect(outputs.map((output) => output.length)).toEqual([1, 1, 1]);
		for (const { json } of outputs.flat()) expect(Object.keys(json)).toEqual(fieldsOf('create', json));
		const preview = await run([item(4), item(5, { patronId: '' })], { operation: 'preview' });
		expect(preview.outputs.map((output) => output.length)).toEqual([1, 0, 1]);
		for (const { json } of preview.outputs.flat()) expect(Object.keys(json)).toEqual(fieldsOf('preview', json));
	});

	it("Create as an AI model's tool puts everything on the first output, and shows no patron", async () => {
		const tool = new ReShareCreateRequest();
		tool.description = { ...tool.description, name: 'reShareCreateRequestTool' };
		const fromItems = (name: string) => `={{ $('Items').item.json.${name} }}`;
		const values: INodeParameters = { patronId: fromItems('patronId'), reference: fromItems('reference') };
		const { outputs } = await run([item(1), item(2, { patronId: '' })], values, { node: tool });
		expect(outputs.map((output) => output.map(({ json }) => json.outcome))).toEqual([['created', 'notCreated'], [], []]);
		const preview = await run([item(3)], { ...values, operation: 'preview' }, { node: tool });
		expect(JSON.stringify([outputs, preview.outputs])).not.toContain('P1001');
	});

	it('the list of copyright types holds those of the back end, each with a name', async () => {
		const types = await loadOptions({ node, credentials: { okapiApi: backEnd.credential(sandbox) }, method: 'getCopyrightTypes' });
		expect(types.map(({ value }) => String(value).toLowerCase())).toContain('us-ccg');
		for (const { name } of types) expect(name).toMatch(/\w/);
	});
});

/** CrossLink alone. */
describe.each([crossLink('3.0.0'), crossLink('3.7.0')])('pickup locations and symbols of Create over $name', (backEnd) => {
	const hasPlaces = backEnd.name.endsWith('3.7.0');

	beforeAll(async () => {
		sandbox = await backEnd.start({ autoStaff: true });
	});

	afterAll(async () => {
		await sandbox.close();
	});

	beforeEach(() => backEnd.clear(sandbox));

	async function createOne(changes: INodeParameters = {}, credential: IDataObject = {}) {
		return await runNode({
			node,
			parameters: { ...usual, ...changes },
			credentials: { okapiApi: { ...backEnd.credential(sandbox), ...credential } as never },
			items: [item(1)],
		});
	}

	it("a pickup location is sent by the id of its entry, or in a note with a warning if CrossLink's Directory names none", async () => {
		const { outputs } = await createOne();
		const json = outputs[0]?.[0]?.json;
		const row = sandbox.crosslink.requests.get(String(json?.requestId));
		if (hasPlaces) {
			expect(row).toMatchObject({ requesterPickupLocationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
			expect(row.internalNote).toBeUndefined();
			expect(json?.warnings).toEqual([]);
		} else {
			expect(row).toMatchObject({ internalNote: 'Pickup location: Main Library' });
			expect(json?.warnings).toEqual([
				"'Main Library' could not be given to CrossLink as the pickup location: the Directory of CrossLink names no pickup locations. It stands in the request's internal note, and the place that is set for the library serves.",
			]);
		}
		expect(json?.checks).toContainEqual(
			expect.objectContaining({ check: 'pickupLocation', result: hasPlaces ? 'passed' : 'couldNotCheck' }),
		);
		const checked = await createOne({ operation: 'preview', reference: 'ILL-9', patronId: 'P1002', options: {} });
		expect(checked.outputs[0]?.[0]?.json.checks).toContainEqual(
			expect.objectContaining({
				check: 'patron',
				result: 'couldNotCheck',
				note: expect.stringContaining("asks the library's own system as it takes the request in") as unknown,
			}),
		);
	});

	it("the list of pickup locations shows those of the library by name, or an error says that CrossLink's Directory names none", async () => {
		const asked = searchList({ node, credentials: { okapiApi: backEnd.credential(sandbox) }, method: 'searchPickupLocations' });
		if (!hasPlaces) {
			await expect(asked).rejects.toMatchObject({
				message: 'the Directory of CrossLink names no pickup locations',
				description: expect.stringContaining('The place that is set for the library serves all requests') as unknown,
			});
			return;
		}
		const { results } = await asked;
		expect(results.map(({ name }) => name)).toEqual([
			'Circulation Desk (DESKN)',
			'Circulation Desk (DESKS)',
			'Main Library (MAIN)',
			'Science Library (SCI)',
		]);
		const chosen = await createOne({ pickupLocation: { __rl: true, mode: 'list', value: results[3]?.value ?? '' } });
		expect(sandbox.crosslink.requests.get(String(chosen.outputs[0]?.[0]?.json.requestId)).requesterPickupLocationId).toBe(
			results[3]?.value,
		);
	});

	it.each([
		['the first of the tenant', {}, {}, 'ISIL:US-EAST'],
		["the credential's", {}, { librarySymbol: 'US-EASTLAW' }, 'ISIL:US-EASTLAW'],
		["the item's", { options: { requestingSymbol: 'ISIL:US-EASTLAW' } }, {}, 'ISIL:US-EASTLAW'],
		[
			"never the resolver's, which hidden fields still hold",
			{},
			{ openUrlBaseUrl: 'https://openurl.example.org', openUrlTenant: 'RESHARE:US-EAST' },
			'ISIL:US-EAST',
		],
	] as const)('the requesting symbol that CrossLink gets is %s', async (_name, changes, credential, symbol) => {
		const { outputs } = await createOne(changes as INodeParameters, credential);
		const json = outputs[0]?.[0]?.json;
		expect(json).toMatchObject({ outcome: 'created' });
		expect(sandbox.crosslink.requests.get(String(json?.requestId)).requesterSymbol).toBe(symbol);
	});

	it('Send Through OpenURL Resolver is refused over CrossLink with an explanation', async () => {
		const { outputs, error } = await createOne({ options: { via: 'resolver' } });
		expect(JSON.stringify([outputs, error])).toContain('CrossLink takes no requests from an OpenURL resolver');
		expect(sandbox.crosslink.requests.count()).toBe(0);
	});

	it('a tenant that has no symbol in CrossLink stops Create with a sentence for the provider', async () => {
		const { error } = await createOne({}, { tenant: 'unfinished_crosslink', username: 'ill-unfinished', password: 'has-no-symbols-yet' });
		expect(error?.message).toBe("CrossLink has no library symbol for the tenant 'unfinished_crosslink'");
	});
});
