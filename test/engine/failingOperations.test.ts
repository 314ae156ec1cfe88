/** @jest-environment node */
import './harness/switchOnSsrfProtection';
import type { INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { causes, type Cause } from '../failing/failureCauses';
import { inputItems, operations, operationsOfCrossLinkAlone, type ActionNode, type FailingOperation } from '../failing/failingOperations';
import { problemsOfFailedRun, onErrorModes, type OnErrorMode } from '../failing/judgeFailure';
import { pollNode, runNode, type PollOptions, type RunOptions } from './harness';

/** Tests failures that happen before any item is read. If a node throws, n8n passes the input on by the first output. */

const nodes: Readonly<Record<ActionNode, INodeType>> = {
	reShareSearch: new ReShareSearch(),
	reShareCreateRequest: new ReShareCreateRequest(),
	reShareRequest: new ReShareRequest(),
};

const sandbox = sandboxInVirtualTime();

beforeAll(() => {
	for (const { request, patron } of inputItems)
		sandbox.requests.add('east', { isRequester: true, hrid: request, patronIdentifier: patron, state: 'REQ_VALIDATED' });
});

const credentialOf = (node: INodeType) => node.description.credentials?.[0]?.name ?? '';

async function faults(operation: FailingOperation, cause: Cause, mode: OnErrorMode) {
	const node = nodes[operation.node];
	const account = cause.account(sandbox, operation.node);
	const run = await runNode({
		node,
		parameters: operation.parameters,
		// Without values, the engine's stand-in throws, as n8n does for a credential that was deleted.
		credentials: account === undefined ? { deleted: {} } : { [credentialOf(node)]: account as never },
		items: inputItems,
		onError: mode,
	});
	const stopped = run.error === undefined ? undefined : `${run.error.message} ${run.error.description ?? ''}`;
	const paired = run.outputs
		.flat()
		.map(({ pairedItem }) => (typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : pairedItem));
	return problemsOfFailedRun(operation, cause, mode, { outputs: run.json, stopped, paired });
}

describe.each(operations)('the operation $name', (operation) => {
	for (const cause of causes) {
		test.each(onErrorModes)(
			`${operation.name} reports the cause of a failed item, ${cause.name}, with On Error set to %s`,
			async (mode) => {
				expect(await faults(operation, cause, mode)).toEqual([]);
			},
		);
	}
});

test('the tests of failing operations cover every operation of the nodes', () => {
	const declared = Object.values(nodes).flatMap(({ description }) =>
		description.properties.flatMap(({ name, options }) => (name === 'operation' ? (options ?? []) : [])),
	);
	expect(operations).toHaveLength(declared.length - operationsOfCrossLinkAlone.length);
});

const [find] = operations as readonly [FailingOperation];
const right: Cause['account'] = (_sandbox, node) => causes[3]?.account(sandbox, node);

describe('other causes before an item is read', () => {
	const good = (node: ActionNode) => ({
		...right(sandbox, node),
		password: (node === 'reShareSearch' ? sandbox.inventory : sandbox.libraries.east).password,
	});

	test.each(onErrorModes)(
		"Search reports an empty list of the library's own symbols in every item, with On Error set to %s",
		async (mode) => {
			const operation = { ...find, parameters: { ...find.parameters, ownSymbols: '={{ [] }}' } };
			expect(
				await faults(
					operation,
					{ name: '', account: (_sandbox, node) => good(node as ActionNode), words: /'Your Library's Symbols' is empty/ },
					mode,
				),
			).toEqual([]);
		},
	);

	test('an address in the credential that is no web address makes every item of Search fail as settingsWrong, not as badInput', async () => {
		const { outputs } = await runNode({
			node: nodes.reShareSearch,
			parameters: find.parameters,
			credentials: { [credentialOf(nodes.reShareSearch)]: { ...good('reShareSearch'), url: 'banana' } as never },
			items: inputItems,
			onError: 'continueRegularOutput',
		});
		expect(outputs.flat().map(({ json }) => [json.outcome, json.reason])).toEqual(inputItems.map(() => ['failed', 'settingsWrong']));
	});

	test.each(onErrorModes)(
		'Search reports an expression that cannot be evaluated, in a field read once per run, in every item, with On Error set to %s',
		async (mode) => {
			const operation = { ...find, parameters: { ...find.parameters, options: { batchSize: '={{ $("No Such Node").item.json.size }}' } } };
			expect(
				await faults(
					operation,
					{ name: '', account: (_sandbox, node) => good(node as ActionNode), words: /No Such Node|node doesn't exist/ },
					mode,
				),
			).toEqual([]);
		},
	);

	test.each(onErrorModes)('an operation that does not exist makes every item fail, with On Error set to %s', async (mode) => {
		const create = operations.find(({ name }) => name === 'Create') ?? find;
		const node = nodes.reShareCreateRequest;
		const run = await runNode({
			node,
			parameters: { ...create.parameters, operation: 'invent' },
			credentials: { [credentialOf(node)]: good('reShareCreateRequest') as never },
			items: inputItems,
			onError: mode,
		});
		expect(run.outputs[0] ?? []).toEqual([]);
		if (mode === 'continueRegularOutput') expect(run.json[1]?.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
	});
});

test.each(causes.flatMap((cause) => onErrorModes.map((mode) => [cause.name, mode, cause] as const)))(
	'the trigger with %s and On Error set to %s explains the failure while a workflow is built, and throws when it is published',
	async (_name, mode, cause) => {
		const account = cause.account(sandbox, 'trigger');
		const credentials: PollOptions['credentials'] = account === undefined ? { deleted: {} } : { okapiApi: account as never };
		const poll = { node: new ReShareRequestStatusTrigger(), parameters: { events: ['anyStatusChange'] }, credentials, onError: mode };
		const built = await pollNode({ ...poll, mode: 'manual' });
		const said = expect.stringMatching(cause.words);
		if (mode === 'stopWorkflow') expect(built.error?.message).toEqual(said);
		else
			expect(built.outputs?.flat().map(({ json }) => json)).toEqual([
				mode === 'continueErrorOutput'
					? { error: said, details: built.outputs?.[0]?.[0]?.json.details }
					: expect.objectContaining({ outcome: 'failed', explanation: said }),
			]);
		expect((await pollNode(poll)).error?.message).toEqual(said);
	},
);

// A model may neither move requests nor apply rules, so that these operations are left out.
test.each(operations.filter(({ parameters: { operation } }) => operation !== 'saveBeforeMove' && operation !== 'applyRules'))(
	"$name as an AI model's tool tells the model why it failed",
	async (operation) => {
		const toolType = Object.create(nodes[operation.node], {
			description: { value: { ...nodes[operation.node].description, name: `${operation.node}Tool` } },
		}) as INodeType;
		const account = causes[3]?.account(sandbox, operation.node);
		// In a tool, $json contains what the model sent, and the model may not choose a patron.
		const parameters = JSON.parse(
			JSON.stringify(operation.parameters).replaceAll('$json', "$('Items').item.json"),
		) as RunOptions['parameters'] & object;
		const run = await runNode({
			node: toolType,
			parameters: { ...parameters, letModelAct: true },
			credentials: { [credentialOf(toolType)]: account as never },
			items: inputItems,
		});
		expect(run.error).toBeUndefined();
		expect(run.outputs.flat()).toHaveLength(inputItems.length);
		for (const { json } of run.outputs[0] ?? [])
			expect(json).toMatchObject({
				outcome: 'failed',
				reason: 'settingsWrong',
				explanation: expect.stringContaining('refused this user name and password'),
			});
	},
);
