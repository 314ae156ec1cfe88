import { setTimeout as sleep } from 'node:timers/promises';
import { startPractice, type Practice } from '../../demo/practice';
import type { Execution, WorkflowFile } from '../../demo/runtime/n8nTypes';
import { hasRun, outputItems } from '../../demo/runtime/n8nTypes';
import { readTemplate, withCredentials } from '../../demo/template';
import { newUserFolder, removeFolder } from './support/home';

const testMailbox = 'ill-test@library.example.edu';

let userFolder: string;
let practice: Practice;

beforeAll(async () => {
	userFolder = await newUserFolder();
	practice = await startPractice({ n8n: { userFolder }, sandbox: { autoStaff: false } });
});

afterAll(async () => {
	await practice?.stop();
	await removeFolder(userFolder);
});

beforeEach(() => {
	practice.mail.mails.length = 0;
});

/** Imports a template and publishes it; the trigger polls at once and takes this as its beginning. */
async function publish(name: string, change: (template: WorkflowFile) => WorkflowFile = (template) => template): Promise<string> {
	const { id } = await practice.n8n.rest.importWorkflow(withCredentials(change(await readTemplate(name)), practice.credentials));
	await practice.n8n.rest.activate(id);
	return id;
}

/** Publishing anew makes n8n poll at once, which otherwise happens once a minute. */
async function pollNow(id: string): Promise<Execution> {
	const { rest } = practice.n8n;
	const before = (await rest.executions(id)).length;
	await rest.deactivate(id);
	await rest.activate(id);
	for (let tries = 0; tries < 100; tries++) {
		const executions = await rest.executions(id);
		const newest = executions.at(-1);
		if (executions.length > before && newest !== undefined) return await rest.finishedExecution(newest.id, 60_000);
		await sleep(200);
	}
	throw new Error('The trigger started no execution');
}

function addRequest(values: Record<string, unknown> = {}) {
	return practice.sandbox.requests.add('east', {
		isRequester: true,
		hrid: `EAST-${9000 + practice.sandbox.requests.count()}`,
		title: 'Mrs <Dalloway> & Friends',
		author: 'Woolf, Virginia',
		patronIdentifier: 'P-100',
		patronEmail: 'reader@example.edu',
		pickupLocation: 'Main Library',
		refdata: { serviceType: 'loan' },
		...values,
	});
}

describe('the template for patrons', () => {
	it('sends one mail in plain words and accessible HTML to the test mailbox, and holds back what is over', async () => {
		const [going, gone] = [addRequest(), addRequest()];
		const id = await publish('patron-notices');
		practice.sandbox.requests.move(going.id, 'REQ_SHIPPED');
		practice.sandbox.requests.move(gone.id, 'REQ_SHIPPED');
		practice.sandbox.requests.move(gone.id, 'REQ_CHECKED_IN');
		const execution = await pollNow(id);
		expect(execution.status).toBe('success');
		expect(outputItems(execution, 'Request Status Changed')).toHaveLength(2);
		expect(practice.mail.mails).toHaveLength(1);
		const [mail] = practice.mail.mails;
		expect(mail).toMatchObject({ to: [testMailbox], subject: '[Test] Your item is on its way to us' });
		expect(mail?.text).toContain('Title: Mrs <Dalloway> & Friends');
		expect(mail?.html).toContain('<html lang="en">');
		expect(mail?.html).toContain('Mrs &lt;Dalloway&gt; &amp; Friends');
	});

	it('writes to the patron once the test mailbox is taken out, and asks staff where there is no address', async () => {
		const [known, unknown] = [addRequest(), addRequest({ patronEmail: undefined })];
		const id = await publish('patron-notices', withoutTestMailbox);
		practice.sandbox.requests.move(known.id, 'REQ_END_OF_ROTA');
		practice.sandbox.requests.move(unknown.id, 'REQ_END_OF_ROTA');
		const execution = await pollNow(id);
		expect(execution.status).toBe('success');
		expect(practice.mail.mails.map(({ to }) => to[0]).sort()).toEqual(['ill-staff@library.example.edu', 'reader@example.edu']);
	});
});

describe('the template for tickets', () => {
	it('opens one ticket that says what to do and names no patron', async () => {
		const [waiting, fine] = [addRequest(), addRequest()];
		const id = await publish('staff-ticket');
		practice.sandbox.requests.move(waiting.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
		practice.sandbox.requests.move(fine.id, 'REQ_SHIPPED');
		const execution = await pollNow(id);
		expect(execution.status).toBe('success');
		expect(practice.mail.mails).toMatchObject([{ to: [testMailbox], subject: `[Test] ${waiting.hrid}: Conditions received` }]);
		expect(practice.mail.mails[0]?.text).toContain('Accept or reject the conditions');
		expect(practice.mail.mails[0]?.text).not.toMatch(/P-100|reader@/);
	});
});

describe('the template for the end of the rota', () => {
	it('hands over a citation and who said no', async () => {
		const row = addRequest({ publisher: 'Hogarth Press', placeOfPublication: 'London', publicationDate: '1925', isbn: '9780156628709', requestIdentifiers: [{ id: 'i', identifierType: 'ILLIAD', identifier: 'ILL-77' }] });
		const id = await publish('end-of-rota');
		const now = practice.sandbox.clock.now();
		row.notifications.push({ id: 'n1', at: now, updatedAt: now, seen: true, isSender: false, attachedAction: 'RequestResponse', actionStatus: 'Unfilled', actionData: 'OnLoan', sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' });
		practice.sandbox.requests.move(row.id, 'REQ_UNFILLED');
		practice.sandbox.requests.move(row.id, 'REQ_END_OF_ROTA');
		const execution = await pollNow(id);
		expect(execution.status).toBe('success');
		expect(hasRun(execution, 'Mail the Colleague')).toBe(true);
		const [mail] = practice.mail.mails;
		expect(mail?.to).toEqual([testMailbox]);
		expect(mail?.text).toContain('Woolf, Virginia. Mrs <Dalloway> & Friends. London: Hogarth Press. 1925.');
		expect(mail?.text).toContain('ISBN 9780156628709');
		expect(mail?.text).toContain('Reference: ILL-77');
		expect(mail?.text).toMatch(/- Lakeside College Library, .*OnLoan|- Lakeside College Library, .*[Oo]n loan/);
	});
});

/** What the library does when its wording is ready. */
function withoutTestMailbox(template: WorkflowFile): WorkflowFile {
	return JSON.parse(JSON.stringify(template).replace(testMailbox, '')) as WorkflowFile;
}
