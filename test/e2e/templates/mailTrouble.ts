import { outputItems, type Execution, type WorkflowNode } from '../../../n8n/types';
import type { Changes, TemplateBench } from './bench';

/** How one mail of a template is brought about. */
export interface Sending {
	/** The node that sends it. */
	readonly node: string;
	/** Whom it is for once the test address is taken out. */
	readonly reader: string;
	/** Where others than staff are written to, staff hear of what cannot be delivered. */
	readonly staffHear: boolean;
	/** Imports the template with these settings and makes it send the mail. */
	start(settings: Record<string, unknown>): Promise<Execution>;
}

const settings = { sendAllMailTo: '', minutesBetweenTries: 0.01, mailTries: 2 };
const busy = { code: 451, words: 'Try again later' };
const unknown = { code: 550, words: 'No such mailbox' };

/** A mail is never lost: a busy server, an address that does not exist, a server that stays away. */
export function testMailTrouble(bench: () => TemplateBench, { node, reader, staffHear, start }: Sending): void {
	const tries = (execution: Execution, name = node) => execution.data.resultData.runData[name]?.length ?? 0;

	it('sends a mail a little later when the mail server is busy', async () => {
		let refusals = 0;
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().whileMailIs(() => (refusals++ === 0 ? busy : undefined), async () => await start(settings));
			expect(execution.data.resultData.error).toBeUndefined();
			expect(tries(execution)).toBe(2);
			expect(tries(execution, 'Wait Before Next Try')).toBe(1);
		}, 1);
		expect(mails.filter(({ to }) => to.includes(reader))).toHaveLength(1);
	});

	it(`tries a refused address once, and then ${staffHear ? 'tells staff' : 'shows a failed execution'}`, async () => {
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().whileMailIs((to) => (to === reader ? unknown : undefined), async () => await start(settings));
			expect(tries(execution)).toBe(1);
			if (staffHear) expect(execution.data.resultData.error).toBeUndefined();
			else expect(execution.data.resultData.error?.message).toMatch(/ Mail server: .*550 No such mailbox/);
		}, staffHear ? 1 : 0);
		const toStaff = mails.filter(({ subject }) => subject.startsWith('Not delivered: '));
		expect(toStaff).toHaveLength(staffHear ? 1 : 0);
		for (const mail of toStaff) {
			expect(mail.to).toEqual(['ill-staff@library.example.edu']);
			expect(mail.text).toMatch(new RegExp(`This email to ${reader} could not be delivered: .*No such mailbox`));
		}
	});

	it('shows a failed execution, with the words of the mail in it, when the mail server stays away', async () => {
		const execution = await bench().whileMailIs(() => busy, async () => await start(settings));
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/ Mail server: .*451 Try again later/);
		expect(tries(execution)).toBe(2);
		expect(outputItems(execution, node, 1).every(({ json }) => typeof json.subject === 'string' && typeof json.words === 'string')).toBe(true);
	});
}

/** One mail to staff, of a template that starts by the clock: n8n tries it again, and shows a failed execution with its words in the end. */
export function testListIsMailed(bench: () => TemplateBench, name: string, trigger: string): void {
	const quickly = { node: (node: WorkflowNode): WorkflowNode => (node.retryOnFail === true ? { ...node, waitBetweenTries: 100 } : node) };

	it('tries again at once what a busy mail server does not take', async () => {
		let refusals = 0;
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().whileMailIs(() => (refusals++ === 0 ? busy : undefined), async () => await bench().run(await bench().import(name, quickly), trigger));
			expect(execution.status).toBe('success');
		}, 1);
		expect([mails.length, refusals]).toEqual([1, 2]);
	});

	it('shows a failed execution, with the words of the mail in it, while the mail server stays away', async () => {
		const execution = await bench().whileMailIs(() => busy, async () => {
			const failed = await bench().byTheClock(name, quickly);
			// n8n tells of it by a run of its own, which is no luckier.
			await bench().toldOfFailure(failed.workflowId);
			return failed;
		});
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('451 Try again later');
		const lists = Object.keys(execution.data.resultData.runData).flatMap((node) => outputItems(execution, node)).filter(({ json }) => json.list !== undefined);
		expect(lists[0]?.json).toMatchObject({ subject: expect.any(String), text: expect.any(String) });
	});
}

/** Where ReShare Notice has written the mail: staff get what a patron cannot, and n8n shows what staff cannot get either. */
export function testNotDelivered(bench: () => TemplateBench, { reader, start }: Pick<Sending, 'reader'> & { start(changes: Changes): Promise<Execution> }): void {
	it('gives the words to staff when the mail to the patron is refused', async () => {
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().whileMailIs((to) => (to === reader ? unknown : undefined), async () => await start({}));
			expect(execution.status).toBe('success');
		}, 1);
		expect(mails).toMatchObject([{ to: ['ill-staff@library.example.edu'], subject: expect.stringMatching(/^Not delivered: ./) }]);
		expect(mails[0]?.text).toContain(reader);
		expect(mails[0]?.text).toContain('No such mailbox');
	});

	it('shows a failed execution, with the words of the mail in it, while the mail server stays away', async () => {
		const execution = await bench().whileMailIs(() => busy, async () => {
			const failed = await start({});
			// n8n tells of it by a run of its own, which is no luckier.
			await bench().toldOfFailure(failed.workflowId);
			return failed;
		});
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('451 Try again later');
		const [patrons] = outputItems(execution, 'Email the Patron', 1);
		expect(patrons?.json).toMatchObject({ to: reader, subject: expect.any(String), text: expect.any(String) });
	});
}
