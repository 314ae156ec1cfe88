import type { INodeType } from 'n8n-workflow';
import { PollMemory, pollNode } from './harness';

/** A trigger that counts its polls in its static data. Its parameter decides whether it emits, fails or stays silent. */
const counter: INodeType = {
	description: {
		displayName: 'Counter',
		name: 'counter',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Counter' },
		polling: true,
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'okapiApi', required: true }],
		properties: [{ displayName: 'Text', name: 'text', type: 'string', default: 'by default' }],
	},
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

describe('pollNode', () => {
	const poll = (text: string, memory: PollMemory, more: Partial<Parameters<typeof pollNode>[0]> = {}) =>
		pollNode({ node: counter, credentials, parameters: { text }, memory, ...more });

	it('the test helper pollNode saves static data only once a poll emits items, and keeps it in memory until then', async () => {
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

	it("the test helper pollNode, playing n8n's durable scheduler, discards what a poll without items or a failed poll changed", async () => {
		const memory = new PollMemory('scheduled');
		await poll('', memory, { activation: 'activate' });
		expect(memory.saved()).toEqual({ count: 1 });
		await poll('', memory);
		await poll('throw', memory);
		expect((await poll('emit', memory)).outputs?.[0]?.[0]?.json).toMatchObject({ count: 2, budget: 36_000 });
	});

	it("the test helper pollNode, playing n8n's durable cursors, saves what a poll without items changed, but not an activation without items", async () => {
		const memory = new PollMemory('durableCursor');
		await poll('', memory, { activation: 'activate' });
		expect(memory.saved()).toBeUndefined();
		await poll('', memory);
		expect(memory.saved()).toEqual({ count: 1 });
	});

	it('the test helper pollNode never saves what Fetch Test Event changed in static data', async () => {
		const memory = new PollMemory('inMemory', { 'node:Node under test': { count: 7 } });
		expect((await poll('emit', memory, { mode: 'manual' })).outputs?.[0]?.[0]?.json).toMatchObject({
			count: 8,
			mode: 'manual',
			activation: 'manual',
		});
		expect((await poll('emit', memory, { mode: 'manual' })).outputs?.[0]?.[0]?.json.count).toBe(8);
	});
});
