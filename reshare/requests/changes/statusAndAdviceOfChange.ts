import { advice, type Advice } from '../model/advice';
import { isoToSeconds } from '../model/datesAndTimes';
import { isTransition, type HistoryEntry, type PatronRequest } from '../model/request';
import { needsStaff, adviceOfState, type RequestState } from '../model/state';
import type { Change } from './change';

export function stateAfterChange({ step, request }: Change): RequestState | undefined {
	return step === undefined ? request.state : step.to;
}

export function changeNeedsStaff({ event, step, entry }: Change) {
	return step === undefined ? event === 'unreadMessage' || event === 'needsStaff' || entry?.standsStill === true : needsStaff(step.to);
}

export function adviceOnChange(change: Change): Advice | null {
	const { event, step, condition, request } = change;
	if (condition !== undefined) return changeNeedsStaff(change) ? answerCondition(request) : null;
	if (event === 'unreadMessage') return advice.readMessage;
	if (step === undefined) return changeNeedsStaff(change) ? advice.readHistory : null;
	return event === 'conditionsAnswered' ? advice.sendItem : adviceOfState(step.to);
}

/**
 * Returns the advice for staff about a condition. They answer it only in a state that waits for an answer to conditions; a condition that
 * came with the item itself, or while another answer is pending, is only to be read.
 */
function answerCondition({ state }: PatronRequest) {
	return (state?.known?.exchange === 'conditions' ? adviceOfState(state) : null) ?? advice.readCondition;
}

/**
 * Whether the change is still the latest of its kind, so that a caller can suppress late notices. An unread message always is, because
 * messages that were read are no changes.
 */
export function isStillCurrent({ event, at, order, step, request }: Change) {
	if (event === 'unreadMessage') return true;
	const transitions = request.history.filter(isTransition);
	if (event === 'newRequest') return transitions.length === 0;
	if (request.history.some((entry) => !isTransition(entry) && isByLibrary(entry) && (entry.order ?? -1) > order)) return false;
	if (step === undefined)
		return !transitions.some(
			(other) => (isoToSeconds(other.at) ?? 0) > at || (isoToSeconds(other.at) === at && (other.order ?? -1) > order),
		);
	return request.state?.code === step.to.code && !transitions.some((other) => (other.order ?? -1) > (step.order ?? -1));
}

function isByLibrary({ event = null }: HistoryEntry) {
	return event !== null && event !== 'needsStaff';
}
