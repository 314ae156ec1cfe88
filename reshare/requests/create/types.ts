/** What is asked of the lending library: the thing itself, or a copy of a part of it. */
export type ServiceType = 'loan' | 'copy';

/** One request that somebody wants to exist. Texts are trimmed; an empty one counts as absent. */
export interface Wish {
	readonly serviceType: ServiceType;
	/** UUID of the record in the shared inventory. A loan needs it; a copy can do without. */
	readonly instanceId?: string;
	/** The identifier by which the library's own system knows the patron, e.g. a barcode. */
	readonly patronId: string;
	/** Slug of the pickup location in the library's Directory. A loan needs it. */
	readonly pickupSlug?: string;
	/** The location's name in the Directory, where its slug is not given. */
	readonly pickupName?: string;
	/** The caller's own request number, by which the request is found again. */
	readonly reference?: string;
	/** Of the book, or of the journal or book that holds the part to be copied. */
	readonly title?: string;
	readonly author?: string;
	readonly publicationDate?: string;
	readonly edition?: string;
	readonly volume?: string;
	readonly isbn?: string;
	readonly issn?: string;
	readonly oclc?: string;
	/** `YYYY-MM-DD`; whoever makes requests may give any ISO date and time, of which the day as written counts. */
	readonly neededBy?: string;
	/** Goes to the lending library; 255 UTF-16 units at most. */
	readonly note?: string;
	readonly patronEmail?: string;
	readonly copy?: CopyWish;
}

/** What a copy needs besides. */
export interface CopyWish {
	readonly partTitle?: string;
	readonly partAuthor?: string;
	readonly pages?: string;
	readonly issue?: string;
	/** OpenURL's word for the kind of thing, e.g. `article`. */
	readonly genre?: string;
	/** Code of the library's own list, e.g. `us-ccg`. */
	readonly copyrightType?: string;
}

/** The checks made before anything is sent. */
export type CheckName = 'reference' | 'duplicate' | 'sameWork' | 'patron' | 'limit' | 'pickupLocation';

/**
 * `refused` stops the wish; `warning` found something and lets it pass; `couldNotCheck` means that somebody who had to be
 * asked did not answer or may not be asked.
 */
export type CheckVerdict = 'passed' | 'refused' | 'warning' | 'couldNotCheck';

export interface CheckResult {
	readonly check: CheckName;
	readonly result: CheckVerdict;
	/** A sentence for staff. Holds no patron data. */
	readonly note: string;
}

export type CreateOutcome = 'created' | 'needsStaff' | 'notCreated';

/** Why an outcome is not plainly `created`. These words are public: callers branch on them. */
export type NeedsStaffReason =
	| 'patronNotValid'
	| 'patronAtLimit'
	| 'possibleDuplicate'
	| 'blankForm'
	| 'locallyAvailable'
	| 'reshareError'
	| 'twoRequests'
	| 'otherLibrary'
	| 'unclear';

export type NotCreatedReason =
	| 'duplicate'
	| 'patronNotValid'
	| 'patronAtLimit'
	| 'unknownPickupLocation'
	| 'referenceAlreadyUsed'
	| 'badInput'
	| 'resolverRefused'
	| 'endOfRota'
	| 'cancelled'
	| 'filledLocally'
	| 'closed';

export type CreateReason = NeedsStaffReason | NotCreatedReason;

/** What a state means to whoever wanted the request. */
export interface Verdict {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
}

/** It goes its way, or has come to an end that a wish is meant to come to, or goes on in another request. */
export const created: Verdict = { outcome: 'created', reason: null };
export const held = (reason: NeedsStaffReason): Verdict => ({ outcome: 'needsStaff', reason });
/** Nothing is open, and nobody is asked any more. */
export const ended = (reason: NotCreatedReason): Verdict => ({ outcome: 'notCreated', reason });

export interface StatusWords {
	readonly code: string;
	readonly label: string;
}

export interface OtherRequest {
	readonly requestId: string;
	readonly hrid: string | null;
	readonly status: StatusWords | null;
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
	readonly status: StatusWords | null;
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

export interface CreateOptions {
	/** `resolver`: through the consortium's OpenURL resolver; `direct`: posted to the library's own back end. Absent: the back end's usual way. */
	readonly via?: 'resolver' | 'direct';
	readonly checks: CheckSwitches;
	/** How long to wait for ReShare's first verdict on a new request, in milliseconds. */
	readonly verdictWaitMs: number;
	/** IANA name of the library's time zone, e.g. `America/New_York`, for moments that are to become days. Default UTC. */
	readonly timeZone?: string;
	/** Cuts a note of more than 255 characters instead of refusing it. */
	readonly cutNote: boolean;
	/** `authority:symbol` of the borrowing library, for `direct`. Absent: the tenant's default symbol counts. */
	readonly requestingSymbol?: string;
	/** What the caller found wrong with the input already. */
	readonly problems?: readonly InputProblem[];
}

export interface InputProblem {
	readonly reason: 'badInput' | 'unknownPickupLocation';
	/** A sentence with the field's name as users see it. */
	readonly text: string;
}
