import { buildTimeline, spellOutReasonCode, transitionSentence } from '../../../../reshare/requests/read/timelineEntries';
import { patronMasks, type PatronDetails } from '../../../../reshare/requests/model/masking';
import { modRsRequestSchema, schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/toPatronRequest';
import type { ChangeItem } from '../../../../reshare/requests/changes/changeItem';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { changesOf } from '../../../../reshare/requests/changes/change';
import { withInventedPatronOfChange } from '../../../../reshare/requests/changes/changeForTestEvent';
import { changeItemsOf } from '../changes/changeItemsOf';
import { backendWithoutServer } from '../modrs/backendWithoutServer';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import cases from '../../../fixtures/cases/modRsTexts.json';

const status = (code: string) => ({ id: code, code, terminal: false });

describe('the timeline', () => {
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

	test('the timeline gives the reason in a refusal message to that refusal only, even if another library refuses a moment later', () => {
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
			history: modRsRequestSchema.parse({
				id: 'x',
				isRequester: true,
				audit: [audit(1, '2026-03-02T10:00:00Z', 'REQ_IDLE', 'REQ_HELD_AT_BORDER')],
			}).history,
			messages: [],
		};
		expect(buildTimeline(own, 'UTC', new Date('2026-03-03T09:00:00Z')).story).toContain(
			'The status changed from New to REQ_HELD_AT_BORDER.',
		);
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
			const parsed = modRsRequestSchema.parse({
				id: '33333333-3333-4333-8333-333333333333',
				dateCreated: '2026-03-02T09:00:00Z',
				...fields,
			});
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
});

type Fields = Readonly<Record<string, unknown>>;

const step = (auditNo: number, dateCreated: string, from: string, to: string, more: Fields = {}) => ({
	id: `audit-${auditNo}`,
	auditNo,
	dateCreated,
	fromStatus: { code: from },
	toStatus: { code: to },
	message: `Status change from ${from} to ${to}`,
	...more,
});
const library = (symbol: string, name: string) => ({ id: `symbol-${symbol}`, symbol, owner: { name } });

function read(fields: Fields): { request: PatronRequest; raw: Fields } {
	const raw = { id: '11111111-1111-4111-8111-111111111111', isRequester: true, dateCreated: '2026-03-02T09:00:00Z', ...fields };
	return { request: modRsRequestSchema.parse(raw), raw };
}

/** Returns the items that the trigger gives for the transitions of a request. */
async function told(fields: Fields, patronDetails: PatronDetails = 'full'): Promise<ChangeItem[]> {
	return await changeItemsOf(
		changesOf(read(fields)).filter(({ event }) => event !== 'newRequest'),
		patronDetails,
	);
}

/** Lakeside refuses with a reason, Mesa without a message, and Hilltop a moment before the rota ends. */
const refused = {
	state: { code: 'REQ_END_OF_ROTA' },
	rotaPosition: 2,
	rota: [
		{ rotaPosition: 2, directoryId: 'RESHARE:US-HILL' },
		{ rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' },
		{ rotaPosition: 1, directoryId: 'RESHARE:US-MESA' },
	],
	audit: [
		step(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 0 }),
		step(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 0 }),
		step(3, '2026-03-03T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 1 }),
		step(4, '2026-03-04T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 1 }),
		step(5, '2026-03-04T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 2 }),
		step(6, '2026-03-05T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 2 }),
		step(7, '2026-03-05T09:00:01Z', 'REQ_UNFILLED', 'REQ_END_OF_ROTA', { rotaPosition: 2, message: 'End of rota' }),
	],
	notifications: [
		{
			id: 'n1',
			seen: true,
			timestamp: Date.parse('2026-03-03T09:00:00Z'),
			isSender: false,
			actionStatus: 'Unfilled',
			actionData: 'NotOnShelf',
			messageContent: 'Ask Ines Moreau.',
			messageSender: library('US-LAKE', 'Lakeside College'),
		},
		{
			id: 'n2',
			seen: true,
			timestamp: Date.parse('2026-03-05T09:00:00Z'),
			isSender: false,
			actionStatus: 'Unfilled',
			actionData: 'OnLoan',
			messageSender: library('US-HILL', 'Hilltop College'),
		},
	],
};

describe('what the trigger and the timeline have in common', () => {
	const timeline = buildTimeline(read(refused).request, 'UTC', new Date('2026-03-08T09:00:00Z'));

	it('the trigger and the timeline name the same libraries as asked and as declining', async () => {
		const items = await told(refused);
		const declined = items.filter(({ status }) => status?.code === 'REQ_UNFILLED');
		expect(declined.slice(0, 2).map(({ supplier }) => supplier)).toEqual(['Lakeside College', 'US-MESA']);
		expect(timeline.refusals.map(({ library: name }) => name)).toEqual(['Lakeside College', 'US-MESA', 'Hilltop College']);
		for (const { sentence } of timeline.entries) expect(sentence).not.toContain('RESHARE:');
	});

	it('the trigger and the timeline give each library its own reason for declining, or none', async () => {
		const reasons = (await told(refused)).filter(({ status }) => status?.code === 'REQ_UNFILLED').map(({ reason }) => reason);
		expect(reasons).toEqual(['NotOnShelf', null, 'OnLoan']);
		expect(timeline.refusals.map(({ reason }) => reason)).toEqual(
			reasons.map((reason) => (reason === null ? null : spellOutReasonCode(reason))),
		);
	});

	it('the trigger and the timeline name the present lender by its name if the record has it, or else by its symbol', async () => {
		const audit = [step(1, '2026-03-03T09:00:00Z', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED')];
		const messages = [
			{
				id: 'n',
				seen: true,
				isSender: false,
				timestamp: 0,
				messageContent: 'Hello',
				messageSender: library('US-LAKE', 'Lakeside College'),
			},
		];
		for (const [fields, name] of [
			[{ resolvedSupplier: library('US-HILL', 'Hilltop College') }, 'Hilltop College'],
			[{ resolvedSupplier: { symbol: 'US-HILL' } }, 'US-HILL'],
			[{ supplyingInstitutionSymbol: 'ISIL:US-LAKE' }, 'US-LAKE'],
			[{ supplyingInstitutionSymbol: 'ISIL:US-LAKE', notifications: messages }, 'Lakeside College'],
			[{}, undefined],
		] as const) {
			expect(read({ ...fields, audit }).request.supplier).toBe(name);
			expect((await told({ ...fields, audit })).at(-1)?.supplier).toBe(name ?? null);
		}
	});

	it('the trigger gives the last refusal as the reason of the end of the rota', async () => {
		expect((await told(refused)).at(-1)).toMatchObject({ event: 'endOfRota', reason: 'OnLoan' });
	});
});

describe('what people wrote, in items with masked patrons or none', () => {
	const conditional = (conditions: readonly Fields[], message?: string) => ({
		state: { code: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
		conditions: conditions.map((condition, index) => ({ id: `c${index}`, ...condition })),
		audit: [
			step(
				1,
				'2026-03-03T09:00:00Z',
				'REQ_REQUEST_SENT_TO_SUPPLIER',
				'REQ_CONDITIONAL_ANSWER_RECEIVED',
				message === undefined ? {} : { message },
			),
		],
	});
	const invalidPatron = {
		audit: [
			step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_INVALID_PATRON', { message: 'Failed to validate patron with id: "P-1004700"' }),
		],
	};
	const cases: ReadonlyArray<readonly [string, Fields, string, string | null]> = [
		[
			'a note to a condition',
			conditional([{ code: 'LibraryUseOnly', note: 'Only for Ines Moreau' }, { code: 'NoReproduction' }]),
			'LibraryUseOnly: Only for Ines Moreau; NoReproduction',
			'LibraryUseOnly; NoReproduction',
		],
		['a condition that is no word of a list', conditional([{ code: 'Only for P-1004700' }]), 'Only for P-1004700', null],
		['a note without a condition', conditional([{ note: 'Only for Ines Moreau' }], 'Asked by Ines Moreau'), 'Only for Ines Moreau', null],
		[
			'the words of a refusal',
			{ ...refused, audit: refused.audit.slice(0, 2), notifications: [{ ...refused.notifications[0], actionData: undefined }] },
			'Ask Ines Moreau.',
			null,
		],
		[
			'the code of a refusal is kept',
			{ ...refused, audit: refused.audit.slice(0, 2), notifications: refused.notifications.slice(0, 1) },
			'NotOnShelf',
			'NotOnShelf',
		],
		['a message of the server', invalidPatron, 'Failed to validate patron with id: "P-1004700"', null],
		[
			'a message between the libraries',
			{ notifications: [{ id: 'n', timestamp: 1000, isSender: false, messageContent: 'Phone Ines Moreau' }] },
			'Phone Ines Moreau',
			null,
		],
		[
			"the library's own reason to cancel is kept",
			{
				cancellationReason: { value: 'patron_requested', label: 'Patron requested' },
				audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_CANCELLED')],
			},
			'Patron requested',
			'Patron requested',
		],
	];

	it.each(cases)(
		'the reason in a trigger item with patron data masked or left out has no text that people wrote: %s',
		async (_what, fields, full, less) => {
			expect((await told(fields)).at(-1)?.reason).toBe(full);
			for (const details of ['masked', 'none'] as const) {
				const item = (await told(fields, details)).at(-1);
				expect(item?.reason).toBe(less);
				expect(JSON.stringify(item)).not.toMatch(/Moreau|1004700/);
			}
		},
	);

	it("a trigger item with patron data left out has no due date that is only in the supplier's own words", async () => {
		const fields = {
			dueDateRS: 'when Ines Moreau is done',
			audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED')],
		};
		expect((await told(fields))[0]?.inWords.dueDate).toBe('when Ines Moreau is done');
		expect((await told(fields, 'none'))[0]?.inWords.dueDate).toBeNull();
		// The time comes from an earlier text that ReShare could read.
		expect((await told({ ...fields, parsedDueDateRS: '2026-05-01T12:00:00Z' }, 'none'))[0]).toMatchObject({
			dueDate: null,
			inWords: { dueDate: null },
		});
	});

	it('a test event of the trigger with an invented patron contains no server message about the real patron', () => {
		const change = changesOf(read({ ...invalidPatron, patronIdentifier: 'P-1004700' })).at(-1);
		if (change === undefined) throw new Error('No change');
		expect(JSON.stringify(change)).toContain('1004700');
		expect(JSON.stringify(withInventedPatronOfChange(backendWithoutServer, change))).not.toContain('1004700');
		const named = changesOf(
			read({ audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_INVALID_PATRON', { message: 'Unknown patron Ines Moreau' })] }),
		).at(-1);
		expect(JSON.stringify(named && withInventedPatronOfChange(backendWithoutServer, named))).not.toContain('Moreau');
	});
});

describe('the end of a cancellation', () => {
	const audit = (auditNo: number, from: string, to: string, message: string) => ({
		id: `a${auditNo}`,
		auditNo,
		dateCreated: `2026-03-03T0${auditNo}:00:00Z`,
		fromStatus: status(from),
		toStatus: status(to),
		message,
	});

	/**
	 * With a broker, mod-rs rejects conditions by asking the library that set them to cancel. This function makes a history after that
	 * message.
	 */
	const after = (message: string) =>
		schemaOfRequestWithRaw.parse({
			id: '11111111-1111-4111-8111-111111111111',
			isRequester: true,
			state: status('REQ_REQUEST_SENT_TO_SUPPLIER'),
			supplyingInstitutionSymbol: 'ISIL:US-LAKE',
			audit: [
				audit(1, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'Request Response message received'),
				audit(2, 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING', 'Rejected loan conditions'),
				audit(3, 'REQ_CANCEL_PENDING', 'REQ_REQUEST_SENT_TO_SUPPLIER', message),
			],
		});

	it.each([
		[
			'the next library has been asked: its change of status came',
			'Status Change message received',
			'supplierChosen',
			'The request was sent to the lender.',
		],
		['the cancellation was refused', 'Supplier denied cancellation.', 'statusChange', 'The lender did not agree to the cancellation.'],
	])('the event for a mod-rs request that leaves REQ_CANCEL_PENDING depends on the cause: %s', (_what, message, event, sentence) => {
		const record = after(message);
		expect(
			changesOf(record)
				.map(({ event }) => event)
				.at(-1),
		).toBe(event);
		expect(buildTimeline(record.request, 'UTC', new Date('2026-03-08T09:00:00Z')).entries.at(-1)).toMatchObject({ event, sentence });
	});
});

const stateOf = (code: string) => modRsStates.read({ code }, 'borrowing');
const tell = (from: string, to: string, { text, ...more }: { reason?: string; note?: string; library?: undefined; text?: string } = {}) =>
	transitionSentence({ id: from, from: stateOf(from), to: stateOf(to), text }, { library: 'Hilltop College', ...more });

/**
 * The transitions are those of mod-rs's own state tables. In some of them no item comes back, because staff close a request by hand or a
 * digital loan ends.
 */
test.each(cases.transitions as Array<[string, string, string]>)(
	'the timeline has a sentence for the transition from %s to %s',
	(from, to, sentence) => {
		expect(modRsStates.of(to)).toBeDefined();
		expect(tell(from, to)).toBe(sentence);
	},
);

test.each([
	[
		'REQ_SUPPLIER_IDENTIFIED',
		'REQ_REQUEST_SENT_TO_SUPPLIER',
		'Problem sending to supplier, will reattempt',
		'The request could not be sent to Hilltop College at once.',
	],
	[
		'REQ_VALIDATED',
		'REQ_REQUEST_SENT_TO_SUPPLIER',
		'Problem sending to supplier gateway, will retry',
		'The request could not be sent to Hilltop College at once.',
	],
	['REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'Sent to next lender', 'The request was sent to Hilltop College.'],
	[
		'REQ_IDLE',
		'REQ_INVALID_PATRON',
		'Host LMS integration: lookupPatron call failed. Review configuration and try again',
		'The library system did not confirm the patron. Staff must look at it.',
	],
	[
		'REQ_IDLE',
		'REQ_INVALID_PATRON',
		'Failed to validate patron with id: "P1". (Patron state = BLOCKED)',
		'The library system did not accept the patron. Staff must look at it.',
	],
])('the sentence for the transition from %s to %s depends on what ReShare noted: %s', (from, to, text, sentence) => {
	expect(tell(from, to, { text })).toBe(sentence);
});

test("a sentence of the timeline about an unknown library begins with 'The lender'", () => {
	expect(tell('REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', { library: undefined })).toBe('The lender sent the item.');
});

test('a sentence of the timeline contains a reason only if it explains an answer, and a note whenever somebody wrote one', () => {
	const why = { reason: 'NotOnShelf', note: 'Missing since May.' };
	expect(tell('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', why)).toBe(
		'Hilltop College cannot supply the item. Reason: not on shelf. Note: Missing since May.',
	);
	expect(tell('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', { reason: 'LibraryUseOnly' })).toBe(
		'Hilltop College would send the item under conditions. Reason: library use only.',
	);
	expect(tell('REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', { ...why, note: 'Please return in the gray box.' })).toBe(
		'Hilltop College sent the item. Note: Please return in the gray box.',
	);
});
