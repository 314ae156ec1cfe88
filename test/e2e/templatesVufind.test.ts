import { setTimeout as sleep } from 'node:timers/promises';
import { outputItems, type Execution } from '../../n8n/types';
import { equallyGood, nobodyLends, popularBook } from '../../sandbox/inventory/demoRecords';
import { clusterId } from '../../sandbox/reservoir';
import { TemplateBench } from './templates/bench';
import { patronFields } from './templates/bookForm';

const forReal = { sendAllMailTo: '', minutesBetweenTries: 0.01 };

/** The templates that search, as they are, in real n8n, for a consortium whose inventory is searched through VuFind. Their branches are tested over GraphQL. */
describe('templates over VuFind', () => {
	let bench: TemplateBench;

	beforeAll(async () => {
		bench = await TemplateBench.start('modRs', 'reservoir');
	});

	afterAll(async () => await bench?.stop());
	beforeEach(() => bench.practice.sandbox.requests.clear());

	const requested = (execution: Execution, node: string): unknown => bench.practice.sandbox.requests.get(String(outputItems(execution, node)[0]?.json.requestId));

	it('guide-workflow requests what a library lends, and tells the patron what nobody lends', async () => {
		const execution = await bench.formOnce('guide-workflow', forReal, { ...patronFields, Title: popularBook.title, ISBN: popularBook.isbn });
		expect(execution.data.resultData.error).toBeUndefined();
		expect(requested(execution, 'Create Request')).toMatchObject({ systemInstanceIdentifier: clusterId(1) });
		const mails = await bench.mailsOf(async () => await bench.formOnce('guide-workflow', forReal, { ...patronFields, Title: nobodyLends.title, ISBN: nobodyLends.isbn }), 1);
		expect(mails).toMatchObject([{ to: [patronFields.Email], subject: `Not available: ${nobodyLends.title}` }]);
	});

	it('find-or-review lets staff choose among as many records as there are, and requests their choice', async () => {
		const { rest } = bench.practice.n8n;
		const workflow = await bench.import('find-or-review', { settings: forReal });
		await bench.publish(workflow);
		const [mail] = (await bench.mailsOf(async () => void (await bench.send(workflow, { ...patronFields, Year: '', Volume: '', Title: 'Sapiens', ISBN: equallyGood[0]?.isbn ?? '' })), 2)).filter(({ subject }) => subject === 'Please choose a record: Sapiens');
		const address = /Choose here: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
		const [waiting] = await until(async () => (await rest.executions(workflow.id)).filter(({ status }) => status === 'waiting'));
		const page = await (await fetch(address)).text();
		expect([...page.matchAll(/<option value='([^']+)'/gu)].map(([, option]) => option)).toEqual(['None of them', '1', '2', '3']);
		const form = new FormData();
		form.append('field-0', '2');
		form.append('field-1', '');
		expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200);
		const [execution] = await until(async () => [await rest.finishedExecution(waiting?.id ?? '', 60_000)].filter(({ status }) => status !== 'waiting'));
		await rest.deactivate(workflow.id);
		if (execution === undefined) throw new Error('The form started nothing');
		const { candidates } = outputItems(execution, 'Find Eligible Instance', 1)[0]?.json as { candidates: Array<{ instanceId: string }> };
		expect(candidates).toHaveLength(3);
		expect(requested(execution, 'Create Request')).toMatchObject({ systemInstanceIdentifier: candidates[1]?.instanceId });
	});

	it('request-from-webhook answers with the request, and says why there is none', async () => {
		const { n8n, sandbox } = bench.practice;
		const secret = { name: 'X-Practice-Key', value: 'only-the-other-system-knows' };
		const credential = await n8n.rest.createCredential('Other system', 'httpHeaderAuth', secret);
		const workflow = await bench.import('request-from-webhook', { credentials: { 'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential } } });
		await bench.publish(workflow);
		const ask = async (body: Record<string, unknown>) =>
			await fetch(`${n8n.url}/webhook/reshare-request`, { method: 'POST', headers: { 'content-type': 'application/json', [secret.name]: secret.value }, body: JSON.stringify(body) });
		const made = await ask({ reference: 'OTHER-77', patronId: 'P1003', pickupLocation: 'main', isbn: popularBook.isbn });
		const answer = (await made.json()) as Record<string, unknown>;
		expect([made.status, answer.outcome, sandbox.requests.withReference('OTHER-77').map(({ id }) => id)]).toEqual([201, 'created', [answer.id]]);
		expect((await ask({ reference: 'OTHER-78', patronId: 'P1003', pickupLocation: 'main', isbn: nobodyLends.isbn })).status).toBe(422);
		await n8n.rest.deactivate(workflow.id);
	});

	it('isbn-list checks each row of a list', async () => {
		const { n8n } = bench.practice;
		const staff = { user: 'ill-desk', password: 'lists-for-staff-only' };
		const credential = await n8n.rest.createCredential('Staff form', 'httpBasicAuth', staff);
		const workflow = await bench.import('isbn-list', { settings: forReal, credentials: { 'n8n-nodes-base.formTrigger': { credentialType: 'httpBasicAuth', credential } } });
		await bench.publish(workflow);
		const form = new FormData();
		form.append('field-0', '');
		form.append('field-1', new Blob([`ISBN,Title\n${popularBook.isbn},\n${nobodyLends.isbn},\n${equallyGood[0]?.isbn ?? ''},\n`], { type: 'text/csv' }), 'list.csv');
		form.append('field-2', 'Over VuFind');
		form.append('field-3', 'Check only, create nothing');
		form.append('field-4', 'P1001');
		const [execution] = await bench.executionsOf(workflow, async () => {
			const headers = { authorization: `Basic ${Buffer.from(`${staff.user}:${staff.password}`).toString('base64')}` };
			expect((await fetch(`${n8n.url}/form/isbn-list`, { method: 'POST', body: form, headers })).status).toBe(200);
		});
		await n8n.rest.deactivate(workflow.id);
		if (execution === undefined) throw new Error('The form started nothing');
		expect(outputItems(execution, 'Write the Result Sheet').map(({ json }) => json.Verdict)).toEqual(['Can be requested', 'Not available', 'Look at it']);
	});
});

/** Looks until there is something. */
async function until<Found>(look: () => Promise<Found[]>): Promise<Found[]> {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const found = await look();
		if (found.length > 0 || Date.now() > deadline) return found;
		await sleep(200);
	}
}
