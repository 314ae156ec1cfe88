import { ReShareError } from '../../errors';
import { states } from '../knownStates';
import type { RequestDesk } from '../RequestDesk';
import type { PatronRequest, Side } from '../request';
import type { StateLabel } from '../states';
import { named } from '../../words';

/** What may be done to a request. Messages and conditions are those of the other library; a message and the read mark change no state. */
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
	/** `wouldBeDone`: in a preview, what would be `done`. */
	readonly outcome: 'done' | 'wouldBeDone' | 'notPossible' | 'unclear';
	readonly reason: 'done' | 'allowedNow' | 'notAllowedNow' | 'otherSide' | 'refused' | 'notSent' | 'unclear';
	readonly explanation: string;
	readonly before: StateLabel | null;
	readonly after: StateLabel | null;
	/** Codes of what is possible now. */
	readonly possibleActions: readonly string[];
	readonly request: PatronRequest;
}

/**
 * States that closing by hand really leads to, by side. For any other the server answers success, changes nothing and
 * tells the other library that the request was closed (mod-rs, ActionEventResultData and ActionManualCloseService).
 */
export const closingStates: Readonly<Record<Side, readonly string[]>> = { borrowing: closing('borrowing'), lending: closing('lending') };

function closing(side: Side): string[] {
	return states.codes(side, ({ closesByHand }) => closesByHand === true);
}

function isForSide(action: RequestAction, side: Side): boolean {
	switch (action.kind) {
		case 'closeManually':
			return closingStates[side].includes(action.state);
		case 'markMessagesSeen':
		case 'sendMessage':
			return true;
		default:
			return side === 'borrowing';
	}
}

/** Whether ReShare offers the action for the request as it stands. */
function isAllowed(request: PatronRequest, action: RequestAction, possible: readonly string[]): boolean {
	const { code } = call(action);
	// Opening the chat is a system action, which the list of possible actions leaves out, and closing needs no entry either.
	if (action.kind === 'markMessagesSeen') return true;
	if (action.kind === 'closeManually') return possible.includes(code) || !states.isTerminal(request.state, request.side);
	return possible.includes(code);
}

/**
 * Says what `performAction` would do now, and does nothing.
 *
 * @throws ReShareError as `performAction`
 */
export async function previewAction(requests: RequestDesk, request: PatronRequest, action: RequestAction): Promise<ActionResult> {
	checkInput(action);
	const possible = await requests.validActions(request.id);
	const before = stateOf(request);
	const facts = { before, after: before, request, possibleActions: possible };
	const side = request.side ?? 'lending';
	if (!isForSide(action, side)) return { ...facts, outcome: 'notPossible', reason: 'otherSide', explanation: `It is a ${side} request, which does not allow this.` };
	if (!isAllowed(request, action, possible)) return { ...facts, outcome: 'notPossible', reason: 'notAllowedNow', explanation: notAllowed(before, possible) };
	return { ...facts, outcome: 'wouldBeDone', reason: 'allowedNow', explanation: 'The request allows this action now. Nothing was done.' };
}

/**
 * Performs one action, once. Only what the request allows now is tried: a refused action still writes to its history.
 * Where the answer is lost, or does not show in the request, the request's state tells.
 *
 * @throws ReShareError `badInput` when a text or state cannot be sent; others when the request cannot be read
 */
export async function performAction(requests: RequestDesk, request: PatronRequest, action: RequestAction): Promise<ActionResult> {
	const plan = await previewAction(requests, request, action);
	if (plan.outcome !== 'wouldBeDone') return plan;
	const { before, possibleActions } = plan;
	const { code, params } = call(action);
	let answer: Awaited<ReturnType<RequestDesk['performAction']>>;
	try {
		answer = await requests.performAction(request.id, code, params);
	} catch (error) {
		if (!(error instanceof ReShareError) || !error.mayHaveReached) throw error;
		return await judgeByState(requests, request, before, possibleActions);
	}
	// What was done is not undone by a reading that fails.
	const now = await requests.get(request.id).catch(() => undefined);
	const after = now === undefined ? null : stateOf(now);
	const facts = { before, after, request: now ?? request, possibleActions };
	if (!answer.accepted) {
		const reason = action.kind === 'sendMessage' ? 'notSent' : 'refused';
		return { ...facts, outcome: 'notPossible', reason, explanation: refusedSentence(action, answer.message) };
	}
	if (action.kind === 'closeManually' && after?.code !== action.state) {
		const found = after === null ? 'but the request could not be read afterwards' : `but the status is still ${after.label}`;
		return { ...facts, outcome: 'unclear', reason: 'unclear', explanation: `ReShare says that it closed the request, ${found}. Look at it in ReShare before you try again; the other library may have been told that it was closed.` };
	}
	return { ...facts, outcome: 'done', reason: 'done', explanation: doneSentence(action, before, after, facts.request) };
}

async function judgeByState(
	requests: RequestDesk,
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
		throw new ReShareError('badInput', `${named('message')} is empty`, { description: 'Write what the other library shall read.' });
	}
	const closing = Object.values(closingStates).flat();
	if (action.kind === 'closeManually' && !closing.includes(action.state)) {
		throw new ReShareError('badInput', `${named('closeAs')} has a status that ReShare cannot close a request with`, {
			description: `Choose one of: ${closing.join(', ')}.`,
		});
	}
}

function stateOf(request: PatronRequest): StateLabel | null {
	const code = request.state?.code;
	return code === undefined ? null : states.describe(code, request.side);
}

function notAllowed(state: StateLabel | null, possible: readonly string[]): string {
	const now = state === null ? 'in its present state' : `in status ${state.label}`;
	if (possible.length === 0) return `The request is ${now} and allows no action at this moment. It may be waiting for the other library; try again in a minute.`;
	return `The request is ${now} and does not allow this. Possible now: ${possible.map(actionLabel).join(', ')}.`;
}

function doneSentence(action: RequestAction, before: StateLabel | null, after: StateLabel | null, now: PatronRequest): string {
	const change = after === null || before?.code === after.code ? '' : ` The status changed from ${before?.label ?? 'unknown'} to ${after.label}.`;
	const network = now.awaitsDelivery === true ? ' The other library could not be told yet; ReShare tries again.' : '';
	const done: Record<RequestAction['kind'], string> = {
		cancel: states.of(after?.code, 'borrowing')?.event === 'cancelled' ? 'The request was cancelled.' : 'Cancellation was asked of the lending library.',
		closeManually: 'The request was closed.',
		agreeConditions: 'The conditions were accepted.',
		rejectConditions: 'The conditions were rejected.',
		markMessagesSeen: 'The messages are marked as read.',
		sendMessage: 'The message was sent.',
	};
	return `${done[action.kind]}${change}${network}`;
}

function refusedSentence(action: RequestAction, message: string | undefined): string {
	if (action.kind === 'sendMessage') return 'ReShare could not send the message: there is no other library now, or it cannot be reached.';
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
