import { advice } from '../model/advice';
import { conditionInWords, linkConditions, conditionsInWords, openConditions } from '../model/conditions';
import { isServerReason, showableTextOf } from '../model/masking';
import { lastRefusal, causingMessageByTransition, refusalAt } from '../model/messages';
import type { Message, PatronRequest, Transition } from '../model/request';
import { needsStaff, adviceOfState } from '../model/state';
import type { Change } from './change';

export function stateAfterChange({ step, request }: Change) {
	return step === undefined ? request.state : step.to;
}

export function changeNeedsStaff({ event, step, entry }: Change) {
	return step === undefined ? event === 'unreadMessage' || event === 'needsStaff' || entry?.standsStill === true : needsStaff(step.to);
}

export function adviceOnChange(change: Change) {
	const { event, step, condition, request } = change;
	if (event === 'unreadMessage') return advice.readMessage;
	if (step !== undefined) return event === 'conditionsAnswered' ? advice.sendItem : adviceOfState(step.to);
	if (!changeNeedsStaff(change)) return null;
	if (condition === undefined) return advice.readHistory;
	// Staff answer a condition only in a state that waits for an answer to conditions; a condition that came with the item itself, or while
	// another answer is pending, is only to be read.
	return (request.state?.known?.exchange === 'conditions' ? adviceOfState(request.state) : null) ?? advice.readCondition;
}

/** Returns the reason for a change, in the terms that staff see. */
export function reasonOfChange({ event, at, step, entry, message, condition, request }: Change) {
	if (entry?.standsStill === true) return entry.sentence ?? showableTextOf(entry);
	if (condition !== undefined) return conditionInWords(condition);
	if (event === 'unreadMessage') return message?.text;
	if (event === 'conditionsAnswered')
		return conditionsInWords(
			request.conditions.filter(({ accepted, at: set = '' }) => accepted !== false && Date.parse(set) < (at + 1) * 1000),
		);
	if (step === undefined) return refusalReason(message);
	const state = step.to.known;
	// The reason for a cancellation is shown as it is, because staff chose it from the library's own list.
	if (state?.event === 'cancelled' && request.cancellationReason !== undefined) return request.cancellationReason;
	const known = state?.exchange === 'conditions' ? conditionsOf(step, request) : refusalReason(refusalBehind(step, at, request));
	const text = showableTextOf(step);
	return known ?? step.sentence ?? (isServerReason(text) ? text : undefined);
}

/**
 * Returns the conditions that explain a change: the one that came with it; if none did, as after a refused cancellation, the unanswered
 * ones; or else all.
 */
function conditionsOf(step: Transition, request: PatronRequest) {
	const own = linkConditions(request).byTransition.get(step.id);
	if (own !== undefined) return conditionInWords(own);
	const open = openConditions(request);
	return conditionsInWords(open.length > 0 ? open : request.conditions);
}

/** Returns the supplier's refusal that led to the change: the one that came with it, or the last one before the end of the rota. */
function refusalBehind(step: Transition, at: number, request: PatronRequest) {
	const from = step.from.known;
	const to = step.to.known;
	if (to?.exchange === 'declined' || to?.exchange === 'retryAsked') return causingMessageByTransition(request).get(step.id);
	// The server's own reason means that no supplier caused the end.
	if (to?.event === 'endOfRota') return isServerReason(step.text) ? undefined : lastRefusal(request, at * 1000 + 999);
	// After a supplier has withdrawn its promise, mod-rs (since September 2025) asks the next library.
	return to?.exchange === 'asked' && from?.exchange !== 'declined' ? refusalAt(request, at * 1000) : undefined;
}

function refusalReason(refusal: Message | undefined) {
	return [refusal?.reason ?? refusal?.text, refusal?.cost].filter((part) => part !== undefined).join(', ') || undefined;
}
