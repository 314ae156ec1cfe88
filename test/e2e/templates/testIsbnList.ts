import { parse } from 'isbn3';
import { rowsOfWrittenList, outputItemsOf, type SavedCredential, type Execution, type SavedWorkflow } from '../../../n8n/n8nTypes';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral, recordRefusedByAll } from '../../../sandbox/inventory/demoRecords';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';

interface Upload {
	readonly file?: Blob;
	readonly pasted?: string;
	readonly fileName?: string;
	readonly list: string;
	readonly create?: boolean;
	readonly patron?: string;
	readonly mails?: number;
}

const staff = { user: 'ill-desk', password: 'lists-for-staff-only' };
const inHouse = `Basic ${Buffer.from(`${staff.user}:${staff.password}`).toString('base64')}`;

/** Tests templates/isbn-list.json. */
export function testIsbnList(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;
	let basicAuth: SavedCredential;
	const tenDigits = parse(recordLentBySeveral.isbn)?.isbn10 ?? '';
	const list = [
		['ISBN', 'Title'],
		[recordLentBySeveral.isbn, 'Braiding sweetgrass'],
		['0151446474', ''],
		[tenDigits, ''],
		[recordLentByNobody.isbn, ''],
		[threeEqualRecords[0]?.isbn ?? '', ''],
		['9780374275632', ''],
		['', 'No book of this title exists anywhere'],
	];
	const csv = (rows: readonly string[][] = list) =>
		new Blob([rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')], { type: 'text/csv' });

	beforeAll(async () => {
		const { rest } = bench;
		basicAuth = await rest.createCredential('Staff form', 'httpBasicAuth', staff);
		workflow = await bench.import('isbn-list', {
			credentials: { 'n8n-nodes-base.formTrigger': { credentialType: 'httpBasicAuth', credential: basicAuth } },
		});
		await bench.publish(workflow);
	});

	afterAll(() => bench.rest.deactivate(workflow.id));
	beforeEach(() => bench.sandbox.requests.clear());

	async function post(
		{ file, pasted = '', fileName = 'list.csv', list: name, create = false, patron = 'P1001' }: Upload,
		authorization?: string,
	) {
		const form = new FormData();
		form.append('field-0', pasted);
		if (file !== undefined) form.append('field-1', file, fileName);
		form.append('field-2', create ? 'Create the requests' : 'Only look up who lends them');
		form.append('field-3', name);
		form.append('field-4', patron);
		form.append('field-5', 'Main Library');
		return await fetch(`${bench.url}/form/isbn-list`, {
			method: 'POST',
			body: form,
			headers: authorization === undefined ? {} : { authorization },
		});
	}

	async function upload(
		what: Upload,
	): Promise<{ execution: Execution; mail: ReceivedMail | undefined; verdicts: unknown[]; rows: Array<Record<string, unknown>> }> {
		let executions: Execution[] = [];
		const [mail] = await bench.mailsOf(async () => {
			executions = await bench.executionsOf(workflow, async () => {
				const answer = await post(what, inHouse);
				expect(answer.status).toBe(200);
			});
		}, what.mails ?? 1);
		const [execution] = executions;
		if (execution === undefined) throw new Error('The form started nothing');
		const rows = rowsOfWrittenList(execution, 'Write the Results');
		return { execution, mail, rows, verdicts: rows.map((row) => row.verdict) };
	}

	const checked = ['Can be borrowed', 'Can be borrowed', 'Same book as row 1', 'Not available', 'Review', 'Review', 'Not available'];
	const created = ['Requested', 'Requested', ...checked.slice(2)];
	const repeated = ['Already requested', 'Already requested', ...checked.slice(2)];

	it('the form of isbn-list refuses visitors without the password of staff', async () => {
		expect((await post({ file: csv(), list: 'Strangers' })).status).toBe(401);
		expect((await post({ file: csv(), list: 'Strangers' }, `Basic ${Buffer.from('ill-desk:guess').toString('base64')}`)).status).toBe(401);
	});

	it('isbn-list, told only to look up the titles, reports every row of a list and creates no request', async () => {
		const { execution, mail, rows, verdicts } = await upload({ file: csv(), list: 'Autumn 2026' });
		expectSuccess(execution);
		expect(verdicts).toEqual(checked);
		expect(rows.map((row) => row.row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rows.map((row) => row.isbn ?? '')).toEqual(list.slice(1).map(([isbn]) => isbn));
		expect(rows[5]?.explanation).toContain('wrong check digit');
		expect(bench.sandbox.requests.count('east')).toBe(0);
		expect(mail).toMatchObject({
			to: ['ill-staff@library.example.edu'],
			subject: 'Result of the list "Autumn 2026": 7 rows',
			attachments: [{ name: expect.stringMatching(/^Autumn 2026 \d{4}-\d\d-\d\d\.xlsx$/) }],
		});
		expect(mail?.text).toContain('Can be borrowed: 2');
		expect(mail?.text).toMatch(new RegExp(`- 1\\. ${recordLentBySeveral.isbn}, Braiding sweetgrass.*, Can be borrowed, lent by: US-`));
		// The mail also says why a person should check the row.
		expect(mail?.text).toMatch(/, Review\. .*[a-z]\.$/m);
	});

	it('isbn-list creates one request for each book, and none if its result is sent again as a spreadsheet', async () => {
		const { sandbox } = bench;
		const first = await upload({ file: csv(), list: 'Winter 2026', create: true });
		expect(first.verdicts).toEqual(created);
		expect(sandbox.requests.count('east', (row) => row.isRequester === true)).toBe(2);
		const numbers = [...new Set(first.rows.map((row) => row.requestNumber))].filter((number) => number !== null);
		expect(
			sandbox.requests
				.all('east')
				.filter((row) => row.isRequester === true)
				.map((row) => row.hrid)
				.sort(),
		).toEqual(numbers.sort());

		const sheet = first.mail?.attachments[0]?.content ?? Buffer.alloc(0);
		const again = await upload({ file: new Blob([new Uint8Array(sheet)]), fileName: 'result.xlsx', list: 'Winter 2026', create: true });
		expect(again.verdicts.slice(0, 2)).toEqual(repeated.slice(0, 2));
		expect(again.rows.map((row) => row.isbn ?? '')).toEqual(list.slice(1).map(([isbn]) => isbn));
		expect(sandbox.requests.count('east', (row) => row.isRequester === true)).toBe(2);
	});

	it('isbn-list, sent again after a failure, creates the missing requests and none twice', async () => {
		const { sandbox } = bench;
		sandbox.faults.answer(503, { path: '^/openurl', skip: 1, times: 2 });
		const broken = await upload({ file: csv(), list: 'Spring 2027', create: true });
		sandbox.faults.clear();
		expect(broken.verdicts).not.toEqual(created);
		expect(broken.verdicts).toHaveLength(7);
		expect(broken.verdicts.slice(2)).toEqual(checked.slice(2));
		const resumed = await upload({ file: csv(), list: 'Spring 2027', create: true });
		expect(resumed.verdicts.slice(0, 2).every((verdict) => verdict === 'Requested' || verdict === 'Already requested')).toBe(true);
		expect(
			sandbox.requests
				.all('east')
				.filter((row) => row.isRequester === true)
				.map((row) => row.systemInstanceIdentifier)
				.sort(),
		).toEqual([recordLentBySeveral.instanceId, recordRefusedByAll.instanceId].sort());
	});

	it('isbn-list says in each row why nothing was requested for a blocked patron or without a patron ID', async () => {
		const { rows, verdicts } = await upload({ file: csv(list.slice(0, 2)), list: 'Blocked', patron: 'P9001', create: true });
		expect(verdicts).toEqual(['Not requested']);
		expect(rows[0]?.explanation).toMatch(/P9001|patron/i);
		expect((await upload({ file: csv(list.slice(0, 2)), list: 'Nobody named', patron: ' ', create: true })).rows).toMatchObject([
			{ verdict: 'Not requested', explanation: expect.stringContaining("'Patron ID' is empty") },
		]);
		expect(bench.sandbox.requests.count('east')).toBe(0);
	});

	it('isbn-list says in each row to run it again if ReShare cannot be reached', async () => {
		bench.sandbox.faults.answer(403, { path: '^/rs/patronrequests' });
		const { execution, mail, rows } = await upload({ file: csv(list.slice(0, 2)), list: 'Not asked', create: true });
		bench.sandbox.faults.clear();
		expect(outputItemsOf(execution, 'Create Each Request', 3)).toHaveLength(1);
		expect(rows).toMatchObject([{ verdict: 'Not known (run this row again)', requestNumber: null }]);
		expect(mail?.text).toContain('Not known (run this row again): 1');
		expect(bench.sandbox.requests.count('east')).toBe(0);
	});

	it('isbn-list reports every row even if the shared inventory cannot be read', async () => {
		bench.sandbox.faults.answer(400, { path: '^/graphql' });
		const { verdicts } = await upload({ file: csv(), list: 'Away' });
		bench.sandbox.faults.clear();
		// A row whose only number has a wrong check digit causes no lookup.
		expect(verdicts).toEqual(checked.map((_, row) => (row === 5 ? 'Review' : 'Not known (run this row again)')));
	});

	it('isbn-list says once for each pasted ISBN whether other libraries lend the title, and needs no patron ID', async () => {
		const pasted = `${recordLentBySeveral.isbn}\n0-15-144647-4, ${recordLentByNobody.isbn}\n${threeEqualRecords[0]?.isbn} 9780374275632\n${tenDigits}\nno number\n978-0-374-27563-2\n`;
		const { execution, rows, verdicts } = await upload({ pasted, list: 'Pasted', patron: '' });
		expectSuccess(execution);
		expect(verdicts).toEqual([
			'Can be borrowed',
			'Can be borrowed',
			'Not available',
			'Review',
			'Review',
			'Same book as row 1',
			'Review',
			'Same book as row 5',
		]);
		expect(rows[0]?.lendingLibraries).toMatch(/^US-/);
		expect(bench.sandbox.requests.count('east')).toBe(0);
	});

	it.each([
		['the list has no rows', { file: csv(list.slice(0, 1)) }, 'The list had no rows.'],
		[
			'no column of the list has a known heading',
			{
				file: csv([
					['Number', 'Book'],
					[recordLentBySeveral.isbn, 'Braiding sweetgrass'],
				]),
			},
			'Review. The request contains nothing that can be searched for.',
		],
		['the form is sent without a list', {}, 'Review. The request contains nothing that can be searched for.'],
	])('isbn-list tells staff if %s', async (_what, wrong, sentence) => {
		expect((await upload({ list: 'Wrong', ...wrong })).mail?.text).toContain(sentence);
	});

	it('isbn-list shows a failed execution if no email can be sent, and tells staff once email works again', async () => {
		// n8n tries the list's mail three times. The workflow then starts anew to report the failure, and its mail is taken.
		let refusals = 0;
		const away = () => (refusals++ < 3 ? { code: 451, words: 'Try again later' } : undefined);
		let failed: Execution | undefined;
		const [mail] = await bench.mailsOf(async () => {
			failed = (await bench.whileMailIs(away, () => upload({ file: csv(), list: 'Never', mails: 0 }))).execution;
		}, 1);
		expect(failed?.data.resultData.error?.message).toContain('451');
		expect(mail?.text).toContain('The workflow stopped at the node Email Staff.');
	});

	it('isbn-list tells staff if the file is not a spreadsheet', async () => {
		const [mail] = await bench.mailsOf(
			() => post({ file: new Blob([Buffer.from('PK\u0003\u0004 broken')]), fileName: 'list.xlsx', list: 'Broken' }, inHouse),
			1,
		);
		expect(mail).toMatchObject({
			to: ['ill-staff@library.example.edu'],
			subject: 'Workflow failed: Look up or request a list of ISBNs',
			text: expect.stringContaining('The workflow stopped at the node Read the Spreadsheet.'),
		});
	});
}
