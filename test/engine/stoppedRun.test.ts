import './harness/registerN8nCore';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { inventoryAccountOf, vufindAccessOf } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { type Sandbox, sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordCancelledByPatron } from '../../sandbox/inventory/demoRecords';
import { backEnds, type BackEndUnderTest } from './backEnds';
import { isLongRun } from '../caseCount';
import { buildWorkflow } from './harness/workflow';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';
import { sandboxForAll } from '../unit/sandboxForTests';

/**
 * Somebody stops an execution: n8n aborts its signal and lets the node run on. Each operation of each node is stopped at each of its calls
 * in turn, and must begin no call after that.
 */

let onCall: (path: string) => void = () => undefined;

/** What undici publishes of each request before it is sent. */
const published = (message: unknown) => {
	const { path, headers } = (message as { request: { path: string; headers: unknown } }).request;
	// The practice consortium also calls itself.
	if (JSON.stringify(headers).includes('n8n-nodes-reshare')) onCall(path);
};

beforeAll(() => subscribe('undici:request:create', published));
afterAll(() => void unsubscribe('undici:request:create', published));

interface Case {
	readonly node: INodeType;
	readonly parameters: INodeParameters;
	/** Prepares the consortium before each run, and returns the input items. */
	prepare?(sandbox: Sandbox, backEnd: BackEndUnderTest): IDataObject[];
	/** Matches the names of the back ends with which it is tested. Absent: all of them. */
	readonly only?: RegExp;
}

const [search, creating, request] = [new ReShareSearch(), new ReShareCreateRequest(), new ReShareRequest()];
const named = buildResourceLocatorByName('={{ $json.name }}');
const found = () =>
	Array.from({ length: 3 }, () => ({ isbn: recordCancelledByPatron.isbn, instanceId: recordCancelledByPatron.instanceId }));
const draftParameters: INodeParameters = {
	instanceId: recordCancelledByPatron.instanceId,
	title: '={{ $json.title }}',
	reference: '={{ $json.reference }}',
	patronId: '={{ $json.patron }}',
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	options: { verdictWait: 1 },
};
const buildDrafts = () => [1, 2, 3].map((number) => ({ title: `Title ${number}`, reference: `STOP-${number}`, patron: `P100${number}` }));
const withStage =
	(stage: 'shipped' | 'sent' | 'new', side: 'borrowing' | 'lending' = 'borrowing') =>
	(sandbox: Sandbox, backEnd: BackEndUnderTest) =>
		[1, 2, 3].map((number) => ({
			name: backEnd.add(sandbox, { stage, side, reference: side === 'borrowing' ? `STOP-${number}` : undefined, patronId: 'P1001' }).number,
		}));
const rules = { values: [{ name: 'Loans', when: { serviceType: 'loan' }, then: 'cannotSupply', reason: 'policy' }] };
const nothingMore = {
	phase: null,
	event: null,
	needsStaff: false,
	recordId: null,
	patronEmail: null,
	pickupLocation: null,
	neededBy: null,
	dueDate: null,
};
const saved = () =>
	[1, 2, 3].map((number) => ({
		saved: JSON.stringify({
			v: 1,
			side: 'borrowing',
			id: `3fffffff-0000-4000-8000-00000000000${number}`,
			hrid: `EAST-${number}`,
			title: 'Persuasion',
			status: 'Shipped',
			references: [],
			...nothingMore,
		}),
	}));

const cases: Readonly<Record<string, Case>> = {
	findEligibleInstance: { node: search, parameters: { ownSymbols: ['US-EAST'], isbn: '={{ $json.isbn }}' }, prepare: found },
	getInstance: { node: search, parameters: { instanceId: '={{ $json.instanceId }}' }, prepare: found },
	searchInstances: { node: search, parameters: { isbn: '={{ $json.isbn }}' }, prepare: found },
	create: { node: creating, parameters: draftParameters, prepare: buildDrafts },
	preview: { node: creating, parameters: draftParameters, prepare: buildDrafts },
	applyRules: { node: request, parameters: { rulesMode: 'answer', request: named, rules }, prepare: withStage('new', 'lending') },
	get: { node: request, parameters: { request: named }, prepare: withStage('shipped') },
	getMany: { node: request, parameters: { returnAll: true }, prepare: withStage('shipped') },
	getOpenRequests: { node: request, parameters: { patronId: 'P1001' }, prepare: withStage('shipped') },
	getTimeline: { node: request, parameters: { request: named }, prepare: withStage('shipped') },
	getTurnaround: { node: request, parameters: { turnaround: 'openRequests' }, prepare: withStage('shipped') },
	performAction: { node: request, parameters: { requestAction: 'receive', request: named }, prepare: withStage('shipped') },
	previewAction: { node: request, parameters: { requestAction: 'receive', request: named }, prepare: withStage('shipped') },
	restoreAfterMove: { node: request, parameters: { saved: '={{ $json.saved }}' }, prepare: saved, only: /^CrossLink/ },
	saveBeforeMove: { node: request, parameters: {}, prepare: withStage('shipped'), only: /^mod-rs/ },
};

