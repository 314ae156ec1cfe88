import { parse } from 'isbn3';
import { outputItems, type Credential, type Execution, type SavedWorkflow } from '../../../n8n/types';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { equallyGood, nobodyLends, popularBook, refusedByAll } from '../../../sandbox/inventory/demoRecords';
import type { TemplateBench } from './bench';
import { pageAfter } from './formPage';

interface Upload {
	readonly file?: Blob;
	readonly pasted?: string;
	readonly fileName?: string;
	readonly list: string;
	readonly create?: boolean;
	readonly lookUp?: boolean;
	readonly patron?: string;
	/** How many mails to wait for. */
	readonly mails?: number;
}

const staff = { user: 'ill-desk', password: 'lists-for-staff-only' };
const inHouse = `Basic ${Buffer.from(`${staff.user}:${staff.password}`).toString('base64')}`;

/** templates/isbn-list.json */
export function testIsbnList(bench: () => TemplateBench): void {
	let workflow: SavedWorkflow;
	let basicAuth: Credential;
	const tenDigits = parse(popularBook.isbn)?.isbn10 ?? '';
	const list = [
		['ISBN', 'Title'],
		[popularBook.isbn, 'Braiding sweetgrass'],
		['0151446474', ''],
		[tenDigits, ''],
		[nobodyLends.isbn, ''],
		[equallyGood[0]?.isbn ?? '', ''],
		['9780374275632', ''],
		['', 'No book of this title exists anywhere'],
	];
	const csv = (rows: readonly string[][] = list) => new Blob([rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')], { type: 'text/csv' });

	beforeAll(async () => {
		const { rest } = bench().practice.n8n;
		basicAuth = await rest.createCredential('Staff form', 'httpBasicAuth', staff);
		workflow = await bench().import('isbn-list', {
			settings: { sendAllMailTo: '', minutesBetweenTries: 0.01, mailTries: 2 },
			credentials: { 'n8n-nodes-base.formTrigger': { credentialType: 'httpBasicAuth', credential: basicAuth } },
		});
		await bench().publish(workflow);
	});

	afterAll(async () => await bench().practice.n8n.rest.deactivate(workflow.id));
	beforeEach(() => bench().practice.sandbox.requests.clear());

	async function post({ file, pasted = '', fileName = 'list.csv', list: name, create = false, lookUp = false, patron = 'P1001' }: Upload, authorization?: string): Promise<Response> {
		const form = new FormData();
		form.append('field-0', pasted);
		if (file !== undefined) form.append('field-1', file, fileName);
		form.append('field-2', lookUp ? 'Only look up who lends them' : create ? 'Create the requests' : 'Check only, create nothing');
		form.append('field-3', name);
		form.append('field-4', patron);
		return await fetch(`${bench().practice.n8n.url}/form/isbn-list`, { method: 'POST', body: form, headers: authorization === undefined ? {} : { authorization } });
	}

	async function upload(what: Upload): Promise<{ execution: Execution; mail: ReceivedMail | undefined; verdicts: unknown[]; rows: Array<Record<string, unknown>> }> {
		let executions: Execution[] = [];
		const [mail] = await bench().mailsOf(async () => {
			executions = await bench().executionsOf(workflow, async () => {
				const answer = await post(what, inHouse);
				expect(answer.status).toBe(200);
			});
		}, what.mails ?? 1);
		const [execution] = executions;
		if (execution === undefined) throw new Error('The form started nothing');
		const rows = outputItems(execution, 'Write the Result Sheet').map(({ json }) => json);
		return { execution, mail, rows, verdicts: rows.map((row) => row.Verdict) };
	}

	const checked = ['Can be requested', 'Can be requested', 'Same book as row 1', 'Not available', 'Look at it', 'Look at it', 'Not available'];
	const created = ['Requested', 'Requested', ...checked.slice(2)];
	const repeated = ['Already requested', 'Already requested', ...checked.slice(2)];

	it('lets only staff in', async () => {
		expect((await post({ file: csv(), list: 'Strangers' })).status).toBe(401);
		expect((await post({ file: csv(), list: 'Strangers' }, `Basic ${Buffer.from('ill-desk:guess').toString('base64')}`)).status).toBe(401);
	});

	it('checks first, creating nothing, and accounts for every row', async () => {
		const { execution, mail, rows, verdicts } = await upload({ file: csv(), list: 'Autumn 2026' });
		expect(execution.data.resultData.error).toBeUndefined();
		expect(verdicts).toEqual(checked);
		expect(rows.map((row) => row.Row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rows.map((row) => row.ISBN)).toEqual(list.slice(1).map(([isbn]) => isbn));
		expect(rows[5]?.Notes).toContain('wrong check digit');
		expect(bench().practice.sandbox.requests.count('east')).toBe(0);
		expect(mail).toMatchObject({ to: ['ill-staff@library.example.edu'], subject: 'Result of the list "Autumn 2026"', attachments: [{ name: 'Autumn 2026 result.xlsx' }] });
		expect(mail?.text).toContain('7 rows of the list "Autumn 2026" were checked; nothing was created');
		expect(mail?.text).toContain('- Can be requested: 2');
	});

	it('creates each book once, also when the same list comes again, as a spreadsheet', async () => {
		const { sandbox } = bench().practice;
		const first = await upload({ file: csv(), list: 'Winter 2026', create: true });
		expect(first.verdicts).toEqual(created);
		expect(sandbox.requests.count('east', (row) => row.isRequester === true)).toBe(2);
		const numbers = first.rows.map((row) => row['Request Number']).filter((number) => number !== '');
		expect(sandbox.requests.all('east').filter((row) => row.isRequester === true).map((row) => row.hrid).sort()).toEqual(numbers.sort());

		const sheet = first.mail?.attachments[0]?.content ?? Buffer.alloc(0);
		const again = await upload({ file: new Blob([new Uint8Array(sheet)]), fileName: 'result.xlsx', list: 'Winter 2026', create: true });
		expect(again.verdicts.slice(0, 2)).toEqual(repeated.slice(0, 2));
		expect(again.rows.map((row) => row.ISBN)).toEqual(list.slice(1).map(([isbn]) => isbn));
		expect(sandbox.requests.count('east', (row) => row.isRequester === true)).toBe(2);
	});

	it('goes on after a breakdown without requesting anything twice', async () => {
		const { sandbox } = bench().practice;
		sandbox.faults.add({ kind: 'status', status: 503, path: '^/openurl', skip: 1, times: 2 });
		const broken = await upload({ file: csv(), list: 'Spring 2027', create: true });
		sandbox.faults.clear();
		expect(broken.verdicts).not.toEqual(created);
		expect(broken.verdicts).toHaveLength(7);
		expect(broken.verdicts.slice(2)).toEqual(checked.slice(2));
		const resumed = await upload({ file: csv(), list: 'Spring 2027', create: true });
		expect(resumed.verdicts.slice(0, 2).every((verdict) => verdict === 'Requested' || verdict === 'Already requested')).toBe(true);
		expect(sandbox.requests.all('east').filter((row) => row.isRequester === true).map((row) => row.systemInstanceIdentifier).sort()).toEqual([popularBook.instanceId, refusedByAll.instanceId].sort());
	});

	it('says in each row why nothing was requested for a patron who may not', async () => {
		const { rows, verdicts } = await upload({ file: csv(list.slice(0, 2)), list: 'Blocked', patron: 'P9001' });
		expect(verdicts).toEqual(['Would not be accepted']);
		expect(rows[0]?.Explanation).toMatch(/P9001|patron/i);
		const sent = await upload({ file: csv(list.slice(0, 2)), list: 'Blocked', patron: 'P9001', create: true });
		expect(sent.verdicts).toEqual(['Not requested']);
		expect(bench().practice.sandbox.requests.count('east')).toBe(0);
	});

	it('says of a request that is over at once that it was made', async () => {
		const { verdicts, rows } = await bench().whileNobodyLends(async () => await upload({ file: csv(list.slice(0, 2)), list: 'Nobody', create: true }));
		expect(verdicts).toEqual(['Requested, and closed']);
		expect(rows[0]).toMatchObject({ 'Request Number': expect.stringMatching(/^EAST-/), Status: 'End of rota' });
	});

	it('keeps every row when the shared inventory is away', async () => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/graphql' });
		const { verdicts } = await upload({ file: csv(), list: 'Away' });
		bench().practice.sandbox.faults.clear();
		// The row whose only number has a wrong check digit needs no look-up to be known as such.
		expect(verdicts).toEqual(checked.map((_, row) => (row === 5 ? 'Look at it' : 'Not known: ask for this row again')));
	});

	it('tells which of the pasted numbers other libraries lend, and asks for no patron and no name', async () => {
		const pasted = `${popularBook.isbn}\n0-15-144647-4, ${nobodyLends.isbn}\n${equallyGood[0]?.isbn} 9780374275632\n${tenDigits}\nno number\n${nobodyLends.isbn}, 978-0-374-27563-2\n`;
		const { execution, mail, rows, verdicts } = await upload({ pasted, list: '', lookUp: true, patron: '' });
		expect(execution.data.resultData.error).toBeUndefined();
		expect(verdicts).toEqual(['Can be borrowed', 'Can be borrowed', 'Not available', 'Look at it', 'Look at it', 'Same book as row 1', 'Look at it', 'Same book as row 3', 'Same book as row 5']);
		expect(rows[0]?.['Lending Libraries']).toMatch(/^US-/);
		expect(mail).toMatchObject({ subject: 'Result of the list', attachments: [{ name: 'ISBNs result.xlsx' }] });
		expect(mail?.text).toContain('9 rows of the list were looked up.');
		expect(mail?.text).toMatch(new RegExp(`- ${popularBook.isbn}: Can be borrowed\\. Braiding sweetgrass.*\\. Lent by US-`));
		expect(mail?.html).toContain('<h2>Row by row</h2>');
		// Why a person should look stands in the mail, too.
		expect(mail?.text).toMatch(/: Look at it\. .*[a-z]\.$/m);
		expect(bench().practice.sandbox.requests.count('east')).toBe(0);
	});

	it('says so when numbers were pasted beside a file', async () => {
		const both = await upload({ file: csv(list.slice(0, 2)), pasted: nobodyLends.isbn, list: 'Both' });
		expect(both.verdicts).toEqual(['Can be requested']);
		expect(both.mail?.text).toContain('The pasted numbers were left out, since there was a file.');
	});

	it.each([
		['the file is no spreadsheet', { file: new Blob([Buffer.from('PK\u0003\u0004 broken')]), fileName: 'list.xlsx' }, 'Save it as Excel (.xlsx) or CSV, go back, and send it again.'],
		['no column has the heading', { file: csv([['Number', 'Book'], [popularBook.isbn, 'Braiding sweetgrass']]) }, 'The list has no column "ISBN". Its headings are: Number, Book. Give the column with the ISBNs the heading ISBN'],
		['nothing was sent', {}, 'Nothing was pasted, and no file was chosen. Go back, and do one of the two.'],
		['requests are to be checked for nobody', { file: csv(), patron: '' }, 'the form needs a library card number'],
		['requests are to be checked without a name', { file: csv(), list: '' }, 'the form needs a name for the list'],
		['there are no rows', { file: csv(list.slice(0, 1)) }, 'The file has no rows below its headings. Go back, and choose another file.'],
	])('says so on the page, to whoever sent the list, when %s', async (_what, wrong, sentence) => {
		let page = '';
		const mails = await bench().mailsOf(async () => {
			page = await pageAfter(await post({ list: 'Wrong', ...wrong }, inHouse));
		}, 0);
		expect(page).toContain('Nothing was created');
		expect(page).toContain(sentence);
		expect(mails).toEqual([]);
		expect(bench().practice.sandbox.requests.count('east')).toBe(0);
	});

	it('sends the result a little later when the mail server is busy, with the sheet', async () => {
		let refusals = 0;
		const { execution, mail } = await bench().whileMailIs(() => (refusals++ === 0 ? { code: 451, words: 'Try again later' } : undefined), async () => await upload({ file: csv(), list: 'Busy' }));
		expect(execution.data.resultData.runData['Mail the Result']).toHaveLength(2);
		expect(mail).toMatchObject({ attachments: [{ name: 'Busy result.xlsx' }] });
	});

	it('shows a failed execution when no mail can be sent', async () => {
		const away = () => ({ code: 451, words: 'Try again later' });
		const result = await bench().whileMailIs(away, async () => await upload({ file: csv(), list: 'Never', mails: 0 }));
		expect(result.execution.data.resultData.error?.message).toMatch(/"Never".*451 Try again later|was not .*451 Try again later/);
	});
}
