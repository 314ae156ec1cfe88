import { hasRun, outputItems, type Execution, type SavedWorkflow } from '../../../n8n/types';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { popularBook } from '../../../sandbox/inventory/demoRecords';
import type { TemplateBench } from './bench';
import { testLanguages } from './languages';
import { testNotDelivered } from './mailTrouble';

const article = 'Molecular structure of nucleic acids';
const patron = 'tomas.abernathy@example.edu';
const wish = { 'Article or Chapter Title': article, 'Author of the Article': 'Watson, J. D.', Year: '1953', Volume: '171', Issue: '4356', Pages: '737-738', 'Library Card Number': 'P1002', Email: patron };
const journal = { 'Journal or Book Title': popularBook.title };
const unheardOf = { 'Journal or Book Title': 'Annals of journals that do not exist' };

/** templates/request-from-form.json: an article copy. */
export function testArticleForm(bench: () => TemplateBench): void {
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		workflow = await bench().import('request-from-form');
		await bench().publish(workflow);
	});

	afterAll(async () => await bench().practice.n8n.rest.deactivate(workflow.id));
	beforeEach(() => bench().practice.sandbox.requests.clear());
	afterEach(() => bench().practice.sandbox.faults.clear());

	async function ask(values: Record<string, string>, expected: number): Promise<{ execution: Execution; mails: ReceivedMail[] }> {
		let execution: Execution | undefined;
		const mails = await bench().mailsOf(async () => {
			execution = await bench().submit(workflow, { ...wish, ...values });
		}, expected);
		if (execution === undefined) throw new Error('Nothing was started');
		expect(execution.data.resultData.error).toBeUndefined();
		return { execution, mails };
	}

	it('orders the copy, once, and tells the patron', async () => {
		const { sandbox } = bench().practice;
		const { execution, mails } = await ask(journal, 1);
		const [created] = outputItems(execution, 'Create Copy Request');
		expect(created?.json).toMatchObject({ outcome: 'created', alreadyExisted: false, hrid: expect.stringMatching(/^EAST-/) });
		expect(sandbox.requests.get(String(created?.json.requestId))).toMatchObject({ titleOfComponent: article, pagesRequested: '737-738', stateModel: 'NonreturnableRequester', patronIdentifier: 'P1002' });
		expect(mails).toMatchObject([{ to: [patron], subject: `Your request ${String(created?.json.hrid)}: ${article}` }]);
		const again = await ask(journal, 1);
		expect(outputItems(again.execution, 'Create Copy Request')[0]?.json).toMatchObject({ alreadyExisted: true, requestId: created?.json.requestId });
		expect(sandbox.requests.count('east')).toBe(1);
	});

	const staffAndPatron = (mails: readonly ReceivedMail[], words = 'We are looking into it') => {
		expect(mails.map(({ to: [to] }) => to).sort()).toEqual(['ill-staff@library.example.edu', patron]);
		for (const { to, subject } of mails) expect(subject).toMatch(to.includes(patron) ? `${words}: ${article}` : new RegExp(`: ${article}$`));
	};

	it('hands what is not found to staff and tells the patron so', async () => {
		const { execution, mails } = await ask(unheardOf, 2);
		expect(hasRun(execution, 'Create Copy Request')).toBe(false);
		staffAndPatron(mails, 'We are trying another way');
	});

	it.each([
		['several records fit', { 'Journal or Book Title': 'Sapiens : a brief history of humankind' }, 'Find Journal or Book', 1],
		['ReShare cannot check the patron', { ...journal, 'Library Card Number': 'P9009' }, 'Create Copy Request', 1],
		['the patron may not order', { ...journal, 'Library Card Number': 'P9001' }, 'Create Copy Request', 2],
	])('hands it to staff when %s', async (_what, values, node, output) => {
		const { execution, mails } = await ask(values, 2);
		expect(outputItems(execution, node, output)).toHaveLength(1);
		staffAndPatron(mails);
	});

	it.each([
		['the shared inventory', '^/graphql', 'Find Journal or Book'],
		['ReShare', '^/rs/patronrequests', 'Create Copy Request'],
	])('hands it to staff when %s cannot be asked', async (_what, path, node) => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 403, path });
		const { execution, mails } = await ask(journal, 2);
		expect(outputItems(execution, node, 3)).toHaveLength(1);
		staffAndPatron(mails);
		expect(mails.find(({ to }) => !to.includes(patron))?.text).toContain('ReShare could not be asked.');
	});

	describe('in other languages, and when a mail is not taken', () => {
		beforeAll(async () => await bench().practice.n8n.rest.deactivate(workflow.id));

		testLanguages(bench, {
			reader: patron,
			subjects: { en: `Your request EAST-1: ${article}`, de: `Ihre Bestellung EAST-1: ${article}`, es: `Su solicitud EAST-1: ${article}`, fr: `Votre demande EAST-1 : ${article}` },
			start: async (changes) => await bench().formOnce('request-from-form', changes, { ...wish, ...journal }),
		});

		testNotDelivered(bench, { reader: patron, start: async (changes) => await bench().formOnce('request-from-form', changes, { ...wish, ...journal }) });

		it('still writes to staff when the mail to the patron is refused', async () => {
			const refused = (to: string) => (to === patron ? { code: 550, words: 'No such mailbox' } : undefined);
			const mails = await bench().mailsOf(async () => {
				await bench().whileMailIs(refused, async () => await bench().formOnce('request-from-form', {}, { ...wish, ...unheardOf }));
			}, 2);
			expect(mails.map(({ subject }) => subject).sort()).toEqual([`Not delivered: We are trying another way: ${article}`, `To be got another way: ${article}`]);
		});
	});
}
