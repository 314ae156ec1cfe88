import { hasRun, outputItems, type Execution, type SavedWorkflow } from '../../../n8n/types';
import { equallyGood, nobodyLends, popularBook, toBeCancelled } from '../../../sandbox/inventory/demoRecords';
import type { TemplateBench } from './bench';
import { pageAfter } from './formPage';
import { testLanguages } from './languages';
import { testMailTrouble } from './mailTrouble';

export const patronFields = { Author: '', 'Library Card Number': 'P1002', Email: 'tomas.abernathy@example.edu', 'Pickup Location': 'Main Library' };
const staff = 'ill-staff@library.example.edu';

/** templates/guide-workflow.json: each way that a wish can go. */
export function testBookForm(bench: () => TemplateBench): void {
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		workflow = await bench().import('guide-workflow', { settings: { sendAllMailTo: '', minutesBetweenTries: 0.01 } });
		await bench().publish(workflow);
	});

	afterAll(async () => await bench().practice.n8n.rest.deactivate(workflow.id));
	beforeEach(() => bench().practice.sandbox.requests.clear());
	afterEach(() => bench().practice.sandbox.faults.clear());

	/**
	 * Sends the form and returns the execution with the mail that comes of it. Where that one goes to staff, the patron hears
	 * that they look into it; nobody hears more.
	 */
	async function wish(values: Record<string, string>, isForStaff = false) {
		let execution: Execution | undefined;
		const mails = await bench().mailsOf(async () => {
			execution = await bench().submit(workflow, { ...patronFields, ...values });
		}, isForStaff ? 2 : 1);
		if (execution === undefined) throw new Error('Nothing was started');
		expect(execution.data.resultData.error).toBeUndefined();
		expect(mails).toHaveLength(isForStaff ? 2 : 1);
		if (isForStaff) expect(mails.filter(({ to }) => to.includes(patronFields.Email))).toMatchObject([{ subject: `We are looking into it: ${values.Title ?? ''}`, text: expect.stringContaining('Our staff are looking into it') }]);
		return { execution, mail: mails.find(({ to }) => !isForStaff || to.includes(staff)) };
	}

	it('requests what a library lends, for the pickup location of the form', async () => {
		const { execution, mail } = await wish({ Title: popularBook.title, ISBN: popularBook.isbn, 'Pickup Location': 'Science Library' });
		const [created] = outputItems(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect(bench().practice.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({ patronIdentifier: 'P1002', patronEmail: patronFields.Email, pickupLocationSlug: 'EAST-SCI' });
		expect(mail).toMatchObject({ to: [patronFields.Email], subject: `Your request ${String(created?.json.hrid)}: ${popularBook.title}` });
		expect(mail?.text).toContain('Please name it when you ask us about the request.');
	});

	it.each([
		['an ISBN with a typing error', '978-1-57131-335-0', 'The ISBN 978-1-57131-335-0 has a typing error: its last digit does not fit the others.'],
		['no ISBN', 'green cover', '"green cover" is not an ISBN: an ISBN has 10 or 13 digits, such as 9781571313355.'],
	])('says on the page, to the patron alone, that there is %s', async (_what, isbn, sentence) => {
		let page = '';
		const mails = await bench().mailsOf(async () => {
			page = await pageAfter(await bench().send(workflow, { ...patronFields, Title: popularBook.title, ISBN: isbn }));
		}, 0);
		expect(page).toContain('Nothing was sent');
		expect(page).toContain(sentence);
		expect(mails).toEqual([]);
		expect(bench().practice.sandbox.requests.count('east')).toBe(0);
	});

	it('takes several ISBNs, with words around them, where one is right', async () => {
		const { execution } = await wish({ Title: popularBook.title, ISBN: `9780000000000, ${popularBook.isbn} (pbk.)` });
		expect(outputItems(execution, 'Create Request')).toHaveLength(1);
	});

	it('asks staff to choose among several records', async () => {
		const { mail } = await wish({ Title: 'Sapiens', ISBN: equallyGood[0]?.isbn ?? '' }, true);
		expect(mail).toMatchObject({ to: [staff], subject: 'Please choose a record: Sapiens' });
		for (const { instanceId } of equallyGood) expect(mail?.text).toContain(instanceId);
	});

	it('tells the patron that nobody lends it', async () => {
		const { execution, mail } = await wish({ Title: nobodyLends.title, ISBN: nobodyLends.isbn });
		expect(hasRun(execution, 'Create Request')).toBe(false);
		expect(mail).toMatchObject({ to: [patronFields.Email], subject: `Not available: ${nobodyLends.title}`, text: expect.stringContaining('No other library lends it.') });
	});

	it('tells the patron that nobody has it', async () => {
		const { mail } = await wish({ Title: 'A book that was never written', ISBN: '' });
		expect(mail).toMatchObject({ to: [patronFields.Email], text: expect.stringContaining('None of them has it.') });
	});

	it.each([
		['a patron whom ReShare cannot check', 'P9009', 'Please look at a request: '],
		['a patron who may not borrow', 'P9001', 'No request is open: '],
	])('tells staff of %s', async (_who, card, subject) => {
		const { mail } = await wish({ Title: toBeCancelled.title, ISBN: toBeCancelled.isbn, 'Library Card Number': card }, true);
		expect(mail).toMatchObject({ to: [staff], subject: `${subject}${toBeCancelled.title}` });
		expect(mail?.text).toContain(card);
	});

	it.each([
		['the shared inventory', '^/graphql', 'Find Eligible Instance'],
		['ReShare', '^/rs/patronrequests', 'Create Request'],
	])('hands the wish to staff when %s cannot be asked', async (_what, path, node) => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 403, path });
		const { execution, mail } = await wish({ Title: popularBook.title, ISBN: popularBook.isbn }, true);
		expect(outputItems(execution, node, 3)).toHaveLength(1);
		expect(mail).toMatchObject({ to: [staff], subject: `A request is waiting: ${popularBook.title}` });
		expect(mail?.text).toContain('to be picked up at Main Library');
	});

	it('sends everything to the test address as shipped', async () => {
		const shipped = await bench().import('guide-workflow');
		await bench().practice.n8n.rest.deactivate(workflow.id);
		await bench().publish(shipped);
		const mails = await bench().mailsOf(async () => await bench().submit(shipped, { ...patronFields, Title: nobodyLends.title, ISBN: nobodyLends.isbn }), 1);
		await bench().practice.n8n.rest.deactivate(shipped.id);
		await bench().publish(workflow);
		expect(mails).toMatchObject([{ to: ['ill-test@library.example.edu'], subject: `[Test] Not available: ${nobodyLends.title}` }]);
		expect(mails[0]?.text).toContain(`A test: without sendAllMailTo this email would go to ${patronFields.Email}.`);
		expect(mails[0]?.html).toContain(`this email would go to ${patronFields.Email}.`);
	});

	describe('in other languages, and when a mail is not taken', () => {
		beforeAll(async () => await bench().practice.n8n.rest.deactivate(workflow.id));

		testLanguages(bench, {
			reader: patronFields.Email,
			subjects: { en: `Not available: ${nobodyLends.title}`, de: `Nicht verfügbar: ${nobodyLends.title}`, es: `No disponible: ${nobodyLends.title}`, fr: `Non disponible : ${nobodyLends.title}` },
			start: async (settings) => await bench().formOnce('guide-workflow', settings, { ...patronFields, Title: nobodyLends.title, ISBN: nobodyLends.isbn }),
		});

		it('says on the page in German what cannot be right', async () => {
			const german = await bench().import('guide-workflow', { settings: { language: 'de' } });
			await bench().publish(german);
			const page = await pageAfter(await bench().send(german, { ...patronFields, Title: popularBook.title, ISBN: '978-1-57131-335-0' }));
			await bench().practice.n8n.rest.deactivate(german.id);
			expect(page).toContain('Es wurde nichts gesendet');
			expect(page).toContain('Die ISBN 978-1-57131-335-0 hat einen Tippfehler: Ihre letzte Ziffer passt nicht zu den anderen. Sie können das Feld leer lassen.');
		});

		testMailTrouble(bench, {
			node: 'Send Mail',
			reader: patronFields.Email,
			staffHear: true,
			start: async (settings) => await bench().formOnce('guide-workflow', settings, { ...patronFields, Title: nobodyLends.title, ISBN: nobodyLends.isbn }),
		});
	});
}