const operationsOf = ({ description }: INodeType) =>
	description.properties.flatMap(({ name, options }: INodeProperties) =>
		name === 'operation' ? (options as INodePropertyOptions[]).map(({ value }) => String(value)) : [],
	);

it('the tests of stopped executions cover every operation that calls a server', () => {
	expect(Object.keys(cases).sort()).toEqual([search, creating, request].flatMap(operationsOf).sort());
	expect(new ReShareNotice().description.credentials?.map(({ name }) => name)).toEqual(['reShareLibraryProfileApi']);
});

interface Run {
	readonly calls: number;
	readonly afterStop: string[];
}

/** @param stopAt the number of the call at which the execution is stopped; if absent, it runs to its end */
async function run(
	{ node, parameters }: Case,
	operation: string,
	credentials: ICredentialDataDecryptedObject,
	items: readonly IDataObject[],
	stopAt?: number,
): Promise<Run> {
	const type = node === search ? 'reShareInventoryApi' : 'okapiApi';
	const {
		workflow,
		node: built,
		additionalData,
	} = buildWorkflow({
		node,
		parameters: { operation, ...parameters },
		credentials: { [type]: credentials },
		onError: 'continueRegularOutput',
	});
	const input = items.map((json) => ({ json }));
	const stop = new AbortController();
	const context = new ExecuteContext(
		workflow,
		built,
		additionalData,
		'trigger',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node: built, data: { main: [input] }, source: null },
		[],
		stop.signal,
	);
	let calls = 0;
	const afterStop: string[] = [];
	onCall = (path) => {
		calls++;
		if (stop.signal.aborted) afterStop.push(path);
		if (calls === stopAt) stop.abort();
	};
	const owned = await workflow.expression.acquireIsolate();
	try {
		await node.execute?.call(context);
	} finally {
		if (owned) await workflow.expression.releaseIsolate();
		onCall = () => undefined;
	}
	return { calls, afterStop };
}

const inventories = { GraphQL: inventoryAccountOf, VuFind: vufindAccessOf };
const overSearch = Object.entries(cases)
	.filter(([, { node }]) => node === search)
	.flatMap(([operation, one]) => Object.entries(inventories).map(([name, account]) => [operation, name, one, account] as const));
const overBackEnds = Object.entries(cases).filter(([, { node }]) => node !== search);

/** Runs the operation whole, and then stops it once at each of its calls, at about five of them at most. */
async function stopAtEachCall(
	one: Case,
	operation: string,
	credentials: ICredentialDataDecryptedObject,
	begin: () => readonly IDataObject[],
) {
	// The first run also reads what the process then caches.
	await run(one, operation, credentials, begin());
	const { calls } = await run(one, operation, credentials, begin());
	expect(calls).toBeGreaterThan(0);
	for (let stopAt = 1; stopAt < calls; stopAt += isLongRun ? 1 : Math.ceil(calls / 5))
		expect([stopAt, (await run(one, operation, credentials, begin(), stopAt)).afterStop]).toEqual([stopAt, []]);
}

// The releases of CrossLink differ in states alone.
describe.each(backEnds.filter(({ name }) => name !== 'CrossLink 3.0.0'))('operations over $name', (backEnd) => {
	const sandbox = sandboxForAll(undefined, backEnd.start);

	it.each(overBackEnds.filter(([, { only }]) => only?.test(backEnd.name) !== false))(
		'the operation %s begins no call after its execution is stopped',
		async (operation, one) => {
			await stopAtEachCall(one, operation, backEnd.credential(sandbox), () => {
				backEnd.clear(sandbox);
				return one.prepare?.(sandbox, backEnd) ?? [{}];
			});
		},
	);
});

describe('the shared inventory', () => {
	const sandbox = sandboxInVirtualTime();

	it.each(overSearch)('the operation %s over %s begins no call after its execution is stopped', async (operation, _name, one, account) => {
		await stopAtEachCall(one, operation, account(sandbox), found);
	});
});
