import { DateTime } from 'luxon';
import type { DueDate } from './request';

/**
 * The day on which the item is due, as a library in the time zone (an IANA name) reads it; undefined where it is not known.
 * A due date at midnight in UTC is the day before in America, and that is the day on which the library calls it late.
 */
export function dueDay({ iso }: DueDate, timeZone: string): string | undefined {
	if (iso === undefined || iso.length === 'YYYY-MM-DD'.length) return iso;
	const there = DateTime.fromISO(iso, { zone: timeZone });
	// A time zone that this machine does not know.
	return (there.isValid ? there : DateTime.fromISO(iso, { zone: 'utc' })).toISODate() ?? undefined;
}
