import { dayMs, dueDay } from '../model/datesAndTimes';
import { isPickedUpAt, transitionsOf, symbolWithoutAuthority, type PatronRequest } from '../model/request';
import type { Phase, RequestState } from '../model/state';
import { dayNumber, workingDaysSince } from '../model/workingDays';
import type { RequestQuery } from './RequestQuery';

/** Returns the phases in which a request fits; undefined: in any phase. An item that the patron has given back is not due any more. */
export function phasesOfQuery({ due, notShippedYet }: RequestQuery): readonly Phase[] | undefined {
	if (notShippedYet === true) return ['beingChecked', 'asking'];
	return due === undefined ? undefined : ['onLoan'];
}

/** Tests the conditions by which back ends cannot search, or not as precisely. */
export function fitsQueryConditions(request: PatronRequest, query: RequestQuery) {
	const { due, age, lender, otherLibrary, pickupLocations, unread } = query;
	return (
		phasesOfQuery(query)?.includes(request.state?.known?.phase ?? 'over') !== false &&
		(due === undefined || (phaseOfItem(request) === 'onLoan' && isDue(request, due))) &&
		(lender === undefined || request.otherSymbol === lender) &&
		(unread !== true || request.unreadMessages !== 0) &&
		(age === undefined || workingDaysSince(request.createdAt, age) >= age.workingDays) &&
		(pickupLocations === undefined || isPickedUpAt(request, pickupLocations)) &&
		(otherLibrary === undefined || isOtherLibrary(request, otherLibrary))
	);
}

/** Returns the phase of the item. A lender may claim an item that is already on its way back; the phase before the claim counts then. */
function phaseOfItem({ state, history }: PatronRequest) {
	const claim = isClaim(state) ? transitionsOf(history).findLast(({ from, to }) => isClaim(to) && !isClaim(from)) : undefined;
	return (claim?.from ?? state)?.known?.phase;
}

function isClaim(state: RequestState | undefined) {
	const event = state?.known?.event;
	return event === 'overdue' || event === 'recalled';
}

function isDue(request: PatronRequest, { withinDays, overdueByDays, now, timeZone }: NonNullable<RequestQuery['due']>) {
	const day = dueDay(request.due, timeZone);
	if (day === undefined) return false;
	const left = Date.parse(day) / dayMs - dayNumber(now.getTime(), timeZone);
	return (withinDays !== undefined && left >= 0 && left <= withinDays) || (overdueByDays !== undefined && -left >= overdueByDays);
}

function isOtherLibrary({ side, borrower, supplier, otherSymbol }: PatronRequest, wanted: string) {
	const name = side === 'lending' ? borrower : supplier;
	const searched = wanted.toLowerCase();
	return name?.toLowerCase().includes(searched) === true || otherSymbol?.toLowerCase() === symbolWithoutAuthority(searched);
}
