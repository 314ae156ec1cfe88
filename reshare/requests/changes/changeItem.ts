import { dueDay, formatDayInWords, formatLocalIso, formatTimeInWords, isoToSeconds, secondsToIso } from '../model/datesAndTimes';
import { conditionFieldsOf } from '../model/conditions';
import { causingMessageByTransition } from '../model/messages';
import type { Lineage } from '../model/Lineage';
import {
	bibliographicFieldsOf,
	isTransition,
	type HistoryEntry,
	type PatronRequest,
	serviceTypeOf,
	supplierInRota,
} from '../model/request';
import { isTerminal, isWithPatron, stateLabelOf } from '../model/state';
import { patronMasks, type PatronDetails } from '../model/masking';
import { maskChange, type Change } from './change';
import { changeNeedsStaff, adviceOnChange, reasonOfChange, stateAfterChange } from './reasonAndAdviceOfChange';

export interface ChangeItemOptions {
	/** The address of a request's page; null if there is none. */
	readonly staffLink: (request: PatronRequest) => string | null;
	/** IANA name, e.g. `America/New_York`. */
	readonly timeZone: string;
	readonly patronDetails: PatronDetails;
}

/** The public fields of an item. Absent values are null. */
export type ChangeItem = Awaited<ReturnType<typeof toChangeItem>>;

export async function toChangeItem(whole: Change, lineage: Lineage, options: ChangeItemOptions) {
	const change = maskChange(patronMasks[options.patronDetails], whole);
	const { request, step } = change;
	const state = stateAfterChange(change);
	const day = dueDay(request.due, options.timeZone);
	const occurredAt = formatLocalIso(secondsToIso(change.at), options.timeZone);
	return {
		eventId: change.eventId,
		event: change.event,
		status: stateLabelOf(state),
		previousStatus: stateLabelOf(step?.from),
		currentStatus: stateLabelOf(request.state),
		isStillCurrent: isStillCurrent(change),
		/** Whether the change is missing in the server's history and was concluded from the request's state. */
		isInferred: step?.isInferred === true,
		isTerminal: isTerminal(state),
		needsStaff: changeNeedsStaff(change),
		whatToDo: adviceOnChange(change),
		isWithPatron: isWithPatron(state, step?.from),
		side: request.side,
		reason: reasonOfChange(change) ?? null,
		/** All conditions that were set so far, including the answered ones. */
		conditions: conditionFieldsOf(request, options.timeZone),
		/** The time of the change in ISO 8601 with the offset of the time zone. */
		occurredAt,
		requestId: request.id,
		hrid: request.hrid ?? null,
		reference: (await lineage.referenceOf(request)) ?? null,
		serviceType: serviceTypeOf(request),
		...bibliographicFieldsOf(request),
		patronId: request.patronId ?? null,
		patronEmail: request.patronEmail ?? null,
		patronGroup: request.patronGroup ?? null,
		pickupLocation: request.pickupLocation ?? request.pickupLocationSlug ?? null,
		borrower: request.borrower ?? null,
		supplier: supplierOf(change) ?? null,
		neededBy: request.neededBy?.slice(0, 10) ?? null,
		/** A calendar day in `timeZone`. */
		dueDate: day ?? null,
		/** The link to a copy. It is present only with full patron details, because anybody who has the address can read the document. */
		documentLink: request.documentLink ?? null,
		precededBy: request.precededBy ?? null,
		staffLink: options.staffLink(request),
		isTest: false,
		/** The texts for people. `dueDate` may be a text that the supplier wrote. */
		inWords: {
			occurredAt: formatTimeInWords(occurredAt, options.timeZone),
			neededBy: request.neededBy === undefined ? null : formatDayInWords(request.neededBy.slice(0, 10)),
			dueDate: day === undefined ? (request.due.words ?? null) : formatDayInWords(day),
		},
	};
}

/** The supplier at the time of the change, which may not be the present one. */
function supplierOf({ event, step, entry, message, condition, request }: Change) {
	if (request.side !== 'borrowing') return entry?.supplier ?? request.supplier;
	if (condition !== undefined) return condition.from ?? request.supplier;
	// The rota may have advanced since, so the writer of the message comes before the present supplier.
	if (message !== undefined) return event === 'supplierDeclined' ? message.from : (message.from ?? request.supplier);
	if (step === undefined) return entry?.supplier ?? request.supplier;
	return (
		causingMessageByTransition(request).get(step.id)?.from ??
		(step.rotaPosition === undefined ? request.supplier : supplierInRota(request, step.rotaPosition))
	);
}

/**
 * Whether the change is still the latest of its kind, so that a caller can suppress late notices. An unread message always is, because
 * messages that were read are no changes.
 */
export function isStillCurrent({ event, at, order, step, request }: Change) {
	if (event === 'unreadMessage') return true;
	const transitions = request.history.filter(isTransition);
	if (event === 'newRequest') return transitions.length === 0;
	const isLater = (other: HistoryEntry) => (other.order ?? -1) > order;
	const isByLibrary = (other: HistoryEntry) => typeof other.event === 'string' && other.event !== 'needsStaff';
	if (request.history.some((other) => !isTransition(other) && isByLibrary(other) && isLater(other))) return false;
	if (step !== undefined) return request.state?.code === step.to.code && !transitions.some(isLater);
	return !transitions.some((other) => {
		const time = isoToSeconds(other.at) ?? 0;
		return time > at || (time === at && isLater(other));
	});
}
