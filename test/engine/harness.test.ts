import { loadOptions, PollMemory, pollNode, runNode, searchList } from './harness';
import { NodeOperationError, type INodeType } from 'n8n-workflow';

const description = {
	displayName: 'Probe',
	name: 'probe',
	group: ['transform' as const],
	version: 1,
	description: '',
	defaults: { name: 'Probe' },
	inputs: ['main' as const],
	outputs: ['main' as const, 'main' as const],
	credentials: [{ name: 'okapiApi', required: true }],
	properties: [{ displayName: 'Text', name: 'text', type: 'string' as const, default: 'by default' }],
};

/** A node that outputs its parameter. With `boom` it fails, or continues if On Error says so. */
const probe: INodeType = {
	description,
	methods: {
		listSearch: {
			async places(this, filter, token) {
				return { results: [{ name: `${String(this.getCurrentNodeParameter('text'))} ${filter ?? ''} ${token ?? ''}`, value: 'x' }] };
			},
		},
		loadOptions: {
			async policies() {
				const { tenant } = await this.getCredentials('okapiApi');
				return [{ name: String(tenant), value: 1 }];
			},
		},
	},
	async execute() {
		const items = this.getInputData();
		const first = items.map((_, item) => {
			const text = this.getNodeParameter('text', item) as string;
			if (text !== 'boom') return { json: { text }, pairedItem: { item } };
			const error = new NodeOperationError(this.getNode(), 'It failed', { itemIndex: item, description: 'Do this' });
			if (!this.continueOnFail()) throw error;
			return { json: { error: error.message }, pairedItem: { item } };
		});
		this.addExecutionHints({ message: 'a hint' });
		return [first, []];
	},
};

/** A trigger that counts its polls in its static data. Its parameter decides whether it emits, fails or stays silent. */
const counter: INodeType = {
	description: { ...description, name: 'counter', inputs: [], outputs: ['main'], polling: true },
	async poll() {
		const data = this.getWorkflowStaticData('node');
		data.count = Number(data.count ?? 0) + 1;
		const text = this.getNodeParameter('text') as string;
		if (text === 'throw') throw new Error('poll failed');
		return text === 'emit'
			? [[{ json: { count: data.count, budget: this.getPollBudgetMs?.(), mode: this.getMode(), activation: this.getActivationMode() } }]]
			: null;
	},
};

const credentials = { okapiApi: { tenant: 'east' } };

describe('runNode', () => {
	it('runNode resolves expressions for each item and fills in defaults', async () => {
		const run = await runNode({
			node: probe,
			credentials,
			parameters: { text: '={{ $json.title }} {{ $itemIndex }}' },
			items: [{ title: 'A' }, { title: 'B' }],
		});
		expect(run.error).toBeUndefined();
		expect(run.outputs).toHaveLength(2);
		expect(run.outputs[0]?.map(({ json }) => json.text)).toEqual(['A 0', 'B 1']);
		expect(run.hints.map(({ message }) => message)).toContain('a hint');
		expect((await runNode({ node: probe, credentials })).outputs[0]?.[0]?.json.text).toBe('by default');
	});

	it('runNode stops with the error, or goes on as On Error says', async () => {
		const test = { node: probe, credentials, parameters: { text: '={{ $json.text }}' }, items: [{ text: 'boom' }, { text: 'fine' }] };
		const stopped = await runNode(test);
		expect(stopped.error).toMatchObject({ message: 'It failed', description: 'Do this', context: { itemIndex: 0 } });
		const continued = await runNode({ ...test, onError: 'continueRegularOutput' });
		expect(continued.error).toBeUndefined();
		expect(continued.outputs[0]?.map(({ json }) => json)).toEqual([{ error: 'It failed' }, { text: 'fine' }]);
		const split = await runNode({ ...test, onError: 'continueErrorOutput' });
		expect(split.outputs.at(-1)?.map(({ json }) => json.error)).toEqual(['It failed']);
		expect(split.outputs[0]?.map(({ json }) => json.text)).toEqual(['fine']);
	});
});

describe('lists of the editor', () => {
	it("searchList and loadOptions run in the editor's context", async () => {
		const test = { node: probe, credentials, parameters: { text: 'T' } };
		expect((await searchList({ ...test, method: 'places', filter: 'f', paginationToken: 'p' })).results[0]?.name).toBe('T f p');
		expect(await loadOptions({ ...test, method: 'policies' })).toEqual([{ name: 'east', value: 1 }]);
	});
});

describe('pollNode', () => {
	const poll = async (text: string, memory: PollMemory, more: Partial<Parameters<typeof pollNode>[0]> = {}) =>
		await pollNode({ node: counter, credentials, parameters: { text }, memory, ...more });

	it('pollNode keeps static data in memory until a poll emits', async () => {
		const memory = new PollMemory('inMemory');
		expect((await poll('', memory)).outputs).toBeNull();
		expect(memory.saved()).toBeUndefined();
		expect((await poll('emit', memory)).outputs?.[0]?.[0]?.json).toMatchObject({ count: 2, budget: 300_000, mode: 'trigger' });
		expect(memory.saved()).toEqual({ count: 2 });
		expect((await poll('throw', memory)).error?.message).toBe('poll failed');
		expect((await poll('emit', memory)).outputs?.[0]?.[0]?.json.count).toBe(4);
		await poll('', memory);
		memory.restart();
		expect((await poll('emit', memory, { activation: 'init' })).outputs?.[0]?.[0]?.json).toMatchObject({ count: 5, activation: 'init' });
	});

	it('pollNode under the durable scheduler forgets what a silent or failed poll changed', async () => {
		const memory = new PollMemory('scheduled');
		await poll('', memory, { activation: 'activate' });
		expect(memory.saved()).toEqual({ count: 1 });
		await poll('', memory);
		await poll('throw', memory);
		expect((await poll('emit', memory)).outputs?.[0]?.[0]?.json).toMatchObject({ count: 2, budget: 36_000 });
	});

	it('pollNode with durable cursors saves silent polls, but not a silent activation', async () => {
		const memory = new PollMemory('durableCursor');
		await poll('', memory, { activation: 'activate' });
		expect(memory.saved()).toBeUndefined();
		await poll('', memory);
		expect(memory.saved()).toEqual({ count: 1 });
	});

	it('pollNode never saves what Fetch Test Event changed', async () => {
		const memory = new PollMemory('inMemory', { 'node:Node under test': { count: 7 } });
		expect((await poll('emit', memory, { mode: 'manual' })).outputs?.[0]?.[0]?.json).toMatchObject({
			count: 8,
			mode: 'manual',
			activation: 'manual',
		});
		expect((await poll('emit', memory, { mode: 'manual' })).outputs?.[0]?.[0]?.json.count).toBe(8);
	});
});
