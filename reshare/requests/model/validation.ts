export type CreateOutcome = 'created' | 'needsStaff' | 'notCreated';

/** The words are public: callers branch on them. */
type NeedsStaffReason =
	| 'patronNotValid'
	| 'patronAtLimit'
	| 'possibleDuplicate'
	| 'blankForm'
	| 'locallyAvailable'
	| 'reshareError'
	| 'copyrightLimit'
	| 'twoRequests'
	| 'otherLibrary'
	| 'unclear';

export type NotCreatedReason =
	| 'duplicate'
	| 'patronNotValid'
	| 'patronAtLimit'
	| 'tooManyOpen'
	| 'unknownPickupLocation'
	| 'referenceAlreadyUsed'
	| 'badInput'
	| 'resolverRefused'
	| 'endOfRota'
	| 'cancelled'
	| 'filledLocally'
	| 'closed';

export type CreateReason = NeedsStaffReason | NotCreatedReason;

export interface Validation {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
}

/** The request is under way, ended successfully, or continues in another request. */
export const created: Validation = { outcome: 'created', reason: null };

export const held = (reason: NeedsStaffReason): Validation => ({ outcome: 'needsStaff', reason });

/** No request is open. */
export const ended = (reason: NotCreatedReason): Validation => ({ outcome: 'notCreated', reason });
