import { latestOf } from '../model/lineage';
import type { PatronRequest } from '../model/request';
import { settleRace, type Looking } from './twins';
import { winnerOf, createdAt, isInHand, mayBeOf } from '../model/inHand';
import { standsFor, type Reference } from './reference';

export type Existing =
	/** Requests with these ids carry the reference, but are past and old. */
	| { readonly kind: 'none'; readonly ids: ReadonlySet<string> }
	| { readonly kind: 'inHand'; readonly row: PatronRequest }
	| { readonly kind: 'past'; readonly row: PatronRequest }
	| { readonly kind: 'anothersRequest'; readonly row: PatronRequest }
	| { readonly kind: 'two'; readonly rows: readonly [PatronRequest, ...PatronRequest[]] };

export type StandingReference = Exclude<Existing, { readonly kind: 'none' }>;

/**
 * The request that a reference stands for. Requests made again are followed: mod-rs does not copy the reference to them.
 *
 * @param found rows with the reference, where they have just been looked up
 */
export async function findExisting(looking: Looking, reference: Reference, found?: PatronRequest[]): Promise<Existing> {
	const { requests, lookups, timing } = looking;
	let rows = found ?? (await lookups.references.find(reference.value));
	if (rows.filter(isInHand).length > 1) {
		// Another process may be withdrawing one of them right now.
		await settleRace(looking, reference.value, { patronId: reference.patronId }, true);
		rows = await lookups.references.find(reference.value);
	}
	const latest = await Promise.all(rows.map(async (row) => (isInHand(row) ? row : await latestOf(async (id) => await requests.get(id), row))));
	const candidates = latest.filter((row) => isInHand(row) || standsFor(row, reference, timing.now()));
	const standing = candidates.filter((row) => mayBeOf(row, reference.patronId));
	const [anothers] = candidates;
	if (standing.length === 0 && anothers !== undefined) return { kind: 'anothersRequest', row: anothers };
	const inHand = [...new Map(standing.filter(isInHand).map((row) => [row.id, row])).values()];
	const winner = winnerOf(inHand);
	if (winner !== undefined && inHand.length > 1) {
		return { kind: 'two', rows: [winner, ...inHand.filter(({ id }) => id !== winner.id)] };
	}
	if (winner !== undefined) return { kind: 'inHand', row: winner };
	const newest = [...standing].sort((a, b) => createdAt(b) - createdAt(a))[0];
	return newest === undefined ? { kind: 'none', ids: new Set(rows.map(({ id }) => id)) } : { kind: 'past', row: newest };
}
