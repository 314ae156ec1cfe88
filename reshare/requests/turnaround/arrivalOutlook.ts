import { dayNumber, dayOfNumber, countWorkingDays, type WorkingCalendar } from '../model/workingDays';
import type { TurnaroundFigures } from './turnaroundFigures';
import type { SupplierAttempt } from './supplierAttempts';

export interface LikelyArrival {
	/** The day, `YYYY-MM-DD`, by which 9 of 10 of this library's loans arrive. */
	readonly day: string;
	/** The number of loans behind the figure. */
	readonly from: number;
}

/** The outlook according to the figures of the library that has the request. Unknown values are undefined. */
export interface ArrivalOutlook {
	readonly arrival: LikelyArrival | undefined;
	readonly awaited: 'shipping' | 'arrival';
	/** The working days since the library was asked, or since it sent the item. */
	readonly waited: number | undefined;
	/** The working days within which 9 of 10 requests take this step. */
	readonly usual: number | undefined;
	/** The number of requests from which the figure was computed. */
	readonly from: number;
	readonly isLate: boolean | undefined;
	readonly comesInTime: boolean | undefined;
}

/**
 * Predicts the arrival. `attempt` and `figures`, for loans or copies, belong to the library that has the request now. A copy arrives when
 * it is delivered.
 */
export function arrivalOutlookOf(
	attempt: SupplierAttempt,
	figures: TurnaroundFigures | undefined,
	{ neededBy, now, calendar }: { readonly neededBy?: string | undefined; readonly now: number; readonly calendar: WorkingCalendar },
): ArrivalOutlook {
	const day = (at: number) => dayNumber(at, calendar.timeZone);
	const sent = attempt.shipped !== undefined;
	const begun = attempt.shipped ?? attempt.asked;
	const step = figures?.spans[sent ? 'shippedToReceived' : 'askedToShipped'];
	const whole = sent || figures?.serviceType === 'copy' ? step : figures?.spans.askedToReceived;
	const arrival =
		begun === undefined || whole?.isEnough !== true || whole.days === null
			? undefined
			: { day: dayOfNumber(day(begun) + whole.days.nineOfTen), from: whole.count };
	const usual = step?.isEnough === true ? step.workingDays?.nineOfTen : undefined;
	const waited = begun === undefined ? undefined : countWorkingDays(day(begun), day(now), calendar);
	return {
		arrival,
		awaited: sent ? 'arrival' : 'shipping',
		waited,
		usual,
		from: step?.count ?? 0,
		isLate: usual === undefined || waited === undefined ? undefined : waited > usual,
		comesInTime: isInTime(arrival?.day, neededBy?.slice(0, 10), dayOfNumber(day(now))),
	};
}

/**
 * Whether an item arrives by the day `until`; undefined if that is uncertain, for example because the predicted day of arrival has passed.
 */
function isInTime(arrival: string | undefined, until: string | undefined, today: string) {
	if (until === undefined) return undefined;
	if (until < today) return false;
	if (arrival === undefined || arrival < today) return undefined;
	return arrival <= until;
}
