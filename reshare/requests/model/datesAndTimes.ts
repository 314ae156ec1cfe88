import { DateTime } from 'luxon';

/* Time zones are IANA names such as `America/New_York`. If this machine does not know a zone, times are in UTC and say so. */

export const dayMs = 86_400_000;

/**
 * Reads the day that an ISO date or time means. It is the day as written, unless the text is a moment in UTC, as databases give it; then it
 * is the day at the library: `2026-03-30T22:00:00.000Z` is March 31 in Berlin. Midnight in UTC is a day without a time, in an unknown zone.
 */
export function readDay(text: string, timeZone: string) {
	const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:$|[T ](\d{2}:\d{2}.*)$)/.exec(text) ?? [];
	if (day === undefined || !DateTime.fromISO(day).isValid) return undefined;
	if (time === undefined || !/Z$/i.test(time) || /^00:00(:00(\.0+)?)?Z$/i.test(time)) return day;
	return DateTime.fromISO(text.replace(' ', 'T'), { zone: timeZone }).toISODate() ?? day;
}

/** Writes a time such as `2026-11-24T16:05:00-05:00`; text that is no time stays as it is. */
export function formatLocalIso(iso: string, timeZone: string) {
	return there(iso, timeZone)?.toISO({ suppressMilliseconds: true }) ?? iso;
}

/** Writes a time such as `2026-11-24 16:05 EST`, or with `GMT+1` for zones without a name. */
export function formatDayAndTime(iso: string, timeZone: string) {
	return inZone(iso, timeZone, 'yyyy-MM-dd HH:mm');
}

/** Writes a time such as `Tuesday, November 24, 2026 at 4:05 PM EST`. */
export function formatTimeInWords(iso: string, timeZone: string) {
	return inZone(iso, timeZone, "cccc, LLLL d, yyyy 'at' h:mm a");
}

/** Writes a day such as `Tuesday, November 24, 2026` for `2026-11-24`. */
export function formatDayInWords(day: string) {
	return there(day, 'utc')?.toFormat('cccc, LLLL d, yyyy') ?? day;
}

/**
 * Writes a time with the zone's short name at the end. The name does not come from a format token of luxon, which would create a new
 * formatter each time.
 */
function inZone(iso: string, timeZone: string, format: string) {
	const time = there(iso, timeZone);
	const zone = time?.toLocaleParts({ timeZoneName: 'short' }).find(({ type }) => type === 'timeZoneName');
	return time === undefined ? iso : `${time.toFormat(format)} ${zone?.value ?? ''}`;
}

function there(iso: string, timeZone: string) {
	const time = DateTime.fromISO(iso, { zone: 'utc', locale: 'en-US' });
	if (!time.isValid) return undefined;
	const local = time.setZone(timeZone);
	return local.isValid ? local : time;
}

/** Turns a time into whole seconds since 1970. */
export function isoToSeconds(time: string | undefined) {
	const parsed = Date.parse(time ?? '');
	return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

/** Turns seconds since 1970 into a time such as `2026-01-22T11:47:30Z`. */
export function secondsToIso(seconds: number) {
	return new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Reads a due date. Midnight in UTC is not a time when a library closes: it is a day that was read as a time. */
export function dayOrTime(time: string | undefined) {
	return time?.slice(11, 19) === '00:00:00' ? time.slice(0, 10) : time;
}

/**
 * Returns the due day in the library's zone. A due date at midnight in UTC is the day before in America, and the library calls the item
 * late by that day.
 */
export function dueDay({ iso }: { readonly iso?: string }, timeZone: string) {
	return iso === undefined || iso.length === 'YYYY-MM-DD'.length ? iso : there(iso, timeZone)?.toISODate();
}
