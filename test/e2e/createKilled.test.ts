import { setTimeout as sleep } from 'node:timers/promises';
import { startPractice, type Practice } from '../../demo/practice';
import { outputItems, type Execution, type SavedWorkflow } from '../../n8n/types';
import { startN8n, type RunningN8n } from '../../n8n/server';
import { popularBook } from '../../sandbox/inventory/demoRecords';
import { newUserFolder, removeFolder } from './support/home';

const wishCount = 50;

/** Power is cut while requests are made; later, somebody presses "Retry" on the execution. */
describe('n8n killed in the middle of a run', () => {
	let userFolder: string;
	let practice: Practice;
	let restarted: RunningN8n | undefined;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPractice({ n8n: { userFolder }, sandbox: { verdictDelayMs: 300, listDelayMs: 10 } });
	});

	afterAll(async () => {
		await restarted?.stop();
		await practice?.stop();
		await removeFolder(userFolder);
	});

	function workflow() {
		const node = (
			name: string,
			type: string,
			typeVersion: number,
			position: [number, number],
			parameters: Record<string, unknown>,
			more: Record<string, unknown> = {},
		) => ({
			id: name.toLowerCase().replaceAll(' ', '-'),
			name,
			type,
			typeVersion,
			position,
			parameters,
			...more,
		});
		const { myLibrary } = practice.credentials;
		return {
			name: 'Fifty wishes',
			nodes: [
				node(
					'Wishes',
					'n8n-nodes-base.webhook',
					2,
					[0, 0],
					{ httpMethod: 'POST', path: 'fifty', responseMode: 'onReceived', options: {} },
					{ webhookId: 'fifty-wishes' },
				),
				node('One by One', 'n8n-nodes-base.splitOut', 1, [200, 0], { fieldToSplitOut: 'body.wishes', options: {} }),
				node(
					'Create',
					'n8n-nodes-reshare.reShareCreateRequest',
					1,
					[400, 0],
					{
						operation: 'create',
						serviceType: 'loan',
						instanceId: popularBook.instanceId,
						patronId: '={{ $json.patronId }}',
						pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
						reference: '={{ $json.reference }}',
						title: popularBook.title,
						volume: '={{ $json.volume }}',
					},
					{ credentials: { okapiApi: { id: myLibrary.id, name: myLibrary.name } } },
				),
			],
			connections: {
				Wishes: { main: [[{ node: 'One by One', type: 'main', index: 0 }]] },
				'One by One': { main: [[{ node: 'Create', type: 'main', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
		};
	}

	async function until(test: () => boolean, what: string): Promise<void> {
		const deadline = Date.now() + 60_000;
		while (!test()) {
			if (Date.now() > deadline) throw new Error(`Not within a minute: ${what}`);
			await sleep(5);
		}
	}

	it('leaves exactly one request per reference after the retry', async () => {
		const { rest, url } = practice.n8n;
		const saved: SavedWorkflow = await rest.importWorkflow(workflow());
		await rest.activate(saved.id);
		const wishes = Array.from({ length: wishCount }, (_, index) => ({
			reference: `CUT-${index + 1}`,
			patronId: `P100${(index % 8) + 1}`,
			volume: String(index + 1),
		}));
		const made = (): number => practice.sandbox.requests.count('east');
		await fetch(`${url}/webhook/fifty`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ wishes }),
		});
		await until(() => made() >= 15, '15 requests');
		await practice.n8n.kill9();
		await sleep(1000);
		const madeBefore = made();
		expect(madeBefore).toBeGreaterThanOrEqual(15);
		expect(madeBefore).toBeLessThan(wishCount);

		restarted = await startN8n({ userFolder, linkPackage: false });
		await restarted.rest.signIn();
		const [crashed] = await restarted.rest.executions(saved.id);
		expect(crashed?.status).toBe('crashed');
		await restarted.rest.call('POST', `/rest/executions/${crashed?.id ?? ''}/retry`, { loadWorkflow: true });
		const retry = await finished(restarted, saved.id, crashed?.id ?? '');
		expect(retry.data.resultData.error).toBeUndefined();

		const items = outputItems(retry, 'Create');
		expect(items).toHaveLength(wishCount);
		expect(items.filter(({ json }) => json.alreadyExisted === true).length).toBeGreaterThanOrEqual(madeBefore - 4);
		for (const { reference } of wishes) expect(practice.sandbox.requests.withReference(reference)).toHaveLength(1);
		expect(made()).toBe(wishCount);
	});

	async function finished(n8n: RunningN8n, workflowId: string, except: string): Promise<Execution> {
		const deadline = Date.now() + 120_000;
		while (Date.now() < deadline) {
			const retry = (await n8n.rest.executions(workflowId)).find(({ id }) => id !== except);
			if (retry !== undefined) return await n8n.rest.finishedExecution(retry.id, 120_000);
			await sleep(200);
		}
		throw new Error('The retry did not start');
	}
});
