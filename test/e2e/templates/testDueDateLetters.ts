import { DateTime } from 'luxon';
import type { SavedWorkflow } from '../../../n8n/n8nTypes';
import { subjectWithoutTitle, type TemplateChanges, type TemplateTestBed } from './TemplateTestBed';
import { testLetterInLanguage } from './testLetterInLanguage';
import { testNoticeIsNotDelivered } from './testMailTrouble';

const reader = 'reader@example.edu';
const staff = 'ill-staff@library.example.edu';
/** Tests templates/due-date-letters.json. */
export function testDueDateLetters(bench: TemplateTestBed) {
	let made = 0;

	beforeEach(() => bench.sandbox.requests.clear());

	/** Adds a borrowing request whose patron has the item, and returns its number. */
	function lent(daysLeft: number, values: Record<string, unknown> = {}) {
		const hrid = `LENT-${++made}`;
		bench.sandbox.requests.add('east', {
			isRequester: true,
			hrid,
			title: 'Mrs <Dalloway> & Friends',
			author: 'Woolf, Virginia',
			patronIdentifier: 'P-100',
			patronEmail: reader,
			refdata: { serviceType: 'loan' },
			state: 'REQ_CHECKED_IN',
			dueDateRS: DateTime.now().plus({ days: daysLeft }).toISODate(),
			...values,
		});
		return hrid;
	}

	const letters = (changes: TemplateChanges = {}) => bench.import('due-date-letters', changes);
	const morning = (workflow: SavedWorkflow) => bench.run(workflow, 'Every Morning');
	const subjectsOf = async (act: () => Promise<unknown>, expected = 0) =>
		(await bench.mailsOf(act, expected)).map(({ subject }) => subjectWithoutTitle(subject)).sort();

	it('due-date-letters writes once about each loan that is due soon or overdue, and nothing more if it runs again', async () => {
		const late = [lent(2), lent(-2)][1];
		lent(10);
		lent(-9, { state: 'REQ_AWAITING_RETURN_SHIPPING' });
		const workflow = await letters();
		const mails = await bench.mailsOf(async () => expect((await morning(workflow)).data.resultData.error).toBeUndefined(), 2);
		expect(mails.map(({ to, subject }) => [to[0], subjectWithoutTitle(subject)]).sort()).toEqual([
			[reader, 'Due soon'],
			[reader, 'Overdue'],
		]);
		const inTwoDays = DateTime.now().plus({ days: 2 }).setLocale('en').toLocaleString(DateTime.DATE_HUGE);
		expect(mails.find(({ subject }) => subject.includes('soon'))?.text).toContain(`Please bring this item back by ${inTwoDays}.`);
		expect(mails.find(({ subject }) => subject.includes('Overdue'))?.text).toContain(
			`Title: Mrs <Dalloway> & Friends\nAuthor: Woolf, Virginia\nRequest number: ${late}`,
		);
		expect(await subjectsOf(() => morning(workflow))).toEqual([]);
	});

	it("due-date-letters writes to each patron about that patron's own loan", async () => {
		const [one, two] = [lent(-2), lent(-3, { patronEmail: 'other@example.edu' })];
		const workflow = await letters();
		const mails = await bench.mailsOf(() => morning(workflow), 2);
		expect(mails.map(({ to, text }) => [to[0], /Request number: (\S+)/.exec(text)?.[1]]).sort()).toEqual([
			['other@example.edu', two],
			[reader, one],
		]);
	});

	it('due-date-letters writes three letters as a loan becomes more overdue, and starts over with a new due date', async () => {
		const id = lent(-1);
		const row = bench.practice.sandbox.requests.all('east').find(({ hrid }) => hrid === id);
		const workflow = await letters();
		for (const [daysLate, subject] of [
			[1, 'Overdue'],
			[9, 'Second notice, overdue'],
			[23, 'Final notice, overdue'],
			[-2, 'Due soon'],
		] as const) {
			// The letters cannot tell an earlier due date from days that have passed, so the test moves the due date and not the clock.
			if (row !== undefined) row.dueDateRS = DateTime.now().minus({ days: daysLate }).toISODate();
			expect(await subjectsOf(() => morning(workflow), 1)).toEqual([subject]);
			expect(await subjectsOf(() => morning(workflow))).toEqual([]);
		}
	});

	it('due-date-letters writes to the patron once the test address is removed, though that address had got the letter', async () => {
		lent(-3);
		const { rest } = bench;
		const workflow = await letters({ profile: { sendEverythingTo: 'ill-test@library.example.edu' } });
		const [test] = await bench.mailsOf(() => morning(workflow), 1);
		expect(test).toMatchObject({ to: ['ill-test@library.example.edu'], subject: expect.stringMatching(/^\[Test\] Overdue: /) });
		expect(await subjectsOf(() => morning(workflow))).toEqual([]);
		const { libraryProfile } = bench.practice.credentials;
		const nodes = (await rest.workflow(workflow.id)).nodes.map((node) =>
			node.name === 'Write Notices'
				? { ...node, credentials: { reShareLibraryProfileApi: { id: libraryProfile.id, name: libraryProfile.name } } }
				: node,
		);
		const saved = await rest.updateWorkflow(workflow.id, { nodes });
		expect(await subjectsOf(() => morning(saved), 1)).toEqual(['Overdue']);
	});

	testLetterInLanguage(bench, {
		reader,
		language: 'de',
		subject: 'Überfällig: „Mrs <Dalloway> & Friends“ (EAST-1)',
		start: async (changes) => {
			lent(-1);
			return await morning(await letters(changes));
		},
	});

	it('due-date-letters asks staff once to pass a letter on if ReShare has no email address of the patron', async () => {
		lent(-1, { patronEmail: undefined });
		const workflow = await letters();
		const mails = await bench.mailsOf(() => morning(workflow), 1);
		expect(mails).toMatchObject([{ to: [staff], subject: expect.stringMatching(/^Please pass on: "Mrs <Dalloway> & Friends" /) }]);
		expect(mails[0]?.text).toContain('> This item was due back on');
		expect(await subjectsOf(() => morning(workflow))).toEqual([]);
	});

	it('due-date-letters tells staff if ReShare cannot be read, and writes the letters once it can be read', async () => {
		lent(-1);
		bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests' });
		let failed: SavedWorkflow['id'] = '';
		const [mail] = await bench.mailsOf(async () => {
			const execution = await bench.byTheClock('due-date-letters');
			failed = execution.workflowId;
			await bench.failureOf(failed);
		}, 1);
		expect(mail).toMatchObject({
			to: [staff],
			subject: 'Workflow failed: Remind patrons before the due date and write when it has passed',
		});
		bench.sandbox.faults.clear();
		expect(await subjectsOf(async () => await morning(await bench.rest.workflow(failed)), 1)).toEqual(['Overdue']);
	});

	testNoticeIsNotDelivered(bench, {
		reader,
		start: async (changes) => {
			lent(-1);
			return await bench.byTheClock('due-date-letters', changes);
		},
	});
}
