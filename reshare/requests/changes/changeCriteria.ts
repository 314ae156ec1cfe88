import type { Lineage } from '../model/Lineage';
import { isPickedUpAt, type PatronRequest, serviceTypeOf } from '../model/request';
import type { Change, ChangeEventName } from './change';
import { changeNeedsStaff } from './reasonAndAdviceOfChange';

/** The kinds of change that a user can select. `needsStaff` includes unread messages. */
export type WantedEvent = Exclude<ChangeEventName, 'unreadMessage' | 'statusChange'> | 'anyStatusChange';

/**
 * The changes that a user wants. These criteria are applied to what was read and never sent to the server, so changing them neither loses
 * nor repeats changes.
 */
export interface ChangeCriteria {
	readonly events: ReadonlySet<WantedEvent>;
	readonly patronId?: string;
	/** The requests to follow, by ids, request numbers or references; a later request that replaces one of these is included. */
	readonly requests?: readonly string[];
	readonly onlyWithReference?: boolean;
	readonly serviceType?: string;
	/** The pickup locations, by slugs, or by names as they appear in requests. */
	readonly pickupLocations?: readonly string[];
}

export async function isSelectedChange(change: Change, criteria: ChangeCriteria, lineage: Lineage) {
	const { request } = change;
	if (!hasWantedEvent(change, criteria.events)) return false;
	if (criteria.patronId !== undefined && ![request.patronId, request.patronOwnId].includes(criteria.patronId)) return false;
	if (criteria.serviceType !== undefined && serviceTypeOf(request) !== criteria.serviceType) return false;
	if (criteria.pickupLocations !== undefined && !isPickedUpAt(request, criteria.pickupLocations)) return false;
	if (criteria.onlyWithReference === true && (await lineage.referenceOf(request)) === undefined) return false;
	return criteria.requests === undefined || (await isListed(request, criteria.requests, lineage));
}

async function isListed(request: PatronRequest, listed: readonly string[], lineage: Lineage) {
	for await (const one of lineage.line(request)) {
		const names = [one.id, one.hrid, one.passedOnReference, ...one.references];
		if (listed.some((name) => names.includes(name))) return true;
	}
	return false;
}

function hasWantedEvent(change: Change, wanted: ReadonlySet<WantedEvent>) {
	const { event, step, condition } = change;
	if ((step !== undefined || condition !== undefined) && wanted.has('anyStatusChange')) return true;
	if (changeNeedsStaff(change) && wanted.has('needsStaff')) return true;
	return event !== 'unreadMessage' && event !== 'statusChange' && wanted.has(event);
}
