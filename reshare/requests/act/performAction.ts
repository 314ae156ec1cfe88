import { ReShareError } from '../../errors';
import { named } from '../../words';
import type { ActionAnswer, RequestDesk } from '../RequestDesk';
import type { PatronRequest, Side } from '../request';
import { isTerminal, stateLabel, type StateLabel } from '../state';
import { actionWords, type ActionKind, type ActionSetting, type AllowedAction, type RequestAction } from './actions';

export interface ActionResult {
	/** `wouldBeDone`: in a preview, what would be `done`. */
	readonly outcome: 'done' | 'wouldBeDone' | 'notPossible' | 'unclear';
	readonly reason: 'done' | 'allowedNow' | 'notAllowedNow' | 'otherSide' | 'notOffered' | 'refused' | 'notSent' | 'unclear';
	readonly explanation: string;
	readonly before: StateLabel | null;
	readonly after: StateLabel | null;
	/** In words, what the request allows when all is done; null where that could not be read. */
	readonly possibleActions: readonly string[] | null;
	readonly request: PatronRequest;
}

type Verdict = Pick<ActionResult, 'outcome' | 'reason' | 'explanation'>;

/** They never move a request on, and may be allowed where everything else waits for the other library. */
const asides: ReadonlySet<ActionKind | undefined> = new Set(['closeManually', 'markMessagesSeen']);

/**
 * Says what `performAction` would do now, and does nothing.
 *
 * @throws ReShareError as `performAction`
 */
export async function previewAction(requests: RequestDesk, request: PatronRequest, action: RequestAction): Promise<ActionResult> {
	checkInput(requests, action);
	const allowed = await requests.allowed(request);
	const before = stateLabel(request.state);
	return { ...judge(requests, request, action, allowed), before, after: before, request, possibleActions: labels(allowed) };
}

function judge(requests: RequestDesk, request: PatronRequest, action: RequestAction, allowed: readonly AllowedAction[]): Verdict {
	const side = request.side ?? 'lending';
	if (requests.actions[action.kind] === undefined) {
		return { outcome: 'notPossible', reason: 'notOffered', explanation: `The ReShare of your library has no action '${actionWords[action.kind].label}'.` };
	}
	if (!isForSide(requests, action, side)) return { outcome: 'notPossible', reason: 'otherSide', explanation: `It is a ${side} request, which does not allow this.` };
	if (!allowed.some(({ kind }) => kind === action.kind)) return { outcome: 'notPossible', reason: 'notAllowedNow', explanation: notAllowed(request, allowed) };
	return { outcome: 'wouldBeDone', reason: 'allowedNow', explanation: `The request allows this action now. Nothing was done.${leftOut(requests, action)}` };
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
	let answer: ActionAnswer | undefined;
	try {
		answer = await requests.act(request, action);
	} catch (error) {
		if (!(error instanceof ReShareError) || !error.mayHaveReached) throw error;
	}
	// What was done is not undone by a reading that fails.
	const now = await requests.get(request.id).catch(() => undefined);
	const possible = now === undefined ? undefined : await requests.allowed(now).catch(() => undefined);
	const { before } = plan;
	const after = stateLabel(now?.state);
	const facts = { before, after, request: now ?? request, possibleActions: possible === undefined ? null : labels(possible) };
	if (answer === undefined) return { ...facts, ...lostAnswer(before, now === undefined ? before : after) };
	if (!answer.accepted) {
		const reason = action.kind === 'sendMessage' ? 'notSent' : 'refused';
		return { ...facts, outcome: 'notPossible', reason, explanation: refusedSentence(action, answer.message) };
	}
	if (action.kind === 'closeManually' && now?.state?.known?.closesAs !== action.as) {
		const found = after === null ? 'but the request could not be read afterwards' : `but the status is still ${after.label}`;
		return { ...facts, outcome: 'unclear', reason: 'unclear', explanation: `ReShare says that it closed the request, ${found}. Look at it in ReShare before you try again; the other library may have been told that it was closed.` };
	}
	return { ...facts, outcome: 'done', reason: 'done', explanation: `${doneSentence(action, answer, before, facts.request, after)}${leftOut(requests, action)}` };
}

function lostAnswer(before: StateLabel | null, after: StateLabel | null): Verdict {
	if (after?.code !== before?.code) {
		return { outcome: 'done', reason: 'done', explanation: `The answer was lost, but the status has changed from ${before?.label ?? 'unknown'} to ${after?.label ?? 'unknown'}.` };
	}
	return {
		outcome: 'unclear',
		reason: 'unclear',
		explanation: 'The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again.',
	};
}

function isForSide({ closings }: RequestDesk, action: RequestAction, side: Side): boolean {
	if (action.kind === 'closeManually') return closings[side].includes(action.as);
	const { side: only } = actionWords[action.kind];
	return only === undefined || only === side;
}

function checkInput({ closings }: RequestDesk, action: RequestAction): void {
	if (action.kind === 'sendMessage' && action.text.trim() === '') {
		throw new ReShareError('badInput', `${named('message')} is empty`, { description: 'Write what the other library is to read.' });
	}
	const words = [...new Set(Object.values(closings).flat())];
	if (action.kind === 'closeManually' && words.length > 0 && !words.includes(action.as)) {
		throw new ReShareError('badInput', `${named('closeAs')} has a status that ReShare cannot close a request with`, {
			description: `Choose one of: ${words.join(', ')}.`,
		});
	}
}

function labels(allowed: readonly AllowedAction[]): string[] {
	return allowed.map(({ label }) => label);
}

/** What was said with the action and the back end does not take, as a sentence. */
function leftOut({ actions }: RequestDesk, action: RequestAction): string {
	const takes: readonly string[] = actions[action.kind] ?? [];
	const rest = Object.entries(action).flatMap(([name, value]) => (isSetting(name) && value !== undefined && !takes.includes(name) ? [name] : []));
	return rest.length === 0 ? '' : ` Your library's ReShare takes no ${rest.join(' and no ')} with this action.`;
}

function isSetting(name: string): name is ActionSetting {
	return name === 'reason' || name === 'note';
}

function notAllowed({ state }: PatronRequest, allowed: readonly AllowedAction[]): string {
	const now = state === undefined ? 'in its present state' : `in status ${state.label}`;
	const waits = !isTerminal(state) && allowed.every(({ kind }) => asides.has(kind));
	if (waits) return `The request is ${now} and allows no action at this moment. It may be waiting for the other library; try again in a minute.`;
	return `The request is ${now} and does not allow this. Possible now: ${labels(allowed).join(', ')}.`;
}

function doneSentence({ kind }: RequestAction, answer: ActionAnswer, before: StateLabel | null, now: PatronRequest, after: StateLabel | null): string {
	const usual = kind === 'cancel' && now.state?.known?.event === 'cancelled' ? 'The request was canceled.' : actionWords[kind].done;
	const change = after === null || before?.code === after.code ? '' : ` The status changed from ${before?.label ?? 'unknown'} to ${after.label}.`;
	const network = now.awaitsDelivery === true ? ' The other library could not be told yet; ReShare tries again.' : '';
	const remark = answer.remark === undefined ? '' : ` ${answer.remark}`;
	return `${answer.done ?? usual}${change}${network}${remark}`;
}

function refusedSentence(action: RequestAction, message: string | undefined): string {
	if (action.kind === 'sendMessage') return 'ReShare could not send the message: there is no other library now, or it cannot be reached.';
	return `ReShare did not perform the action${message === undefined ? '' : `: ${message}`}.`;
}
