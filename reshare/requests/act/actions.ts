import { ReShareError } from '../../errors';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { describeState, isTerminalState, type StateLabel } from '../states';

/** What may be done to a borrowing request. `message` and the read mark change no state. */
export type RequestAction =
	| { readonly kind: 'cancel'; readonly reason?: string; readonly note?: string }
	| { readonly kind: 'closeManually'; readonly state: string }
	| { readonly kind: 'agreeConditions'; readonly note?: string }
	| { readonly kind: 'rejectConditions'; readonly note?: string }
	| { readonly kind: 'markMessagesSeen' }
	| { readonly kind: 'sendMessage'; readonly text: string };

/** ReShare's names of the actions, and of their settings. */
function call(action: RequestAction): { readonly code: string; readonly params: Record<string, unknown> } {
	const note = 'note' in action && action.note !== undefined ? { note: action.note } : {};
	switch (action.kind) {
		case 'cancel':
			return { code: 'requesterCancel', params: { ...(action.reason === undefined ? {} : { reason: action.reason }), ...note } };
		case 'closeManually':
			return { code: 'manualClose', params: { terminalState: action.state } };
		case 'agreeConditions':
			return { code: 'requesterAgreeConditions', params: note };
		case 'rejectConditions':
			return { code: 'requesterRejectConditions', params: note };
		case 'markMessagesSeen':
			return { code: 'messagesAllSeen', params: { seenStatus: true } };
		case 'sendMessage':
			return { code: 'message', params: { note: action.text } };
	}
}

export interface ActionResult {
	readonly outcome: 'done' | 'notPossible' | 'unclear';
	readonly reason: 'done' | 'notAllowedNow' | 'refused' | 'notSent' | 'unclear';
	readonly explanation: string;
	readonly before: StateLabel | null;
	readonly after: StateLabel | null;
	/** Codes of what is possible now. */
	readonly possibleActions: readonly string[];
	readonly request: PatronRequest;
}

