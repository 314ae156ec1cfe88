import { DateTime } from 'luxon';
import { outputItems, type Execution } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { testLanguages } from './languages';
import { testMailTrouble } from './mailTrouble';

const reader = 'reader@example.edu';
const staff = 'ill-staff@library.example.edu';
const forReal = { sendAllMailTo: '', minutesBetweenTries: 0.01, mailTries: 2 };
/** The next step on the next look, so that no day need pass. */
const atOnce = { ...forReal, secondLetterAfter: 0, thirdLetterAfter: 0 };

/** templates/due-date-letters.json */
export function testDueDateLetters(bench: () => TemplateBench): void {
	let made = 0;

	beforeEach(() => bench().practice.sandbox.requests.clear());
	afterEach(() => bench().practice.sandbox.faults.clear());

	/** An item that the patron has at home, due in so many days. */
	function lent(daysLeft: number, values: Record<string, unknown> = {}): string {
		const hrid = `LENT-${++made}`;
		bench().practice.sandbox.requests.add('east', {
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

	async function morning(settings: Record<string, unknown> = forReal): Promise<Execution> {
		return await bench().run(await bench().import('due-date-letters', { settings }), 'Every Morning');
	}

	const subjectsOf = async (act: () => Promise<unknown>, expected = 0) => (await bench().mailsOf(act, expected)).map(({ subject }) => subject).sort();

	it('reminds of what is due soon and writes of what is overdue, each once, whoever runs it again', async () => {
		const [soon, late] = [lent(2), lent(-2)];
		lent(10);
		lent(-9, { state: 'REQ_AWAITING_RETURN_SHIPPING' });
		const mails = await bench().mailsOf(async () => {
			const execution = await morning();
			expect(execution.data.resultData.error).toBeUndefined();
			expect(outputItems(execution, 'Note That It Went Out').map(({ json }) => [json.number, json.state])).toEqual(expect.arrayContaining([[soon, 'finished'], [late, 'finished']]));
		}, 2);
		expect(mails.map(({ to, subject }) => [to[0], subject]).sort()).toEqual([[reader, 'Your loan is due soon'], [reader, 'Your loan is overdue']]);
		const inTwoDays = DateTime.now().plus({ days: 2 }).setLocale('en').toLocaleString(DateTime.DATE_FULL);
		expect(mails.find(({ subject }) => subject.includes('soon'))?.text).toContain(`This item is due back on ${inTwoDays}.`);
		expect(mails.find(({ subject }) => subject.includes('overdue'))?.text).toContain(`Title: Mrs <Dalloway> & Friends\nAuthor: Woolf, Virginia\nRequest number: ${late}`);
		expect(await subjectsOf(async () => await morning())).toEqual([]);
	});

	it('writes to each patron of what that patron has', async () => {
		const [one, two] = [lent(-2), lent(-3, { patronEmail: 'other@example.edu' })];
		const mails = await bench().mailsOf(async () => await morning(), 2);
		expect(mails.map(({ to, text }) => [to[0], /Request number: (\S+)/.exec(text)?.[1]]).sort()).toEqual([['other@example.edu', two], [reader, one]]);
	});

	it('goes through three letters in their order, however late the item is, and then stops', async () => {
		lent(-60);
		expect(await subjectsOf(async () => await morning(atOnce), 1)).toEqual(['Your loan is overdue']);
		expect(await subjectsOf(async () => await morning(forReal))).toEqual([]);
		expect(await subjectsOf(async () => await morning(atOnce), 1)).toEqual(['Second letter: your loan is overdue']);
		expect(await subjectsOf(async () => await morning(atOnce), 1)).toEqual(['Last letter: your loan is overdue']);
		expect(await subjectsOf(async () => await morning(atOnce))).toEqual([]);
	});

	it('sends what went to the test mailbox to the patron afterwards', async () => {
		lent(-3);
		const [test] = await bench().mailsOf(async () => await morning({}), 1);
		expect(test).toMatchObject({ to: ['ill-test@library.example.edu'], subject: '[Test] Your loan is overdue' });
		expect(await subjectsOf(async () => await morning({}))).toEqual([]);
		expect(await subjectsOf(async () => await morning(), 1)).toEqual(['Your loan is overdue']);
	});

	testLanguages(bench, {
		reader,
		subjects: { en: 'Your loan is overdue', de: 'Ihr Medium ist überfällig', es: 'Su préstamo ha vencido', fr: 'Votre document est en retard' },
		hasOwnWords: true,
		start: async ({ settings = {} }) => {
			lent(-1);
			return await morning(settings);
		},
	});

	it('asks staff to write where ReShare knows no address', async () => {
		const hrid = lent(-1, { patronEmail: undefined });
		const mails = await bench().mailsOf(async () => await morning(), 1);
		expect(mails).toMatchObject([{ to: [staff], subject: `Please write to a patron about request ${hrid}` }]);
		expect(mails[0]?.text).toContain('Your loan is overdue');
		expect(await subjectsOf(async () => await morning())).toEqual([]);
	});

	it('asks staff once about a letter that may not have gone out, and does not send it again', async () => {
		const hrid = lent(-1);
		await bench().whileMailIs(() => ({ code: 451, words: 'Try again later' }), async () => {
			const stopped = await morning({ ...forReal, mailTries: 1 });
			expect(stopped.status).toBe('error');
		});
		expect(await subjectsOf(async () => await morning())).toEqual([]);
		await bench().changeRows('ReShare due date letters', { column: 'number', is: hrid }, { sentOn: DateTime.now().minus({ days: 1 }).toISODate() });
		const [mail, ...more] = await bench().mailsOf(async () => await morning(), 1);
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ to: [staff], subject: `Please check a letter about request ${hrid}` });
		expect(await subjectsOf(async () => await morning())).toEqual([]);
	});

	it('tells staff, once, when ReShare cannot be read', async () => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
		const mails = await bench().mailsOf(async () => await morning(), 1);
		expect(mails).toMatchObject([{ to: [staff], subject: 'Not all reminders and overdue letters went out today' }]);
		expect(mails[0]?.text).toContain('ReShare could not be read: ');
	});

	testMailTrouble(bench, { node: 'Send Mail', reader, staffHear: true, start: async (settings) => {
		lent(-1);
		return await morning(settings);
	} });
}
