import type { RequestDesk } from '../RequestDesk';
import type { PatronRequest } from '../request';
import { partOfLife } from '../states';
import { TenantLimit } from '../../okapi/TenantLimit';
import { isInHand, stateCode, type RequestRow } from './row';
import type { Timing } from './timing';
import type { CreateOutcome, CreateReason } from './types';

export interface Verdict {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
}

const created: Verdict = { outcome: 'created', reason: null };

const needsStaff: ReadonlyMap<string, CreateReason> = new Map([
	['REQ_INVALID_PATRON', 'patronNotValid'],
	['REQ_DUPLICATE_REVIEW', 'possibleDuplicate'],
	['REQ_BLANK_FORM_REVIEW', 'blankForm'],
	['REQ_LOCAL_REVIEW', 'locallyAvailable'],
	['REQ_ERROR', 'reshareError'],
]);

/** Closed within moments, so that nothing is open and nobody is asked any more. */
const closedAtOnce: ReadonlyMap<string, CreateReason> = new Map([
	['REQ_OVER_LIMIT', 'patronAtLimit'],
	['SLNP_REQ_PATRON_INVALID', 'patronNotValid'],
	['REQ_END_OF_ROTA', 'endOfRota'],
	['REQ_END_OF_ROTA_REVIEWED', 'endOfRota'],
	['REQ_CANCELLED', 'cancelled'],
	['SLNP_REQ_CANCELLED', 'cancelled'],
	['REQ_FILLED_LOCALLY', 'filledLocally'],
]);

/** Ends that a wish is meant to come to, or that go on in another request. */
const goodEnds: ReadonlySet<string> = new Set([
	'REQ_REQUEST_COMPLETE',
	'REQ_DOCUMENT_DELIVERED',
	'REQ_REREQUESTED',
	'SLNP_REQ_COMPLETE',
	'SLNP_REQ_DOCUMENT_SUPPLIED',
]);

/** States in which ReShare has not yet looked at a new request. */
const unread: ReadonlySet<string> = new Set(['', 'REQ_IDLE']);

/** States that a good request passes within seconds, on its way to the first lending library or to its end. */
const passing: ReadonlySet<string> = new Set(['REQ_VALIDATED', 'REQ_SOURCING_ITEM', 'REQ_SUPPLIER_IDENTIFIED']);

/** What a new request's state means to whoever wanted it. */
export function judge(row: RequestRow): Verdict {
	const code = stateCode(row);
	if (partOfLife(row.state) === 'over') return goodEnds.has(code) ? created : { outcome: 'notCreated', reason: closedAtOnce.get(code) ?? 'closed' };
	const attention = needsStaff.get(code);
	return attention === undefined ? created : { outcome: 'needsStaff', reason: attention };
}

export interface Watched {
	/** As last read in full; as created where it could never be read. */
	readonly row: PatronRequest;
	readonly wasRead: boolean;
	/** How far ReShare had come with it when the time was up: its checks, then the search for a lending library. */
	readonly progress: 'unchecked' | 'checked' | 'passedOn';
	/** Whether the library's ReShare says that it has no such request. */
	readonly isMissing: boolean;
}

/**
 * Readings at a time, per tenant. They are many and can wait; without a limit of their own those that settle a race would
 * queue behind them until a supplier has been asked and nothing can be withdrawn any more.
 */
const verdictReadings = new TenantLimit(3);

/**
 * Reads a new request until ReShare has checked it and has asked a library, held it back or closed it, which it does by
 * itself some time after taking it in, or until the time is up. A request that cannot be read does not stop the waiting;
 * one that ReShare does not know does, after a moment in which it might still be stored.
 *
 * @param justRead the request as it has been read in full a moment ago, in place of the first reading
 */
export async function waitForVerdict(
	requests: RequestDesk,
	made: PatronRequest,
	waitMs: number,
	timing: Timing,
	justRead?: PatronRequest,
): Promise<Watched> {
	const deadline = timing.now() + waitMs;
	const limit = verdictReadings.of(requests.scope);
	let missingSince: number | undefined;
	let row = made;
	let wasRead = false;
	for (let poll = 0; ; poll++) {
		const next = (poll === 0 ? justRead : undefined) ?? (await limit(async () => (await requests.get(made.id)) ?? 'missing').catch(() => undefined));
		if (next === 'missing') missingSince ??= timing.now();
		else if (next !== undefined) {
			row = next;
			wasRead = true;
		}
		const progress = wasRead ? progressOf(row) : 'unchecked';
		if (progress === 'passedOn') return { row, wasRead, progress, isMissing: false };
		const until = next === 'missing' && !wasRead ? (missingSince ?? 0) + timing.missing : deadline;
		const left = until - timing.now();
		if (left <= 0) return { row, wasRead, progress, isMissing: !wasRead && missingSince !== undefined };
		const pause = timing.verdictPolls[Math.min(poll, timing.verdictPolls.length - 1)] ?? 1000;
		await timing.sleep(Math.min(pause, left));
	}
}

/** In the SLNP state models a broker decides: a request has its number then, and its state stays. */
function progressOf(row: RequestRow): Watched['progress'] {
	if (!isInHand(row)) return 'passedOn';
	if (unread.has(stateCode(row)) || row.hrid === undefined || row.hrid === null) return 'unchecked';
	return passing.has(stateCode(row)) ? 'checked' : 'passedOn';
}
