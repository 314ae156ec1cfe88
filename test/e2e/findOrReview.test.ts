import { submitForm } from '../../demo/form';
import { startPractice, type Practice } from '../../demo/practice';
import type { ReceivedMail } from '../../demo/mail/MailServer';
import { hasRun, outputItems, type Execution, type SavedWorkflow } from '../../demo/runtime/n8nTypes';
import { readTemplate, withCredentials } from '../../demo/template';
import { instanceId } from '../../sandbox/inventory/ids';
import { newUserFolder, removeFolder } from './support/home';
import { brokenRules, type KnownType } from './templates/rules';

/** templates/find-or-review.json in real n8n: each of the three outputs, and a choice of staff that goes back in. */
describe('find-or-review', () => {
	let userFolder: string;
	let practice: Practice;
	let workflow: SavedWorkflow;
	const patron = { Author: '', Year: '', Volume: '', 'Library Card Number': 'P1002', Email: 'tomas.abernathy@example.edu', 'Pickup Location': 'Main Library' };

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPractice({ n8n: { userFolder }, sandbox: { verdictDelayMs: 300 } });
		workflow = await practice.n8n.rest.importWorkflow(withCredentials(await readTemplate('find-or-review'), practice.credentials));
		await practice.n8n.rest.activate(workflow.id);
	});

	afterAll(async () => {
		await practice?.stop();
		await removeFolder(userFolder);
	});

	async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
		const deadline = Date.now() + 60_000;
		for (;;) {
			const found = await look();
			if (found !== undefined) return found;
			if (Date.now() > deadline) throw new Error(`${what} did not come`);
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}

	/** The execution that a wish starts, as far as it is when `isThere` is content. */
	async function ask(wish: Record<string, string>): Promise<string> {
		const known = new Set((await practice.n8n.rest.executions(workflow.id)).map(({ id }) => id));
		await submitForm(practice.n8n.url, workflow, { ...patron, ...wish });
		return await until('The execution', async () => (await practice.n8n.rest.executions(workflow.id)).find(({ id }) => !known.has(id))?.id);
	}

	async function mailAbout(subject: string, count = 1): Promise<ReceivedMail> {
		return await until(`The mail '${subject}'`, () => practice.mail.mails.filter((mail) => mail.subject === subject)[count - 1]);
	}

	/** What staff choose on the page that the mail leads to. The mail is out a moment before n8n waits for the answer. */
	async function choose(execution: string, mail: ReceivedMail, record: string, volume = ''): Promise<void> {
		await until('The waiting', async () => (await practice.n8n.rest.executions(workflow.id)).find(({ id, status }) => id === execution && status === 'waiting'));
		const address = /Choose here: (\S+)/.exec(mail.text)?.[1];
		if (address === undefined) throw new Error('The mail has no address to choose at');
		const page = await (await fetch(address, { signal: AbortSignal.timeout(30_000) })).text();
		expect(page).toContain('Which record shall be requested?');
		const form = new FormData();
		form.append('field-0', record);
		form.append('field-1', volume);
		const answer = await fetch(address, { method: 'POST', body: form, signal: AbortSignal.timeout(60_000) });
		expect(answer.status).toBe(200);
	}

	const finished = async (id: string): Promise<Execution> => await practice.n8n.rest.finishedExecution(id, 60_000);

	it('keeps the rules for templates', async () => {
		const { name, value } = practice.n8n.rest.sessionCookie();
		const answer = await fetch(`${practice.n8n.url}/types/nodes.json`, { headers: { cookie: `${name}=${value}` } });
		expect(brokenRules(await readTemplate('find-or-review'), (await answer.json()) as KnownType[])).toEqual([]);
	});

	it('requests at once what is surely right', async () => {
		const execution = await finished(await ask({ Title: 'The name of the rose', ISBN: '0151446474' }));
		expect(execution.data.resultData.error).toBeUndefined();
		expect(hasRun(execution, 'Mail Staff: Please Choose')).toBe(false);
		expect(outputItems(execution, 'Create Request')[0]?.json).toMatchObject({ outcome: 'created' });
	});

	it('lets staff choose among several records, and requests their choice', async () => {
		const id = await ask({ Title: 'Sapiens', ISBN: '9780062316097' });
		const mail = await mailAbout('Please choose a record: Sapiens');
		expect(mail.text).toContain('Several records fit, and nothing tells which one is meant.');
		await choose(id, mail, '2');
		const execution = await finished(id);
		expect(execution.data.resultData.error).toBeUndefined();
		expect(outputItems(execution, 'Check Chosen Record')[0]?.json).toMatchObject({ outcome: 'eligible', instanceId: instanceId(6), matchedBy: 'instanceId' });
		const [created] = outputItems(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect(practice.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({ systemInstanceIdentifier: instanceId(6), patronIdentifier: 'P1002' });
	});

	it('takes the volume that staff name', async () => {
		const title = 'The art of computer programming';
		const id = await ask({ Title: title, ISBN: '9780321751041' });
		await choose(id, await mailAbout(`Please choose a record: ${title}`), '1', '3');
		const execution = await finished(id);
		const [created] = outputItems(execution, 'Create Request');
		expect(practice.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({ systemInstanceIdentifier: instanceId(70), volume: '3' });
	});

	it('opens a ticket for what staff reject and for what nobody lends', async () => {
		const rejected = await ask({ Title: 'The idiot', ISBN: '' });
		await choose(rejected, await mailAbout('Please choose a record: The idiot'), 'None of them');
		expect(hasRun(await finished(rejected), 'Create Request')).toBe(false);
		await mailAbout('To be got another way: The idiot');
		const kept = await finished(await ask({ Title: 'Codex Seraphinianus', ISBN: '9780847842131' }));
		expect(hasRun(kept, 'Create Request')).toBe(false);
		expect((await mailAbout('To be got another way: Codex Seraphinianus')).text).toContain('no other library lends it');
	});
});
