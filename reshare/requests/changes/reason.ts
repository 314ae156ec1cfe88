import type { PatronRequest } from '../schemas';
import type { Change } from './change';
import { toSeconds } from './time';

/** Texts that the server writes for every change; they give no reason. */
const routine = [/^Executing (action|event)/i, /^Status change from /i, /^Sent next supplier request/i, /^Ratio-Ranked lending string/i, /^End of rota\.?$/i, /^Incoming message/i];

/** Why the change happened, where the record tells it: in the words that staff see. */
export function reasonOf(change: Change): string | undefined {
	const { request } = change;
	if (change.kind === 'created') return undefined;
	if (change.kind === 'message') return change.notification.messageContent;
	const code = change.audit.toStatus.code;
	if (/CANCELLED$/.test(code) && request.cancellationReason !== undefined) return request.cancellationReason.label ?? request.cancellationReason.value;
	if (code.endsWith('CONDITIONAL_ANSWER_RECEIVED')) return conditionsOf(request) ?? messageOf(change.audit.message);
	if (code.endsWith('UNFILLED') || code.endsWith('END_OF_ROTA')) return refusalNear(request, change.at, code) ?? messageOf(change.audit.message);
	return messageOf(change.audit.message);
}

function messageOf(message: string | undefined): string | undefined {
	return message === undefined || routine.some((pattern) => pattern.test(message)) ? undefined : message;
}

function conditionsOf(request: PatronRequest): string | undefined {
	const open = request.conditions.filter(({ accepted }) => accepted !== true);
	const texts = (open.length > 0 ? open : request.conditions).map(({ code, note }) => [code, note].filter((part) => part !== undefined).join(': '));
	return texts.length === 0 ? undefined : texts.join('; ');
}

/** What the last refusal at or before this moment gave as its reason. */
function refusalNear(request: PatronRequest, at: number, code: string): string | undefined {
	const slackSeconds = code.endsWith('UNFILLED') ? 5 : 0;
	const refusals = request.notifications
		.filter(({ isSender, actionStatus }) => isSender !== true && (actionStatus === 'Unfilled' || actionStatus === 'UnfilledTransfer'))
		.map((notification) => ({ notification, at: toSeconds(notification.dateCreated) ?? 0 }))
		.filter((refusal) => refusal.at <= at + slackSeconds)
		.sort((one, other) => other.at - one.at);
	const last = refusals[0]?.notification;
	return last?.actionData ?? last?.messageContent;
}
