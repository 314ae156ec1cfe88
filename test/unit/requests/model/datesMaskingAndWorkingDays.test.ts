import { formatDayAndTime, formatDayInWords, formatLocalIso, formatTimeInWords } from '../../../../reshare/requests/model/datesAndTimes';
import { patronMasks } from '../../../../reshare/requests/model/masking';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import cases from '../../../fixtures/cases/modRsTexts.json';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/toPatronRequest';
import { textWithoutSystemMarks } from '../../../../reshare/requests/model/messageMarks';
import { crossLinkStates } from '../../../../reshare/requests/crosslink/statesAndSentences';
import { toRequestSavedBeforeMigration, hasChangedSinceSaved } from '../../../../reshare/requests/model/requestSavedBeforeMigration';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { workingDaysSince, timeOfLastStatusChange, latestCreationTime } from '../../../../reshare/requests/model/workingDays';

const moment = '2026-11-24T21:05:00Z';

describe('dates and times for readers', () => {
	it.each([
		['America/New_York', '2026-11-24T16:05:00-05:00', '2026-11-24 16:05 EST', 'Tuesday, November 24, 2026 at 4:05 PM EST'],
		['Europe/Berlin', '2026-11-24T22:05:00+01:00', '2026-11-24 22:05 GMT+1', 'Tuesday, November 24, 2026 at 10:05 PM GMT+1'],
		['Pacific/Kiritimati', '2026-11-25T11:05:00+14:00', '2026-11-25 11:05 GMT+14', 'Wednesday, November 25, 2026 at 11:05 AM GMT+14'],
		['UTC', '2026-11-24T21:05:00Z', '2026-11-24 21:05 UTC', 'Tuesday, November 24, 2026 at 9:05 PM UTC'],
		['Moon/Tranquility', '2026-11-24T21:05:00Z', '2026-11-24 21:05 UTC', 'Tuesday, November 24, 2026 at 9:05 PM UTC'],
	])('a time is written for readers with its time zone, here %s', (zone, iso, short, long) => {
		expect([formatLocalIso(moment, zone), formatDayAndTime(moment, zone), formatTimeInWords(moment, zone)]).toEqual([iso, short, long]);
		expect(Date.parse(formatLocalIso(moment, zone))).toBe(Date.parse(moment));
	});

	it('a time in summer is written with the zone of daylight saving time', () => {
		expect(formatTimeInWords('2026-07-01T16:00:00Z', 'America/New_York')).toBe('Wednesday, July 1, 2026 at 12:00 PM EDT');
	});

	it('formatDayInWords formats a date without a time as a day, and the time formatters return a text that is no time unchanged', () => {
		expect(formatDayInWords('2027-01-31')).toBe('Sunday, January 31, 2027');
		expect([
			formatLocalIso('soon', 'UTC'),
			formatDayAndTime('', 'UTC'),
			formatTimeInWords('soon', 'UTC'),
			formatDayInWords('soon'),
		]).toEqual(['soon', '', 'soon', 'soon']);
	});
});

describe.each(['masked', 'none'] as const)('patron details %s', (details) => {
	const masked = (request: Partial<PatronRequest>) => patronMasks[details].request({ ...bareRequest, ...request });

	it("a patron request with its patron masked keeps a pickup location from ReShare's list, and loses one that staff typed", () => {
		expect(masked({ pickupLocation: "On Nora Secret's desk", pickupPlace: undefined }).pickupLocation).toBeUndefined();
		expect(masked({ pickupLocation: "On Nora Secret's desk", pickupPlace: 'Main Library' }).pickupLocation).toBe('Main Library');
	});

	it('a patron request with its patron masked keeps reasons and conditions that are known codes, and no text that a person wrote', () => {
		const told = masked({
			messages: [
				{ id: 'm1', reason: 'NotOnShelf', text: 'Nora Secret' },
				{ id: 'm2', reason: 'for Nora Secret' },
				{ id: 'm3', reason: 'P1001' },
			],
			conditions: [
				{ id: 'c', code: 'LibraryUseOnly', note: 'Nora Secret' },
				{ id: 'c', code: 'for Nora Secret' },
			],
		});
		expect(told.messages.map(({ reason, text }) => [reason, text])).toEqual([
			['NotOnShelf', undefined],
			[undefined, undefined],
			[undefined, undefined],
		]);
		expect(told.conditions.map(({ code, note }) => [code, note])).toEqual([
			['LibraryUseOnly', undefined],
			[undefined, undefined],
		]);
	});
});

