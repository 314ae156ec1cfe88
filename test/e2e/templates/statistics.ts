import { inflateSync } from 'node:zlib';
import { outputItems, type Execution } from '../../../n8n/types';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import type { TemplateBench } from './bench';
import { addStory } from './history';
import { testMailTrouble } from './mailTrouble';

const staff = 'ill-staff@library.example.edu';

/** The colors of a picture in PNG as the template draws it: 4 bits a dot, rows without a filter. */
function dotsOf(picture: Buffer): { width: number; height: number; count: (color: number) => number } {
	expect(picture.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at < picture.length; at += 12 + picture.readUInt32BE(at)) chunks.set(picture.toString('latin1', at + 4, at + 8), picture.subarray(at + 8, at + 8 + picture.readUInt32BE(at)));
	const header = chunks.get('IHDR') ?? Buffer.alloc(0);
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
	expect(rows).toHaveLength(height * (1 + width / 2));
	const dots = [...rows].flatMap((byte, index) => (index % (1 + width / 2) === 0 ? [] : [byte >> 4, byte & 15]));
	return { width, height, count: (color) => dots.filter((dot) => dot === color).length };
}

/** templates/statistics.json: the rows are checked against those that the requests put in really give. */
export function testStatistics(bench: () => TemplateBench): void {
	const trigger = 'Every Month';
	const quickly = { minutesBetweenTries: 0.01, mailTries: 2, sendAllMailTo: '', months: 2 };
	const rowsOf = (execution: Execution) => outputItems(execution, 'Count').map(({ json }) => json);

	beforeEach(() => bench().practice.sandbox.requests.clear());
	afterEach(() => bench().practice.sandbox.faults.clear());

	async function run(mails = 1): Promise<{ execution: Execution; mail: ReceivedMail | undefined }> {
		const workflow = await bench().import('statistics', { settings: quickly });
		let execution: Execution | undefined;
		const [mail] = await bench().mailsOf(async () => {
			execution = await bench().run(workflow, trigger);
		}, mails);
		if (execution === undefined) throw new Error('Nothing was started');
		return { execution, mail };
	}

	it('counts as the analytics of ReShare do, by month, lender, place and reason, with a chart in the mail', async () => {
		const { sandbox } = bench().practice;
		const values = (hrid: string, days: number) => ({ hrid, title: `Title of ${hrid}`, madeDaysAgo: days + 0.5, pickupLocation: 'Main Library' });
		// Days to ship 2, 3, 10; from shipping to receipt 1, 3, 5.
		addStory(sandbox, { ...values('STAT-1', 20), states: [['REQ_VALIDATED', 20], ['REQ_SHIPPED', 18], ['REQ_CHECKED_IN', 17]] });
		addStory(sandbox, { ...values('STAT-2', 20), states: [['REQ_VALIDATED', 20], ['REQ_SHIPPED', 17], ['REQ_CHECKED_IN', 14]] });
		addStory(sandbox, { ...values('STAT-3', 20), pickupLocation: 'Science Library', states: [['REQ_VALIDATED', 20], ['REQ_SHIPPED', 10], ['REQ_CHECKED_IN', 5]] });
		addStory(sandbox, { ...values('STAT-4', 5), states: [['REQ_VALIDATED', 5], ['REQ_LOCAL_REVIEW', 4], ['REQ_FILLED_LOCALLY', 3]] });
		addStory(sandbox, { ...values('STAT-5', 5), states: [['REQ_VALIDATED', 5], ['REQ_CANCELLED', 4]] });
		addStory(sandbox, { ...values('STAT-6', 5), states: [['REQ_INVALID_PATRON', 5]] });
		const refused = addStory(sandbox, { ...values('STAT-7', 5), states: [['REQ_VALIDATED', 5]] });
		const row = sandbox.requests.get(refused);
		const now = sandbox.clock.now();
		row?.notifications.push({ id: 'n1', at: now, updatedAt: now, seen: true, isSender: false, attachedAction: 'RequestResponse', actionStatus: 'Unfilled', actionData: 'OnLoan', sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' });
		sandbox.requests.move(refused, 'REQ_UNFILLED');
		sandbox.requests.move(refused, 'REQ_END_OF_ROTA');

		const { execution, mail } = await run();
		expect(execution.data.resultData.error).toBeUndefined();
		const rows = rowsOf(execution);
		expect(rows[0]).toMatchObject({ Group: 'All', Requests: 6, Filled: 4, 'Filled %': 66.7, 'End of Rota': 1, Cancelled: 1, Refusals: 1, 'Median Days to Ship': 3, 'Median Days to Receipt': 3, 'Median Days in All': 6 });
		const months = rows.filter(({ Group }) => Group === 'Month');
		expect(months).toHaveLength(3);
		expect(months.reduce((sum, { Requests }) => sum + Number(Requests), 0)).toBe(6);
		expect(rows.filter(({ Group }) => Group === 'Pickup location')).toMatchObject([{ Name: 'Main Library', Requests: 5, Filled: 3 }, { Name: 'Science Library', Requests: 1, Filled: 1, 'Median Days to Ship': 10 }]);
		expect(rows.filter(({ Group }) => Group === 'Lender')).toMatchObject([{ Name: 'Lakeside College Library', Requests: 1, Filled: 0, Refusals: 1 }, { Name: 'Unknown library', Requests: 3, Filled: 3, 'Filled %': 100 }]);
		expect(rows.filter(({ Group }) => Group === 'Reason')).toMatchObject([{ Name: expect.stringMatching(/on ?loan/i), Refusals: 1 }]);

		expect(mail).toMatchObject({ to: [staff], subject: expect.stringMatching(/^Borrowing, statistics since \d{4}-\d\d$/) });
		expect(mail?.text).toContain('Filled: 4 (66.7 %)\nEnd of rota: 1\n');
		// The reader of the mails has put the picture that the mail names in its place.
		expect(mail?.html).toContain('<img src="data:image/png;base64,');
		expect(mail?.attachments.map(({ name }) => name)).toEqual(['Requests by month.png', expect.stringMatching(/^Borrowing \d{4}-\d\d-\d\d\.xlsx$/)]);
		const chart = dotsOf(mail?.attachments[0]?.content ?? Buffer.alloc(0));
		expect([chart.width, chart.height]).toEqual([720, 300]);
		// Bars are equally wide, so that their surfaces are as the numbers: 6 requests to 4 filled.
		expect(chart.count(2) / chart.count(3)).toBeCloseTo(6 / 4, 1);
		expect(JSON.stringify([rows, mail?.text])).not.toMatch(/P1001|undefined/);
	});

	it('says how many histories could not be read, and leaves them out', async () => {
		const { sandbox } = bench().practice;
		const [unreadable] = [1, 2].map((number) => addStory(sandbox, { hrid: `PART-${number}`, title: 'Received', madeDaysAgo: 9, states: [['REQ_VALIDATED', 8], ['REQ_SHIPPED', 7]] }));
		sandbox.faults.add({ kind: 'status', status: 400, path: `^/rs/patronrequests/${String(unreadable)}` });
		const { execution, mail } = await run();
		expect(rowsOf(execution)[0]).toMatchObject({ Requests: 1, Filled: 0, 'Median Days to Receipt': null });
		expect(mail?.text).toContain('Median days from shipping to receipt: not known yet');
		expect(mail?.text).toContain('Not counted, since the history could not be read: 1');
	});

	it('tells staff when ReShare cannot be read, and shows when they could not be told', async () => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
		expect((await run()).mail).toMatchObject({ to: [staff], subject: 'No statistics this month' });
		const { execution } = await bench().whileMailIs(() => ({ code: 451, words: 'Try again later' }), async () => await run(0));
		expect(execution.data.resultData.error?.message).toMatch(/could not be made, and staff could not be told of it.*451/);
	});

	testMailTrouble(bench, { node: 'Mail the Statistics', reader: staff, staffHear: false, start: async (settings) => await bench().run(await bench().import('statistics', { settings: { ...settings, months: 1 } }), trigger) });
}
