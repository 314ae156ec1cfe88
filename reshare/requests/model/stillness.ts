import { DateTime } from 'luxon';
import { ReShareError } from '../../errors';
import { named, type NamedValue } from '../../words';
import { isTransition } from './history';
import type { PatronRequest } from './request';

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
	const free = new Set(calendar.weekend);
	const holidays = new Set(calendar.holidays);
	const last = DateTime.fromJSDate(to, { zone: calendar.timeZone }).startOf('day');
	let day = DateTime.fromJSDate(from, { zone: calendar.timeZone }).startOf('day');
	let worked = 0;
	while (day < last) {
		day = day.plus({ days: 1 });
		if (!free.has(day.weekday) && !holidays.has(day.toISODate() ?? '')) worked += 1;
	}
	return worked;
}

/**
 * A moment as people or programs write it; without a zone it is meant in `timeZone`. Invalid where it is
 * none, which `listRequests` refuses with the field's name.
 */
export function readMoment(text: string, timeZone: string): Date {
	return DateTime.fromISO(text, { zone: timeZone }).toJSDate();
}

/** @throws ReShareError `badInput` for a date that is none */
export function checkedDate(date: Date, name: NamedValue): Date {
	if (!Number.isNaN(date.getTime())) return date;
	throw new ReShareError('badInput', `${named(name)} is not a date`, { description: 'Choose a date, or write it like 2026-03-31.' });
}
