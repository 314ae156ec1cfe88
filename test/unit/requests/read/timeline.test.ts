import { buildTimeline } from '../../../../reshare/requests/read/timeline';
import { patronMasks, type PatronDetails } from '../../../../reshare/requests/model/masking';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/readRequest';

const status = (code: string) => ({ id: code, code, terminal: false });
const audit = (auditNo: number, dateCreated: string, from: string, to: string) => ({
	id: `audit-${auditNo}`,
	auditNo,
	dateCreated,
	fromStatus: status(from),
	toStatus: status(to),
	message: 'Executing action',
});

/** Two libraries refuse and the third ships. The entries have no order, since the server may give them like that. */
const request = modRsRequestSchema.parse({
	id: '11111111-1111-4111-8111-111111111111',
	hrid: 'EAST-7',
	isRequester: true,
	dateCreated: '2026-03-02T09:00:00Z',
	state: status('REQ_SHIPPED'),
	resolvedSupplier: { id: 'symbol-hill', symbol: 'US-HILL', owner: { id: 'hill', name: 'Hilltop College' } },
	rota: [
		{ id: 'r3', rotaPosition: 2, directoryId: 'RESHARE:US-HILL', peerSymbol: { id: 'symbol-hill' } },
		{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE', peerSymbol: { id: 'symbol-lake' } },
		{ id: 'r2', rotaPosition: 1, directoryId: 'RESHARE:US-MESA', peerSymbol: { id: 'symbol-mesa' } },
	],
	audit: [
		audit(9, '2026-03-06T09:00:00Z', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED'),
		audit(1, '2026-03-02T09:00:02Z', 'REQ_IDLE', 'REQ_VALIDATED'),
		audit(2, '2026-03-02T09:00:03Z', 'REQ_VALIDATED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		audit(3, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
		audit(4, '2026-03-03T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		audit(5, '2026-03-04T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
		audit(6, '2026-03-04T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		// Opening the chat is no transition.
		audit(7, '2026-03-04T10:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		audit(8, '2026-03-05T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY'),
	],
	notifications: [
		{
			id: 'n1',
			timestamp: Date.parse('2026-03-03T09:00:00Z'),
			isSender: false,
			actionStatus: 'Unfilled',
			actionData: 'NotOnShelf',
			messageContent: 'Missing since May.',
			messageSender: { symbol: 'US-LAKE', owner: { name: 'Lakeside College' } },
		},
		{
			id: 'n2',
			timestamp: Date.parse('2026-03-04T12:00:00Z'),
			isSender: false,
			attachedAction: 'Notification',
			messageContent: 'Is a reprint fine?',
			messageSender: { symbol: 'US-HILL', owner: { name: 'Hilltop College' } },
		},
		{ id: 'n3', timestamp: Date.parse('2026-03-04T13:00:00Z'), isSender: true, attachedAction: 'Notification', messageContent: 'Yes.' },
	],
});

const timeline = buildTimeline(request, 'UTC', new Date('2026-03-08T09:00:00Z'));

test("a timeline is in order of time, with the libraries and their reasons, even if the server's history is not", () => {
	expect(timeline.story.split('\n')).toEqual([
		'2026-03-02 09:00 UTC: Request EAST-7 was created.',
		'2026-03-02 09:00 UTC: ReShare checked the request and accepted it.',
		'2026-03-02 09:00 UTC: The request was sent to Lakeside College.',
		'2026-03-03 09:00 UTC: Lakeside College cannot supply the item. Reason: not on shelf. Note: Missing since May.',
		'2026-03-03 09:00 UTC: The request was sent to US-MESA.',
		'2026-03-04 09:00 UTC: US-MESA cannot supply the item.',
		'2026-03-04 09:00 UTC: The request was sent to Hilltop College.',
		'2026-03-04 12:00 UTC: Hilltop College wrote: Is a reprint fine?',
		'2026-03-04 13:00 UTC: Your library wrote to the lender: Yes.',
		'2026-03-05 09:00 UTC: Hilltop College expects to supply the item.',
		'2026-03-06 09:00 UTC: Hilltop College sent the item.',
	]);
});

test("the times of a timeline are in the library's time zone, with its name", () => {
	const there = buildTimeline(request, 'America/New_York', new Date('2026-03-08T09:00:00Z'));
	expect(there.story.split('\n')[0]).toBe('2026-03-02 04:00 EST: Request EAST-7 was created.');
	expect(there.entries.map(({ at }) => Date.parse(at))).toEqual(timeline.entries.map(({ at }) => Date.parse(at)));
	expect([there.entries[0]?.at, there.refusals[0]?.at]).toEqual(['2026-03-02T04:00:00-05:00', '2026-03-03T04:00:00-05:00']);
});

test('a timeline lists each refusal with library, reason and note', () => {
	expect(timeline.refusals).toEqual([
		{ at: '2026-03-03T09:00:00Z', library: 'Lakeside College', reason: 'not on shelf', note: 'Missing since May.' },
		{ at: '2026-03-04T09:00:00Z', library: 'US-MESA', reason: null, note: null },
	]);
});

test('a refusal message belongs to one refusal, even if another library refuses a moment later', () => {
	const at = (second: number) => `2026-03-03T09:00:0${second}Z`;
	const twice = modRsRequestSchema.parse({
		id: '44444444-4444-4444-8444-444444444444',
		isRequester: true,
		rota: [
			{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' },
			{ id: 'r2', rotaPosition: 1, directoryId: 'RESHARE:US-MESA' },
		],
		audit: [
			audit(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(2, at(0), 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
			audit(3, at(1), 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(4, at(2), 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
		],
		notifications: [
			{
				id: 'n1',
				timestamp: Date.parse(at(0)),
				isSender: false,
				actionStatus: 'Unfilled',
				actionData: 'NotOnShelf',
				messageContent: 'Missing since May.',
				messageSender: { symbol: 'US-LAKE', owner: { name: 'Lakeside College' } },
			},
		],
	});
	expect(buildTimeline(twice, 'UTC', new Date('2026-03-08T09:00:00Z')).refusals.map(({ library, reason }) => [library, reason])).toEqual([
		['Lakeside College', 'not on shelf'],
		['US-MESA', null],
	]);
});

test('a timeline counts the days in each state, and in the present one up to now', () => {
	const days = Object.fromEntries(timeline.timeInStates.map(({ code, days: inState }) => [code, inState]));
	expect(days).toEqual({
		REQ_IDLE: 0,
		REQ_VALIDATED: 0,
		REQ_REQUEST_SENT_TO_SUPPLIER: 3,
		REQ_UNFILLED: 0,
		REQ_EXPECTS_TO_SUPPLY: 1,
		REQ_SHIPPED: 2,
	});
});

test('a state that only the consortium has is named by its code in the timeline', () => {
	const own = {
		...request,
		history: modRsRequestSchema.parse({ id: 'x', audit: [audit(1, '2026-03-02T10:00:00Z', 'REQ_IDLE', 'REQ_HELD_AT_BORDER')] }).history,
		messages: [],
	};
	expect(buildTimeline(own, 'UTC', new Date('2026-03-03T09:00:00Z')).story).toContain('The status changed from New to REQ_HELD_AT_BORDER.');
});

describe('the condition of a lender in the timeline', () => {
	const conditional = (condition: object) =>
		modRsRequestSchema.parse({
			id: '88888888-8888-4888-8888-888888888888',
			isRequester: true,
			audit: [audit(1, '2026-03-02T10:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED')],
			conditions: [{ id: 'c1', dateCreated: '2026-03-02T10:00:00Z', ...condition }],
		});
	const told = (condition: object, details: PatronDetails = 'full') =>
		buildTimeline(patronMasks[details].request(conditional(condition)), 'UTC', new Date('2026-03-03T09:00:00Z')).entries.map(
			({ sentence }) => sentence.replace(/.* under conditions\. ?/, ''),
		);

	test("the timeline tells a condition with the lender's note, or without the note if texts of people must be left out", () => {
		const ofList = { code: 'LibraryUseOnly', note: 'Only for Ines Moreau' };
		expect(told(ofList)).toEqual(['Reason: library use only. Note: Only for Ines Moreau']);
		expect(told(ofList, 'none')).toEqual(['Reason: library use only.']);
		expect(told({ code: 'Only for P-1004700' }, 'none')).toEqual(['']);
	});

	test('a condition that changes no status has its own entry in the timeline', () => {
		const hill = { symbol: 'US-HILL', owner: { name: 'Hilltop College' } };
		const row = modRsRequestSchema.parse({
			id: '99999999-9999-4999-8999-999999999999',
			isRequester: true,
			audit: [
				audit(1, '2026-03-02T10:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED'),
				audit(2, '2026-03-02T12:00:00Z', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_SHIPPED'),
			],
			conditions: [
				{ id: 'c1', dateCreated: '2026-03-02T10:00:00Z', code: 'libraryuseonly', accepted: false, relevantSupplier: hill },
				{
					id: 'c2',
					dateCreated: '2026-03-02T11:00:00Z',
					code: 'other',
					note: '#ReShareAddLoanCondition# Insured, please.',
					cost: 5,
					costCurrency: { value: 'usd' },
					accepted: false,
					relevantSupplier: hill,
				},
				{ id: 'c3', dateCreated: '2026-03-02T12:00:00Z', code: 'NoReproduction', relevantSupplier: hill },
			],
			notifications: [
				{
					id: 'n2',
					dateCreated: '2026-03-02T11:00:00Z',
					isSender: false,
					attachedAction: 'Notification',
					actionStatus: 'Conditional',
					actionData: 'other',
					messageContent: '#ReShareAddLoanCondition# Insured, please.',
					messageSender: hill,
				},
			],
		});
		expect(buildTimeline(row, 'UTC', new Date('2026-03-03T09:00:00Z')).entries.map(({ kind, sentence }) => [kind, sentence])).toEqual([
			['status', 'The lender would send the item under conditions. Reason: libraryuseonly.'],
			['messageReceived', 'Hilltop College set a condition. Reason: other. Cost: 5.00 USD. Note: Insured, please.'],
			['status', 'The lender sent the item.'],
			['messageReceived', 'Hilltop College set a condition. Reason: no reproduction.'],
		]);
	});
});

describe('a refused cancellation in the timeline', () => {
	const refused = modRsRequestSchema.parse({
		id: '22222222-2222-4222-8222-222222222222',
		isRequester: true,
		dateCreated: '2026-03-02T09:00:00Z',
		rota: [
			{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' },
			{ id: 'r2', rotaPosition: 1, directoryId: 'RESHARE:US-MESA' },
		],
		audit: [
			audit(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CANCEL_PENDING'),
			audit(3, '2026-03-03T10:00:00Z', 'REQ_CANCEL_PENDING', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(4, '2026-03-04T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
			audit(5, '2026-03-04T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		],
	});

	test('a timeline with a refused cancellation says so, and names the same supplier as before', () => {
		expect(
			buildTimeline(refused, 'UTC', new Date('2026-03-08T09:00:00Z'))
				.entries.map(({ sentence }) => sentence)
				.slice(1),
		).toEqual([
			'The request was sent to US-LAKE.',
			'Cancellation was asked of US-LAKE.',
			'US-LAKE did not agree to the cancellation.',
			'US-LAKE cannot supply the item.',
			'The request was sent to US-MESA.',
		]);
	});
});

test.each([
	['REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE', 'Staff closed the request as complete.'],
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_END_OF_ROTA', 'Staff closed the request as one that cannot be filled.'],
])('the timeline tells that staff closed a request by hand, if its status went from %s to %s', (from, to, sentence) => {
	const closed = modRsRequestSchema.parse({
		id: '77777777-7777-4777-8777-777777777777',
		isRequester: true,
		audit: [{ ...audit(1, '2026-03-02T10:00:00Z', from, to), message: 'Manually closed' }],
	});
	expect(buildTimeline(closed, 'UTC', new Date('2026-03-03T09:00:00Z')).entries.map((entry) => entry.sentence)).toEqual([sentence]);
});

test('the timeline lists no refusal for a library whose conditions were rejected', () => {
	const rejected = modRsRequestSchema.parse({
		id: '55555555-5555-4555-8555-555555555555',
		isRequester: true,
		rota: [
			{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' },
			{ id: 'r2', rotaPosition: 1, directoryId: 'RESHARE:US-MESA' },
		],
		audit: [
			audit(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED'),
			audit(3, '2026-03-03T10:00:00Z', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING'),
			audit(4, '2026-03-03T10:00:05Z', 'REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER'),
			audit(5, '2026-03-03T10:00:06Z', 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_UNFILLED'),
			audit(6, '2026-03-03T10:00:07Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
		],
	});
	const { entries, refusals } = buildTimeline(rejected, 'UTC', new Date('2026-03-08T09:00:00Z'));
	expect(refusals).toEqual([]);
	expect(entries.slice(-3).map(({ sentence }) => sentence)).toEqual([
		'US-LAKE agreed to the cancellation.',
		'ReShare looks for the next library.',
		'The request was sent to US-MESA.',
	]);
});

test('the timeline lists no refusal for a broker that has nobody left to ask', () => {
	const brokered = (notifications: readonly object[]) =>
		buildTimeline(
			modRsRequestSchema.parse({
				id: '66666666-6666-4666-8666-666666666666',
				isRequester: true,
				audit: [
					audit(1, '2026-03-03T09:00:00Z', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING'),
					audit(2, '2026-03-03T10:00:00Z', 'REQ_CANCEL_PENDING', 'REQ_UNFILLED'),
					audit(3, '2026-03-03T10:00:01Z', 'REQ_UNFILLED', 'REQ_END_OF_ROTA'),
				],
				notifications,
			}),
			'UTC',
			new Date('2026-03-08T09:00:00Z'),
		);
	expect(brokered([]).entries.map(({ event, sentence }) => [event, sentence])).toEqual([
		['statusChange', 'Cancellation was asked of the lender.'],
		['statusChange', 'ReShare looks for the next library.'],
		['endOfRota', 'No library is left to ask. The request cannot be filled.'],
	]);
	expect(brokered([]).refusals).toEqual([]);
	const refusal = {
		id: 'n1',
		dateCreated: '2026-03-03T09:59:58Z',
		isSender: false,
		attachedAction: 'Notification',
		actionStatus: 'Unfilled',
		actionData: 'OnLoan',
		senderSymbol: 'ISIL:US-LAKE',
	};
	expect(brokered([refusal]).refusals).toMatchObject([{ library: 'US-LAKE', reason: 'on loan' }]);
});

describe('messages in the timeline', () => {
	const east = { symbol: 'US-EAST', owner: { name: 'East Harbor' } };
	const west = { symbol: 'US-WEST', owner: { name: 'West Prairie' } };
	const message = (minute: number, more: Readonly<Record<string, unknown>>) => ({
		id: `n${minute}`,
		dateCreated: `2026-03-04T12:0${minute}:00Z`,
		...more,
	});
	const told = (fields: Readonly<Record<string, unknown>>) => {
		const parsed = modRsRequestSchema.parse({ id: '33333333-3333-4333-8333-333333333333', dateCreated: '2026-03-02T09:00:00Z', ...fields });
		const { entries, refusals } = buildTimeline(parsed, 'UTC', new Date('2026-03-08T09:00:00Z'));
		return { messages: entries.filter(({ kind }) => kind.startsWith('message')), refusals };
	};

	test('the timeline of a lending request says of each message who wrote to whom', () => {
		const { messages, refusals } = told({
			isRequester: false,
			notifications: [
				message(1, {
					isSender: false,
					attachedAction: 'Notification',
					messageContent: 'Is it on its way?',
					messageSender: east,
					messageReceiver: west,
				}),
				message(2, {
					isSender: true,
					attachedAction: 'Notification',
					messageContent: 'Since today.',
					messageSender: west,
					messageReceiver: east,
				}),
				message(3, { isSender: false, attachedAction: 'Notification', messageContent: 'Thanks.' }),
				message(4, { isSender: true, attachedAction: 'Notification', messageContent: 'You are welcome.' }),
				message(5, {
					isSender: true,
					attachedAction: 'StatusChange',
					actionStatus: 'Unfilled',
					actionData: 'OnLoan',
					messageContent: 'Sorry.',
					messageReceiver: east,
				}),
			],
		});
		expect(messages.map(({ sentence }) => sentence)).toEqual([
			'East Harbor wrote: Is it on its way?',
			'Your library wrote to East Harbor: Since today.',
			'The borrower wrote: Thanks.',
			'Your library wrote to the borrower: You are welcome.',
			'Your library wrote to East Harbor: Sorry.',
		]);
		expect(messages.map(({ library }) => library)).toEqual(['East Harbor', 'East Harbor', null, null, 'East Harbor']);
		expect(refusals).toEqual([]);
	});

	test('a message without words has no entry of its own in the timeline', () => {
		const notifications = [
			message(1, { isSender: true, attachedAction: 'Received', messageContent: '' }),
			message(2, { isSender: true, attachedAction: 'ShippedReturn' }),
			message(3, { isSender: false, attachedAction: 'Notification', messageContent: '#ReShareSupplierAwaitingConditionConfirmation#' }),
			message(4, { isSender: false, attachedAction: 'StatusChange', actionStatus: 'Loaned' }),
		];
		expect(told({ isRequester: true, notifications }).messages).toEqual([]);
		expect(told({ isRequester: false, notifications }).messages).toEqual([]);
	});

	test("a message by which a broker reports a refusal, without a change of status, is listed as that library's refusal", () => {
		const { messages, refusals } = told({
			isRequester: true,
			notifications: [
				message(1, {
					isSender: false,
					attachedAction: 'Notification',
					actionStatus: 'Unfilled',
					actionData: 'OnLoan',
					messageSender: west,
				}),
			],
		});
		expect(messages.map(({ sentence }) => sentence)).toEqual(['West Prairie cannot supply the item. Reason: on loan.']);
		expect(refusals).toEqual([{ at: '2026-03-04T12:01:00Z', library: 'West Prairie', reason: 'on loan', note: null }]);
	});
});
