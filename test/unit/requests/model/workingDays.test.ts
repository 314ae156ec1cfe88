import { workingDaysSince, timeOfLastStatusChange, latestCreationTime } from '../../../../reshare/requests/model/workingDays';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';

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
])('a request has waited for one working day only if it was created before today began in %s', (timeZone, now, start) => {
	expect(latestCreationTime({ workingDays: 1, now: new Date(now), calendar: { ...calendar, timeZone } }).toISOString()).toBe(start);
});

test('the date of the last status change is the latest one, in whichever order the server returns the history', () => {
	const state = (code: string) => modRsStates.read({ code, terminal: false });
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
