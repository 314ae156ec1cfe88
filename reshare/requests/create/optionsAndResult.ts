import type { WayOptions } from '../port/way';
import type { StateLabel } from '../model/state';
import type { CreateOutcome, CreateReason } from '../model/verdict';

/** The checks made before anything is sent. */
export type CheckName = 'reference' | 'duplicate' | 'sameWork' | 'patron' | 'limit' | 'pickupLocation';

/**
 * `refused` stops the wish; `warning` found something and lets it pass; `couldNotCheck` means that somebody who had to be
 * asked did not answer or may not be asked.
 */
type CheckVerdict = 'passed' | 'refused' | 'warning' | 'couldNotCheck';

export interface CheckResult {
	readonly check: CheckName;
	readonly result: CheckVerdict;
	/** A sentence for staff. Holds no patron data. */
	readonly note: string;
}

interface OtherRequest {
	readonly requestId: string;
	readonly hrid: string | null;
	readonly status: StateLabel | null;
}

/**
 * What became of a wish. `requestId`, `hrid` and `status` are those of the request made or found; for `duplicate` and
 * `referenceAlreadyUsed`, those of the request that stands in the way.
 */
export interface CreateResult {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
	readonly requestId: string | null;
	readonly hrid: string | null;
	readonly status: StateLabel | null;
	readonly reference: string | null;
	/** Whether the request was there before this call. */
	readonly alreadyExisted: boolean;
	/** Further open requests with the same reference, for `twoRequests`. */
	readonly otherRequests: readonly OtherRequest[];
	readonly checks: readonly CheckResult[];
	/** Plain sentences for staff. */
	readonly explanation: string;
	readonly warnings: readonly string[];
}

/** How much a check may decide. */
export interface CheckSwitches {
	readonly reference: boolean;
	/** `refuse` stops at a duplicate, `warn` sends anyway and says so. */
	readonly duplicate: 'refuse' | 'warn' | 'off';
	readonly sameWork: 'refuse' | 'warn' | 'off';
	readonly patron: boolean;
	readonly limit: boolean;
	readonly pickupLocation: boolean;
}

export const allChecks: CheckSwitches = {
	reference: true,
	duplicate: 'refuse',
	sameWork: 'warn',
	patron: true,
	limit: true,
	pickupLocation: true,
};

export interface CreateOptions extends WayOptions {
	readonly checks: CheckSwitches;
	/** How long to wait for ReShare's first verdict on a new request, in milliseconds. */
	readonly verdictWaitMs: number;
	/** IANA name of the library's time zone, e.g. `America/New_York`, for moments that are to become days. Default UTC. */
	readonly timeZone?: string;
	/** Cuts a note of more than 255 characters instead of refusing it. */
	readonly cutNote: boolean;
	/** What the caller found wrong with the input already. */
	readonly problems?: readonly InputProblem[];
}

export interface InputProblem {
	readonly reason: 'badInput' | 'unknownPickupLocation';
	/** A sentence with the field's name as users see it. */
	readonly text: string;
}
