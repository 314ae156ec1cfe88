import { lastRefusal, messagesBehind } from '../lenderMessages';
import type { Notification, PatronRequest } from '../schemas';
import type { Change, StateChange } from './change';

/** Texts that the server writes for every change; they give no reason. */
const routine = [/^Executing (action|event)/i, /^Status change from /i, /^Sent next supplier request/i, /^Ratio-Ranked lending string/i, /^End of rota\.?$/i, /^Incoming message/i];

/** A word of a list, such as `NotOnShelf`; several words may have been written by somebody, and digits may be a number of a patron. */
const code = /^[A-Za-z_-]{1,60}$/;

/**
 * Which texts a reason may consist of: all, or only words that come from a list. What people write to each other, and the
 * server's own messages, can hold the name or the number of a patron.
 */
export type ReasonTexts = 'all' | 'codes';

/** Why the change happened, where the record tells it: in the words that staff see. */
export function reasonOf(change: Change, texts: ReasonTexts): string | undefined {
	const { request } = change;
	if (change.kind === 'created') return undefined;
	if (change.kind === 'message') return allowed(change.notification.messageContent, texts);
	const state = change.audit.toStatus.code;
	// The library's own list of reasons.
	if (/CANCELLED$/.test(state) && request.cancellationReason !== undefined) return request.cancellationReason.label ?? request.cancellationReason.value;
	const known = state.endsWith('CONDITIONAL_ANSWER_RECEIVED') ? conditionsOf(request, texts) : refusalReason(refusalBehind(change), texts);
	return known ?? allowed(messageOf(change.audit.message), texts);
}

/** Whether the server writes this text for every change of the kind. */
export function isRoutine(message: string): boolean {
	return routine.some((pattern) => pattern.test(message));
}

function messageOf(message: string | undefined): string | undefined {
	return message === undefined || isRoutine(message) ? undefined : message;
}

function allowed(text: string | undefined, texts: ReasonTexts): string | undefined {
	return texts === 'all' ? text : undefined;
}

/** Codes are a list of the consortium; what does not look like one counts as written by somebody. */
function codeOf(text: string | undefined, texts: ReasonTexts): string | undefined {
	return texts === 'all' || code.test(text ?? '') ? text : undefined;
}

function conditionsOf(request: PatronRequest, texts: ReasonTexts): string | undefined {
	const open = request.conditions.filter(({ accepted }) => accepted !== true);
	const told = (open.length > 0 ? open : request.conditions).map((condition) => [codeOf(condition.code, texts), allowed(condition.note, texts)].filter((part) => part !== undefined).join(': '));
	return told.filter((text) => text !== '').join('; ') || undefined;
}

/** The message with which a library declined: of this change, or of the last one before the rota ended. */
function refusalBehind({ audit, at, request }: StateChange): Notification | undefined {
	if (audit.toStatus.code.endsWith('UNFILLED')) return messagesBehind(request).get(audit.id);
	return audit.toStatus.code.endsWith('END_OF_ROTA') ? lastRefusal(request, at * 1000 + 999) : undefined;
}

function refusalReason(refusal: Notification | undefined, texts: ReasonTexts): string | undefined {
	return codeOf(refusal?.actionData, texts) ?? allowed(refusal?.messageContent, texts);
}
