import { CrossLinkClient } from '../../../../reshare/requests/crosslink/CrossLinkClient';
import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { buildTimeline } from '../../../../reshare/requests/read/timelineEntries';
import { isTransition } from '../../../../reshare/requests/model/request';
import { maskChange, changesOf } from '../../../../reshare/requests/changes/change';
import { patronMasks } from '../../../../reshare/requests/model/masking';
import { isStillCurrent } from '../../../../reshare/requests/changes/changeItem';
import { changeNeedsStaff, stateAfterChange, reasonOfChange } from '../../../../reshare/requests/changes/reasonAndAdviceOfChange';
import { needsStaff } from '../../../../reshare/requests/model/state';
import type { PatronRequest } from '../../../../reshare';
import type { RequestQuery } from '../../../../reshare/requests/port/RequestQuery';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { crossLinkRowSchema } from '../../../../reshare/requests/crosslink/schemas';
import { StateModel } from '../../../../reshare/requests/crosslink/stateModel';
import { toPatronRequest } from '../../../../reshare/requests/crosslink/toPatronRequest';
import { lentRecordId, okapiFor, buildLentRecordRequestBody } from './crosslinkClients';

/** The back end reads from the practice broker, over HTTP. */
let sandbox: Sandbox;
let backend: CrossLinkBackend;

beforeEach(async () => {
	sandbox = await startSandbox({ validationDelayMs: 5 });
	backend = new CrossLinkBackend(okapiFor(sandbox));
});
afterEach(() => sandbox.close());

const broker = () => sandbox.crosslink.requests;
const states = ({ history }: PatronRequest) => history.filter(isTransition).map(({ to }) => to.code);

async function made(id: string, more: Readonly<Record<string, unknown>> = {}) {
	await backend.client.postRow(buildLentRecordRequestBody(id, more));
}

async function whole(id: string) {
	const request = await backend.get(id);
	if (request === undefined) throw new Error('no such request');
	return request;
}