/** States that manual closing really leads to; for the others the server answers success and changes nothing. */
export const manualCloseStates = ['REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'REQ_END_OF_ROTA', 'REQ_FILLED_LOCALLY'] as const;

/** Whether ReShare offers the action for the request as it stands, in words. */
export function isAllowed(request: PatronRequest, action: RequestAction, possible: readonly string[]): boolean {
	const { code } = call(action);
	// Opening the chat is a system action, which the list of possible actions leaves out, and closing needs no entry either.
	if (action.kind === 'markMessagesSeen') return true;
	if (action.kind === 'closeManually') return possible.includes(code) || !isTerminalState(request.state ?? {});
	return possible.includes(code);
}

/**
 * Performs one action, once. Only what the request allows now is tried: a refused action still writes to its history.
 * Where the answer is lost the request is read again, and its state tells.
 *
 * @throws ReShareError `badInput` when a text or state cannot be sent; others when the request cannot be read
 */
export async function performAction(requests: RequestsClient, request: PatronRequest, action: RequestAction): Promise<ActionResult> {
	checkInput(action);
	const possible = await requests.validActions(request.id);
	const before = stateOf(request);
	const facts = { before, request, possibleActions: possible };
	if (!isAllowed(request, action, possible)) {
		return { ...facts, outcome: 'notPossible', reason: 'notAllowedNow', after: before, explanation: notAllowed(before, possible) };
	}
	const { code, params } = call(action);
	try {
		const answer = await requests.performAction(request.id, code, params);
		const now = (await requests.get(request.id)) ?? request;
		const after = stateOf(now);
		if (answer.accepted) {
			return { ...facts, request: now, outcome: 'done', reason: 'done', after, explanation: doneSentence(action, before, after, now) };
		}
		const reason = action.kind === 'sendMessage' ? 'notSent' : 'refused';
		return { ...facts, request: now, outcome: 'notPossible', reason, after, explanation: refusedSentence(action, answer.message) };
	} catch (error) {
		if (!(error instanceof ReShareError) || !error.mayHaveReached) throw error;
		return await judgeByState(requests, request, before, possible);
	}
}

async function judgeByState(
	requests: RequestsClient,
	request: PatronRequest,
	before: StateLabel | null,
	possible: readonly string[],
): Promise<ActionResult> {
	const now = await requests.get(request.id).catch(() => undefined);
	const after = now === undefined ? null : stateOf(now);
	const moved = now !== undefined && after?.code !== before?.code;
	const facts = { before, after, request: now ?? request, possibleActions: possible };
	if (moved) {
		return { ...facts, outcome: 'done', reason: 'done', explanation: `The answer was lost, but the status has changed from ${before?.label ?? 'unknown'} to ${after?.label ?? 'unknown'}.` };
	}
	return {
		...facts,
		outcome: 'unclear',
		reason: 'unclear',
		explanation: 'The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again.',
	};
}

function checkInput(action: RequestAction): void {
	if (action.kind === 'sendMessage' && action.text.trim() === '') {
		throw new ReShareError('badInput', "'Message' is empty", { description: 'Write what the lending library shall read.' });
	}
	if (action.kind === 'closeManually' && !manualCloseStates.some((state) => state === action.state)) {
		throw new ReShareError('badInput', "'Close As' has a status that ReShare cannot close a request with", {
			description: `Choose one of: ${manualCloseStates.map((state) => describeState(state).label).join(', ')}.`,
		});
	}
}

function stateOf(request: PatronRequest): StateLabel | null {
	const code = request.state?.code;
	return code === undefined ? null : describeState(code);
}

function notAllowed(state: StateLabel | null, possible: readonly string[]): string {
	const now = state === null ? 'in its present state' : `in status ${state.label}`;
	if (possible.length === 0) return `The request is ${now} and allows no action at this moment. It may be waiting for the other library; try again in a minute.`;
	return `The request is ${now} and does not allow this. Possible now: ${possible.map(actionLabel).join(', ')}.`;
}

function doneSentence(action: RequestAction, before: StateLabel | null, after: StateLabel | null, now: PatronRequest): string {
	const change = before?.code === after?.code ? '' : ` The status changed from ${before?.label ?? 'unknown'} to ${after?.label ?? 'unknown'}.`;
	const network = now.networkStatus !== undefined && ['Retry', 'Timeout', 'Error'].includes(now.networkStatus) ? ' The other library could not be told yet; ReShare tries again.' : '';
	const done: Record<RequestAction['kind'], string> = {
		cancel: after?.code === 'REQ_CANCEL_PENDING' ? 'Cancellation was asked of the lending library.' : 'The request was cancelled.',
		closeManually: 'The request was closed.',
		agreeConditions: 'The conditions were accepted.',
		rejectConditions: 'The conditions were rejected.',
		markMessagesSeen: 'The messages are marked as read.',
		sendMessage: 'The message was sent.',
	};
	return `${done[action.kind]}${change}${network}`;
}

function refusedSentence(action: RequestAction, message: string | undefined): string {
	if (action.kind === 'sendMessage') return 'ReShare could not send the message: there is no lending library now, or it cannot be reached.';
	return `ReShare did not perform the action${message === undefined ? '' : `: ${message}`}.`;
}

const labels: Readonly<Record<string, string>> = {
	requesterCancel: 'Cancel',
	manualClose: 'Close Manually',
	requesterAgreeConditions: 'Agree to Conditions',
	requesterRejectConditions: 'Reject Conditions',
	messagesAllSeen: 'Mark Messages as Read',
	messageSeen: 'Mark a Message as Read',
	message: 'Send a Message',
	requesterReceived: 'Mark as Received',
	patronReturnedItem: 'Patron Returned Item',
	shippedReturn: 'Mark Return as Shipped',
	requesterRetryValidation: 'Check Again',
	requesterBypassValidation: 'Approve as It Is',
};

/** ReShare's action in words; an unknown one is its own label. */
export function actionLabel(code: string): string {
	return labels[code] ?? code;
}
