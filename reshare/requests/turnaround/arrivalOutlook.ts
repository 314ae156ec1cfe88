import { dayNumber, dayOfNumber, countWorkingDays, type WorkingCalendar } from '../model/workingDays';
import type { TurnaroundFigures } from './turnaroundFigures';
import type { SupplierAttempt } from './supplierAttempts';

/**
 * Predicts the arrival. `attempt` and `figures`, for loans or copies, belong to the library that has the request now. A copy arrives when
 * it is delivered. Unknown values are undefined.
 */
export function arrivalOutlookOf(
	attempt: SupplierAttempt,
	figures: TurnaroundFigures | undefined,
	{ neededBy, now, calendar }: { readonly neededBy?: string | undefined; readonly now: number; readonly calendar: WorkingCalendar },
) {
	const day = (at: number) => dayNumber(at, calendar.timeZone);
	const sent = attempt.shipped !== undefined;
	const begun = attempt.shipped ?? attempt.asked;
	const step = figures?.spans[sent ? 'shippedToReceived' : 'askedToShipped'];
	const whole = sent || figures?.serviceType === 'copy' ? step : figures?.spans.askedToReceived;
	const arrival =
		begun === undefined || whole?.isEnough !== true || whole.days === null
			? undefined
			: {
					/** The day, `YYYY-MM-DD`, by which 9 of 10 of this library's loans arrive. */
					day: dayOfNumber(day(begun) + whole.days.nineOfTen),
					/** The number of loans behind the figure. */
					from: whole.count,
				};
	const usual = step?.isEnough === true ? step.workingDays?.nineOfTen : undefined;
	const waited = begun === undefined ? undefined : countWorkingDays(day(begun), day(now), calendar);
	return {
		arrival,
		awaited: sent ? ('arrival' as const) : ('shipping' as const),
		/** The working days since the library was asked, or since it sent the item. */
		waited,
		/** The working days within which 9 of 10 requests take this step. */
		usual,
		/** The number of requests from which the usual days were computed. */
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
