import { hasRun, outputItemsOf, type Execution, type SavedWorkflow } from '../../../n8n/n8nTypes';
import {
	threeEqualRecords,
	recordLentByNobody,
	recordLentBySeveral,
	recordCancelledByPatron,
} from '../../../sandbox/inventory/demoRecords';
import type { TemplateTestBed } from './TemplateTestBed';
import { testLetterInLanguage } from './testLetterInLanguage';
import { testNoticeIsNotDelivered } from './testMailTrouble';

export const patronValues = {
	Author: '',
	'Library Card Number': 'P1002',
	Email: 'tomas.abernathy@example.edu',
	'Pickup Location': 'Main Library',
};
const staff = 'ill-staff@library.example.edu';

/** Tests templates/guide-workflow.json with each way in which a request can end. */
export function testGuideWorkflow(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		workflow = await bench.import('guide-workflow');
		await bench.publish(workflow);
	});

	afterAll(() => bench.rest.deactivate(workflow.id));
	beforeEach(() => bench.sandbox.requests.clear());

	/**
	 * Sends the form and returns the execution with its mail. If that mail goes to staff, the patron is told that staff look into it, and
	 * nobody gets another mail.
	 */
	async function sendForm(values: Record<string, string>, isForStaff = false) {
		let execution: Execution | undefined;
		const mails = await bench.mailsOf(
			async () => {
				execution = await bench.submit(workflow, { ...patronValues, ...values });
			},
			isForStaff ? 2 : 1,
		);
		if (execution === undefined) throw new Error('Nothing was started');
		expect(execution.data.resultData.error).toBeUndefined();
		expect(mails).toHaveLength(isForStaff ? 2 : 1);
		if (isForStaff)
			expect(mails.filter(({ to }) => to.includes(patronValues.Email))).toMatchObject([
				{ subject: expect.stringMatching(/^We are checking: /), text: expect.stringContaining('Our staff are checking it') },
			]);
		return { execution, mail: mails.find(({ to }) => !isForStaff || to.includes(staff)) };
	}

	it('guide-workflow requests a book that a library lends, for the pickup location in the form, and emails the patron', async () => {
		const { execution, mail } = await sendForm({
			Title: recordLentBySeveral.title,
			ISBN: recordLentBySeveral.isbn,
			'Pickup Location': 'Science Library',
		});
		const [created] = outputItemsOf(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect(bench.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({
			patronIdentifier: 'P1002',
			patronEmail: patronValues.Email,
			pickupLocationSlug: 'EAST-SCI',
		});
		expect(mail).toMatchObject({
			to: [patronValues.Email],
			subject: `Requested: "${recordLentBySeveral.title}" (${String(created?.json.hrid)})`,
		});
		expect(mail?.text).toContain('We will write again as soon as there is news.');
	});

	it.each([
		['the patron alone if the ISBN in the form has a typing error', '978-1-57131-335-0', [patronValues.Email]],
		['the patron and staff if the ISBN field of the form has words instead of an ISBN', 'green cover', [staff, patronValues.Email]],
	])('if the form has no valid ISBN and no title, guide-workflow requests nothing, and emails %s', async (_what, isbn, readers) => {
		const mails = await bench.mailsOf(() => bench.submit(workflow, { ...patronValues, Title: '', ISBN: isbn }), readers.length);
		expect(mails.map(({ to: [to] }) => to).sort()).toEqual(readers);
		for (const { text } of mails) expect(text).toContain(isbn);
		expect(bench.sandbox.requests.count('east')).toBe(0);
	});

	it('guide-workflow requests a book if one of several ISBNs in the field is right, though words surround them', async () => {
		const { execution } = await sendForm({ Title: recordLentBySeveral.title, ISBN: `9780000000000, ${recordLentBySeveral.isbn} (pbk.)` });
		expect(outputItemsOf(execution, 'Create Request')).toHaveLength(1);
	});

	it('guide-workflow asks staff to choose among several records, and tells the patron that staff are checking', async () => {
		const { mail } = await sendForm({ Title: 'Sapiens', ISBN: threeEqualRecords[0]?.isbn ?? '' }, true);
		expect(mail).toMatchObject({ to: [staff], subject: 'Choose a record: "Sapiens"' });
		for (const { title } of threeEqualRecords) expect(mail?.text).toContain(`- ${title.replace(/ \/$/, '')}`);
	});

	it('guide-workflow tells the patron that no other library lends a book, and requests nothing', async () => {
		const { execution, mail } = await sendForm({ Title: recordLentByNobody.title, ISBN: recordLentByNobody.isbn });
		expect(hasRun(execution, 'Create Request')).toBe(false);
		expect(mail).toMatchObject({
			to: [patronValues.Email],
			subject: `Not available: "${recordLentByNobody.title}"`,
			text: expect.stringContaining('No other library lends it.'),
		});
	});

	it('guide-workflow asks the patron for the source of an unknown work, and staff to check whether the work exists', async () => {
		const values = { ...patronValues, Title: 'A book that was never written', ISBN: '' };
		const mails = await bench.mailsOf(() => bench.submit(workflow, values), 2);
		expect(mails.map(({ to, subject }) => [to[0], subject.split('?')[0]]).sort()).toEqual([
			[staff, 'Does it exist'],
			[patronValues.Email, 'Where did you find this'],
		]);
	});

	it.each([
		['staff alone if ReShare cannot check the patron', 'P9009', 'Please check', false],
		['staff and the patron if the patron may not borrow', 'P9001', 'Not requested', true],
	])('if the check of the patron fails, guide-workflow emails %s', async (_who, card, subject, isKnown) => {
		const { mail } = await sendForm(
			{ Title: recordCancelledByPatron.title, ISBN: recordCancelledByPatron.isbn, 'Library Card Number': card },
			isKnown,
		);
		expect(mail).toMatchObject({ to: [staff], subject: expect.stringContaining(`${subject}: "${recordCancelledByPatron.title}"`) });
		expect(mail?.text).toContain(card);
	});

	it.each([
		['the shared inventory', '^/graphql', 'Find Eligible Instance'],
		['ReShare', '^/rs/patronrequests', 'Create Request'],
	])(
		'guide-workflow hands a request to staff, and tells the patron that staff are checking it, if %s cannot be reached',
		async (_what, path, node) => {
			bench.sandbox.faults.answer(403, { path });
			const { execution, mail } = await sendForm({ Title: recordLentBySeveral.title, ISBN: recordLentBySeveral.isbn }, true);
			expect(outputItemsOf(execution, node, 3)).toHaveLength(1);
			expect(mail).toMatchObject({ to: [staff], subject: `Could not be processed: "${recordLentBySeveral.title}"` });
			expect(mail?.text).toContain('Pickup location: Main Library');
		},
	);

	describe('with another profile, and when a mail is not taken', () => {
		beforeAll(() => bench.rest.deactivate(workflow.id));
		const nobodys = { ...patronValues, Title: recordLentByNobody.title, ISBN: recordLentByNobody.isbn };

		it('guide-workflow sends every email to the test address if the library profile has one', async () => {
			const mails = await bench.mailsOf(
				() => bench.formOnce('guide-workflow', { profile: { sendEverythingTo: 'ill-test@library.example.edu' } }, nobodys),
				1,
			);
			expect(mails).toMatchObject([
				{ to: ['ill-test@library.example.edu'], subject: `[Test] Not available: "${recordLentByNobody.title}"` },
			]);
			for (const part of [mails[0]?.text, mails[0]?.html]) expect(part).toContain(patronValues.Email);
		});

		testLetterInLanguage(bench, {
			reader: patronValues.Email,
			language: 'de',
			subject: `Nicht verfügbar: „${recordLentByNobody.title}“`,
			start: (changes) => bench.formOnce('guide-workflow', changes, nobodys),
		});

		testNoticeIsNotDelivered(bench, {
			reader: patronValues.Email,
			start: (changes) => bench.formOnce('guide-workflow', changes, nobodys),
		});

		it('guide-workflow emails staff if one of its nodes stops it with an error', async () => {
			const broken = await bench.import('guide-workflow', {
				node: (node) => (node.name === 'Find Eligible Instance' ? { ...node, onError: 'stopWorkflow' } : node),
			});
			await bench.publish(broken);
			bench.sandbox.faults.answer(403, { path: '^/graphql' });
			const mails = await bench.mailsOf(() => bench.executionsOf(broken, () => bench.send(broken, nobodys)), 1);
			await bench.rest.deactivate(broken.id);
			expect(mails).toMatchObject([{ to: [staff], subject: expect.stringContaining(broken.name) }]);
			expect(mails[0]?.text).toContain('/executions/');
		});
	});
}
