import { dayNumber, dayOf, workedDays, type WorkingCalendar } from '../model/workingDays';
import type { Figures, Span, SpanName } from './figures';
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
	/** What the library is to do next: send it, or, once sent, it arrives. */
	readonly awaited: 'shipping' | 'arrival';
	/** Working days since it was asked or has sent it; undefined where that is not told. */
	readonly waited: number | undefined;
	/** Working days that nine of ten need for that; undefined where too few tell. */
	readonly usual: number | undefined;
	/** How many tell. */
	readonly from: number;
	/** Undefined where nobody can say. */
	readonly isLate: boolean | undefined;
	/** Whether it can be counted on by the day until which it is needed; undefined where nobody can say. */
	readonly comesInTime: boolean | undefined;
}

/**
 * What a library's figures say of a request that has not arrived.
 *
 * @param turn of the library that has the request now
 * @param figures of that library, for what is asked for: a loan or a copy, which is here once it is delivered
 * @param neededBy `YYYY-MM-DD`
 * @param now milliseconds since 1970
 */
export function outlookOf(turn: Turn, figures: Figures | undefined, { neededBy, now, calendar }: { readonly neededBy?: string | undefined; readonly now: number; readonly calendar: WorkingCalendar }): Outlook {
	const day = (at: number): number => dayNumber(at, calendar.timeZone);
	const spanOf = (name: SpanName): Span => figures?.spans[name] ?? { count: 0, isEnough: false, days: null, workingDays: null };
	const sent = turn.shipped !== undefined;
	const begun = turn.shipped ?? turn.asked;
	const whole = spanOf(sent ? 'shippedToReceived' : figures?.serviceType === 'copy' ? 'askedToShipped' : 'askedToReceived');
	const arrival = begun === undefined || !whole.isEnough || whole.days === null ? undefined : { day: dayOf(day(begun) + whole.days.nineOfTen), from: whole.count };
	const step = spanOf(sent ? 'shippedToReceived' : 'askedToShipped');
	const usual = !step.isEnough ? undefined : step.workingDays?.nineOfTen;
	const waited = begun === undefined ? undefined : workedDays(day(begun), day(now), calendar);
	const isLate = usual === undefined || waited === undefined ? undefined : waited > usual;
	return { arrival, awaited: sent ? 'arrival' : 'shipping', waited, usual, from: step.count, isLate, comesInTime: isInTime(arrival?.day, neededBy?.slice(0, 10), dayOf(day(now))) };
}

/** Of what ought to have been here already, nobody can say. */
function isInTime(arrival: string | undefined, until: string | undefined, today: string): boolean | undefined {
	if (until === undefined) return undefined;
	if (until < today) return false;
	if (arrival === undefined || arrival < today) return undefined;
	return arrival <= until;
}
