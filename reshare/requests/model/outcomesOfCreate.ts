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

/** What Create reports of a request: whether it was created, and otherwise why not, or what staff must decide. */
export interface CreateVerdict {
	readonly outcome: CreateOutcome;
	readonly reason: CreateReason | null;
}

/** What Create reports of a request that is under way, has ended successfully, or continues in another request. */
export const createdVerdict: CreateVerdict = { outcome: 'created', reason: null };

export const heldVerdict = (reason: NeedsStaffReason): CreateVerdict => ({ outcome: 'needsStaff', reason });

/** What Create reports of a request that is no longer open. */
export const endedVerdict = (reason: NotCreatedReason): CreateVerdict => ({ outcome: 'notCreated', reason });
