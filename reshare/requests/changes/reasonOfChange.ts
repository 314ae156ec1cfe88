import { beginningOfReason, tellableText } from '../model/masking';
import { lastRefusal, messagesBehind, refusalAt, sameMomentMs, setsCondition } from '../model/messages';
import { supplierInRota, type Condition, type Message, type PatronRequest, type Transition } from '../model/request';
import type { Change } from './change';

/** In the words that staff see. */
export function reasonOf({ event, at, step, entry, message, request }: Change): string | undefined {
	if (entry?.standsStill === true) return entry.told ?? tellableText(entry);
	if (message !== undefined && event === 'unreadMessage') return setsCondition(message) ? conditionIn(message.reason, message.text) : message.text;
	if (step === undefined) return refusalReason(message);
	const state = step.to.known;
	// The library's own list of reasons.
	if (state?.event === 'cancelled' && request.cancellationReason !== undefined) return request.cancellationReason;
	const known = state?.exchange === 'conditions' ? conditionsOf(step, at, request) : refusalReason(refusalBehind(step, at, request));
	return known ?? step.told ?? messageOf(tellableText(step));
}

function messageOf(message: string | undefined): string | undefined {
	return beginningOfReason(message) === undefined ? undefined : message;
}

/** The unanswered ones, or else all; only of the change's library, where the record tells. */
function conditionsOf(step: Transition, at: number, request: PatronRequest): string | undefined {
	const byThen = request.conditions.filter((condition) => condition.at === undefined || Date.parse(condition.at) <= at * 1000 + sameMomentMs);
	const last = byThen.reduce<Condition | undefined>((latest, condition) => ((condition.at ?? '') >= (latest?.at ?? '') ? condition : latest), undefined);
	const library = messagesBehind(request).get(step.id)?.from ?? (step.rotaPosition === undefined ? (last?.from ?? request.supplier) : supplierInRota(request, step.rotaPosition));
	const ofLibrary = byThen.filter(({ from }) => from !== undefined && from === library);
	const conditions = ofLibrary.length > 0 ? ofLibrary : request.conditions;
	const open = conditions.filter(({ accepted }) => accepted !== true);
	const told = (open.length > 0 ? open : conditions).map(({ code: ofList, note }) => conditionIn(ofList, note));
	return told.filter((text) => text !== undefined).join('; ') || undefined;
}

function conditionIn(ofList: string | undefined, note: string | undefined): string | undefined {
	return [ofList, note].filter((part) => part !== undefined).join(': ') || undefined;
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
	return refusal?.reason ?? refusal?.text;
}
