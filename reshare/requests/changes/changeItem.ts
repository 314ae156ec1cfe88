import { dueDay, dayInWords, localIso, timeInWords, toIso } from '../model/datesAndTimes';
import { conditionItems } from '../model/conditions';
import { messagesBehind } from '../model/messages';
import type { Lineage } from '../model/lineage';
import { description, type PatronRequest, serviceTypeOf, supplierInRota } from '../model/request';
import { isTerminal, isWithPatron, stateLabel } from '../model/state';
import { masks, type PatronDetails } from '../model/masking';
import { behind, type Change } from './change';
import { changeNeedsStaff, changeWhatToDo, isStillCurrent, stateAfter } from './eventOfChange';
import { reasonOf } from './reasonOfChange';

export interface ItemOptions {
	/** Address of a request's page; null where there is none. */
	readonly staffLink: (request: PatronRequest) => string | null;
	/** IANA name, e.g. `America/New_York`. */
	readonly timeZone: string;
	readonly patronDetails: PatronDetails;
}

/** Absent values are null; the words in `event` do not change between versions. */
export type ChangeItem = Awaited<ReturnType<typeof toItem>>;

export async function toItem(whole: Change, lineage: Lineage, options: ItemOptions) {
	const change = behind(masks[options.patronDetails], whole);
	const { request, step } = change;
	const state = stateAfter(change);
	const day = dueDay(request.due, options.timeZone);
	const occurredAt = localIso(toIso(change.at), options.timeZone);
	return {
		eventId: change.eventId,
		event: change.event,
		status: stateLabel(state),
		previousStatus: stateLabel(step?.from),
		currentStatus: stateLabel(request.state),
		isStillCurrent: isStillCurrent(change),
		/** Not from the server's history: the request's status shows it. */
		isInferred: step?.isInferred === true,
		isTerminal: isTerminal(state),
		needsStaff: changeNeedsStaff(change),
		whatToDo: changeWhatToDo(change),
		isWithPatron: isWithPatron(state, step?.from),
		side: request.side ?? null,
		reason: reasonOf(change) ?? null,
		/** All that were set so far, also those that are answered. */
		conditions: conditionItems(request, options.timeZone),
		/** ISO 8601 with the offset of the time zone. */
		occurredAt,
		requestId: request.id,
		hrid: request.hrid ?? null,
		reference: (await lineage.referenceOf(request)) ?? null,
		serviceType: serviceTypeOf(request),
		...description(request),
		patronId: request.patronId ?? null,
		patronEmail: request.patronEmail ?? null,
		patronGroup: request.patronGroup ?? null,
		pickupLocation: request.pickupLocation ?? request.pickupLocationSlug ?? null,
		borrower: request.borrower ?? null,
		supplier: supplierOf(change) ?? null,
		neededBy: request.neededBy?.slice(0, 10) ?? null,
		/** A day in the time zone. */
		dueDate: day ?? null,
		/** Of a copy. Only with full patron details: anybody who has the address may read the document. */
		documentLink: request.documentLink ?? null,
		precededBy: request.precededBy ?? null,
		staffLink: options.staffLink(request),
		isTest: false,
		/** For readers; `dueDate` may be the supplier's own words. */
		inWords: {
			occurredAt: timeInWords(occurredAt, options.timeZone),
			neededBy: request.neededBy === undefined ? null : dayInWords(request.neededBy.slice(0, 10)),
			dueDate: day === undefined ? (request.due.words ?? null) : dayInWords(day),
		},
	};
}

/** The library asked at the time of the change, not the one asked now. */
function supplierOf({ event, step, entry, message, condition, request }: Change): string | undefined {
	if (request.side !== 'borrowing') return entry?.supplier ?? request.supplier;
	if (condition !== undefined) return condition.from ?? request.supplier;
	// By now, another library than the writer may have been asked.
	if (message !== undefined) return event === 'supplierDeclined' ? message.from : (message.from ?? request.supplier);
	if (step === undefined) return entry?.supplier ?? request.supplier;
	return (
		messagesBehind(request).get(step.id)?.from ??
		(step.rotaPosition === undefined ? request.supplier : supplierInRota(request, step.rotaPosition))
	);
}
