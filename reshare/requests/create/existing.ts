import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { findByReference, latestOf } from './find';
import { settleRace, winnerOf } from './race';
import { standsFor, type Reference } from './reference';
import { createdAt, isOpen } from './row';
import type { Timing } from './timing';

export type Existing =
	/** Nothing stands for the wish. `ids` carry the reference, but are closed and old. */
	| { readonly kind: 'none'; readonly ids: ReadonlySet<string> }
	| { readonly kind: 'open'; readonly row: PatronRequest }
	| { readonly kind: 'closed'; readonly row: PatronRequest }
	| { readonly kind: 'two'; readonly rows: readonly PatronRequest[] };

/**
 * The request that a reference already stands for. Re-requests are followed, since mod-rs does not copy the reference to
 * the request that takes another one's place.
 *
 * @throws ReShareError when ReShare cannot be asked
 */
export async function findExisting(requests: RequestsClient, reference: Reference, timing: Timing): Promise<Existing> {
	let rows = await findByReference(requests, reference.value);
	if (rows.filter(isOpen).length > 1) {
		// Another process may be withdrawing one of them right now.
		await settleRace(requests, reference.value, undefined, timing, true);
		rows = await findByReference(requests, reference.value);
	}
	const latest = await Promise.all(rows.map(async (row) => (isOpen(row) ? row : await latestOf(requests, row))));
	const standing = latest.filter((row) => isOpen(row) || standsFor(row, reference, timing.now()));
	const open = unique(standing.filter(isOpen));
	const winner = winnerOf(open);
	if (winner !== undefined && open.length > 1) {
		return { kind: 'two', rows: [winner, ...open.filter(({ id }) => id !== winner.id)] };
	}
	if (winner !== undefined) return { kind: 'open', row: winner };
	const newest = [...standing].sort((a, b) => createdAt(b) - createdAt(a))[0];
	return newest === undefined ? { kind: 'none', ids: new Set(rows.map(({ id }) => id)) } : { kind: 'closed', row: newest };
}

function unique(rows: readonly PatronRequest[]): PatronRequest[] {
	return [...new Map(rows.map((row) => [row.id, row])).values()];
}
