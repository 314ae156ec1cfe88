import { outputItems, type Execution } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { addStory } from './history';
import { testMailTrouble } from './mailTrouble';

/** templates/weekly-digest.json: the figures are checked against those that the requests put in really give. */
export function testWeeklyDigest(bench: () => TemplateBench): void {
	const trigger = 'Every Monday';
	const quickly = { minutesBetweenTries: 0.01, mailTries: 2, sendAllMailTo: '' };
	const figures = (execution: Execution) => outputItems(execution, 'Work Out the Figures')[0]?.json;

	beforeEach(() => bench().practice.sandbox.requests.clear());

	it('gives the figures that the data have', async () => {
		const { sandbox } = bench().practice;
		const received = (hrid: string, made: number, ship: number, receive: number) =>
			addStory(sandbox, { hrid, title: `Title of ${hrid}`, madeDaysAgo: made, states: [['REQ_EXPECTS_TO_SUPPLY', made - 0.5], ['REQ_SHIPPED', made - ship], ['REQ_CHECKED_IN', made - receive]] });
		// Days to ship 2, 3, 10: median 3. Days to receive 4, 6, 15: median 6.
		received('WEEK-1', 20, 2, 4);
		received('WEEK-2', 30, 3, 6);
		received('WEEK-3', 50, 10, 15);
		addStory(sandbox, { hrid: 'WEEK-4', title: 'On our shelf', madeDaysAgo: 10, states: [['REQ_LOCAL_REVIEW', 9], ['REQ_FILLED_LOCALLY', 8]] });
		addStory(sandbox, { hrid: 'WEEK-5', title: 'Nobody has it', madeDaysAgo: 5, states: [['REQ_UNFILLED', 4], ['REQ_END_OF_ROTA', 3]] });
		addStory(sandbox, { hrid: 'WEEK-6', title: 'Nobody had it', madeDaysAgo: 40, states: [['REQ_UNFILLED', 39], ['REQ_END_OF_ROTA', 38]] });
		addStory(sandbox, { hrid: 'WEEK-7', title: 'Changed his mind', madeDaysAgo: 6, states: [['REQ_CANCELLED', 5]] });
		addStory(sandbox, { hrid: 'WEEK-8', title: 'Made today', madeDaysAgo: 0.1, states: [] });
		addStory(sandbox, { hrid: 'WEEK-0', title: 'Before the period, and still open', madeDaysAgo: 200, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 199]] });
		['RES_IDLE', 'RES_ITEM_SHIPPED', 'RES_COMPLETE', 'RES_UNFILLED'].forEach((state, index) => sandbox.requests.add('east', { isRequester: false, hrid: `LEND-${index + 1}`, title: 'A lending request', state }));
		const workflow = await bench().import('weekly-digest', { settings: quickly });
		let execution: Execution | undefined;
		const mails = await bench().mailsOf(async () => {
			execution = await bench().run(workflow, trigger);
		}, 1);
		expect(execution && figures(execution)).toMatchObject({
			newRequests: 3,
			requests: 8,
			filled: 4,
			filledPercent: 50,
			cancelled: 1,
			medianDaysToShip: 3,
			medianDaysToReceive: 6,
			endOfRota: 2,
			endOfRotaNews: [{ number: 'WEEK-5' }],
			oldestOpen: [{ number: 'WEEK-0', daysOpen: 200 }, { number: 'WEEK-3' }, { number: 'WEEK-2' }, { number: 'WEEK-1' }, { number: 'WEEK-8' }],
			historiesNotRead: 0,
			askedOfUs: 4,
			sentByUs: 2,
			sentByUsPercent: 50,
			notSupplied: 1,
			waitingForUs: 1,
		});
		expect(mails).toEqual([expect.objectContaining({ to: ['ill-staff@library.example.edu'], subject: 'Interlibrary loan this week: 3 new requests' })]);
		const text = mails[0]?.text ?? '';
		expect(text).toContain('Filled so far: 4 (50 %)');
		expect(text).toContain('Asked of us: 4\nSent: 2 (50 %)\nNot supplied: 1\nNot answered or not sent yet: 1');
		expect(text).toContain('Median time from request to shipping: 3 days');
		expect(text).toContain('Median time from request to receipt: 6 days');
		expect(text).toContain('- WEEK-0: Before the period, and still open, Request sent, 200 days');
	});

	it('says so when a history cannot be read', async () => {
		const { sandbox } = bench().practice;
		const [unreadable] = [1, 2].map((number) => addStory(sandbox, { hrid: `PART-${number}`, title: 'Received', madeDaysAgo: 9, states: [['REQ_SHIPPED', 7], ['REQ_CHECKED_IN', 5]] }));
		sandbox.faults.add({ kind: 'status', status: 400, path: `^/rs/patronrequests/${String(unreadable)}` });
		const workflow = await bench().import('weekly-digest', { settings: quickly });
		const mails = await bench().mailsOf(async () => {
			expect(figures(await bench().run(workflow, trigger))).toMatchObject({ requests: 2, filled: 1, historiesNotRead: 1 });
		}, 1);
		sandbox.faults.clear();
		expect(mails[0]?.text).toContain('The history of 1 of these requests could not be read');
	});

	it('writes a digest of nothing when there are no requests', async () => {
		const workflow = await bench().import('weekly-digest', { settings: quickly });
		const mails = await bench().mailsOf(async () => {
			expect(figures(await bench().run(workflow, trigger))).toMatchObject({ requests: 0, filledPercent: null, medianDaysToShip: null, oldestOpen: [] });
		}, 1);
		expect(mails[0]?.text).toContain('Median time from request to shipping: not known yet');
	});

	it('tells staff, once, when ReShare cannot be read', async () => {
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
		const workflow = await bench().import('weekly-digest', { settings: quickly });
		const mails = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		bench().practice.sandbox.faults.clear();
		expect(mails.map(({ subject }) => subject)).toEqual(['No digest this week']);
	});

	testMailTrouble(bench, { node: 'Mail the Digest', reader: 'ill-staff@library.example.edu', staffHear: false, start: async (settings) => await bench().run(await bench().import('weekly-digest', { settings }), trigger) });
}
