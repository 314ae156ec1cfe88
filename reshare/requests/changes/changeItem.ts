import { dueDay, dayInWords, localIso, timeInWords, toIso } from '../model/times';
import { messagesBehind } from '../model/messages';
import type { Lineage } from '../model/lineage';
import { description, type PatronRequest, serviceTypeOf, supplierInRota } from '../model/request';
import { stateLabel } from '../model/state';
import { maskFor, type PatronDetails } from '../model/masking';
import { behind, type Change } from './change';
import { changeNeedsStaff, changeWhatToDo, eventWord, isAtEnd, isStillCurrent, patronHasIt, stateAfter } from './eventOfChange';
import { reasonOf } from './reasonOfChange';

interface ItemOptions {
	readonly staffLink: (request: PatronRequest) => string | null;
	/** IANA name, e.g. `America/New_York`. */
	readonly timeZone: string;
	readonly patronDetails: PatronDetails;
}

/** Absent values are null; the words in `event` do not change between versions. */
export type ChangeItem = Awaited<ReturnType<typeof toItem>>;

export async function toItem(whole: Change, lineage: Lineage, options: ItemOptions) {
	const change = behind(maskFor(options.patronDetails), whole);
	const { request } = change;
	const day = dueDay(request.due, options.timeZone);
	const occurredAt = localIso(toIso(change.at), options.timeZone);
	return {
		eventId: change.eventId,
		event: eventWord(change),
		status: stateLabel(stateAfter(change)),
		previousStatus: change.kind === 'transition' ? stateLabel(change.entry.from) : null,
		currentStatus: stateLabel(request.state),
		isStillCurrent: isStillCurrent(change),
		/** Not from the server's history: the request's status shows it. */
		isInferred: change.kind === 'transition' && change.entry.isInferred === true,
		isTerminal: isAtEnd(change),
		needsStaff: changeNeedsStaff(change),
		/** A sentence for staff. */
		whatToDo: changeWhatToDo(change),
		isWithPatron: patronHasIt(change),
		side: request.side ?? null,
		reason: reasonOf(change) ?? null,
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
		/** Id of the request that this one was made again from. */
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
function supplierOf(change: Change): string | undefined {
	const { request } = change;
	// By now, another library than the writer may have been asked.
	if (change.kind === 'message' && request.side === 'borrowing') return change.message.from ?? request.supplier;
	if (change.kind === 'told') return change.message === undefined ? (change.entry?.supplier ?? request.supplier) : change.message.from;
	const said = change.kind === 'transition' ? messagesBehind(request).get(change.entry.id)?.from : undefined;
	if (said !== undefined && request.side === 'borrowing') return said;
	const then = change.kind === 'transition' && request.side === 'borrowing' ? change.entry.rotaPosition : undefined;
	return then === undefined ? request.supplier : supplierInRota(request, then);
}
