import { asTool, buildWorkflow, runNode } from './harness';
import { createRunExecutionData, NodeConnectionTypes } from 'n8n-workflow';
import { SupplyDataContext } from 'n8n-core';
import { startSandbox, type Sandbox } from '../../sandbox';
import { credentialsOf, findParameters, node } from './search/practice';

/** A model gets only the first output: every outcome must be there, and it must never be empty. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => sandbox.inventory.reset());

const wishes = [
	['eligible', { isbn: '0151446474' }],
	['needsReview', { isbn: '9780062316097' }],
	['notAvailable', { isbn: '9780847842131' }],
] as const;

const toolType = asTool(node);

it.each(wishes)('Search as a tool of an agent puts an item with the outcome %s on its first output', async (outcome, wish) => {
	const {
		workflow,
		node: built,
		additionalData,
	} = buildWorkflow({ node, parameters: findParameters, credentials: credentialsOf(sandbox) });
	const input = { [NodeConnectionTypes.AiTool]: [[{ json: wish }]] };
	const context = new SupplyDataContext(
		workflow,
		built,
		additionalData,
		'trigger',
		createRunExecutionData(),
		0,
		[{ json: wish }],
		input,
		NodeConnectionTypes.AiTool,
		{ node: built, data: { main: [[{ json: wish }]] }, source: null },
		[],
	);
	expect(context.isToolExecution()).toBe(true);
	const outputs = await node.execute.call(context as never);
	expect(outputs.map((items) => items.map(({ json }) => json.outcome))).toEqual([[outcome], [], []]);
});

it('Search as a tool tells the model that the shared inventory could not answer', async () => {
	sandbox.inventory.faults.fail({ answer: { status: 500, text: 'Internal server error' } });
	const run = await runNode({
		node: toolType,
		parameters: findParameters,
		credentials: credentialsOf(sandbox),
		items: [{ isbn: '0151446474' }],
	});
	expect(run.outputs[0]?.[0]?.json).toMatchObject({
		outcome: 'failed',
		reason: 'noAnswer',
		explanation: expect.stringContaining('The shared inventory could not answer (500)') as unknown,
	});
});

it('Search as a tool tells the model that nothing was found', async () => {
	const run = await runNode({
		node: toolType,
		parameters: { operation: 'searchInstances', title: 'A title that no library has' },
		credentials: credentialsOf(sandbox),
	});
	expect(run.outputs[0]?.[0]?.json).toEqual({ outcome: 'nothingFound', explanation: 'The shared inventory has no such record.' });
});
