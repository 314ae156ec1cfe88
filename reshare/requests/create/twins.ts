import { winnerOf, isInHand, mayBeOf, nameOf } from '../model/inHand';
import type { RequestDesk } from '../port/RequestDesk';
import type { PatronRequest } from '../model/request';
import type { CreateDeps } from './run';
import { withdrawableMs, type Timing } from './timing';

export type RaceResult =
	/** No other open request has the reference. */
	| { readonly kind: 'alone'; readonly watched: PatronRequest | undefined }
	/** The other one was first; ours is closed, or was never open. */
	| { readonly kind: 'yielded'; readonly winner: PatronRequest; readonly watched: PatronRequest | undefined }
	/** Two or more stay open. */
	| { readonly kind: 'two'; readonly rows: readonly PatronRequest[]; readonly watched: PatronRequest | undefined }
	/** ReShare could not be asked. */
	| { readonly kind: 'unknown'; readonly watched: undefined };

export type Looking = Pick<CreateDeps, 'requests' | 'lookups' | 'timing'>;

interface Runner {
	/** The wish's row; read in full even where the look does not show it, and returned as `watched`. */
	readonly watchedId?: string;
	/** Undefined when it is not certain which row our call made. */
	readonly own?: OwnRow | undefined;
	/** Only this patron's requests count. */
	readonly patronId?: string | undefined;
}

/** A row that our own call made, by the UUID in its answer. */
export interface OwnRow {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
}

/**
 * Whether a row of our own may be withdrawn: it is open and young, carries the reference, and no other library knows of it.
 *
 * @param row just read in full
 * @param ageMs since our call that made it, by our own clock
 */
export function mayWithdraw(row: PatronRequest, reference: string, ageMs: number): boolean {
	return (
		row.side === 'borrowing' &&
		isInHand(row) &&
		row.references.includes(reference) &&
		row.state?.known?.canBeWithdrawn === true &&
		row.supplier === undefined &&
		ageMs < withdrawableMs
	);
}

/**
 * Looks whether another process made a request with the same reference at the same moment, which mod-rs does not prevent. Only
 * our own row is ever withdrawn, and only when it is the later one.
 *
 * @param patient whether to wait for the other process to withdraw its row
 */
export async function settleRace(context: Looking, reference: string, { own, watchedId, patronId }: Runner, patient: boolean): Promise<RaceResult> {
	const { requests, lookups, timing } = context;
	const deadline = timing.now() + (patient ? timing.withdrawal : 0);
	let tried = false;
	for (;;) {
		let rows: PatronRequest[];
		let watched: PatronRequest | undefined;
		try {
			rows = await lookups.references.find(reference);
			watched = rows.find(({ id }) => id === watchedId);
			if (watched === undefined && watchedId !== undefined) {
				watched = await requests.get(watchedId);
				if (watched !== undefined && watched.references.includes(reference)) rows.push(watched);
			}
		} catch {
			return { kind: 'unknown', watched: undefined };
		}
		const open = rows.filter((row) => isInHand(row) && mayBeOf(row, patronId));
		const winner = winnerOf(open);
		const ours = rows.find(({ id }) => id === own?.id);
		if (winner !== undefined && ours !== undefined && winner.id !== ours.id) {
			if (!isInHand(ours) && open.length === 1) return { kind: 'yielded', winner, watched };
			if (own !== undefined && isInHand(ours) && !tried) {
				tried = true;
				if (await withdraw(requests, own, reference, nameOf(winner), timing)) continue;
			}
		}
		if (open.length < 2) return { kind: 'alone', watched };
		if (timing.now() >= deadline) return { kind: 'two', rows: open, watched };
		await timing.sleep(500);
	}
}

/** Cancels our own row, once, after reading it again. */
async function withdraw(requests: RequestDesk, own: OwnRow, reference: string, winnerName: string, timing: Timing): Promise<boolean> {
	const row = await requests.get(own.id).catch(() => undefined);
	if (row === undefined || !mayWithdraw(row, reference, timing.now() - own.sentAt)) return false;
	try {
		const { accepted } = await requests.act(row, { kind: 'cancel', note: `Made twice at the same moment; ${winnerName} stands` });
		return accepted;
	} catch {
		// The caller reads whether it is closed.
		return false;
	}
}
