import { submitForm } from '../../demo/form';
import { startPractice, type Practice } from '../../demo/practice';
import { hasRun, outputItems, type Credential, type Execution, type SavedWorkflow, type WorkflowFile } from '../../demo/runtime/n8nTypes';
import { readTemplate, withCredentials, withSettings } from '../../demo/template';
import { popularBook } from '../../sandbox/inventory/demoRecords';
import { newUserFolder, removeFolder } from './support/home';

/** The templates that make requests, imported into real n8n as they are, with credentials chosen and nothing else. */
describe('templates that create requests', () => {
	let userFolder: string;
	let practice: Practice;
	let headerAuth: Credential;
	const secret = { name: 'X-Practice-Key', value: 'only-the-other-system-knows' };

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPractice({ n8n: { userFolder }, sandbox: { verdictDelayMs: 300 } });
		headerAuth = await practice.n8n.rest.createCredential('Other system', 'httpHeaderAuth', secret);
	});

	afterAll(async () => {
		await practice?.stop();
		await removeFolder(userFolder);
	});

	async function publish(name: string): Promise<SavedWorkflow> {
		const chosen = withSettings(withCredentials(await readTemplate(name), practice.credentials), { sendAllMailTo: '' });
		const nodes = chosen.nodes.map((node) => (node.type === 'n8n-nodes-base.webhook' ? { ...node, credentials: { httpHeaderAuth: { id: headerAuth.id, name: headerAuth.name } } } : node));
		const saved = await practice.n8n.rest.importWorkflow({ ...chosen, nodes } satisfies WorkflowFile);
		await practice.n8n.rest.activate(saved.id);
		return saved;
	}

	async function lastExecution(workflow: SavedWorkflow, count: number): Promise<Execution> {
		const deadline = Date.now() + 60_000;
		while (Date.now() < deadline) {
			const executions = await practice.n8n.rest.executions(workflow.id);
			const last = executions.at(-1);
			if (executions.length >= count && last !== undefined) return await practice.n8n.rest.finishedExecution(last.id, 60_000);
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
		throw new Error('No execution was started');
	}

	describe('request-from-form: an article copy', () => {
		let workflow: SavedWorkflow;
		const wish = {
			'Article or Chapter Title': 'Molecular structure of nucleic acids',
			'Author of the Article': 'Watson, J. D.',
			Year: '1953',
			Volume: '171',
			Issue: '4356',
			Pages: '737-738',
			'Library Card Number': 'P1002',
			Email: 'tomas.abernathy@example.edu',
		};

		beforeAll(async () => {
			workflow = await publish('request-from-form');
		});

		it('orders the copy, once, and tells the patron', async () => {
			const journal = { 'Journal or Book Title': popularBook.title, ...wish };
			await submitForm(practice.n8n.url, workflow, journal);
			const execution = await lastExecution(workflow, 1);
			expect(execution.data.resultData.error).toBeUndefined();
			const [created] = outputItems(execution, 'Create Copy Request');
			expect(created?.json).toMatchObject({ outcome: 'created', alreadyExisted: false, hrid: expect.stringMatching(/^EAST-/) });
			const row = practice.sandbox.requests.get(String(created?.json.requestId));
			expect(row).toMatchObject({ titleOfComponent: 'Molecular structure of nucleic acids', pagesRequested: '737-738', stateModel: 'NonreturnableRequester', patronIdentifier: 'P1002' });
			expect(practice.mail.mails.filter(({ to }) => to.includes('tomas.abernathy@example.edu')).map(({ subject }) => subject)).toEqual([
				`Your request ${String(created?.json.hrid)}: Molecular structure of nucleic acids`,
			]);

			await submitForm(practice.n8n.url, workflow, journal);
			const again = await lastExecution(workflow, 2);
			expect(outputItems(again, 'Create Copy Request')[0]?.json).toMatchObject({ alreadyExisted: true, requestId: created?.json.requestId });
			expect(practice.sandbox.requests.count('east')).toBe(1);
		});

		it('hands what is not found to staff and tells the patron so', async () => {
			const before = practice.mail.mails.length;
			await submitForm(practice.n8n.url, workflow, { 'Journal or Book Title': 'Annals of journals that do not exist', ...wish });
			const execution = await lastExecution(workflow, 3);
			expect(execution.data.resultData.error).toBeUndefined();
			expect(hasRun(execution, 'Create Copy Request')).toBe(false);
			expect(practice.mail.mails.slice(before).map(({ subject }) => subject).sort()).toEqual([
				'Please look at an article request: Molecular structure of nucleic acids',
				'We look into it: Molecular structure of nucleic acids',
			]);
		});
	});

	describe('request-from-webhook: another system asks', () => {
		beforeAll(async () => {
			await publish('request-from-webhook');
		});

		async function ask(body: Record<string, unknown>, headers: Record<string, string> = { [secret.name]: secret.value }): Promise<{ status: number; body: Record<string, unknown> }> {
			const answer = await fetch(`${practice.n8n.url}/webhook/reshare-request`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
			const text = await answer.text();
			return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
		}

		const wish = { reference: 'OTHER-77', patronId: 'P1003', pickupLocation: 'main', isbn: popularBook.isbn, neededBy: '2099-01-31' };

		it('answers with id, hrid and status, and with the same ones when asked again', async () => {
			const first = await ask(wish);
			expect(first).toMatchObject({ status: 201, body: { outcome: 'created', reference: 'OTHER-77', hrid: expect.stringMatching(/^EAST-/), status: { code: expect.any(String), label: expect.any(String) } } });
			const row = practice.sandbox.requests.get(String(first.body.id));
			expect(row).toMatchObject({ patronIdentifier: 'P1003', pickupLocationSlug: 'EAST-MAIN', neededBy: '2099-01-31' });
			const again = await ask(wish);
			expect(again).toMatchObject({ status: 201, body: { id: first.body.id, hrid: first.body.hrid } });
			expect(practice.sandbox.requests.withReference('OTHER-77')).toHaveLength(1);
		});

		it('says why nothing was created', async () => {
			expect(await ask({ ...wish, reference: 'OTHER-78', pickupLocation: 'ANNEX', patronId: 'P1004' })).toMatchObject({ status: 422, body: { reason: 'unknownPickupLocation', id: null } });
			expect(await ask({ ...wish, reference: 'OTHER-79', isbn: '9780000000002', patronId: 'P1004' })).toMatchObject({ status: 422, body: { id: null, reference: 'OTHER-79' } });
			expect(practice.sandbox.requests.withReference('OTHER-78')).toHaveLength(0);
		});

		it('says when staff must look', async () => {
			expect(await ask({ ...wish, reference: 'OTHER-80', patronId: 'P9009' })).toMatchObject({ status: 202, body: { outcome: 'needsStaff', reason: 'patronNotValid' } });
		});

		it('refuses strangers', async () => {
			expect((await ask(wish, {})).status).toBe(403);
		});
	});
});
