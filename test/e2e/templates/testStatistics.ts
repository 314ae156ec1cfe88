import { DateTime } from 'luxon';
import { formatMonth } from '../../../notices/formatInLanguage';
import { rowsOfWrittenList, type Execution } from '../../../n8n/n8nTypes';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { refuseByLakeside } from './refuseByLakeside';
import { addPastRequest } from './addPastRequest';
import { addPastRequestsForLenderFigures, expectFiguresByLender } from './expectLenderFigures';
import { testMailFailureIsShown } from './testMailTrouble';

const staff = 'ill-staff@library.example.edu';

/** Tests templates/statistics.json: the rows must fit the requests below. */
export function testStatistics(bench: TemplateTestBed) {
	const trigger = 'Every Month';
	const rowsOf = (execution: Execution) => rowsOfWrittenList(execution, 'Write the Statistics');

	beforeEach(() => bench.sandbox.requests.clear());

	async function run(mails = 1) {
		const workflow = await bench.import('statistics');
		let execution: Execution | undefined;
		const [mail] = await bench.mailsOf(async () => {
			execution = await bench.run(workflow, trigger);
		}, mails);
		if (execution === undefined) throw new Error('Nothing was started');
		return { execution, mail };
	}

	it('statistics emails figures by month, lender, pickup location and reason, with a spreadsheet and no patron data', async () => {
		const { sandbox } = bench;
		const values = (hrid: string, days: number) => ({
			hrid,
			title: `Title of ${hrid}`,
			madeDaysAgo: days + 0.5,
			pickupLocation: 'Main Library',
		});
		// The three loans took 2, 3 and 10 days to be shipped, and 1, 3 and 5 days to arrive.
		addPastRequest(sandbox, {
			...values('STAT-1', 20),
			states: [
				['REQ_VALIDATED', 20],
				['REQ_SOURCING_ITEM', 20],
				['REQ_SHIPPED', 18],
				['REQ_CHECKED_IN', 17],
			],
		});
		addPastRequest(sandbox, {
			...values('STAT-2', 20),
			states: [
				['REQ_VALIDATED', 20],
				['REQ_SOURCING_ITEM', 20],
				['REQ_SHIPPED', 17],
				['REQ_CHECKED_IN', 14],
			],
		});
		addPastRequest(sandbox, {
			...values('STAT-3', 20),
			pickupLocation: 'Science Library',
			states: [
				['REQ_VALIDATED', 20],
				['REQ_SOURCING_ITEM', 20],
				['REQ_SHIPPED', 10],
				['REQ_CHECKED_IN', 5],
			],
		});
		addPastRequest(sandbox, {
			...values('STAT-4', 5),
			states: [
				['REQ_VALIDATED', 5],
				['REQ_LOCAL_REVIEW', 4],
				['REQ_FILLED_LOCALLY', 3],
			],
		});
		addPastRequest(sandbox, {
			...values('STAT-5', 5),
			states: [
				['REQ_VALIDATED', 5],
				['REQ_SOURCING_ITEM', 5],
				['REQ_CANCELLED', 4],
			],
		});
		addPastRequest(sandbox, { ...values('STAT-6', 5), states: [['REQ_INVALID_PATRON', 5]] });
		const refused = addPastRequest(sandbox, {
			...values('STAT-7', 5),
			states: [
				['REQ_VALIDATED', 5],
				['REQ_SOURCING_ITEM', 5],
			],
		});
		refuseByLakeside(sandbox, refused);

		const { execution, mail } = await run();
		expectSuccess(execution);
		const rows = rowsOf(execution);
		expect(rows[0]).toMatchObject({
			group: 'all',
			requests: 6,
			filled: 4,
			filledPercent: 66.7,
			endOfRota: 1,
			cancelled: 1,
			refusals: 1,
			medianDaysToShip: 3,
			medianDaysToReceive: 3,
			medianDaysInAll: 6,
		});
		const months = rows.filter(({ group }) => group === 'month');
		expect(months.reduce((sum, { requests }) => sum + Number(requests), 0)).toBe(6);
		expect(rows.filter(({ group }) => group === 'pickupLocation')).toMatchObject([
			{ name: 'Main Library', requests: 5, filled: 3 },
			{ name: 'Science Library', requests: 1, filled: 1, medianDaysToShip: 10 },
		]);
		expect(rows.filter(({ group }) => group === 'lender')).toMatchObject([
			{ name: 'Lakeside College Library', requests: 1, filled: 0, refusals: 1 },
		]);
		expect(rows.filter(({ group }) => group === 'reason')).toMatchObject([{ name: expect.stringMatching(/on ?loan/i), refusals: 1 }]);

		expect(mail).toMatchObject({ to: [staff], subject: expect.stringMatching(/^Borrowing statistics since \w+ \d{4}$/) });
		expect(mail?.text).toContain('Filled: 4\nFill rate: 66.7%\nCanceled: 1\nEnd of rota: 1\n');
		for (const { name, requests, filled } of months) {
			const month = formatMonth('en', String(name));
			const isCurrent = name === DateTime.now().toFormat('yyyy-MM');
			expect(mail?.text).toContain(`${month}${isCurrent ? ' (so far)' : ''}: ${Number(requests)} | ${Number(filled)} | `);
		}
		expect(mail?.attachments.map(({ name }) => name)).toEqual([expect.stringMatching(/^Statistics \d{4}-\d\d-\d\d\.xlsx$/)]);
		expect(mail?.attachments[0]?.content.subarray(0, 2).toString()).toBe('PK');
		expect(JSON.stringify([rows, mail?.text])).not.toMatch(/P1001|undefined/);
	});

	it('statistics emails what each lender sent and how long it took', async () => {
		addPastRequestsForLenderFigures(bench.sandbox);
		const { execution, mail } = await run();
		expectSuccess(execution);
		expectFiguresByLender(mail, rowsOf(execution));
	});

	it('statistics leaves out requests whose history could not be read, and says how many', async () => {
		const { sandbox } = bench;
		const [unreadable] = [1, 2].map((number) =>
			addPastRequest(sandbox, {
				hrid: `PART-${number}`,
				title: 'Received',
				madeDaysAgo: 9,
				states: [
					['REQ_VALIDATED', 8],
					['REQ_SOURCING_ITEM', 8],
					['REQ_SHIPPED', 7],
				],
			}),
		);
		sandbox.faults.answer(400, { path: `^/rs/patronrequests/${String(unreadable)}` });
		const { execution, mail } = await run();
		expect(rowsOf(execution)[0]).toMatchObject({ requests: 1, filled: 0, medianDaysToReceive: null });
		expect(mail?.text).toContain('Median days from shipping to receipt: not known yet');
		expect(mail?.text).toContain('Not counted, since the history could not be read: 1');
	});

	it('statistics tells staff if ReShare cannot be read', async () => {
		bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests' });
		expect((await run()).mail).toMatchObject({
			to: [staff],
			subject: 'This is not complete, because ReShare could not be read in full',
			text: expect.stringContaining('ReShare could not be read in full:'),
		});
	});

	describe('with a mail server that does not take it', () => {
		beforeEach(() => addPastRequest(bench.sandbox, { hrid: 'STAT-8', title: 'One', madeDaysAgo: 5, states: [['REQ_VALIDATED', 5]] }));
		testMailFailureIsShown(bench, 'statistics');
	});
}
