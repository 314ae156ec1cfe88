import { latestSuccessorOf } from '../model/Lineage';
import { createdAtMs, isOpenRequest, mayBelongToPatron, sortOldestFirst, type PatronRequest } from '../model/request';
import { reconcileDuplicates, type DuplicateRaceContext } from './concurrentDuplicates';
import type { Reference } from './reference';
import { derivedReferenceHoldMs } from './timing';

/** Which request has the reference: an open or past one of the patron, or one of another patron. Several can be open, the oldest first. */
export interface ReferenceHolder {
	readonly kind: 'taken';
	readonly holder: 'open' | 'past' | 'anothersRequest';
	readonly rows: readonly [PatronRequest, ...PatronRequest[]];
}

/**
 * `none`: no request with the reference counts any more; the ids are those of the requests that had it, undefined if it was not looked up.
 */
export type ExistingLookup = ReferenceHolder | { readonly kind: 'none'; readonly ids: ReadonlySet<string> | undefined };

/**
 * Finds the request that already has the reference. A request that was made again is followed to the newest one, since mod-rs does not copy
 * the reference to it. `found` are the rows with the reference that were just looked up.
 */
export async function findExistingRequest(context: DuplicateRaceContext, found?: PatronRequest[]): Promise<ExistingLookup> {
	const { requests, lookups, reference, timing } = context;
	let rows = found ?? (await lookups.references.find(reference.value));
	if (rows.filter(isOpenRequest).length > 1) {
		// Another process may be withdrawing one of these requests right now.
		await reconcileDuplicates(context, true);
		rows = await lookups.references.find(reference.value);
	}
	const latest = await Promise.all(
		rows.map(async (row) => (isOpenRequest(row) ? row : await latestSuccessorOf((id) => requests.get(id), row))),
	);
	const candidates = latest.filter((row) => holdsReference(row, reference, timing.now()));
	const own = candidates.filter((row) => mayBelongToPatron(row, reference.patronId));
	const [oldest, ...others] = sortOldestFirst([...new Map(own.filter(isOpenRequest).map((row) => [row.id, row])).values()]);
	if (oldest !== undefined) return { kind: 'taken', holder: 'open', rows: [oldest, ...others] };
	const newest = sortOldestFirst(own).at(-1);
	if (newest !== undefined) return { kind: 'taken', holder: 'past', rows: [newest] };
	const [anothers] = candidates;
	if (anothers !== undefined) return { kind: 'taken', holder: 'anothersRequest', rows: [anothers] };
	return { kind: 'none', ids: new Set(rows.map(({ id }) => id)) };
}

/** A typed reference names one request forever. A derived one can be used again once its request has ended and is a day old. */
export function holdsReference(row: PatronRequest, reference: Reference, now: number) {
	if (reference.typed || isOpenRequest(row)) return true;
	return !(now - createdAtMs(row) >= derivedReferenceHoldMs);
}
