import { isReason, tellableText } from '../model/masking';
import { conditionInWords, conditionsBehind, conditionsInWords, openConditions } from '../model/conditions';
import { lastRefusal, messagesBehind, refusalAt } from '../model/messages';
import type { Message, PatronRequest, Transition } from '../model/request';
import type { Change } from './change';

/** In the words that staff see. */
export function reasonOf({ event, at, step, entry, message, condition, request }: Change): string | undefined {
	if (entry?.standsStill === true) return entry.told ?? tellableText(entry);
	if (condition !== undefined) return conditionInWords(condition);
	if (message !== undefined && event === 'unreadMessage') return message.text;
	if (event === 'conditionsAnswered')
		return conditionsInWords(
			request.conditions.filter(({ accepted, at: set = '' }) => accepted !== false && Date.parse(set) < (at + 1) * 1000),
		);
	if (step === undefined) return refusalReason(message);
	const state = step.to.known;
	// The library's own list of reasons.
	if (state?.event === 'cancelled' && request.cancellationReason !== undefined) return request.cancellationReason;
	const known = state?.exchange === 'conditions' ? conditionsOf(step, request) : refusalReason(refusalBehind(step, at, request));
	return known ?? step.told ?? messageOf(tellableText(step));
}

function messageOf(message: string | undefined): string | undefined {
	return isReason(message) ? message : undefined;
}

/** The one that came with the change; where none did, such as after a refused cancellation, those that wait for an answer, or else all. */
function conditionsOf(step: Transition, request: PatronRequest): string | undefined {
	const own = conditionsBehind(request).byTransition.get(step.id);
	if (own !== undefined) return conditionInWords(own);
	const open = openConditions(request);
	return conditionsInWords(open.length > 0 ? open : request.conditions);
}

/** The library's message: of this change, or the last one before the rota ended. */
function refusalBehind(step: Transition, at: number, request: PatronRequest): Message | undefined {
	const from = step.from.known;
	const to = step.to.known;
	if (to?.exchange === 'declined' || to?.exchange === 'retryAsked') return messagesBehind(request).get(step.id);
	// Where the server gives a reason of its own, it was no library's doing.
	if (to?.event === 'endOfRota') return messageOf(step.text) === undefined ? lastRefusal(request, at * 1000 + 999) : undefined;
	// The next library is asked after a promise was taken back (mod-rs since September 2025).
	return to?.exchange === 'asked' && from?.exchange !== 'declined' ? refusalAt(request, at * 1000) : undefined;
}

function refusalReason(refusal: Message | undefined): string | undefined {
	return [refusal?.reason ?? refusal?.text, refusal?.cost].filter((part) => part !== undefined).join(', ') || undefined;
}
