import { displayNumberOf, isOpenRequest, mayBelongToPatron, sortOldestFirst, type PatronRequest } from '../model/request';
import type { CreateJob } from './createTypes';
import { duplicateWithdrawableMs } from './timing';
import { hasTrait } from '../model/state';

export type DuplicateRaceResult =
	/** Another process's request came first, so that ours was withdrawn or had ended already. */
	| { readonly kind: 'yielded'; readonly winner: PatronRequest }
	/**
	 * `alone`: no other open request has the reference. `two`: two or more stay open, the oldest first. `unknown`: ReShare could not be
	 * asked.
	 */
	| { readonly kind: 'alone' | 'two' | 'unknown'; readonly rows: readonly PatronRequest[]; readonly watched?: PatronRequest };

/** What is needed to look up the requests that share a reference. */
export type DuplicateRaceContext = Pick<CreateJob, 'requests' | 'lookups' | 'timing' | 'reference'>;

/** The draft's own request. It is read whole even if the lookup does not show it, and returned as `watched`. */
interface Runner {
	readonly id: string;
	/** When our own call made the request, in milliseconds since 1970; undefined if it is not certain that ours did. */
	readonly ownSince: number | undefined;
}

/** Whether our own request, just read whole, is open, young, and unknown to other libraries. `ageMs` is its age by our clock. */
export function mayWithdrawDuplicate(row: PatronRequest, reference: string, ageMs: number) {
	return (
		row.side === 'borrowing' &&
		isOpenRequest(row) &&
		row.references.includes(reference) &&
		hasTrait(row.state?.known, 'withdrawable') &&
		row.supplier === undefined &&
		ageMs < duplicateWithdrawableMs
	);
}

/**
 * Decides between requests that two processes made with the same reference at the same moment, which mod-rs does not prevent. Only our own
 * request is ever withdrawn, at most once, and only if it is the later one. With `patient`, the winner waits for the other process to
 * withdraw its own.
 */
export async function reconcileDuplicates(context: DuplicateRaceContext, patient: boolean, runner?: Runner): Promise<DuplicateRaceResult> {
	const { timing } = context;
	const deadline = timing.now() + (patient ? timing.withdrawal : 0);
	const ownSince = runner?.ownSince;
	let mayTry = true;
	for (;;) {
		const race = await readRace(context, runner).catch(() => undefined);
		if (race === undefined) return { kind: 'unknown', rows: [] };
		const { open, own, watched } = race;
		const [winner] = open;
		const isLater = own !== undefined && winner !== undefined && winner.id !== own.id;
		if (isLater && !isOpenRequest(own) && open.length === 1) return { kind: 'yielded', winner };
		// Without `ownSince`, another process may have made the request, so that it must not be withdrawn here.
		const mustWithdraw = mayTry && isLater && ownSince !== undefined && isOpenRequest(own);
		if (mustWithdraw) mayTry = false;
		if (mustWithdraw && (await withdraw(context, own.id, ownSince, displayNumberOf(winner)))) continue;
		if (open.length < 2) return { kind: 'alone', rows: open, watched };
		if (timing.now() >= deadline || timing.isStopped()) return { kind: 'two', rows: open, watched };
		await timing.sleep(500);
	}
}

/** Returns the open requests with the reference, the oldest first, and our own request as `own` if it has the reference. */
async function readRace({ requests, lookups, reference: { patronId, value } }: DuplicateRaceContext, runner: Runner | undefined) {
	const rows = await lookups.references.find(value);
	const shown = rows.find(({ id }) => id === runner?.id);
	const watched = shown ?? (runner && (await requests.get(runner.id)));
	if (shown === undefined && watched?.references.includes(value) === true) rows.push(watched);
	const open = sortOldestFirst(rows.filter((row) => isOpenRequest(row) && mayBelongToPatron(row, patronId)));
	return { open, watched, own: rows.find((row) => row === watched) };
}

/** Cancels our own request after reading it again. */
async function withdraw({ requests, timing, reference }: DuplicateRaceContext, id: string, ownSince: number, winnerName: string) {
	try {
		const row = await requests.get(id);
		if (row === undefined || !mayWithdrawDuplicate(row, reference.value, timing.now() - ownSince)) return false;
		return (await requests.act(row, { kind: 'cancel', note: `Made twice at the same moment; ${winnerName} stands` })).accepted;
	} catch {
		// Whether the request is closed now is read by the caller.
		return false;
	}
}
