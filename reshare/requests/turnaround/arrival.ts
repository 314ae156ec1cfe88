import { dayNumber, dayOf, workedDays, type WorkingCalendar } from '../model/workingDays';
import type { Figures, Span, SpanName } from './figures';
import type { SupplierAttempt } from './supplierAttempts';

export interface LikelyArrival {
	/** `YYYY-MM-DD`: 9 of 10 of this library's loans come by then. */
	readonly day: string;
	/** The number of loans behind it. */
	readonly from: number;
}

/** By the figures of the library that has the request. What nobody can say is undefined. */
export interface Outlook {
	readonly arrival: LikelyArrival | undefined;
	readonly awaited: 'shipping' | 'arrival';
	/** Working days since the library was asked, or has sent it. */
	readonly waited: number | undefined;
	/** Working days within which 9 of 10 do so. */
	readonly usual: number | undefined;
	/** The number of requests behind it. */
	readonly from: number;
	readonly isLate: boolean | undefined;
	readonly comesInTime: boolean | undefined;
}

/** `turn` and `figures`, for loans or copies, are those of the library that has the request now; a copy arrives when it is delivered. */
export function outlookOf(
	attempt: SupplierAttempt,
	figures: Figures | undefined,
	{ neededBy, now, calendar }: { readonly neededBy?: string | undefined; readonly now: number; readonly calendar: WorkingCalendar },
): Outlook {
	const day = (at: number): number => dayNumber(at, calendar.timeZone);
	const spanOf = (name: SpanName): Span => figures?.spans[name] ?? { count: 0, isEnough: false, days: null, workingDays: null };
	const sent = attempt.shipped !== undefined;
	const begun = attempt.shipped ?? attempt.asked;
	const whole = spanOf(sent ? 'shippedToReceived' : figures?.serviceType === 'copy' ? 'askedToShipped' : 'askedToReceived');
	const arrival =
		begun === undefined || !whole.isEnough || whole.days === null
			? undefined
			: { day: dayOf(day(begun) + whole.days.nineOfTen), from: whole.count };
	const step = spanOf(sent ? 'shippedToReceived' : 'askedToShipped');
	const usual = !step.isEnough ? undefined : step.workingDays?.nineOfTen;
	const waited = begun === undefined ? undefined : workedDays(day(begun), day(now), calendar);
	const isLate = usual === undefined || waited === undefined ? undefined : waited > usual;
	return {
		arrival,
		awaited: sent ? 'arrival' : 'shipping',
		waited,
		usual,
		from: step.count,
		isLate,
		comesInTime: isInTime(arrival?.day, neededBy?.slice(0, 10), dayOf(day(now))),
	};
}

/** Nobody can say of what is overdue. */
function isInTime(arrival: string | undefined, until: string | undefined, today: string): boolean | undefined {
	if (until === undefined) return undefined;
	if (until < today) return false;
	if (arrival === undefined || arrival < today) return undefined;
	return arrival <= until;
}
