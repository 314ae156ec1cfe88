import { beginningOfReason, tellableText } from '../model/masking';
import { lastRefusal, messagesBehind, refusalAt, sameMomentMs, setsCondition } from '../model/messages';
import { type Condition, type Message, supplierInRota } from '../model/request';
import type { Change, StateChange } from './change';

/** In the words that staff see. */
export function reasonOf(change: Change): string | undefined {
	const { request } = change;
	if (change.kind === 'created') return undefined;
	if (change.kind === 'told') return change.entry?.standsStill === true ? (change.entry.told ?? tellableText(change.entry)) : refusalReason(change.message);
	if (change.kind === 'message') return setsCondition(change.message) ? conditionIn(change.message.reason, change.message.text) : change.message.text;
	const state = change.entry.to.known;
	// The library's own list of reasons.
	if (state?.event === 'cancelled' && request.cancellationReason !== undefined) return request.cancellationReason;
	const known = state?.exchange === 'conditions' ? conditionsOf(change) : refusalReason(refusalBehind(change));
	return known ?? change.entry.told ?? messageOf(tellableText(change.entry));
}

function messageOf(message: string | undefined): string | undefined {
	return message === undefined || beginningOfReason(message) === undefined ? undefined : message;
}

/** The unanswered ones, or else all; only of the change's library, where the record tells. */
function conditionsOf({ entry, at, request }: StateChange): string | undefined {
	const byThen = request.conditions.filter((condition) => condition.at === undefined || Date.parse(condition.at) <= at * 1000 + sameMomentMs);
	const last = byThen.reduce<Condition | undefined>((latest, condition) => ((condition.at ?? '') >= (latest?.at ?? '') ? condition : latest), undefined);
	const library = messagesBehind(request).get(entry.id)?.from ?? (entry.rotaPosition === undefined ? (last?.from ?? request.supplier) : supplierInRota(request, entry.rotaPosition));
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
function refusalBehind({ entry, at, request }: StateChange): Message | undefined {
	const from = entry.from.known;
	const to = entry.to.known;
	if (to?.exchange === 'declined' || to?.exchange === 'retryAsked') return messagesBehind(request).get(entry.id);
	// Where the server gives a reason of its own, it was no library's doing.
	if (to?.event === 'endOfRota') return messageOf(entry.text) === undefined ? lastRefusal(request, at * 1000 + 999) : undefined;
	// The next library is asked after a promise was taken back (mod-rs since September 2025).
	return to?.exchange === 'asked' && from?.exchange !== 'declined' ? refusalAt(request, at * 1000) : undefined;
}

function refusalReason(refusal: Message | undefined): string | undefined {
	return refusal?.reason ?? refusal?.text;
}
