import type { ActionBlocker } from '../model/actions';
import { mayStillBeProcessing, type PatronRequest } from '../model/request';
import { formatDayAndTime } from '../model/datesAndTimes';
import type { ListedAction } from './schemas';
import type { StateModel } from './stateModel';

/** Says that the broker crashed. An action that was under way then never ends, and blocks every other action. */
export const brokenOffSentence =
	'CrossLink broke off in the midst of an action. Until whoever runs CrossLink has ended that one, the request allows no other, not even closing it';

/**
 * The actions with which a borrower writes to the lender before the item is sent. The broker may write to a library that no longer has the
 * request.
 */
const written = ['cancel-request', 'accept-condition', 'reject-condition', 'sendMessage'];

export function blockerOfAction(
	{ name, available }: ListedAction,
	request: PatronRequest,
	now: number,
	model: StateModel,
): ActionBlocker | undefined {
	if (available === false)
		return { kind: hasActionBrokenOff(request, now) ? 'actionBrokenOff' : 'actionUnderWay', sentence: `${busySentence(request, now)}.` };
	// Later versions search for duplicates before they send a request, so that sending it again does not find the same duplicate.
	if (name === 'send-request' && request.state?.code === 'DUPLICATE' && model.lacksAction('check-duplicate', 'borrowing')) {
		return {
			kind: 'duplicateAgain',
			sentence:
				'This version of CrossLink would take the request for a duplicate again. Cancel it, or wait until the other one is older than your library has set for this check.',
		};
	}
	const { writesTo, supplier } = request;
	return writesTo !== undefined && written.includes(name)
		? {
				kind: 'otherLibraryActs',
				sentence: `CrossLink would write to ${writesTo}, though ${supplier ?? 'another library'} has the request by now; try again when that one has answered.`,
			}
		: undefined;
}

export function busySentence(request: PatronRequest, now: number) {
	return hasActionBrokenOff(request, now)
		? `${brokenOffSentence}. It began ${formatDayAndTime(request.underWaySince ?? '', 'UTC')}`
		: 'Another action is under way; try again in a minute';
}

export function hasActionBrokenOff({ underWaySince }: PatronRequest, now: number) {
	return underWaySince !== undefined && !mayStillBeProcessing(underWaySince, now);
}
