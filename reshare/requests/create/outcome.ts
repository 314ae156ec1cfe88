import { isOpen, stateCode, type RequestRow } from './row';
import type { CreateOutcome, CreateReason } from './types';

export interface Verdict {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
}

const needsStaff: ReadonlyMap<string, CreateReason> = new Map([
	['REQ_INVALID_PATRON', 'patronNotValid'],
	['REQ_DUPLICATE_REVIEW', 'possibleDuplicate'],
	['REQ_BLANK_FORM_REVIEW', 'blankForm'],
	['REQ_LOCAL_REVIEW', 'locallyAvailable'],
	['REQ_ERROR', 'reshareError'],
]);

/** Closed by ReShare itself right after the request was taken in, so that nothing is open. */
const refusedAfterwards: ReadonlyMap<string, CreateReason> = new Map([
	['REQ_OVER_LIMIT', 'patronAtLimit'],
	['SLNP_REQ_PATRON_INVALID', 'patronNotValid'],
]);

/** States in which ReShare has not yet looked at a new request. */
const unread: ReadonlySet<string> = new Set(['', 'REQ_IDLE', 'SLNP_REQ_IDLE']);

/** States that a good request passes within seconds, on its way to the first lending library. */
const passing: ReadonlySet<string> = new Set(['REQ_VALIDATED', 'REQ_SOURCING_ITEM', 'REQ_SUPPLIER_IDENTIFIED']);

/** What a request's state means to whoever wanted it. */
export function judge(row: RequestRow): Verdict {
	const code = stateCode(row);
	const refusal = refusedAfterwards.get(code);
	if (refusal !== undefined && !isOpen(row)) return { outcome: 'notCreated', reason: refusal };
	const attention = needsStaff.get(code);
	if (attention !== undefined && isOpen(row)) return { outcome: 'needsStaff', reason: attention };
	return { outcome: 'created', reason: null };
}

/** Whether ReShare's own checks of a new request are still to come. */
export function awaitsVerdict(row: RequestRow): boolean {
	return isOpen(row) && (unread.has(stateCode(row)) || row.hrid === undefined || row.hrid === null);
}

/** Whether the request passed the checks and is about to be sent to a lending library, or to be held back for staff. */
export function isPassing(row: RequestRow): boolean {
	return isOpen(row) && passing.has(stateCode(row));
}
