import { latestOf } from '../model/lineage';
import { createdAt, isOpenRequest, mayBeOf, oldestFirst, type PatronRequest } from '../model/request';
import { settleRace, type RaceContext } from './concurrentDuplicates';
import type { Reference } from './reference';
import { derivedHoldsMs } from './timing';

export type StandingReference =
	| { readonly kind: 'inHand' | 'past' | 'anothersRequest'; readonly row: PatronRequest }
	/** Open ones, the oldest first. */
	| { readonly kind: 'two'; readonly rows: readonly PatronRequest[] };

/** `none`: requests with these ids carry the reference, but are past and old. */
type Existing = StandingReference | { readonly kind: 'none'; readonly ids: ReadonlySet<string> };

/** Requests made again are followed: mod-rs does not copy the reference to them. `found` are rows with it that have just been looked up. */
export async function findExisting(context: RaceContext, reference: Reference, found?: PatronRequest[]): Promise<Existing> {
	const { requests, lookups, timing } = context;
	let rows = found ?? (await lookups.references.find(reference.value));
	if (rows.filter(isOpenRequest).length > 1) {
		// Another process may be withdrawing one of them right now.
		await settleRace(context, reference, true);
		rows = await lookups.references.find(reference.value);
	}
	const latest = await Promise.all(
		rows.map(async (row) => (isOpenRequest(row) ? row : await latestOf(async (id) => await requests.get(id), row))),
	);
	const candidates = latest.filter((row) => standsFor(row, reference, timing.now()));
	const standing = candidates.filter((row) => mayBeOf(row, reference.patronId));
	const inHand = oldestFirst([...new Map(standing.filter(isOpenRequest).map((row) => [row.id, row])).values()]);
	if (inHand.length > 1) return { kind: 'two', rows: inHand };
	const [row] = inHand;
	if (row !== undefined) return { kind: 'inHand', row };
	const newest = oldestFirst(standing).at(-1);
	if (newest !== undefined) return { kind: 'past', row: newest };
	const [anothers] = candidates;
	return anothers === undefined ? { kind: 'none', ids: new Set(rows.map(({ id }) => id)) } : { kind: 'anothersRequest', row: anothers };
}

export function standsFor(row: PatronRequest, reference: Reference, now: number): boolean {
	if (reference.typed || isOpenRequest(row)) return true;
	return !(now - createdAt(row) >= derivedHoldsMs);
}
