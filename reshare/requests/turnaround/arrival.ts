import { dayNumber, dayOf, workedDays, type WorkingCalendar } from '../model/stillness';
import { enough, type Figures, type SpanName } from './figures';
import type { Turn } from './turns';

/** When a loan that a library has promised or sent ought to be here. */
export interface LikelyArrival {
	/** `YYYY-MM-DD`: nine of ten of this library's loans come by then. */
	readonly day: string;
	/** How many loans say so. */
	readonly from: number;
}

/** Where a request stands with the library that has it, by that library's own figures. */
export interface Outlook {
	/** Undefined where too few loans tell. */
	readonly arrival: LikelyArrival | undefined;
	/** Working days beyond what nine of ten of that library's need for the step that is awaited; undefined where it is not late, or nobody can say. */
	readonly late: { readonly step: 'toShip' | 'toArrive'; readonly workingDays: number; readonly usual: number } | undefined;
	/** Whether it can still come by the day until which it is needed; undefined where nobody can say. */
	readonly comesInTime: boolean | undefined;
}

/**
 * What a library's figures say of a loan that has not arrived.
 *
 * @param turn of the library that has the request now
 * @param figures of that library, for loans
 * @param neededBy `YYYY-MM-DD`
 * @param now milliseconds since 1970
 */
export function outlookOf(turn: Turn, figures: Figures | undefined, { neededBy, now, calendar }: { readonly neededBy?: string | undefined; readonly now: number; readonly calendar: WorkingCalendar }): Outlook {
	const day = (at: number): number => dayNumber(at, calendar.timeZone);
	const usual = (name: SpanName) => (figures !== undefined && figures.spans[name].count >= enough ? figures.spans[name] : undefined);
	const sent = turn.shipped !== undefined;
	const begun = turn.shipped ?? turn.asked;
	const whole = usual(sent ? 'shippedToReceived' : 'askedToReceived');
	const arrival = begun === undefined || whole?.days == null ? undefined : { day: dayOf(day(begun) + whole.days.nineOfTen), from: whole.count };
	const step = usual(sent ? 'shippedToReceived' : 'askedToShipped')?.workingDays?.nineOfTen;
	const waited = begun === undefined ? undefined : workedDays(day(begun), day(now), calendar);
	const late = step === undefined || waited === undefined || waited <= step ? undefined : { step: sent ? ('toArrive' as const) : ('toShip' as const), workingDays: waited, usual: step };
	const until = neededBy?.slice(0, 10);
	// What ought to have been here comes today at the earliest.
	const earliest = arrival === undefined || arrival.day < dayOf(day(now)) ? dayOf(day(now)) : arrival.day;
	const comesInTime = until === undefined ? undefined : until < dayOf(day(now)) ? false : arrival === undefined ? undefined : earliest <= until;
	return { arrival, late, comesInTime };
}
