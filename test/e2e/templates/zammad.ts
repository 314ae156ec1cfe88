import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SavedWorkflow } from '../../../demo/runtime/n8nTypes';
import type { TemplateBench } from './bench';
import { addStory } from './history';

/** The part of Zammad's interface that opens a ticket. */
class ZammadStandIn {
	readonly tickets: Array<Record<string, unknown>> = [];
	/** Answers 503 instead of opening tickets. */
	isDown = false;
	private readonly server: Server = createServer((request, response) => {
		void (async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const answer = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			if (this.isDown) return answer(503, { error: 'Down for maintenance' });
			if (request.headers.authorization !== 'Token token=practice-token') return answer(401, { error: 'Invalid token' });
			if (request.method === 'POST' && request.url === '/api/v1/tickets') {
				this.tickets.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
				return answer(201, { id: this.tickets.length, number: `8${this.tickets.length}` });
			}
			return answer(request.method === 'GET' ? 200 : 404, []);
		})();
	});

	async start(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}

/** templates/staff-ticket-zammad.json, against a stand-in of Zammad on the loopback interface. */
export function testZammadTickets(bench: () => TemplateBench): void {
	const zammad = new ZammadStandIn();
	let workflow: SavedWorkflow;
	const waiting = (hrid: string) => addStory(bench().practice.sandbox, { hrid, title: 'Wind & weather', patronIdentifier: 'P1002', madeDaysAgo: 1, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 0.5]] });

	beforeAll(async () => {
		const baseUrl = await zammad.start();
		bench().practice.sandbox.requests.clear();
		const account = await bench().practice.n8n.rest.createCredential('Tickets', 'zammadTokenAuthApi', { baseUrl, accessToken: 'practice-token', allowUnauthorizedCerts: false });
		workflow = await bench().import('staff-ticket-zammad', { settings: { sendAllMailTo: '' }, credentials: { 'n8n-nodes-base.zammad': { credentialType: 'zammadTokenAuthApi', credential: account } } });
		waiting('TICKET-0');
		await bench().publish(workflow);
	});

	afterAll(async () => {
		await bench().practice.n8n.rest.deactivate(workflow.id);
		await zammad.stop();
	});

	it('opens one ticket for what waits, and none for what is settled', async () => {
		const { sandbox } = bench().practice;
		const [open, settled] = [waiting('TICKET-1'), waiting('TICKET-2')];
		for (const id of [open, settled]) sandbox.requests.move(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
		sandbox.requests.move(settled, 'REQ_EXPECTS_TO_SUPPLY');
		const [execution] = await bench().poll(workflow);
		expect(execution?.data.resultData.error).toBeUndefined();
		expect(zammad.tickets).toEqual([
			expect.objectContaining({ title: 'TICKET-1: Conditions received', group: 'Interlibrary Loan', customer: 'ill@library.example.edu', article: expect.objectContaining({ internal: true, body: expect.stringMatching(/^Accept or reject the conditions[\s\S]*Title: Wind & weather/) }) }),
		]);
		expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
	});

	it('mails the same words when no ticket can be opened', async () => {
		const id = waiting('TICKET-3');
		bench().practice.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW');
		zammad.isDown = true;
		const mails = await bench().mailsOf(async () => await bench().poll(workflow), 1);
		zammad.isDown = false;
		expect(mails).toEqual([expect.objectContaining({ to: ['ill-staff@library.example.edu'], subject: 'TICKET-3: Requires review - locally available', text: expect.stringContaining('Look whether your own library can give the item to the patron.') })]);
		expect(zammad.tickets).toHaveLength(1);
	});
}
