import type { Credential, WorkflowNode } from '../../../n8n/types';
import { StandIn, type Answer, type Asked } from '../support/standIn';
import type { TemplateBench } from './bench';
import { addStory } from './history';
import { testMailTrouble } from './mailTrouble';

/** The part of Zammad's interface that opens a ticket. */
class ZammadStandIn extends StandIn {
	readonly tickets: Array<Record<string, unknown>> = [];

	protected answer({ method, url, headers, body }: Asked): Answer {
		if (headers.authorization !== 'Token token=practice-token') return { status: 401, body: { error: 'Invalid token' } };
		if (method !== 'POST' || url.pathname !== '/api/v1/tickets') return { status: method === 'GET' ? 200 : 404, body: [] };
		this.tickets.push(body as Record<string, unknown>);
		return { status: 201, body: { id: this.tickets.length, number: `8${this.tickets.length}` } };
	}
}

type Account = { readonly credentials: { readonly 'n8n-nodes-base.zammad': { readonly credentialType: string; readonly credential: Credential } } };

/** templates/staff-ticket-zammad.json and templates/stuck-requests-zammad.json, against a stand-in of Zammad on the loopback interface. */
export function testZammadTickets(bench: () => TemplateBench): void {
	const zammad = new ZammadStandIn();
	let account: Account;
	const waiting = (hrid: string) => addStory(bench().practice.sandbox, { hrid, title: 'Wind & weather', patronIdentifier: 'P1002', madeDaysAgo: 1, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 0.5]] });
	const staff = 'ill-staff@library.example.edu';

	beforeAll(async () => {
		const baseUrl = await zammad.start();
		const credential = await bench().practice.n8n.rest.createCredential('Tickets', 'zammadTokenAuthApi', { baseUrl, accessToken: 'practice-token', allowUnauthorizedCerts: false });
		account = { credentials: { 'n8n-nodes-base.zammad': { credentialType: 'zammadTokenAuthApi', credential } } };
	});

	beforeEach(() => {
		bench().practice.sandbox.requests.clear();
		zammad.tickets.length = 0;
		zammad.isDown = false;
	});

	afterEach(() => bench().practice.sandbox.faults.clear());
	afterAll(async () => await zammad.stop());

	describe('what needs a person, with n8n\'s Zammad node in the place of the email node', () => {
		const withZammad = (node: WorkflowNode): WorkflowNode =>
			node.name !== 'Open Ticket' ? node : {
				...node,
				type: 'n8n-nodes-base.zammad',
				typeVersion: 1,
				credentials: { zammadTokenAuthApi: { id: account.credentials['n8n-nodes-base.zammad'].credential.id, name: 'Tickets' } },
				parameters: { authentication: 'tokenAuth', resource: 'ticket', operation: 'create', title: '={{ $json.subject }}', group: 'Interlibrary Loan', customer: '={{ $json.from }}', article: { articleDetails: { subject: '={{ $json.subject }}', body: '={{ $json.text }}', visibility: 'internal', sender: 'Agent', type: 'note' } }, additionalFields: {} },
			};
		const ticketOnce = async (change: () => void) => await bench().changeOnce('staff-ticket', { node: withZammad }, change);

		it('opens one ticket for what waits, and none for what is settled', async () => {
			const { sandbox } = bench().practice;
			const [open, settled] = [waiting('TICKET-1'), waiting('TICKET-2')];
			const execution = await ticketOnce(() => {
				for (const id of [open, settled]) sandbox.requests.move(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
				sandbox.requests.move(settled, 'REQ_EXPECTS_TO_SUPPLY');
			});
			expect(execution.data.resultData.error).toBeUndefined();
			expect(zammad.tickets).toEqual([
				expect.objectContaining({ title: 'TICKET-1: Conditions received', customer: 'ill@library.example.edu', article: expect.objectContaining({ internal: true, body: expect.stringMatching(/^Accept or reject the conditions[\s\S]*Title: Wind & weather/) }) }),
			]);
			expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
		});

		it('shows a failed execution when no ticket can be opened', async () => {
			const id = waiting('TICKET-3');
			zammad.isDown = true;
			expect((await ticketOnce(() => bench().practice.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW'))).status).toBe('error');
		});
	});

	describe('the daily list of what does not move', () => {
		const trigger = 'Every Working Morning';
		const stuck = (hrid: string, daysAgo: number) => addStory(bench().practice.sandbox, { hrid, title: 'Unanswered', patronIdentifier: 'P1002', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', daysAgo]] });
		const runOnce = async (settings: Record<string, unknown>) => await bench().run(await bench().import('stuck-requests-zammad', { ...account, settings: { shipWithin: 0, ...settings } }), trigger);

		it('opens one ticket for the whole list, the longest first', async () => {
			stuck('STUCK-1', 20);
			stuck('STUCK-2', 50);
			const execution = await runOnce({ sendAllMailTo: '' });
			expect(execution.data.resultData.error).toBeUndefined();
			expect(zammad.tickets).toEqual([expect.objectContaining({ title: '2 requests take too long', group: 'Interlibrary Loan', customer: 'ill@library.example.edu', article: expect.objectContaining({ internal: true, body: expect.stringMatching(/STUCK-2: Unanswered\n[\s\S]*STUCK-1: Unanswered\n {2}Request sent for 1[3-5] working days/) }) })]);
			expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
		});

		it('lists in the ticket what has not been shipped in time', async () => {
			addStory(bench().practice.sandbox, { hrid: 'LATE-1', title: 'Promised long ago', patronIdentifier: 'P1002', madeDaysAgo: 30, states: [['REQ_EXPECTS_TO_SUPPLY', 2]] });
			await runOnce({ sendAllMailTo: '', shipWithin: 5 });
			expect(zammad.tickets).toEqual([expect.objectContaining({ title: '1 request takes too long', article: expect.objectContaining({ body: expect.stringMatching(/Not shipped within 5 working days[\s\S]*LATE-1: Promised long ago/) }) })]);
		});

		it('opens no ticket when nothing is stuck', async () => {
			await runOnce({ sendAllMailTo: '' });
			expect(zammad.tickets).toEqual([]);
		});

		it('says in a ticket when ReShare cannot be read', async () => {
			stuck('STUCK-3', 50);
			bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
			await runOnce({});
			expect(zammad.tickets).toEqual([expect.objectContaining({ title: '[Test] No full list of slow requests today', article: expect.objectContaining({ body: expect.stringContaining('could not be read: ') }) })]);
		});

		testMailTrouble(bench, { node: 'Mail Staff: No Ticket', reader: staff, staffHear: false, start: async (settings) => {
			stuck('STUCK-4', 50);
			zammad.isDown = true;
			return await runOnce(settings);
		} });
	});
}
