import { outputItemsOf, type Execution } from '../../../n8n/n8nTypes';
import type { TemplateTestBed } from './TemplateTestBed';
import { addPastRequest } from './addPastRequest';
import { testMailFailureIsShown } from './testMailTrouble';

/** Tests templates/weekly-digest.json: the figures must fit the requests below. */
export function testWeeklyDigest(bench: TemplateTestBed) {
	const trigger = 'Every Monday';
	const digest = (execution?: Execution) => execution && outputItemsOf(execution, 'Write the Digest')[0]?.json;

	beforeEach(() => bench.sandbox.requests.clear());

	it('weekly-digest emails the right figures, the unfilled requests and the oldest open ones', async () => {
		const { sandbox } = bench;
		const received = (hrid: string, made: number, ship: number, receive: number) =>
			addPastRequest(sandbox, {
				hrid,
				title: `Title of ${hrid}`,
				madeDaysAgo: made,
				states: [
					['REQ_EXPECTS_TO_SUPPLY', made - 0.5],
					['REQ_SHIPPED', made - ship],
					['REQ_CHECKED_IN', made - receive],
				],
			});
		// A library is asked half a day after the request was made. From then, shipping takes 1.5, 2.5 and 9.5 days, and receipt another 2,
		// 3 and 5.
		received('WEEK-1', 20, 2, 4);
		received('WEEK-2', 30, 3, 6);
		received('WEEK-3', 50, 10, 15);
		addPastRequest(sandbox, {
			hrid: 'WEEK-4',
			title: 'On our shelf',
			madeDaysAgo: 10,
			states: [
				['REQ_LOCAL_REVIEW', 9],
				['REQ_FILLED_LOCALLY', 8],
			],
		});
		addPastRequest(sandbox, {
			hrid: 'WEEK-5',
			title: 'Nobody has it',
			madeDaysAgo: 5,
			states: [
				['REQ_UNFILLED', 4],
				['REQ_END_OF_ROTA', 3],
			],
		});
		addPastRequest(sandbox, {
			hrid: 'WEEK-6',
			title: 'Nobody had it',
			madeDaysAgo: 40,
			states: [
				['REQ_UNFILLED', 39],
				['REQ_END_OF_ROTA', 38],
			],
		});
		addPastRequest(sandbox, { hrid: 'WEEK-7', title: 'Changed his mind', madeDaysAgo: 6, states: [['REQ_CANCELLED', 5]] });
		addPastRequest(sandbox, { hrid: 'WEEK-8', title: 'Made today', madeDaysAgo: 0.1, states: [] });
		addPastRequest(sandbox, {
			hrid: 'WEEK-0',
			title: 'Before the period, and still open',
			madeDaysAgo: 200,
			states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 199]],
		});
		['RES_IDLE', 'RES_ITEM_SHIPPED', 'RES_COMPLETE', 'RES_UNFILLED'].forEach((state, index) =>
			sandbox.requests.add('east', { isRequester: false, hrid: `LEND-${index + 1}`, title: 'A lending request', state }),
		);
		const workflow = await bench.import('weekly-digest');
		let execution: Execution | undefined;
		const mails = await bench.mailsOf(async () => {
			execution = await bench.run(workflow, trigger);
		}, 1);
		expect(digest(execution)).toMatchObject({
			figures: {
				newRequests: 3,
				requests: 8,
				filled: 4,
				filledPercent: 50,
				cancelled: 1,
				endOfRota: 2,
				medianDaysToShip: 2.5,
				medianDaysToReceive: 3,
				medianDaysInAll: 5.5,
				askedOfUs: 4,
				sentByUs: 2,
				notSupplied: 1,
				waitingForUs: 1,
			},
			rows: [{ list: 'endOfRota', number: 'WEEK-5' }, { list: 'oldest', number: 'WEEK-0' }, { number: 'WEEK-8' }],
		});
		expect(mails).toMatchObject([{ to: ['ill-staff@library.example.edu'], subject: 'Interlibrary loan: 3 new requests' }]);
		const text = mails[0]?.text ?? '';
		expect(text).toContain('Filled: 4\nFill rate: 50%');
		expect(text).toContain('Received from other libraries: 4\nShipped by us: 2\nNot filled by us: 1\nNo response or not shipped yet: 1');
		expect(text).toContain('- WEEK-0, Before the period, and still open, Request sent, 200 days old');
	});

	it('weekly-digest says that it is not complete if the history of a request cannot be read', async () => {
		const { sandbox } = bench;
		const [unreadable] = [1, 2].map((number) =>
			addPastRequest(sandbox, {
				hrid: `PART-${number}`,
				title: 'Received',
				madeDaysAgo: 9,
				states: [
					['REQ_SHIPPED', 7],
					['REQ_CHECKED_IN', 5],
				],
			}),
		);
		sandbox.faults.answer(400, { path: `^/rs/patronrequests/${String(unreadable)}` });
		const workflow = await bench.import('weekly-digest');
		const mails = await bench.mailsOf(async () => {
			expect(digest(await bench.run(workflow, trigger))).toMatchObject({ figures: { requests: 1, filled: 1 } });
		}, 1);
		expect(mails).toMatchObject([
			{
				subject: expect.stringMatching(/^Not complete: /),
				text: expect.stringContaining('Not counted, since the history could not be read: 1'),
			},
		]);
	});

	it('weekly-digest emails that there were no requests if there are none', async () => {
		const workflow = await bench.import('weekly-digest');
		expect(await bench.mailsOf(() => bench.run(workflow, trigger), 1)).toMatchObject([
			{ subject: 'Interlibrary loan: 0 new requests', text: expect.stringContaining('There were no requests.') },
		]);
	});

	it('weekly-digest tells staff once if ReShare cannot be read', async () => {
		bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests' });
		const workflow = await bench.import('weekly-digest');
		expect(await bench.mailsOf(() => bench.run(workflow, trigger), 1)).toMatchObject([
			{
				subject: 'This is not complete, because ReShare could not be read in full',
				text: expect.stringContaining('ReShare could not be read in full:'),
			},
		]);
	});

	testMailFailureIsShown(bench, 'weekly-digest');
}
