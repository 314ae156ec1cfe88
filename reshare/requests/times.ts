import { DateTime } from 'luxon';

/*
 * Times for readers: as a library's clock shows them, with the zone. Zones are IANA names such as `America/New_York`; where this machine does
 * not know one, times are in UTC, and say so.
 */

/** The same moment with the zone's offset: `2026-11-24T16:05:00-05:00`. What is no moment stays as it is. */
export function localIso(iso: string, timeZone: string): string {
	return there(iso, timeZone)?.toISO({ suppressMilliseconds: true }) ?? iso;
}

/** `2026-11-24 16:05 EST`; zones without a name of their own say their distance, as in `GMT+1`. */
export function dayAndTime(iso: string, timeZone: string): string {
	return there(iso, timeZone)?.toFormat('yyyy-MM-dd HH:mm ZZZZ') ?? iso;
}

/** `Tuesday, November 24, 2026 at 4:05 PM EST`. */
export function timeInWords(iso: string, timeZone: string): string {
	return there(iso, timeZone)?.toFormat("cccc, LLLL d, yyyy 'at' h:mm a ZZZZ") ?? iso;
}

/** A calendar day, `2026-11-24`: `Tuesday, November 24, 2026`. */
export function dayInWords(day: string): string {
	return there(day, 'utc')?.toFormat('cccc, LLLL d, yyyy') ?? day;
}

/** Undefined where the time cannot be read. */
function there(iso: string, timeZone: string): DateTime<true> | undefined {
	const time = DateTime.fromISO(iso, { zone: 'utc', locale: 'en-US' });
	if (!time.isValid) return undefined;
	const local = time.setZone(timeZone);
	return local.isValid ? local : time;
}
