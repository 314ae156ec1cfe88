export type CreateOutcome = 'created' | 'needsStaff' | 'notCreated';

/** Why an outcome is not plainly `created`. These words are public: callers branch on them. */
type NeedsStaffReason =
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
