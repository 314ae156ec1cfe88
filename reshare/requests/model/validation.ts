export type CreateOutcome = 'created' | 'needsStaff' | 'notCreated';

/** Why a request waits for staff. These words are public: callers branch on them. */
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

/** The validation of a request that is under way, has ended successfully, or continues in another request. */
export const createdValidation: Validation = { outcome: 'created', reason: null };

export const heldValidation = (reason: NeedsStaffReason): Validation => ({ outcome: 'needsStaff', reason });

/** The validation of a request that is no longer open. */
export const endedValidation = (reason: NotCreatedReason): Validation => ({ outcome: 'notCreated', reason });
