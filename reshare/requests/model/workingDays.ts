import { DateTime } from 'luxon';
import { isTransition } from './history';
import type { PatronRequest } from './request';
import { dayMs } from './times';

export interface WorkingCalendar {
	/** IANA name, e.g. `America/New_York`. */
	readonly timeZone: string;
	/** Days that are not worked, from 1 (Monday) to 7 (Sunday). */
	readonly weekend: readonly number[];
	/** `YYYY-MM-DD`. */
	readonly holidays: readonly string[];
}

/** For how long the state has not changed. */
export interface Stillness {
	readonly workingDays: number;
	readonly now: Date;
	readonly calendar: WorkingCalendar;
}

/** The moment at which a request must have been there for its state to be so old; a working day is a day at least. */
export function latestStart({ workingDays, now, calendar }: Stillness): Date {
	return DateTime.fromJSDate(now, { zone: calendar.timeZone }).startOf('day').minus({ days: Math.max(0, workingDays - 1) }).toJSDate();
}

/** When the state last changed by the request's history, or its creation where it never did; as ISO text. */
export function lastStatusChange(request: PatronRequest): string | undefined {
	const times = request.history.filter(isTransition).flatMap(({ at }) => (at === undefined ? [] : [at]));
	return times.sort().at(-1) ?? request.createdAt;
}

/** How many working days lie between two moments; the first day does not count, the last one does. */
export function workingDaysBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
	return workedDays(dayNumber(from.getTime(), calendar.timeZone), dayNumber(to.getTime(), calendar.timeZone), calendar);
}

/** The same between two days, as `dayNumber` counts them. */
export function workedDays(from: number, to: number, { weekend, holidays }: WorkingCalendar): number {
	let worked = 0;
	for (let day = from + 1; day <= to; day++) {
		// Day 0, the first of January 1970, is a Thursday.
		if (!weekend.includes(((((day + 3) % 7) + 7) % 7) + 1) && (holidays.length === 0 || !holidays.includes(dayOf(day)))) worked += 1;
	}
	return worked;
}

/** The day on which a moment (milliseconds since 1970) falls in the time zone, counted from the first of January 1970. */
export function dayNumber(at: number, timeZone: string): number {
	const { year, month, day } = DateTime.fromMillis(at, { zone: timeZone });
	return Date.UTC(year, month - 1, day) / dayMs;
}

/** `YYYY-MM-DD`. */
export function dayOf(number: number): string {
	return new Date(number * dayMs).toISOString().slice(0, 10);
}

/**
 * A moment as people or programs write it; without a zone it is meant in `timeZone`. Invalid where it is
 * none, which `checkQuery` refuses with the field's name.
 */
export function readMoment(text: string, timeZone: string): Date {
	return DateTime.fromISO(text, { zone: timeZone }).toJSDate();
}
