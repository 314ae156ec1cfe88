import { outputItemsOf, type SavedCredential, type WorkflowNode } from '../../../n8n/n8nTypes';
import { StandIn, type StandInAnswer, type StandInRequest } from '../support/StandIn';
import type { TemplateTestBed } from './TemplateTestBed';
import { addPastRequest } from './addPastRequest';

/** Plays the part of Zammad's interface that opens a ticket. */
class ZammadStandIn extends StandIn {
	readonly tickets: Array<Record<string, unknown>> = [];

	protected answer({ method, url, headers, body }: StandInRequest): StandInAnswer {
		if (headers.authorization !== 'Token token=practice-token') return { status: 401, body: { error: 'Invalid token' } };
		if (method !== 'POST' || url.pathname !== '/api/v1/tickets') return { status: method === 'GET' ? 200 : 404, body: [] };
		this.tickets.push(body as Record<string, unknown>);
		return { status: 201, body: { id: this.tickets.length, number: `8${this.tickets.length}` } };
	}
}

type Account = {
	readonly credentials: { readonly 'n8n-nodes-base.zammad': { readonly credentialType: string; readonly credential: SavedCredential } };
};

/**
 * Tests templates/staff-ticket.json and templates/stuck-requests.json with n8n's Zammad node, against a stand-in for Zammad on the loopback
 * interface.
 */
export function testZammadTickets(bench: TemplateTestBed) {
	const zammad = new ZammadStandIn();
	let account: Account;
	const waiting = (hrid: string) =>
		addPastRequest(bench.sandbox, {
			hrid,
			title: 'Wind & weather',
			patronIdentifier: 'P1002',
			madeDaysAgo: 1,
			states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 0.5]],
		});

	/** Replaces the mail node of this name with a Zammad node, as the template's note tells its owner to do. */
	const withZammad = (name: string) => (node: WorkflowNode) =>
		node.name !== name
			? node
			: {
					...node,
					type: 'n8n-nodes-base.zammad',
					typeVersion: 1,
					credentials: { zammadTokenAuthApi: { id: account.credentials['n8n-nodes-base.zammad'].credential.id, name: 'Tickets' } },
					parameters: {
						authentication: 'tokenAuth',
						resource: 'ticket',
						operation: 'create',
						title: '={{ $json.subject }}',
						group: 'Interlibrary Loan',
						customer: '={{ $json.from }}',
						article: {
							articleDetails: {
								subject: '={{ $json.subject }}',
								body: '={{ $json.text }}',
								visibility: 'internal',
								sender: 'Agent',
								type: 'note',
							},
						},
						additionalFields: {},
					},
				};

	beforeAll(async () => {
		const baseUrl = await zammad.start();
		const credential = await bench.rest.createCredential('Tickets', 'zammadTokenAuthApi', {
			baseUrl,
			accessToken: 'practice-token',
			allowUnauthorizedCerts: false,
		});
		account = { credentials: { 'n8n-nodes-base.zammad': { credentialType: 'zammadTokenAuthApi', credential } } };
	});

	beforeEach(() => {
		bench.sandbox.requests.clear();
		zammad.tickets.length = 0;
		zammad.isDown = false;
	});

	afterAll(() => zammad.stop());

	describe("what needs a person, with n8n's Zammad node in the place of the email node", () => {
		const ticketOnce = (change: () => void) => bench.changeOnce('staff-ticket', { node: withZammad('Open Ticket') }, change);

		it('staff-ticket opens a Zammad ticket for a request that needs staff, and none for one that is settled meanwhile', async () => {
			const { sandbox } = bench;
			const [open, settled] = [waiting('TICKET-1'), waiting('TICKET-2')];
			const execution = await ticketOnce(() => {
				for (const id of [open, settled]) sandbox.requests.move(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
				sandbox.requests.move(settled, 'REQ_EXPECTS_TO_SUPPLY');
			});
			expect(execution.data.resultData.error).toBeUndefined();
			expect(zammad.tickets).toEqual([
				expect.objectContaining({
					title: 'Action needed: "Wind & weather" (TICKET-1)',
					customer: 'ill@library.example.edu',
					article: expect.objectContaining({
						internal: true,
						body: expect.stringMatching(/Accept or reject the conditions[\s\S]*Title: Wind & weather/),
					}),
				}),
			]);
			expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
		});

		it('staff-ticket shows a failed execution if Zammad cannot open the ticket', async () => {
			const id = waiting('TICKET-3');
			zammad.isDown = true;
			const { status, workflowId } = await ticketOnce(() => bench.sandbox.requests.move(id, 'REQ_LOCAL_REVIEW'));
			expect(status).toBe('error');
			// n8n reports the failure in an execution of its own, which would open a ticket during the next test.
			await bench.failureOf(workflowId);
		});
	});

	describe("the daily list of what takes too long, with n8n's Zammad node behind the list", () => {
		async function runOnce() {
			const { rest } = bench;
			const { id, nodes, connections } = await bench.import('stuck-requests');
			const ticket = nodes
				.filter(({ name }) => name === 'Email Staff')
				.map((node): WorkflowNode => ({ ...withZammad('Email Staff')(node), id: 'ticket', name: 'Open Ticket', retryOnFail: false }));
			const to = (node: string) => [{ node, type: 'main', index: 0 }];
			const saved = await rest.updateWorkflow(id, {
				nodes: [...nodes, ...ticket],
				connections: { ...connections, 'Write the List': { main: [to('Open Ticket')] } },
			});
			return await bench.run(saved, 'Every Working Morning');
		}

		const stuck = () =>
			(
				[
					['STUCK-1', 20],
					['STUCK-2', 50],
				] as const
			).forEach(([hrid, made]) =>
				addPastRequest(bench.sandbox, {
					hrid,
					title: 'Unanswered',
					patronIdentifier: 'P1002',
					madeDaysAgo: made,
					states: [['REQ_REQUEST_SENT_TO_SUPPLIER', made]],
				}),
			);

		it('stuck-requests opens one Zammad ticket with the whole list, the longest waiting first, and sends no email', async () => {
			stuck();
			const mails = await bench.mailsOf(async () => expect((await runOnce()).status).toBe('success'));
			expect(zammad.tickets).toEqual([
				expect.objectContaining({
					title: '2 requests are taking too long',
					article: expect.objectContaining({
						internal: true,
						body: expect.stringMatching(/STUCK-2, Unanswered[\s\S]*STUCK-1, Unanswered/),
					}),
				}),
			]);
			expect(JSON.stringify(zammad.tickets)).not.toContain('P1002');
			expect(mails).toEqual([]);
		});

		it('stuck-requests opens no Zammad ticket if no request is stuck', async () => {
			await runOnce();
			expect(zammad.tickets).toEqual([]);
		});

		it('stuck-requests shows a failed execution with its list if Zammad does not answer', async () => {
			stuck();
			zammad.isDown = true;
			const execution = await runOnce();
			expect([execution.status, execution.data.resultData.lastNodeExecuted]).toEqual(['error', 'Open Ticket']);
			expect(outputItemsOf(execution, 'Write the List')[0]?.json.text).toContain('STUCK-1');
		});
	});
}
