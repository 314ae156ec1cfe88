import { advice, type Advice } from '../model/advice';
import { isoToSeconds } from '../model/datesAndTimes';
import { isTransition, type HistoryEntry } from '../model/request';
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
	if (event === 'unreadMessage') return advice.readMessage;
	if (step !== undefined) return event === 'conditionsAnswered' ? advice.sendItem : adviceOfState(step.to);
	if (!changeNeedsStaff(change)) return null;
	if (condition === undefined) return advice.readHistory;
	// Staff answer a condition only in a state that waits for an answer to conditions; a condition that came with the item itself, or while
	// another answer is pending, is only to be read.
	return (request.state?.known?.exchange === 'conditions' ? adviceOfState(request.state) : null) ?? advice.readCondition;
}

/**
 * Whether the change is still the latest of its kind, so that a caller can suppress late notices. An unread message always is, because
 * messages that were read are no changes.
 */
export function isStillCurrent({ event, at, order, step, request }: Change) {
	if (event === 'unreadMessage') return true;
	const transitions = request.history.filter(isTransition);
	if (event === 'newRequest') return transitions.length === 0;
	const isLater = (other: HistoryEntry) => (other.order ?? -1) > order;
	const isByLibrary = (other: HistoryEntry) => typeof other.event === 'string' && other.event !== 'needsStaff';
	if (request.history.some((other) => !isTransition(other) && isByLibrary(other) && isLater(other))) return false;
	if (step !== undefined) return request.state?.code === step.to.code && !transitions.some(isLater);
	return !transitions.some((other) => {
		const time = isoToSeconds(other.at) ?? 0;
		return time > at || (time === at && isLater(other));
	});
}
