import { isOpenRequest, mayBeOf, displayNumberOf, oldestFirst, type PatronRequest } from '../model/request';
import type { Reference } from './reference';
import type { CreateDeps } from './run';
import { withdrawableMs } from './timing';

export type RaceResult =
	/** The other one was first; ours is closed, or was never open. */
	| { readonly kind: 'yielded'; readonly winner: PatronRequest }
	/** No other open request has the reference; two or more stay open, the oldest first; or ReShare could not be asked. */
	| { readonly kind: 'alone' | 'two' | 'unknown'; readonly rows: readonly PatronRequest[]; readonly watched?: PatronRequest | undefined };

export type RaceContext = Pick<CreateDeps, 'requests' | 'lookups' | 'timing'>;

/** The draft's row, which is read in full even where the look does not show it, and returned as `watched`. */
interface Runner {
	readonly id: string;
	/** When our own call made it, in milliseconds since 1970; undefined where that is not certain. */
	readonly ownSince: number | undefined;
}

/**
 * A row of our own, just read in full: open and young, with the reference, and unknown to other libraries. `ageMs` is since our
 * call, by our clock.
 */
export function mayWithdraw(row: PatronRequest, reference: string, ageMs: number): boolean {
	return (
		row.side === 'borrowing' &&
		isOpenRequest(row) &&
		row.references.includes(reference) &&
		row.state?.known?.canBeWithdrawn === true &&
		row.supplier === undefined &&
		ageMs < withdrawableMs
	);
}

/**
 * Another process may have made a request with the same reference at the same moment, which mod-rs does not prevent. Only our own
 * row is ever
 * withdrawn, and only when it is the later one. `patient`: waits for the other process to withdraw its row.
 */
export async function settleRace(
	context: RaceContext,
	reference: Pick<Reference, 'value' | 'patronId'>,
	patient: boolean,
	runner?: Runner,
): Promise<RaceResult> {
	const { requests, lookups, timing } = context;
	const deadline = timing.now() + (patient ? timing.withdrawal : 0);
	let mayTry = true;
	for (;;) {
		let rows: PatronRequest[];
		let watched: PatronRequest | undefined;
		try {
			rows = await lookups.references.find(reference.value);
			watched = rows.find(({ id }) => id === runner?.id);
			if (watched === undefined && runner !== undefined) {
				watched = await requests.get(runner.id);
				if (watched?.references.includes(reference.value) === true) rows.push(watched);
			}
		} catch {
			return { kind: 'unknown', rows: [] };
		}
		const open = oldestFirst(rows.filter((row) => isOpenRequest(row) && mayBeOf(row, reference.patronId)));
		const [winner] = open;
		const ownSince = watched !== undefined && rows.includes(watched) ? runner?.ownSince : undefined;
		if (winner !== undefined && watched !== undefined && ownSince !== undefined && winner.id !== watched.id) {
			if (!isOpenRequest(watched) && open.length === 1) return { kind: 'yielded', winner };
			if (isOpenRequest(watched) && mayTry) {
				mayTry = false;
				if (await withdraw(context, watched.id, ownSince, reference.value, displayNumberOf(winner))) continue;
			}
		}
		if (open.length < 2) return { kind: 'alone', rows: open, watched };
		if (timing.now() >= deadline || timing.isStopped()) return { kind: 'two', rows: open, watched };
		await timing.sleep(500);
	}
}

/** Cancels our own row, once, after reading it again. */
async function withdraw(
	{ requests, timing }: RaceContext,
	id: string,
	ownSince: number,
	reference: string,
	winnerName: string,
): Promise<boolean> {
	try {
		const row = await requests.get(id);
		if (row === undefined || !mayWithdraw(row, reference, timing.now() - ownSince)) return false;
		return (await requests.act(row, { kind: 'cancel', note: `Made twice at the same moment; ${winnerName} stands` })).accepted;
	} catch {
		// The caller reads whether it is closed.
		return false;
	}
}
