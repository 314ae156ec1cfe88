import { reasonOfChange } from '../../../../reshare/requests/changes/reasonAndAdviceOfChange';
import { maskChange, type Change, changesOf } from '../../../../reshare/requests/changes/change';
import { patronMasks } from '../../../../reshare/requests/model/masking';
import { type PatronRequest, sortHistory, isTransition, type Side } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { Lineage } from '../../../../reshare/requests/model/Lineage';
import { findNewestChange } from '../../../../reshare/requests/changes/changeForTestEvent';
import { createInitialCursor } from '../../../../reshare/requests/changes/createInitialCursor';
import type { ChangeSource } from '../../../../reshare/requests/port/RequestBackend';
import { schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/toPatronRequest';
import { buildTimeline } from '../../../../reshare/requests/read/timelineEntries';
import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { eventNameOf } from '../../../../reshare/requests/model/state';
import { backEnds, readExistingRequest, type BackEnd } from '../act/twoLibraries';
import { ModRsLibrary } from './ModRsLibrary';
import { changeItemsOf } from './changeItemsOf';
import { TestFollower } from './TestFollower';

const status = (code: string) => ({ id: code, code, terminal: false });

const library = (id: string, name: string) => ({ id, symbol: `US-${id}`, owner: { name } });

const state = (code: string) => modRsStates.read({ code, terminal: false }, 'borrowing');

it.each<[string, PatronRequest['conditions'], string]>([
	[
		'only those not yet answered, if some are',
		[
			{ id: 'c1', code: 'LibraryUseOnly', accepted: true },
			{ id: 'c2', code: 'NoReproduction' },
			{ id: 'c3', code: 'SignatureRequired' },
		],
		'NoReproduction; SignatureRequired',
	],
	[
		'all of them, if the library has answered all meanwhile',
		[
			{ id: 'c1', code: 'LibraryUseOnly', accepted: true },
			{ id: 'c2', code: 'NoReproduction', accepted: true },
		],
		'LibraryUseOnly; NoReproduction',
	],
])('the reason in the trigger item for a conditional answer lists these conditions of the lender: %s', (_which, conditions, reason) => {
	const step = { id: 'a', from: state('REQ_REQUEST_SENT_TO_SUPPLIER'), to: state('REQ_CONDITIONAL_ANSWER_RECEIVED') };
	const change = {
		event: 'statusChange',
		eventId: 'a',
		at: 100,
		order: 1,
		step,
		request: { conditions, messages: [], history: [], due: {} },
		raw: {},
	} as unknown as Change;
	expect(reasonOfChange(maskChange(patronMasks.none, change))).toBe(reason);
});

describe('changes on the other side', () => {
	/** Makes a source that returns the newest requests of both sides, whichever side is wanted. */
	function ignoringSides({ client }: ModRsLibrary): ChangeSource {
		return {
			newest: () => client.listHeads({ sort: ['lastUpdated;desc', 'id;asc'] }),
			changedSince: (side, from) => client.changedSince(side, from),
			countChanged: (...asked) => client.countChanged(...asked),
			getWithRaw: (...asked) => client.getWithRaw(...asked),
			getChanged: (...asked) => client.getChanged(...asked),
			serverNow: () => client.serverNow(),
		};
	}

	const hour = 3600;
	let library: ModRsLibrary;
	let own: ReturnType<ModRsLibrary['request']>;
	let lent: ReturnType<ModRsLibrary['request']>;

	beforeEach(() => {
		library = new ModRsLibrary();
		[own, lent] = [library.request(), library.request({ isRequester: false })];
	});

	it('the trigger for borrowing requests stores no lending request in its cursor, even if a server returns one unasked', async () => {
		for (const row of [own, lent]) library.move(row, 'checked', library.now + 3 * hour);
		const state = await createInitialCursor(ignoringSides(library), {
			scope: 's',
			side: 'borrowing',
			overlapSeconds: 300,
			startHours: 0,
			now: library.now * 1000,
			mustStop: () => false,
		});
		expect(Object.keys(state.delivered.requests)).toEqual([own.id]);
	});

	it('the trigger for borrowing requests takes no lending request as test event, even if a server returns one as the newest', async () => {
		const event = library.move(own, 'shipped');
		library.now += 1;
		library.move(lent, 'shipped');
		const found = await findNewestChange(
			ignoringSides(library),
			'borrowing',
			{ events: new Set(['anyStatusChange']) },
			new Lineage(async () => undefined),
		);
		expect(found?.eventId).toBe(event);
	});
});

describe('the clock of a sender', () => {
	const status = (code: string) => ({ id: code, code, terminal: code === 'REQ_END_OF_ROTA' });
	const audit = (auditNo: number, dateCreated: string, from: string, to: string) => ({
		id: `a${auditNo}`,
		auditNo,
		dateCreated,
		fromStatus: status(from),
		toStatus: status(to),
		message: 'Status Change message received',
	});

	/** Makes a refusal. Besides its own time, mod-rs stores the one in the message's header, which comes from the lender's machine. */
	const refused = (lendersClockIsOffBy: number) =>
		schemaOfRequestWithRaw.parse({
			id: '11111111-1111-4111-8111-111111111111',
			hrid: 'EAST-7',
			isRequester: true,
			dateCreated: '2026-03-02T09:00:00Z',
			lastUpdated: '2026-03-03T09:00:01Z',
			state: status('REQ_END_OF_ROTA'),
			rota: [{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' }],
			audit: [
				audit(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
				audit(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
				audit(3, '2026-03-03T09:00:01Z', 'REQ_UNFILLED', 'REQ_END_OF_ROTA'),
			],
			notifications: [
				{
					id: 'n1',
					dateCreated: '2026-03-03T09:00:00Z',
					timestamp: Date.parse('2026-03-03T09:00:00Z') + lendersClockIsOffBy,
					seen: true,
					isSender: false,
					attachedAction: 'StatusChange',
					actionStatus: 'Unfilled',
					actionData: 'NotOnShelf',
					messageSender: { symbol: 'US-LAKE' },
				},
			],
		});

	it.each([
		['right', 0],
		['20 seconds behind', -20_000],
		['20 seconds ahead', 20_000],
		['an hour ahead', 3_600_000],
	])("the trigger reports a lender's refusal once, with its reason, if the lender's clock is %s", (_clock, offBy) => {
		const record = refused(offBy);
		expect(changesOf(record).map((change) => [change.event, reasonOfChange(change) ?? null])).toEqual([
			['newRequest', null],
			['supplierChosen', null],
			['supplierDeclined', 'NotOnShelf'],
			['endOfRota', 'NotOnShelf'],
		]);
		const { refusals } = buildTimeline(record.request, 'UTC', new Date('2026-03-04T09:00:00Z'));
		expect(refusals.map(({ library, reason }) => [library, reason])).toEqual([['US-LAKE', 'not on shelf']]);
	});
});

describe('the library of a message', () => {
	const audit = (auditNo: number, second: number, from: string, to: string, rotaPosition: number) => ({
		id: `a${auditNo}`,
		auditNo,
		dateCreated: `2026-03-03T09:00:0${second}Z`,
		fromStatus: status(from),
		toStatus: status(to),
		rotaPosition,
	});

	/** mod-rs asks the next library in the same second, while the first one's message is still unread. */
	const declined = {
		id: '11111111-1111-4111-8111-111111111111',
		isRequester: true,
		dateCreated: '2026-03-02T09:00:00Z',
		state: status('REQ_REQUEST_SENT_TO_SUPPLIER'),
		resolvedSupplier: library('LAKE', 'Lakeside College'),
		rotaPosition: 1,
		rota: [
			{ id: 'r0', rotaPosition: 0, directoryId: 'RESHARE:US-HILL' },
			{ id: 'r1', rotaPosition: 1, directoryId: 'RESHARE:US-LAKE' },
		],
		audit: [audit(1, 0, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', 0), audit(2, 1, 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 1)],
		notifications: [
			{
				id: 'n1',
				dateCreated: '2026-03-03T09:00:00Z',
				seen: false,
				isSender: false,
				attachedAction: 'RequestResponse',
				actionStatus: 'Unfilled',
				actionData: 'InUse',
				messageContent: 'Held for a course this term.',
				messageSender: library('HILL', 'Hilltop College'),
			},
		],
	};

	it('the trigger item for an unread message names its author as supplier, even if another library is asked by now', async () => {
		const items = await changeItemsOf(changesOf(schemaOfRequestWithRaw.parse(declined)));
		expect(items.slice(1).map(({ event, supplier, reason }) => [event, supplier, reason])).toEqual([
			['supplierDeclined', 'Hilltop College', 'InUse'],
			['unreadMessage', 'Hilltop College', 'Held for a course this term.'],
			['supplierChosen', 'Lakeside College', null],
		]);
	});

	it('the trigger item for a message on a lending request names the lending library as supplier, whoever wrote it', async () => {
		const lent = {
			...declined,
			isRequester: false,
			state: status('RES_IDLE'),
			audit: [],
			notifications: [{ ...declined.notifications[0], actionStatus: undefined }],
		};
		const items = await changeItemsOf(changesOf(schemaOfRequestWithRaw.parse(lent)));
		expect(items.map(({ event, supplier }) => [event, supplier])).toEqual([
			['newRequest', 'Lakeside College'],
			['unreadMessage', 'Lakeside College'],
		]);
	});
});

describe('two conditions', () => {
	const audit = (auditNo: number, from: string, to: string, rotaPosition: number | undefined) => ({
		id: `a${auditNo}`,
		auditNo,
		dateCreated: `2026-03-03T0${auditNo}:00:00Z`,
		fromStatus: status(from),
		toStatus: status(to),
		rotaPosition,
	});
	const [hill, lake] = [library('HILL', 'Hilltop College'), library('LAKE', 'Lakeside College')];

	/** Hilltop's condition was rejected, so that it will never be accepted, but mod-rs still has it. Then Lakeside sets another one. */
	const request = {
		id: '11111111-1111-4111-8111-111111111111',
		isRequester: true,
		state: status('REQ_CONDITIONAL_ANSWER_RECEIVED'),
		resolvedSupplier: lake,
		rotaPosition: 1,
		rota: [
			{ id: 'r0', rotaPosition: 0, directoryId: 'RESHARE:US-HILL' },
			{ id: 'r1', rotaPosition: 1, directoryId: 'RESHARE:US-LAKE' },
		],
		audit: [
			audit(1, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 0),
			audit(2, 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING', 0),
			audit(3, 'REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 0),
			audit(4, 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_UNFILLED', 0),
			audit(5, 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 1),
			audit(6, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 1),
		],
		conditions: [
			{ id: 'c1', dateCreated: '2026-03-03T01:00:00Z', code: 'libraryuseonly', accepted: false, relevantSupplier: hill },
			{ id: 'c2', dateCreated: '2026-03-03T06:00:00Z', code: 'noreproduction', accepted: false, relevantSupplier: lake },
		],
	};

	const offers = async (record: object) => {
		const items = await changeItemsOf(changesOf(schemaOfRequestWithRaw.parse(record)));
		return items
			.filter(({ status: now }) => now?.code === 'REQ_CONDITIONAL_ANSWER_RECEIVED')
			.map(({ supplier, reason }) => [supplier, reason]);
	};

	it('the reason in the trigger item for a conditional answer on mod-rs is the condition of that lender, not of an earlier one', async () => {
		expect(await offers(request)).toEqual([
			['Hilltop College', 'libraryuseonly'],
			['Lakeside College', 'noreproduction'],
		]);
	});

	it("the reason in the trigger item for a conditional answer via a broker is the condition set by that lender's symbol", async () => {
		const { resolvedSupplier: _, rotaPosition: __, ...brokered } = request;
		const conditions = [
			{
				id: 'c1',
				dateCreated: '2026-03-03T01:00:00Z',
				code: 'libraryuseonly',
				accepted: false,
				supplyingInstitutionSymbol: 'ISIL:US-HILL',
			},
			{
				id: 'c2',
				dateCreated: '2026-03-03T06:00:00Z',
				code: 'noreproduction',
				accepted: false,
				supplyingInstitutionSymbol: 'ISIL:US-LAKE',
			},
		];
		const last = {
			...brokered,
			supplyingInstitutionSymbol: 'ISIL:US-LAKE',
			rota: [],
			audit: [audit(6, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', undefined)],
			conditions,
		};
		expect((await offers(last)).at(-1)).toEqual(['US-LAKE', 'noreproduction']);
	});

	it('the reason in the trigger item for a conditional answer lists all conditions if none has a lender or time', async () => {
		expect(
			await offers({
				...request,
				conditions: request.conditions.map(({ relevantSupplier: _, dateCreated: __, ...condition }) => condition),
				audit: request.audit.slice(-1),
			}),
		).toEqual([['Lakeside College', 'libraryuseonly; noreproduction']]);
	});
});

/**
 * A request that returns to its former status because the other library refused must not be reported: patrons would get the old notice
 * again.
 */
const [modRs, , november] = backEnds;
type Step = readonly [side: Side, action: RequestAction];
const receive: Step = ['borrowing', { kind: 'receive' }];

it.each<[what: string, backEnd: BackEnd, states: string[], steps: Step[], events: string[]]>([
	[
		'a CrossLink item whose renewal the lender refuses is reported as received only once',
		november,
		[],
		[
			['lending', { kind: 'printPullSlip' }],
			['lending', { kind: 'markShipped', barcodes: ['39001'] }],
			receive,
			['borrowing', { kind: 'renew' }],
			['lending', { kind: 'refuseRenewal' }],
		],
		['received'],
	],
	[
		'a mod-rs item that was received, became overdue and is marked as received again is reported as received only once',
		modRs,
		['REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_OVERDUE'],
		[receive],
		['received', 'overdue'],
	],
	[
		'a mod-rs item that became overdue before it arrived is reported as received when staff mark it so',
		modRs,
		['REQ_SHIPPED', 'REQ_OVERDUE'],
		[receive],
		['overdue', 'received'],
	],
])(
	'the trigger reports the arrival of an item once, even if its request comes back to that status: %s',
	async (_what, backEnd, states, steps, events) => {
		const libraries = await backEnd.start();
		try {
			const { borrowed, lent } = await backEnd.asked(libraries);
			for (const state of states) libraries.sandbox.requests.advance(borrowed, state);
			for (const [side, action] of steps) {
				const [backend, id] = side === 'borrowing' ? ([libraries.east, borrowed] as const) : ([libraries.west, lent] as const);
				expect((await performAction(backend, await readExistingRequest(backend, id), action)).outcome).toBe('done');
			}
			const told = sortHistory((await readExistingRequest(libraries.east, borrowed)).history)
				.filter(isTransition)
				.map(eventNameOf);
			expect(told.filter((event) => event === 'received' || event === 'overdue')).toEqual(events);
		} finally {
			await libraries.sandbox.close();
		}
	},
);

/** A request as it was posted. mod-rs fills in number, service type and email once the library system has answered. */
const posted = { hrid: undefined, refdata: {}, patronEmail: undefined };

describe('a new request that mod-rs has not processed yet', () => {
	async function started(overlapSeconds = 300): Promise<{ readonly library: ModRsLibrary; readonly follower: TestFollower }> {
		const library = new ModRsLibrary();
		library.old();
		return { library, follower: await TestFollower.start(library, { overlapSeconds }) };
	}

	it.each([0, 400])(
		'the trigger reports a new patron request once and with all data when mod-rs has processed it, %s seconds after its creation',
		async (seconds) => {
			const { library, follower } = await started(60);
			const row = library.request(posted);
			library.now += 1;
			const other = library.move(library.request({ createdAt: library.now - 95_000 }), 'shipped');
			const told: string[] = [];
			for (let waited = 0; waited <= seconds; waited += 60) {
				told.push(...(await follower.pollIds()));
				library.now += 60;
			}
			expect(told).toEqual([other]);
			Object.assign(row, { hrid: 'EAST-77', refdata: { serviceType: 'loan' }, patronEmail: 'reader@example.edu' });
			const verdict = library.move(row, 'checked');
			const changes = await follower.poll();
			expect(changes.map(({ eventId }) => eventId)).toEqual([`created:${row.id}`, verdict]);
			expect(changes[0]?.request).toMatchObject({ hrid: 'EAST-77', patronEmail: 'reader@example.edu' });
			for (let poll = 0; poll < 10; poll++) {
				library.now += 60;
				expect(await follower.poll()).toEqual([]);
			}
		},
	);

	it('the trigger reports a new patron request that mod-rs does not process within ten minutes with the data that it has', async () => {
		const { library, follower } = await started(60);
		const row = library.request(posted);
		const polls: number[] = [];
		for (let minute = 0; minute < 14; minute++) {
			if ((await follower.poll()).some(({ eventId }) => eventId === `created:${row.id}`)) polls.push(minute);
			library.now += 60;
		}
		expect(polls).toEqual([11]);
	});
});
