import type { SavedCredential } from '../../../n8n/n8nTypes';
import { recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import type { TemplateTestBed } from './TemplateTestBed';

const secret = { name: 'X-Practice-Key', value: 'only-the-other-system-knows' };

/** Tests templates/request-from-webhook.json, to which another system sends requests. */
export function testRequestFromWebhook(bench: TemplateTestBed) {
	let workflowId: string;

	beforeAll(async () => {
		const credential: SavedCredential = await bench.rest.createCredential('Other system', 'httpHeaderAuth', secret);
		const workflow = await bench.import('request-from-webhook', {
			credentials: { 'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential } },
		});
		workflowId = workflow.id;
		await bench.publish(workflow);
		bench.sandbox.requests.clear();
	});

	afterAll(() => bench.rest.deactivate(workflowId));

	async function ask(body: Record<string, unknown>, headers: Record<string, string> = { [secret.name]: secret.value }) {
		const answer = await fetch(`${bench.url}/webhook/reshare-request`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		const text = await answer.text();
		return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
	}

	const draft = {
		reference: 'OTHER-77',
		patronId: 'P1003',
		pickupLocation: 'Main Library',
		isbn: recordLentBySeveral.isbn,
		neededBy: '2099-01-31',
	};

	it('request-from-webhook answers with ID, number and status of a new request, and with the same request if called again', async () => {
		const { sandbox } = bench;
		const first = await ask(draft);
		expect(first).toMatchObject({
			status: 201,
			body: {
				outcome: 'created',
				reference: 'OTHER-77',
				hrid: expect.stringMatching(/^EAST-/),
				status: { code: expect.any(String), label: expect.any(String) },
			},
		});
		expect(sandbox.requests.get(String(first.body.requestId))).toMatchObject({
			patronIdentifier: 'P1003',
			pickupLocationSlug: 'EAST-MAIN',
			neededBy: '2099-01-31',
		});
		expect(await ask(draft)).toMatchObject({ status: 201, body: { requestId: first.body.requestId, hrid: first.body.hrid } });
		expect(sandbox.requests.withReference('OTHER-77')).toHaveLength(1);
	});

	it('request-from-webhook answers with status 422 and the reason if it creates no request', async () => {
		expect(await ask({ ...draft, reference: 'OTHER-78', pickupLocation: 'ANNEX', patronId: 'P1004' })).toMatchObject({
			status: 422,
			body: { reason: 'unknownPickupLocation', requestId: null },
		});
		expect(await ask({ ...draft, reference: 'OTHER-79', isbn: '9780000000002', patronId: 'P1004' })).toMatchObject({
			status: 422,
			body: { outcome: 'notAvailable', reference: 'OTHER-79' },
		});
		expect(await ask({ ...draft, reference: 'OTHER-81', isbn: '9780062316097', title: 'Sapiens', patronId: 'P1004' })).toMatchObject({
			status: 422,
			body: { outcome: 'needsReview', reason: 'severalRecords' },
		});
		expect(bench.sandbox.requests.withReference('OTHER-78')).toHaveLength(0);
	});

	it('request-from-webhook answers with status 422 and the request if that was created and has ended at once', async () => {
		const answer = await bench.whileNobodyLends(() => ask({ ...draft, reference: 'OTHER-82', patronId: 'P1005' }));
		expect(answer).toMatchObject({
			status: 422,
			body: { outcome: 'notCreated', reason: 'endOfRota', status: { code: 'REQ_END_OF_ROTA' } },
		});
		expect(bench.practice.sandbox.requests.withReference('OTHER-82').map(({ id }) => id)).toEqual([answer.body.requestId]);
	});

	it("request-from-webhook creates a request from an OpenURL, and never returns the caller's secret", async () => {
		const { status, body } = await ask({
			reference: 'OTHER-83',
			patronId: 'P1006',
			pickupLocation: 'Main Library',
			'rft.btitle': recordLentBySeveral.title,
			'rft.isbn': recordLentBySeveral.isbn,
		});
		expect([status, body.outcome]).toEqual([201, 'created']);
		expect(JSON.stringify(body)).not.toContain(secret.value);
	});

	it('request-from-webhook answers with status 202 if staff must check the created request', async () => {
		expect(await ask({ ...draft, reference: 'OTHER-80', patronId: 'P9009' })).toMatchObject({
			status: 202,
			body: { outcome: 'needsStaff', reason: 'patronNotValid' },
		});
	});

	it.each([
		['the shared inventory', '^/graphql', 'OTHER-90'],
		['ReShare', '^/rs/patronrequests', 'OTHER-91'],
	])(
		'request-from-webhook answers with status 503 if %s cannot be reached, and creates the request at the next call',
		async (_what, path, reference) => {
			bench.sandbox.requests.clear();
			bench.sandbox.faults.answer(403, { path });
			expect(await ask({ ...draft, reference })).toMatchObject({ status: 503, body: { error: expect.stringMatching(/./), reference } });
			bench.sandbox.faults.clear();
			expect(await ask({ ...draft, reference })).toMatchObject({ status: 201, body: { outcome: 'created' } });
		},
	);

	it('request-from-webhook refuses calls without the secret header', async () => {
		expect((await ask(draft, {})).status).toBe(403);
	});
}