describe('text that a person wrote', () => {
	it.each(cases.systemTexts)('textWithoutSystemMarks returns nothing for a message that only systems wrote: %j', (text) => {
		expect(textWithoutSystemMarks(text)).toBeUndefined();
	});

	it.each(cases.writtenTexts)('textWithoutSystemMarks returns, for the message %j, the words that a person wrote: %j', (text, words) => {
		expect(textWithoutSystemMarks(text)).toBe(words);
	});

	it('messages and conditions of a mod-rs request contain only the text that a person wrote', () => {
		const record = modRsRequestSchema.parse({
			id: 'r1',
			notifications: [
				{ id: 'n1', messageContent: '#ReShareAddLoanCondition# In the library only' },
				{ id: 'n2', messageContent: '#ReShareSupplierAwaitingConditionConfirmation#' },
			],
			conditions: [{ id: 'c1', note: '#ReShareAddLoanCondition# In the library only' }],
		});
		expect(record.messages.map(({ text }) => text)).toEqual(['In the library only', undefined]);
		expect(record.conditions.map(({ note }) => note)).toEqual(['In the library only']);
	});
});

const before = (code: string) =>
	toRequestSavedBeforeMigration({ ...bareRequest, state: modRsStates.read({ code }, 'borrowing') }, 'borrowing');
const after = (code: string) => ({ ...bareRequest, state: crossLinkStates.read({ code }, 'borrowing') });

it.each<[string, string, boolean]>([
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'SENT', false],
	['REQ_EXPECTS_TO_SUPPLY', 'SENT', false],
	// Staff must give a new answer, or can no longer give one.
	['REQ_EXPECTS_TO_SUPPLY', 'CONDITION_PENDING', true],
	['REQ_CONDITIONAL_ANSWER_RECEIVED', 'WILL_SUPPLY', true],
	['REQ_SHIPPED', 'SHIPPED', false],
	['REQ_SHIPPED', 'RECEIVED', true],
	['REQ_SHIPPED', 'A_NEW_STATE', true],
])(
	'hasChangedSinceSaved says whether staff must act on a request that was saved in %s and has the state %s after its migration: %s',
	(was, is, elsewhere) => expect(hasChangedSinceSaved(before(was), after(is))).toBe(elsewhere),
);

const calendar = { timeZone: 'America/New_York', weekend: [6, 7], holidays: ['2026-11-26'] };
const days = (from: string, to: string) => workingDaysSince(from, { now: new Date(to), calendar });

test.each([
	['the same day', '2026-11-23T09:00:00-05:00', '2026-11-23T17:00:00-05:00', 0],
	['Monday to Tuesday', '2026-11-23T09:00:00-05:00', '2026-11-24T08:00:00-05:00', 1],
	['Friday to Monday skips the weekend', '2026-11-20T16:00:00-05:00', '2026-11-23T09:00:00-05:00', 1],
	['Wednesday to Friday skips the holiday', '2026-11-25T09:00:00-05:00', '2026-11-27T09:00:00-05:00', 1],
	["late evening belongs to the library's own day", '2026-11-24T04:30:00Z', '2026-11-24T06:00:00Z', 1],
	['a month', '2026-11-02T09:00:00-05:00', '2026-12-02T09:00:00-05:00', 21],
	['backwards in time', '2026-11-24T09:00:00-05:00', '2026-11-20T09:00:00-05:00', 0],
])('working days leave out weekends and holidays: %s, from %s to %s, are %s', (_name, from, to, expected) => {
	expect(days(from, to)).toBe(expected);
});

test('working days of a library that is open on Sundays include the Sunday', () => {
	const sundays = { ...calendar, weekend: [5, 6] };
	expect(workingDaysSince('2026-11-19T12:00:00Z', { now: new Date('2026-11-22T12:00:00Z'), calendar: sundays })).toBe(1);
});

test.each([
	['Pacific/Auckland', '2026-11-24T20:00:00Z', '2026-11-24T11:00:00.000Z'],
	['America/New_York', '2026-11-25T02:00:00Z', '2026-11-24T05:00:00.000Z'],
])('a patron request counts as one working day old only if it was created before the present day began in %s', (timeZone, now, start) => {
	expect(latestCreationTime({ workingDays: 1, now: new Date(now), calendar: { ...calendar, timeZone } }).toISOString()).toBe(start);
});

test("the time of a request's last status change is the latest in its history, in whichever order the server returns it", () => {
	const state = (code: string) => modRsStates.read({ code, terminal: false }, 'borrowing');
	const moved = (at: string, from: string, to: string) => ({ id: at, at, from: state(from), to: state(to) });
	const [first, second] = [
		moved('2026-03-02T09:00:00Z', 'REQ_IDLE', 'REQ_VALIDATED'),
		moved('2026-03-04T09:00:00Z', 'REQ_VALIDATED', 'REQ_SHIPPED'),
	];
	for (const history of [
		[first, second],
		[second, first],
	])
		expect(timeOfLastStatusChange({ createdAt: '2026-03-01T09:00:00Z', history } as unknown as PatronRequest)).toBe(second.at);
});
