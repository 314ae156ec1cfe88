import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import { hasRun, type Execution, type WorkflowNode } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { allowedHost, causes as allCauses, type Cause } from '../failing/failureCauses';
import { inputItems, operations, type ActionNode, type FailingOperation } from '../failing/failingOperations';
import { problemsOfFailedRun, onErrorModes, type OnErrorMode } from '../failing/judgeFailure';
import { newUserFolder, removeFolder } from './support/userFolder';

/**
 * Runs each operation when it cannot succeed: nothing may look like a success, and no item may be lost.
 * test/engine/failingOperations.test.ts also tests other causes, and that each operation stops if On Error says so.
 */

/** The causes that n8n itself finds: in its database, and among the hosts that it allows. */
const causes = allCauses.filter(({ name }) => ['a deleted credential', 'a blocked host'].includes(name));

type NodeName = ActionNode | 'reShareRequestStatusTrigger';
type Named = NonNullable<WorkflowNode['credentials']>[string];

const typeOf = (node: NodeName) => (node === 'reShareSearch' ? 'reShareInventoryApi' : 'okapiApi');

let sandbox: Sandbox;
let n8n: RunningN8n;
let userFolder: string;
const credentials = new Map<string, Named>();

beforeAll(async () => {
	sandbox = await startSandbox();
	userFolder = await newUserFolder();
	n8n = await startN8n({ userFolder, env: { N8N_SSRF_PROTECTION_ENABLED: 'true', N8N_SSRF_ALLOWED_HOSTNAMES: allowedHost } });
	await n8n.rest.signIn();
	for (const cause of causes) {
		for (const node of ['reShareSearch', 'reShareRequest'] as const)
			credentials.set(`${cause.name} ${typeOf(node)}`, await createCredential(cause, node));
	}
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox.close();
	await removeFolder(userFolder);
});

async function createCredential(cause: Cause, node: ActionNode): Promise<Named> {
	const account = cause.account(sandbox, node);
	const { id, name } = await n8n.rest.createCredential(cause.name, typeOf(node), account ?? allCauses[0]?.account(sandbox, node) ?? {});
	if (account === undefined) await n8n.rest.call('DELETE', `/rest/credentials/${id}`);
	return { id, name };
}

function node(name: string, type: NodeName, cause: Cause, mode: OnErrorMode, parameters: Record<string, unknown>): WorkflowNode {
	const credential = credentials.get(`${cause.name} ${typeOf(type)}`);
	if (credential === undefined) throw new Error('No such credential');
	return {
		id: name,
		name,
		type: `n8n-nodes-reshare.${type}`,
		typeVersion: 1,
		position: [600, 0],
		parameters,
		credentials: { [typeOf(type)]: credential },
		onError: mode,
	};
}

/** Runs the nodes side by side in one workflow, so that all get the same items. */
async function run(nodes: readonly WorkflowNode[]) {
	const to = (...names: string[]) => ({ main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))] });
	const saved = await n8n.rest.importWorkflow({
		name: 'Failing',
		nodes: [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: 'rows',
				name: 'Rows',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows: inputItems }), options: {} },
			},
			{
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [400, 0],
				parameters: { fieldToSplitOut: 'rows', options: {} },
			},
			...nodes,
		],
		connections: { Start: to('Rows'), Rows: to('Items'), Items: to(...nodes.map(({ name }) => name)) },
	});
	return await n8n.rest.runManually(saved.id, 'Start');
}

function judge(operation: FailingOperation, cause: Cause, mode: OnErrorMode, execution: Execution, name: string) {
	if (!hasRun(execution, name)) return ['did not run'];
	const outputs = execution.data.resultData.runData[name]?.[0]?.data?.main ?? [];
	const { error } = execution.data.resultData;
	const found = {
		outputs: outputs.map((output) => (output ?? []).map(({ json }) => json)),
		stopped: error === undefined ? undefined : `${error.message ?? ''} ${error.description ?? ''}`,
		paired: outputs.flatMap((output) => (output ?? []).map(({ pairedItem }) => (pairedItem as { item?: unknown } | undefined)?.item)),
	};
	return problemsOfFailedRun(operation, cause, mode, found);
}

describe.each(causes)('$name', (cause) => {
	test(`every operation names the cause for each input item, and loses none, if all items fail because of ${cause.name}`, async () => {
		const both = ['continueRegularOutput', 'continueErrorOutput'] as const;
		const execution = await run(
			both.flatMap((mode) =>
				operations.map((operation) => node(`${operation.name} ${mode}`, operation.node, cause, mode, operation.parameters)),
			),
		);
		const found = both.flatMap((mode) =>
			operations.map((operation) => [operation.name, mode, judge(operation, cause, mode, execution, `${operation.name} ${mode}`)] as const),
		);
		expect(found.filter(([, , faults]) => faults.length > 0)).toEqual([]);
	});
});

describe('the trigger', () => {
	const trigger = (cause: Cause, mode: OnErrorMode) =>
		node('Trigger', 'reShareRequestStatusTrigger', cause, mode, { events: ['anyStatusChange'] });
	const save = (cause: Cause, mode: OnErrorMode) =>
		n8n.rest.importWorkflow({ name: 'Trigger', nodes: [trigger(cause, mode)], connections: {} });
	const triggerCells = causes.flatMap((cause) => onErrorModes.map((mode) => [cause.name, mode, cause] as const));

	/** In a test, n8n continues with an empty item if a trigger throws and On Error is set to continue. */
	test.each(triggerCells)(
		'the trigger, tested in the editor with %s and On Error %s, explains the failure instead of giving a test event',
		async (_name, mode, cause) => {
			const { id } = await save(cause, mode);
			const execution = await n8n.rest.runManually(id, 'Trigger');
			const outputs = (execution.data.resultData.runData.Trigger?.[0]?.data?.main ?? []).map((output) =>
				(output ?? []).map(({ json }) => json),
			);
			const said = expect.stringMatching(cause.words);
			if (mode === 'stopWorkflow') expect([execution.data.resultData.error?.message, outputs]).toEqual([said, []]);
			else if (mode === 'continueErrorOutput') expect(outputs).toEqual([[], [expect.objectContaining({ error: said })]]);
			else expect(outputs).toEqual([[expect.objectContaining({ outcome: 'failed', explanation: said })]]);
		},
	);

	test('n8n does not publish a trigger with a deleted credential or a host that n8n blocks, whatever On Error says', async () => {
		const published = await Promise.all(
			triggerCells.map(async ([name, mode, cause]) => {
				const { id } = await save(cause, mode);
				const refusal = await n8n.rest.activate(id).then(
					() => 'started',
					(error: Error) => error.message,
				);
				return [name, mode, refusal, (await n8n.rest.executions(id)).length] as const;
			}),
		);
		const expected = triggerCells.map(([name, mode, { words }]) => [name, mode, expect.stringMatching(words), 0]);
		expect(published).toEqual(expected);
	});
});
