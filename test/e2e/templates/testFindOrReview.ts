import { setTimeout as sleep } from 'node:timers/promises';
import { submitForm } from '../../../demo/submitForm';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { hasRun, outputItemsOf, type SavedWorkflow } from '../../../n8n/n8nTypes';
import { recordLentByNobody, recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import { buildInstanceId } from '../../../sandbox/inventory/recordIds';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { patronValues } from './testGuideWorkflow';
import { testNoticeIsNotDelivered } from './testMailTrouble';
import { deskAuthorization } from './deskAccount';

const patron = { ...patronValues, Year: '', Volume: '' };
const staffAddress = 'ill-staff@library.example.edu';

/** Tests templates/find-or-review.json: each of the three outputs, and a choice of staff that starts another search. */
export function testFindOrReview(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		workflow = await bench.import('find-or-review');
		await bench.publish(workflow);
	});

	afterAll(() => bench.rest.deactivate(workflow.id));

	beforeEach(() => {
		bench.sandbox.requests.clear();
		bench.practice.mail.mails.length = 0;
	});

	async function until<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
		const deadline = Date.now() + 60_000;
		for (;;) {
			const found = await find();
			if (found !== undefined) return found;
			if (Date.now() > deadline)
				throw new Error(`${what} did not come, but: ${bench.practice.mail.mails.map(({ subject }) => subject).join('; ')}`);
			await sleep(200);
		}
	}

	/**
	 * Sends a title to the template.
	 *
	 * @returns the execution's ID, as soon as n8n lists it
	 */
	async function ask(citation: Record<string, string>) {
		const { rest, url } = bench;
		const known = new Set((await rest.executions(workflow.id)).map(({ id }) => id));
		const sent = await submitForm(url, workflow, { ...patron, ...citation });
		// n8n would name the page for staff here if it led the sender there.
		expect(await sent.json()).toEqual({ status: 200 });
		return await until('The execution', async () => {
			const started = (await rest.executions(workflow.id)).filter(({ id }) => !known.has(id));
			const executions = await Promise.all(started.map(({ id }) => rest.execution(id)));
			return executions.find((execution) => hasRun(execution, 'Form Arrives'))?.id;
		});
	}

	/**
	 * Waits for a mail.
	 *
	 * @param subject the beginning of its subject
	 */
	async function mailAbout(subject: string) {
		return await until(`The mail '${subject}'`, () => bench.practice.mail.mails.find((mail) => mail.subject.startsWith(subject)));
	}

	/** Waits for the page to which the mail links: the mail is sent a moment before n8n waits for the answer. */
	async function choosePageOf(execution: string, { text }: ReceivedMail) {
		await until('The waiting', async () =>
			(await bench.rest.executions(workflow.id)).find(({ id, status }) => id === execution && status === 'waiting'),
		);
		const address = /Choose the record here: (\S+)/.exec(text)?.[1];
		if (address === undefined) throw new Error('The mail has no address to choose at');
		return address;
	}

	/**
	 * Chooses a record on the page to which the mail links.
	 *
	 * @param record a part of the record's text on the page
	 */
	async function choose(execution: string, mail: ReceivedMail, record: string, volume = '') {
		const address = await choosePageOf(execution, mail);
		const headers = { authorization: deskAuthorization };
		const page = await (await fetch(address, { headers, signal: AbortSignal.timeout(30_000) })).text();
		expect(page).toContain('Which record should be requested?');
		const form = new FormData();
		const options = [...page.matchAll(/<option value='([^']+)'/gu)].map(([, option]) =>
			(option ?? '').replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
		);
		form.append('field-0', options.find((option) => option.includes(record)) ?? record);
		form.append('field-1', volume);
		const answer = await fetch(address, { method: 'POST', headers, body: form, signal: AbortSignal.timeout(60_000) });
		expect(answer.status).toBe(200);
		return options;
	}

	const finished = (id: string) =>
		until('The end', async () => {
			const execution = await bench.rest.finishedExecution(id, 60_000);
			return execution.status === 'waiting' ? undefined : execution;
		});

	it('find-or-review requests a book at once, without asking staff, if one record alone matches the form', async () => {
		const execution = await finished(await ask({ Title: 'The name of the rose', ISBN: '0151446474' }));
		expectSuccess(execution);
		expect(hasRun(execution, 'Staff Choose a Record')).toBe(false);
		const [created] = outputItemsOf(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect((await mailAbout(`Requested: "The name of the rose" (${String(created?.json.hrid)})`)).to).toEqual([patron.Email]);
	});

	it('find-or-review thanks the sender of the form at once, and refuses strangers on the page where staff choose a record', async () => {
		const id = await ask({ Title: 'Sapiens', ISBN: '9780062316097' });
		const mail = await mailAbout('Choose a record: "Sapiens"');
		const address = await choosePageOf(id, mail);
		const form = new FormData();
		form.append('field-0', 'None of them');
		expect((await fetch(address)).status).toBe(401);
		expect((await fetch(address, { method: 'POST', body: form })).status).toBe(401);
		await choose(id, mail, 'None of them');
		expectSuccess(await finished(id));
	});

	it('find-or-review lets staff choose among several records, and requests the chosen one', async () => {
		const id = await ask({ Title: 'Sapiens', ISBN: '9780062316097' });
		const mail = await mailAbout('Choose a record: "Sapiens"');
		expect(mail.text).toContain('Several records match equally well.');
		expect((await mailAbout('We are checking: "Sapiens"')).to).toEqual([patron.Email]);
		// The page offers each of the three records, and the choice that none of them fits.
		expect(await choose(id, mail, buildInstanceId(6))).toHaveLength(4);
		const execution = await finished(id);
		expectSuccess(execution);
		expect(outputItemsOf(execution, 'Check the Chosen Record')[0]?.json).toMatchObject({
			outcome: 'eligible',
			instanceId: buildInstanceId(6),
			matchedBy: 'instanceId',
		});
		const [created] = outputItemsOf(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect(bench.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({
			systemInstanceIdentifier: buildInstanceId(6),
			patronIdentifier: 'P1002',
		});
	});

	it('find-or-review requests the volume that staff type on the page for choosing', async () => {
		const title = 'The art of computer programming';
		const id = await ask({ Title: title, ISBN: '9780321751041' });
		await choose(id, await mailAbout(`Choose a record: "${title}"`), buildInstanceId(70), '3');
		const [created] = outputItemsOf(await finished(id), 'Create Request');
		expect(bench.sandbox.requests.get(String(created?.json.requestId))).toMatchObject({
			systemInstanceIdentifier: buildInstanceId(70),
			volume: '3',
		});
	});

	it('find-or-review asks staff to find another source if they reject all records or if nobody lends the title', async () => {
		const rejected = await ask({ Title: 'The idiot', ISBN: '' });
		await choose(rejected, await mailAbout('Choose a record: "The idiot"'), 'None of them');
		expect(hasRun(await finished(rejected), 'Create Request')).toBe(false);
		expect(await mailAbout('Find another source: "The idiot"')).toMatchObject({
			to: [staffAddress],
			text: expect.stringContaining('None of the records that were found is the right one.'),
		});
		expect((await mailAbout('Trying another way: "The idiot"')).to).toEqual([patron.Email]);
		const kept = await finished(await ask({ Title: recordLentByNobody.title, ISBN: recordLentByNobody.isbn }));
		expect(hasRun(kept, 'Create Request')).toBe(false);
		expect((await mailAbout(`Find another source: "${recordLentByNobody.title}"`)).text).toContain('No other library lends this title.');
		expect(hasRun(kept, 'Add a Row for Acquisitions')).toBe(false);
	});

	it('find-or-review stores a row for acquisitions, without patron data, for a new book that is not available', async () => {
		const year = String(new Date().getFullYear());
		const execution = await finished(await ask({ Title: 'Quietly fresh from the press', Author: 'Quill, Inga', ISBN: '', Year: year }));
		expectSuccess(execution);
		const [row, ...more] = outputItemsOf(execution, 'Add a Row for Acquisitions').map(({ json }) => json);
		expect(more).toEqual([]);
		expect(row).toMatchObject({
			title: 'Quietly fresh from the press',
			author: 'Quill, Inga',
			year,
			askedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		});
		expect(JSON.stringify(row)).not.toMatch(/P1002|example\.edu/);
		await mailAbout('Does it exist? "Quietly fresh from the press"');
	});

	it('find-or-review asks staff to find another source if nobody lends the chosen record', async () => {
		// Nobody lends the edition that was asked for, but another one is lent.
		const id = await ask({ Title: 'Pride and prejudice', Author: 'Austen', ISBN: '9780393264883', Year: '2016' });
		const mail = await mailAbout('Choose a record: "Pride and prejudice"');
		await choose(id, mail, 'no other library lends it');
		const execution = await finished(id);
		expect(outputItemsOf(execution, 'Check the Chosen Record', 2)).toHaveLength(1);
		await mailAbout('Find another source: "Pride and prejudice"');
	});

	it.each([
		['a patron whom ReShare cannot check', 'P9009', 1, 'Please check', undefined],
		['a patron who may not borrow', 'P9001', 2, 'Not requested', 'We are checking'],
	])('find-or-review tells staff of %s', async (_who, card, output, ticket, toPatron) => {
		const execution = await finished(
			await ask({ Title: recordLentBySeveral.title, ISBN: recordLentBySeveral.isbn, 'Library Card Number': card }),
		);
		expect(outputItemsOf(execution, 'Create Request', output)).toHaveLength(1);
		expect((await mailAbout(`${ticket}: "${recordLentBySeveral.title}"`)).text).toContain(card);
		if (toPatron !== undefined) expect((await mailAbout(`${toPatron}: "${recordLentBySeveral.title}"`)).to).toEqual([patron.Email]);
	});

	it.each([
		['the shared inventory', '^/graphql', 'Find Eligible Instance'],
		['ReShare', '^/rs/patronrequests', 'Create Request'],
	])('find-or-review tells staff if %s cannot be reached', async (_what, path, node) => {
		bench.sandbox.faults.answer(403, { path });
		const execution = await finished(await ask({ Title: recordLentBySeveral.title, ISBN: recordLentBySeveral.isbn }));
		expect(outputItemsOf(execution, node, 3)).toHaveLength(1);
		expect((await mailAbout(`Could not be processed: "${recordLentBySeveral.title}"`)).text).toContain(
			'ReShare did not answer, or something that it needs is missing or wrong.',
		);
	});

	it('find-or-review tells staff if the record that they chose cannot be looked up', async () => {
		const id = await ask({ Title: 'Sapiens', ISBN: '9780062316097' });
		const mail = await mailAbout('Choose a record: "Sapiens"');
		bench.sandbox.faults.answer(403, { path: '^/graphql' });
		await choose(id, mail, buildInstanceId(6));
		expect(outputItemsOf(await finished(id), 'Check the Chosen Record', 1)).toMatchObject([
			{ json: { outcome: 'needsReview', reason: 'lookUpFailed' } },
		]);
		await mailAbout('Could not be processed: "Sapiens"');
	});

	it('find-or-review tells the patron to check the ISBN, and asks staff nothing, if there is no record to choose', async () => {
		const execution = await finished(await ask({ Title: 'No book of this title exists anywhere', ISBN: '9781524732401' }));
		expect(hasRun(execution, 'Staff Choose a Record')).toBe(false);
		expect((await mailAbout('Please check the ISBN: "No book of this title')).to).toEqual([patron.Email]);
	});

	it('find-or-review fails and tells staff later if the email that asks them to choose a record cannot be sent', async () => {
		const refused = (to: string) => (to === staffAddress ? { code: 451, words: 'Try again later' } : undefined);
		const execution = await bench.whileMailIs(refused, async () => await finished(await ask({ Title: 'Sapiens', ISBN: '9780062316097' })));
		expect(execution.data.resultData.error?.message).toContain('451');
		expect(hasRun(execution, 'Staff Choose a Record')).toBe(false);
		// The mail server is back by then.
		await mailAbout('Workflow failed: Find a book, with staff deciding in doubt');
	});

	describe('when a mail is not taken', () => {
		beforeAll(() => bench.rest.deactivate(workflow.id));

		testNoticeIsNotDelivered(bench, {
			reader: patron.Email,
			start: (changes) => bench.formOnce('find-or-review', changes, { ...patron, Title: 'The name of the rose', ISBN: '0151446474' }),
		});
	});
}
