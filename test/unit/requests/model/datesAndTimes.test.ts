import { formatDayAndTime, formatDayInWords, formatLocalIso, formatTimeInWords } from '../../../../reshare/requests/model/datesAndTimes';

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

	it('a date without a time stays a date, and a text that is no time stays as it is', () => {
		expect(formatDayInWords('2027-01-31')).toBe('Sunday, January 31, 2027');
		expect([
			formatLocalIso('soon', 'UTC'),
			formatDayAndTime('', 'UTC'),
			formatTimeInWords('soon', 'UTC'),
			formatDayInWords('soon'),
		]).toEqual(['soon', '', 'soon', 'soon']);
	});
});