describe('one request of CrossLink', () => {
	it.each(['SENT', 'WILL_SUPPLY', 'SHIPPED', 'RECEIVED'])(
		'a CrossLink request in %s that changes between two HTTP calls of one reading has a history that goes forward only',
		async (began) => {
			const way = ['VALIDATED', 'SENT', 'WILL_SUPPLY', 'SHIPPED', 'RECEIVED', 'CHECKED_OUT', 'CHECKED_IN', 'SHIPPED_RETURNED', 'COMPLETED'];
			const at = Date.now() - 3_600_000;
			const goOn = (id: string) => {
				const next = way.indexOf(broker().get(id).state) + 1;
				const state = way[next];
				if (state !== undefined) broker().move(id, state, { at: at + next * 1000 });
			};
			class Restless extends CrossLinkClient {
				override async events(id: string) {
					goOn(id);
					return await super.events(id);
				}
			}
			broker().add({ id: 'restless-1', state: 'NEW', requesterSymbol: 'ISIL:US-EAST' });
			while (broker().get('restless-1').state !== began) goOn('restless-1');
			const okapi = okapiFor(sandbox);
			const restless = new CrossLinkBackend(okapi, undefined, new Restless(okapi));
			const told: string[] = [];
			for (let reading = 0; reading < 5; reading++) {
				const request = await restless.get('restless-1');
				if (request === undefined) throw new Error('no such request');
				expect(states(request).at(-1)).toBe(request.state?.code);
				expect(request.history.filter(({ isInferred }) => isInferred === true)).toEqual([]);
				told.push(...states(request));
			}
			expect([...new Set(told)]).toEqual(way);
		},
	);

	it.each([
		['their names, as the Directory tells them, which is asked once', undefined, /^[A-Z].* (Library|College|University)/, 1],
		['their symbols where the Directory may not be read, which is asked each time', 401, /^US-[A-Z]+$/, 2],
	])('earlier suppliers of a CrossLink request are named by %s', async (_how, status, name, times) => {
		if (status !== undefined)
			sandbox.faults.answer(status, { path: '^/directory/entries', body: 'Access denied', contentType: 'text/plain' });
		sandbox.scenarios.set({ instanceId: lentRecordId, scenario: { kind: 'unfilled', reason: 'OnLoan' } });
		await made('tries-1');
		broker().advance('tries-1', 'UNFILLED');
		const refusals = (await whole('tries-1')).messages.filter((message) => message.status === 'Unfilled' && message.reason !== undefined);
		expect(refusals.length).toBeGreaterThan(1);
		for (const { from } of refusals) expect(from).toMatch(name);
		const asked = () => sandbox.log.entries.filter(({ path, query }) => path === '/directory/entries' && query.includes('symbol')).length;
		expect(asked()).toBe(1);
		await whole('tries-1');
		expect(asked()).toBe(times);
	});

	it('a supplier that a CrossLink request names only by its symbol is shown by the name in the rota', () => {
		const row = crossLinkRowSchema.parse({ id: 'names-1', state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-WEST' });
		const suppliers = [{ ordinal: undefined, supplierSymbol: 'ISIL:US-WEST', supplierName: 'West Library', supplierStatus: 'selected' }];
		expect(toPatronRequest(row, { suppliers }, { tenant: 'east', model: new StateModel(), libraryNames: new Map() }).supplier).toBe(
			'West Library',
		);
	});

	it.each([
		[
			'nobody holds the item',
			{ crosslinkIndexFails: false },
			'3fffffff-0000-4000-8000-000000000001',
			'the shared index names none that holds the title',
		],
		['the shared index does not answer', { crosslinkIndexFails: true }, lentRecordId, 'CrossLink could not look up who holds the title'],
		[
			'the request has no record, and staff sent it all the same',
			{ crosslinkIndexFails: false },
			undefined,
			'the shared index names none that holds the title',
		],
	])("the timeline and the trigger give CrossLink's reason for asking no library: %s", async (_why, behavior, record, why) => {
		Object.assign(sandbox.behavior, behavior);
		const { illRequest } = buildLentRecordRequestBody('why-1') as { illRequest: { bibliographicInfo: object } };
		await made('why-1', {
			illRequest: { ...illRequest, bibliographicInfo: { ...illRequest.bibliographicInfo, supplierUniqueRecordId: record } },
		});
		if (record === undefined) await backend.client.act('why-1', 'send-request');
		broker().advance('why-1', 'UNFILLED');
		const told = `No library was asked: ${why}. The request cannot be filled.`;
		expect(buildTimeline(patronMasks.none.request(await whole('why-1')), 'UTC', new Date()).entries.at(-1)).toMatchObject({
			status: { code: 'UNFILLED' },
			sentence: told,
		});
		const changed = await backend.getChanged({ id: 'why-1', side: 'borrowing' });
		const [end] = changed === undefined ? [] : changesOf(changed).slice(-1);
		expect(end === undefined ? undefined : [end.event, changeNeedsStaff(end), reasonOfChange(maskChange(patronMasks.none, end))]).toEqual([
			'endOfRota',
			false,
			told,
		]);
	});

	it("a CrossLink note about the supplier's system does not count as an unread message, and a supplier's note with a cost does", async () => {
		await made('vendor-1');
		broker().advance('vendor-1', 'SUPPLIER_LOCATED');
		expect(
			broker()
				.get('vendor-1')
				.notifications.map(({ note }) => note),
		).toEqual(['Vendor: ReShare']);
		expect((await whole('vendor-1')).unreadMessages).toBe(0);
		expect((await backend.find({ side: 'borrowing', unread: true, sort: 'createdNewest' })).listed).toEqual([]);
		broker().receive('vendor-1', broker().get('vendor-1').supplierSymbol ?? '', {
			reason: 'StatusChange',
			status: 'WillSupply',
			note: '#ReShareAddLoanCondition#',
			cost: { currency: 'USD', value: '12.50' },
		});
		expect((await whole('vendor-1')).unreadMessages).toBe(1);
	});

	it('the timeline of a CrossLink request names each library it was sent to and each one that expects to supply', async () => {
		await made('next-1');
		broker().advance('next-1', 'SUPPLIER_LOCATED');
		const first = broker().get('next-1').supplierSymbol ?? '';
		broker().receive('next-1', first, { reason: 'Notification', status: 'Unfilled', reasonUnfilled: 'OnLoan' });
		for (const reason of ['StatusChange', 'RequestResponse'] as const)
			broker().receive('next-1', 'ISIL:US-LAKE', { reason, status: 'ExpectToSupply' });
		const { entries } = buildTimeline(await whole('next-1'), 'UTC', new Date());
		expect(entries.slice(-3).map(({ event, sentence, library, status }) => [event, sentence, library, status?.code])).toEqual([
			[null, expect.stringMatching(/ cannot supply the item\. Reason: on loan\.$/), expect.any(String), undefined],
			['supplierChosen', 'The request was sent to Lakeside College Library.', 'Lakeside College Library', 'SUPPLIER_LOCATED'],
			['expectsToSupply', 'Lakeside College Library expects to supply the item.', 'Lakeside College Library', 'SUPPLIER_LOCATED'],
		]);
	});

	it('the timeline of a CrossLink request is in order, though the broker drops zeros at the end of times', async () => {
		await made('order-1');
		const row = broker().get('order-1');
		// The events get the second before, so that later events stay later.
		const second = row.createdAt - (row.createdAt % 1_000_000) - 1_000_000;
		// The times are .04001, .040017 and .04002. Sorted as text, the first would come after the second.
		for (const [index, micros] of [40_010, 40_017, 40_020].entries())
			Object.assign(row.events[index] ?? {}, { timestamp: second + micros });
		Object.assign(row, { createdAt: second + 40_000 });
		const { entries } = buildTimeline(await whole('order-1'), 'UTC', new Date());
		expect(entries.slice(0, 4).map(({ status }) => status?.code)).toEqual([undefined, 'VALIDATED', 'METADATA_UPDATED', 'SENT']);
	});

	it('the history of a CrossLink request contains a cancellation that hung when it ended, after what the lender did meanwhile', async () => {
		await made('hung-1');
		broker().advance('hung-1', 'SUPPLIER_LOCATED');
		const lender = broker().get('hung-1').supplierSymbol ?? '';
		sandbox.behavior.crosslinkHangsAt = 'cancel-request';
		const canceling = backend.client.act('hung-1', 'cancel-request');
		while (broker().get('hung-1').letGo === undefined) await new Promise((resolve) => setImmediate(resolve));
		for (const status of ['WillSupply', 'Loaned'] as const) broker().receive('hung-1', lender, { reason: 'StatusChange', status });
		broker().letGo('hung-1');
		await canceling;
		broker().receive('hung-1', lender, { reason: 'CancelResponse', status: 'WillSupply', answerYesNo: 'N' });
		expect(states(await whole('hung-1')).slice(-4)).toEqual(['WILL_SUPPLY', 'SHIPPED', 'CANCEL_PENDING', 'WILL_SUPPLY']);
	});

	it('the timeline of a CrossLink request contains no check that staff skipped or the library has not set up', async () => {
		await sandbox.close();
		sandbox = await startSandbox({ validationDelayMs: 5, crosslinkModel: '3.7.0', crosslinkMaxRequests: 1 });
		backend = new CrossLinkBackend(okapiFor(sandbox));
		await made('skipped-1', { patron: 'P9009' });
		await made('skipped-2', { patron: 'P9009' });
		await backend.client.act('skipped-2', 'skip-patron-validation');
		expect(await backend.client.act('skipped-2', 'override-limit')).toMatchObject({ result: { result: 'SUCCESS' } });
		const { entries } = buildTimeline(await whole('skipped-2'), 'UTC', new Date());
		expect(entries.slice(1, 7).map(({ status, sentence }) => [status?.code, sentence])).toEqual([
			['NEW', 'ReShare could not go on by itself: LMS LookupUser failed. Staff must look at it.'],
			['VALIDATED', 'The patron was accepted.'],
			['OVER_LIMIT', 'The patron has too many open requests. Staff must look at it.'],
			['LIMIT_CHECKED', 'The patron may have this request.'],
			['METADATA_UPDATED', 'The description of the item was accepted.'],
			['READY_TO_SEND', 'The request can be sent.'],
		]);
	});

	it.each(['cost', 'deliveryCost'])(
		"the timeline of a CrossLink request contains a supplier's condition with its cost, given as %s",
		async (named) => {
			await made('terms-1');
			broker().advance('terms-1', 'SUPPLIER_LOCATED');
			const supplier = broker().get('terms-1').supplierSymbol ?? '';
			broker().receive('terms-1', supplier, {
				reason: 'RequestResponse',
				status: 'WillSupply',
				loanCondition: 'LibraryUseOnly',
				note: 'In the reading room\n#ReShareAddLoanCondition#',
				[named]: { currency: 'USD', value: '12.5' },
			});
			const request = await whole('terms-1');
			expect(request.conditions).toMatchObject([{ code: 'LibraryUseOnly', note: 'In the reading room', cost: 12.5, currency: 'USD' }]);
			const { entries } = buildTimeline(request, 'UTC', new Date());
			expect(entries.at(-1)?.sentence).toMatch(
				/ would send the item under conditions\. Reason: library use only\. Cost: 12\.50 USD\. Note: In the reading room$/,
			);
		},
	);

	it.each([
		[
			'the costs',
			{ reasonRetry: 'CostExceedsMaxCost', cost: { currency: 'USD', value: '35' } },
			'Reason: cost exceeds max cost. Cost: 35.00 USD.',
			'CostExceedsMaxCost, 35.00 USD',
		],
		['a condition', { reasonRetry: 'LoanCondition', loanCondition: 'NoReproduction' }, 'Reason: no reproduction.', 'NoReproduction'],
		[
			'a loan, with the day from which on it can be asked again',
			{ reasonRetry: 'OnLoan', retryAfter: '2027-01-15T09:30:00Z' },
			'Reason: on loan. Not before: 2027-01-15.',
			'OnLoan',
		],
		[
			'another record, with a note',
			{ reasonRetry: 'NotFoundAsCited', itemId: 'other-1', note: 'The second edition' },
			'Reason: not found as cited. Note: The second edition',
			'NotFoundAsCited',
		],
	])('the timeline and the trigger say why a supplier asks for a retry: %s', async (_why, message, words, code) => {
		await made('retry-1');
		broker().advance('retry-1', 'SUPPLIER_LOCATED');
		broker().receive('retry-1', broker().get('retry-1').supplierSymbol ?? '', {
			reason: 'StatusChange',
			status: 'RetryPossible',
			...message,
		});
		const record = await backend.getWithRaw('retry-1');
		if (record === undefined) throw new Error('no such request');
		expect(buildTimeline(record.request, 'UTC', new Date()).entries.at(-1)?.sentence).toMatch(
			new RegExp(String.raw`asks to be sent another request\. Staff must look at it\. ${words}$`),
		);
		const change = changesOf(record).findLast(({ step }) => step !== undefined);
		expect(change === undefined ? undefined : reasonOfChange(maskChange(patronMasks.none, change))).toBe(code);
	});

	it('a failed first check on CrossLink is reported to staff once, and the timeline goes on after staff skip it', async () => {
		await made('down-1', { patron: 'P9009' });
		expect(broker().get('down-1')).toMatchObject({ state: 'NEW', lastActionOutcome: 'failure' });
		const act = (action: string) => backend.client.act('down-1', action, {});
		await act('validate-patron');
		const read = async () => {
			const record = await backend.getWithRaw('down-1');
			if (record === undefined) throw new Error('no such request');
			const [story, ofLists] = (['full', 'none'] as const).map((details) =>
				buildTimeline(patronMasks[details].request(record.request), 'UTC', new Date()).entries.map(({ sentence }) => sentence),
			);
			return { told: changesOf(record).filter(changeNeedsStaff), story: story ?? [], ofLists };
		};
		const stopped = await read();
		expect(stopped.told.map((change) => [change.event, stateAfterChange(change)?.code, isStillCurrent(change)])).toEqual([
			['needsStaff', 'NEW', true],
		]);
		expect(stopped.told.map((change) => [reasonOfChange(change), reasonOfChange(maskChange(patronMasks.none, change))])).toEqual([
			['LMS LookupUser failed', undefined],
		]);
		expect(stopped.story).toEqual([
			'Request down-1 was created.',
			'ReShare could not go on by itself: LMS LookupUser failed. Staff must look at it.',
		]);
		expect(stopped.ofLists?.at(-1)).toBe('ReShare could not go on by itself. Staff must look at it.');

		await act('skip-patron-validation');
		const { told, story } = await read();
		expect(told.map((change) => [change.eventId, isStillCurrent(change)])).toEqual([[stopped.told[0]?.eventId, false]]);
		expect(story.slice(0, 2)).toEqual(stopped.story);
		expect(story.length).toBeGreaterThan(2);
	});

	it.each([
		['that the patron is unknown', 'Unknown User'],
		['that it could not look the patron up', 'Temporary Processing Failure'],
	])(
		'the timeline quotes what the library system answered about the patron, and leaves it out if patrons are masked: %s',
		async (_what, kind) => {
			await made('patron-1', { patron: 'P9404' });
			Object.assign(
				broker()
					.get('patron-1')
					.events.findLast(({ eventName }) => eventName === 'invoke-action')?.resultData ?? {},
				{ problem: { Kind: kind, Details: 'P9404' } },
			);
			expect(buildTimeline(await whole('patron-1'), 'UTC', new Date()).entries.at(-1)).toMatchObject({
				status: { code: 'INVALID_PATRON' },
				sentence: `The library system did not confirm the patron: ${kind}. Staff must look at it.`,
			});
			expect(buildTimeline(patronMasks.none.request(await whole('patron-1')), 'UTC', new Date()).entries.at(-1)?.sentence).toBe(
				'The library system did not confirm the patron. Staff must look at it.',
			);
		},
	);

	it('a CrossLink request has its pickup location from the staff note and the date by which it is needed', async () => {
		const { illRequest } = buildLentRecordRequestBody('note-1') as { illRequest: { serviceInfo: object } };
		await made('note-1', {
			internalNote: 'Pickup location: Main Library\nCall him',
			illRequest: { ...illRequest, serviceInfo: { ...illRequest.serviceInfo, needBeforeDate: '2027-05-01T23:59:59Z' } },
		});
		expect(await whole('note-1')).toMatchObject({ pickupLocation: 'Main Library', pickupPlace: undefined, neededBy: '2027-05-01' });
	});
});

describe('lists of CrossLink', () => {
	const found = async (wanted: Partial<RequestQuery>) =>
		(await backend.find({ side: 'borrowing', sort: 'createdNewest', ...wanted })).listed.map(({ request }) => request.id);

	it('a text search on CrossLink finds no patron request by the patron ID if the data of patrons is to be left out', async () => {
		broker().add({
			id: 'words-1',
			requesterSymbol: 'ISIL:US-EAST',
			patron: 'P1001',
			illRequest: {
				bibliographicInfo: { title: 'Tidal Economies' },
				serviceInfo: { serviceType: 'Loan' },
				// The broker indexes the patron's ID in the library's own system, and not the one in the request.
				patronInfo: { patronId: '21234000123456' },
			} as never,
		});
		expect(await found({ text: 'P1001' })).toEqual(['words-1']);
		expect(await found({ text: 'P1001', textWithoutPatron: true })).toEqual([]);
		expect(await found({ text: 'tidal P1001', textWithoutPatron: true })).toEqual([]);
		expect(await found({ text: 'tidal', textWithoutPatron: true })).toEqual(['words-1']);
	});

	it('a request that the broker has left unfinished needs staff, and is listed among those that need attention', async () => {
		const requesterSymbol = 'ISIL:US-EAST';
		for (const [id, state] of [
			['sent', 'SENT'],
			['early', 'SENT'],
			['asked', 'SUPPLIER_LOCATED'],
			['torn', 'SUPPLIER_LOCATED'],
			['canceled', 'CANCEL_PENDING'],
			['waits', 'CANCEL_PENDING'],
			['review', 'NEEDS_REVIEW'],
		] as const) {
			broker().add({ id, requesterSymbol, state: 'NEW', createdAt: (Date.now() - 60_000) * 1000 });
			broker().move(id, state);
		}
		broker().receive('canceled', 'ISIL:BROKER', { reason: 'StatusChange', status: 'Unfilled' });
		// The broker answers before it has stored the previous action.
		for (const id of ['early', 'torn']) {
			const row = broker().get(id);
			const { state } = row;
			row.state = 'VALIDATED';
			broker().receive(id, 'ISIL:BROKER', { reason: 'StatusChange', status: 'Unfilled' });
			row.state = state;
		}
		const all = (await backend.find({ side: 'borrowing', sort: 'createdNewest' })).listed.map(({ request: { id, state } }) => [
			id,
			needsStaff(state),
		]);
		expect(Object.fromEntries(all)).toEqual({
			sent: false,
			early: true,
			asked: false,
			torn: true,
			canceled: true,
			waits: false,
			review: true,
		});
		expect((await found({ needsAttention: true })).sort()).toEqual(['canceled', 'early', 'review', 'torn']);
		expect(await found({ needsAttention: true, limit: 2 })).toHaveLength(2);
	});

	it('a list of overdue requests leaves out one that is being returned, even if the broker lists it', async () => {
		await made('back-1');
		broker().advance('back-1', 'SHIPPED_RETURNED');
		Object.assign(broker().get('back-1'), { dueDate: '2020-01-01T00:00:00Z' });
		const { text } = await okapiFor(sandbox).send({
			method: 'GET',
			path: '/broker/patron_requests',
			query: [
				['side', 'borrowing'],
				['limit', '10'],
			],
			what: 'the list',
		});
		sandbox.faults.answer(200, { body: text, contentType: 'application/json', method: 'GET', path: '^/broker/patron_requests$' });
		expect(await found({})).toEqual(['back-1']);
		expect(await found({ overdue: true })).toEqual([]);
	});
});

it("the patron limit on CrossLink is the lowest maxRequestsPerPatron in the Directory's entries, except zero", async () => {
	const items = [5, 2, 0, 9].map((maxRequestsPerPatron) => ({
		id: `e-${maxRequestsPerPatron}`,
		name: 'East',
		symbols: [],
		illConfig: { maxRequestsPerPatron },
	}));
	sandbox.faults.add({
		kind: 'status',
		path: '/directory/entries/owned',
		status: 200,
		contentType: 'application/json',
		body: JSON.stringify({ items, about: { count: items.length } }),
	});
	expect((await backend.patronLimit()).most).toBe(2);
});
