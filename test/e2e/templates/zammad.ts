import type { Credential } from '../../../n8n/types';
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

	describe('what needs a person', () => {
		const settle = { sendAllMailTo: '' };
		const ticketOnce = async (settings: Record<string, unknown>, change: () => void) => await bench().changeOnce('staff-ticket-zammad', { ...account, settings }, change);

		it('opens one ticket for what waits, and none for what is settled', async () => {
			const { sandbox } = bench().practice;
			const [open, settled] = [waiting('TICKET-1'), waiting('TICKET-2')];
			const execution = await ticketOnce(settle, () => {
				for (const id of [open, settled]) sandbox.requests.move(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
				sandbox.requests.move(settled, 'REQ_EXPECTS_TO_SUPPLY');
			});
			expect(execution.data.resultData.error).toBeUndefined();
			expect(zammad.tickets).toEqual([
				expect.objectContaining({ title: 'TICKET-1: Conditions received', group: 'Interlibrary Loan', customer: 'ill@library.example.edu', article: expect.objectContaining({ internal: true, body: expect.stringMatching(/^Accept or reject the conditions[\s\S]*Title: Wind & weather/) }) }),
			]);
			expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
		});

		it('opens one for the lending desk, too', async () => {
			const { sandbox } = bench().practice;
			const { id } = sandbox.requests.add('east', { isRequester: false, hrid: 'LENT-1', title: 'Wind & weather', refdata: { serviceType: 'loan' }, state: 'RES_AWAIT_PICKING' });
			await ticketOnce(settle, () => sandbox.requests.move(id, 'RES_CANCEL_REQUEST_RECEIVED'));
			expect(zammad.tickets).toEqual([expect.objectContaining({ article: expect.objectContaining({ body: expect.stringMatching(/^Say whether the request can still be canceled/) }) })]);
		});

		it('marks its tickets as tests as shipped', async () => {
			const id = waiting('TICKET-4');
			await ticketOnce({}, () => bench().practice.sandbox.requests.move(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED'));
			expect(zammad.tickets).toEqual([expect.objectContaining({ title: '[Test] TICKET-4: Conditions received' })]);
		});

		it('mails the same words when no ticket can be opened', async () => {
			const id = waiting('TICKET-3');
			zammad.isDown = true;
			const mails = await bench().mailsOf(async () => await ticketOnce(settle, () => bench().practice.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW')), 1);
			expect(mails).toEqual([expect.objectContaining({ to: [staff], subject: 'TICKET-3: Requires review - locally available', text: expect.stringContaining('Look whether your own library can give the item to the patron.') })]);
			expect(zammad.tickets).toHaveLength(0);
		});

		it('mails each of several that come at once', async () => {
			const ids = ['TICKET-6', 'TICKET-7'].map(waiting);
			zammad.isDown = true;
			const mails = await bench().mailsOf(async () => await ticketOnce(settle, () => {
				for (const id of ids) bench().practice.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW');
			}), 2);
			expect(mails.map(({ subject }) => subject).sort()).toEqual(['TICKET-6: Requires review - locally available', 'TICKET-7: Requires review - locally available']);
		});

		testMailTrouble(bench, { node: 'Mail Staff: No Ticket', reader: staff, staffHear: false, start: async (settings) => {
			const id = waiting('TICKET-5');
			zammad.isDown = true;
			return await ticketOnce(settings, () => bench().practice.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW'));
		} });
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
