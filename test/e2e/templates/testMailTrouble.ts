import { outputItemsOf, type Execution } from '../../../n8n/n8nTypes';
import type { TemplateChanges, TemplateTestBed } from './TemplateTestBed';

const busy = { code: 451, words: 'Try again later' };
const unknown = { code: 550, words: 'No such mailbox' };

/** Tests that n8n tries a mail again, for a scheduled template with one mail to staff. */
export function testMailIsTriedAgain(bench: TemplateTestBed, name: string, trigger: string) {
	it(`${name} sends its email again at once if the mail server was busy`, async () => {
		let refusals = 0;
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs(
				() => (refusals++ === 0 ? busy : undefined),
				async () => await bench.run(await bench.import(name), trigger),
			);
			expect(execution.status).toBe('success');
		}, 1);
		expect([mails.length, refusals]).toEqual([1, 2]);
	});
}

/** Tests a template that mails a list: if the mail server refuses it, n8n shows a failed execution with the error and the list. */
export function testMailFailureIsShown(bench: TemplateTestBed, name: string) {
	it(`${name} shows a failed execution with the text of its email while the mail server accepts none`, async () => {
		const execution = await bench.whileMailIs(
			() => busy,
			async () => {
				const failed = await bench.byTheClock(name);
				// n8n reports the failure in an execution of its own, whose mail fails as well.
				await bench.failureOf(failed.workflowId);
				return failed;
			},
		);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('451 Try again later');
		const lists = Object.keys(execution.data.resultData.runData)
			.flatMap((node) => outputItemsOf(execution, node))
			.filter(({ json }) => json.list !== undefined);
		expect(lists[0]?.json).toMatchObject({ subject: expect.any(String), text: expect.any(String) });
	});
}

/** Tests mails from ReShare Notice that cannot be sent: staff get those for a patron, and n8n shows those that staff cannot get either. */
export function testNoticeIsNotDelivered(
	bench: TemplateTestBed,
	{ reader, start }: { readonly reader: string; start(changes: TemplateChanges): Promise<Execution> },
) {
	it("a template emails staff the message and the error if the mail server refuses the patron's address", async () => {
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs(
				(to) => (to === reader ? unknown : undefined),
				() => start({}),
			);
			expect(execution.status).toBe('success');
		}, 1);
		expect(mails).toMatchObject([{ to: ['ill-staff@library.example.edu'], subject: expect.stringMatching(/^Message not delivered: ./) }]);
		expect(mails[0]?.text).toContain(reader);
		expect(mails[0]?.text).toContain('No such mailbox');
	});

	it('a template shows a failed execution with the text for the patron while the mail server accepts no email', async () => {
		const execution = await bench.whileMailIs(
			() => busy,
			async () => {
				const failed = await start({});
				// n8n reports the failure in an execution of its own, whose mail fails as well.
				await bench.failureOf(failed.workflowId);
				return failed;
			},
		);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('451 Try again later');
		const [patrons] = outputItemsOf(execution, 'Email the Patron', 1);
		expect(patrons?.json).toMatchObject({ to: reader, subject: expect.any(String), text: expect.any(String) });
	});
}
