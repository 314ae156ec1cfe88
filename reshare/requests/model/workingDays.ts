import { DateTime } from 'luxon';
import { transitionsOf, type PatronRequest } from './request';
import { dayMs } from './datesAndTimes';

export interface WorkingCalendar {
	/** The time zone's IANA name, e.g. `America/New_York`. */
	readonly timeZone: string;
	/** The days without work, from 1 (Monday) to 7 (Sunday). */
	readonly weekend: readonly number[];
	/** The holidays as `YYYY-MM-DD`. */
	readonly holidays: readonly string[];
}

export interface MinimumAge {
	readonly workingDays: number;
	readonly now: Date;
	readonly calendar: WorkingCalendar;
}

/** Returns the latest time at which a request that has waited so long can have been created, since a working day takes at least a day. */
export function latestCreationTime({ workingDays, now, calendar }: MinimumAge) {
	return DateTime.fromJSDate(now, { zone: calendar.timeZone })
		.startOf('day')
		.minus({ days: workingDays - 1 })
		.toJSDate();
}

/** Returns the time of the last change of status in ISO 8601; it is the creation if the status never changed. */
export function timeOfLastStatusChange(request: PatronRequest) {
	return transitionsOf(request.history).at(-1)?.at ?? request.createdAt;
}

/** Returns how many working days have passed since a time; 0 if the time is unknown. */
export function workingDaysSince(since: string | undefined, { now, calendar }: Pick<MinimumAge, 'now' | 'calendar'>) {
	const day = (at: Date) => dayNumber(at.getTime(), calendar.timeZone);
	return countWorkingDays(day(new Date(since ?? now)), day(now), calendar);
}

/** Counts the working days between two days, numbered as by `dayNumber`. The first day does not count, the last one does. */
export function countWorkingDays(from: number, to: number, { weekend, holidays }: WorkingCalendar) {
	let worked = 0;
	for (let day = from + 1; day <= to; day++) {
		const weekday = new Date(day * dayMs).getUTCDay() || 7;
		if (!weekend.includes(weekday) && (holidays.length === 0 || !holidays.includes(dayOfNumber(day)))) worked += 1;
	}
	return worked;
}

/** Returns the number of days between January 1, 1970 and the given moment (milliseconds since then), in the time zone. */
export function dayNumber(at: number, timeZone: string) {
	const { year, month, day } = DateTime.fromMillis(at, { zone: timeZone });
	return Date.UTC(year, month - 1, day) / dayMs;
}

/** The day with this number as `YYYY-MM-DD`. */
export function dayOfNumber(number: number) {
	return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** Reads a moment. A text without a zone is in `timeZone`. The date may be invalid, which `checkQuery` refuses with the field's name. */
export function readMoment(text: string, timeZone: string) {
	return DateTime.fromISO(text, { zone: timeZone }).toJSDate();
}
