import type { RequestDraft } from '../../draft';
import type { SendableRequest, Submitter, SubmitterOptions } from '../port/Submitter';
import type { StateLabel } from '../model/state';
import type { CreateOutcome, CreateReason } from '../model/outcomesOfCreate';
import type { Reference } from './reference';
import type { CreateDependencies } from './setUpCreateRun';

export interface CheckResult {
	readonly check: keyof CheckSwitches;
	/** `refused` stops the draft, and `warning` lets it pass. `couldNotCheck`: there was no answer, or the account may not ask. */
	readonly result: 'passed' | 'refused' | 'warning' | 'couldNotCheck';
	/** A sentence for staff, without patron data. */
	readonly note: string;
}

/**
 * The result of Create. `requestId`, `hrid` and `status` are those of the request that was made or found; for `duplicate` and
 * `referenceAlreadyUsed`, of the request that prevents a new one.
 */
export interface CreateResult {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
	readonly requestId: string | null;
	readonly hrid: string | null;
	readonly status: StateLabel | null;
	readonly reference: string | null;
	/** Whether the request existed before this call. */
	readonly alreadyExisted: boolean;
	/** The address in a request that existed before; empty if it has none or cannot be read. Set only if the draft names an address. */
	readonly patronEmail?: string;
	/** Further open requests with the same reference, for `twoRequests` and `referenceAlreadyUsed`; for `copyrightLimit`, those that count. */
	readonly otherRequests: ReadonlyArray<Pick<CreateResult, 'hrid' | 'status'> & { readonly requestId: string }>;
	readonly checks: readonly CheckResult[];
	/** Says to staff what happened, as the warnings do. */
	readonly explanation: string;
	readonly warnings: readonly string[];
}

export interface CheckSwitches {
	readonly reference: boolean;
	/** What happens if an open request for the same thing exists. `warn` sends the draft anyway and says so. */
	readonly duplicate: 'refuse' | 'warn' | 'off';
	readonly sameWork: 'refuse' | 'warn' | 'off';
	readonly patron: boolean;
	readonly limit: boolean;
	/** How many open requests the caller's library allows a patron, besides the limit in ReShare. Undefined: any number. */
	readonly ownLimit?: number;
	readonly pickupLocation: boolean;
	/** Applies the rule of five to copies. Absent: no such rule. */
	readonly copyrightLimit?: CopyrightApproval;
}

/** Who approved one more copy of a journal, after seeing which requests count; empty: nobody. */
export interface CopyrightApproval {
	readonly approvedBy: string;
	/** The numbers or ids of the requests that were shown. */
	readonly shown: readonly string[];
}

export const usualCheckSwitches: CheckSwitches = {
	reference: true,
	duplicate: 'refuse',
	sameWork: 'warn',
	patron: true,
	limit: true,
	pickupLocation: true,
};

export interface CreateOptions extends SubmitterOptions {
	readonly checks: CheckSwitches;
	/** How long to wait for ReShare's first validation, in milliseconds. */
	readonly validationWaitMs: number;
	/** The library's time zone, as an IANA name, for moments that become days. Default UTC. */
	readonly timeZone?: string;
	/** Whether a note of more than 255 characters is cut instead of refused. */
	readonly cutNote: boolean;
	/** The problems that the caller already found in the input. */
	readonly problems?: readonly InputProblem[];
}

export interface InputProblem {
	readonly reason: 'badInput' | 'unknownPickupLocation';
	/** A sentence that names the field by its label. */
	readonly text: string;
}

/** A validated draft with all that the later stages need for it. */
export interface CreateJob extends CreateDependencies {
	readonly kind: 'job';
	readonly draft: RequestDraft;
	readonly options: CreateOptions;
	readonly reference: Reference;
	readonly submitter: Submitter;
	/** The message that would be sent; undefined if the draft has problems. */
	readonly message: SendableRequest | undefined;
	/** The problems of the draft. They stop it unless it already has its request. */
	readonly problems: readonly InputProblem[];
	readonly warnings: readonly string[];
}
