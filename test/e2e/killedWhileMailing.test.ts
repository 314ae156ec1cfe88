import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../demo/startPracticeEnvironment';
import { readTemplate, withCredentials } from '../../demo/readTemplate';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import type { SavedWorkflow } from '../../n8n/n8nTypes';
import { newUserFolder, removeFolder } from './support/userFolder';

const reader = 'reader@example.edu';
const busy = { code: 451, words: 'Try again later' };
const letter = {
	from: 'ill@library.example.edu',
	to: reader,
	subject: 'Your item has arrived',
	text: 'It is here.',
	html: '<p>It is here.</p>',
	notice: 'received',
	audience: 'patron',
	key: 'event-1',
};

/** The mail server is down and n8n is killed. The test checks what docs/templates promises about the part that sends mails again. */
describe('n8n killed while the mail server is away', () => {
	let userFolder: string;
	let practice: PracticeEnvironment;
	let n8n: RunningN8n;
	let sending: SavedWorkflow;
	let calling: SavedWorkflow;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPracticeEnvironment({ n8n: { userFolder } });
		({ n8n } = practice);
		const template = withCredentials(await readTemplate('send-until-taken'), practice.credentials);
		// The wait is just long enough for n8n to store it in its database, as it does with the template's half an hour.
		sending = await n8n.rest.importWorkflow({
			...template,
			nodes: template.nodes.map((node) =>
				node.name === 'Wait Half an Hour' ? { ...node, parameters: { amount: 70, unit: 'seconds' } } : node,
			),
		});
		await n8n.rest.activate(sending.id);
		const at = (x: number): [number, number] => [x, 0];
		calling = await n8n.rest.importWorkflow({
			name: 'Sends a letter',
			nodes: [
				{
					id: 'a-letter',
					name: 'A Letter',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					position: at(0),
					parameters: { httpMethod: 'POST', path: 'letter', responseMode: 'onReceived', options: {} },
					webhookId: 'a-letter',
				},
				{
					id: 'its-words',
					name: 'Its Words',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					position: at(200),
					parameters: { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} },
				},
				{
					id: 'send-it',
					name: 'Send It',
					type: 'n8n-nodes-base.executeWorkflow',
					typeVersion: 1.2,
					position: at(400),
					parameters: {
						workflowId: { __rl: true, mode: 'id', value: sending.id },
						workflowInputs: { mappingMode: 'defineBelow', value: {} },
						options: { waitForSubWorkflow: false },
					},
				},
			],
			connections: {
				'A Letter': { main: [[{ node: 'Its Words', type: 'main', index: 0 }]] },
				'Its Words': { main: [[{ node: 'Send It', type: 'main', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
		});
		await n8n.rest.activate(calling.id);
	});

	afterAll(async () => {
		await n8n?.stop();
		await practice?.stop();
		await removeFolder(userFolder);
	});

	const send = () =>
		fetch(`${n8n.url}/webhook/letter`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(letter),
		});

	async function restart() {
		await n8n.kill9();
		n8n = await startN8n({ userFolder, linkPackage: false });
		await n8n.rest.signIn();
	}

	async function until(isSo: () => boolean | Promise<boolean>, what: string) {
		for (const deadline = Date.now() + 240_000; Date.now() < deadline; await sleep(200)) if (await isSo()) return;
		throw new Error(`Not in time: ${what}`);
	}

	it('send-until-taken sends a waiting email exactly once if n8n is killed while the mail server is away', async () => {
		const { mail } = practice;
		mail.refusal = () => busy;
		await send();
		await until(async () => (await n8n.rest.executions(sending.id)).some(({ status }) => status === 'waiting'), 'the letter waits');
		await restart();
		mail.refusal = () => undefined;
		await until(() => mail.mails.length > 0, 'it is sent');
		await until(async () => (await n8n.rest.executions(sending.id)).every(({ status }) => status === 'success'), 'the execution has ended');
		expect(mail.mails.map(({ to, subject }) => [to[0], subject])).toEqual([[reader, letter.subject]]);
	});

	it('send-until-taken tells staff that it failed if n8n is killed in the midst of sending an email', async () => {
		const { mail } = practice;
		mail.mails.length = 0;
		let isDown: Promise<void> | undefined;
		mail.refusal = () => {
			isDown ??= n8n.kill9();
			return busy;
		};
		await send();
		await until(() => isDown !== undefined, 'n8n is killed');
		await isDown;
		mail.refusal = () => undefined;
		await restart();
		await until(() => mail.mails.length > 0, 'staff are told');
		expect(mail.mails.map(({ to, subject }) => [to[0], subject])).toEqual([
			['ill-staff@library.example.edu', 'Workflow failed: Send emails again until the mail server takes them'],
		]);
	});
});
