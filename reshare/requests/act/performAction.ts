import { ReShareError } from '../../errors';
import type { ActionAnswer, RequestBackend } from '../port/RequestBackend';
import type { Condition, PatronRequest, Side } from '../model/request';
import type { StateEventName } from '../model/events';
import { isTerminal, stateLabelOf, type StateLabel } from '../model/state';
import { textWithoutSystemMarks } from '../model/messageMarks';
import { actionTable, type ActionKind, type AllowedAction, type ActionBlocker, type RequestAction } from '../model/actions';
import { joinSentences } from '../../sentences';
import { openConditions } from '../model/conditions';
import {
	conditionsAcceptedSince,
	agreementProblem,
	conditionsNotShown,
	conditionsNotShownSentence,
	describeConditions,
	type ConditionMask,
} from './conditionAgreement';
import { checkActionInput, unsupportedSettingsSentence } from './checkActionInput';

export interface ActionResult {
	/** What the action led to. `wouldBeDone` is only the outcome of a preview. */
	readonly outcome: 'done' | 'wouldBeDone' | 'notPossible' | 'unclear';
	/**
	 * `incomplete`: a setting of the action is missing or wrong. `furtherConditions`: a condition was not shown to the person who agrees.
	 */
	readonly reason:
		| 'done'
		| 'allowedNow'
		| 'notAllowedNow'
		| 'furtherConditions'
		| 'incomplete'
		| 'otherSide'
		| 'notOffered'
		| 'refused'
		| 'notSent'
		| 'unclear';
	readonly explanation: string;
	readonly before: StateLabel | null;
	readonly after: StateLabel | null;
	/** The actions that the request allows afterwards, in words; null where they could not be read. */
	readonly possibleActions: readonly string[] | null;
	readonly request: PatronRequest;
	/** The lender's locations from which to choose, if the action must name the one from which the item is fetched; otherwise null. */
	readonly lendingPlaces: readonly string[] | null;
	/** Why the request does not allow the action; set for `notAllowedNow`. */
	readonly blocker: ActionBlocker['kind'] | null;
	/** The id of the request that replaced this one. */
	readonly succeededBy: string | null;
	/** The conditions that an agreement would accept, or has accepted; null for any other action. */
	readonly conditions: readonly Condition[] | null;
}

type ExplainedOutcome = Pick<ActionResult, 'outcome' | 'reason' | 'explanation'>;

const done = (explanation: string): ExplainedOutcome => ({ outcome: 'done', reason: 'done', explanation });
const unclear = (explanation: string): ExplainedOutcome => ({ outcome: 'unclear', reason: 'unclear', explanation });

interface Plan {
	/** The result that the action should have, with the request's present state. */
	readonly result: ActionResult;
	/** The back end's names of the actions that are possible. */
	readonly names: readonly string[];
	readonly leftOut: string;
}

const unmasked: ConditionMask = (condition) => condition;

/** These actions may be allowed even while a request waits for the other library. If it allows no others, it probably waits. */
const asides: ReadonlySet<ActionKind | undefined> = new Set(['closeManually', 'markMessagesSeen', 'writeStaffNote']);

export async function previewAction(
	backend: RequestBackend,
	request: PatronRequest,
	action: RequestAction,
	mask: ConditionMask = unmasked,
): Promise<ActionResult> {
	return (await plan(backend, request, action, mask)).result;
}

async function plan(backend: RequestBackend, request: PatronRequest, action: RequestAction, mask: ConditionMask): Promise<Plan> {
	checkActionInput(backend, action);
	const [supported, allowed] = await Promise.all([backend.actions(), backend.allowed(request)]);
	const names = possible(allowed).map(({ name }) => name);
	const before = stateLabelOf(request.state);
	const facts = {
		before,
		after: before,
		request,
		possibleActions: labels(allowed),
		lendingPlaces: null,
		succeededBy: request.succeededBy ?? null,
		conditions: action.kind === 'agreeConditions' ? openConditions(request) : null,
		blocker: null,
	};
	const planned = (explained: ExplainedOutcome & Partial<ActionResult>, rest = ''): Plan => ({
		result: { ...facts, ...explained },
		names,
		leftOut: rest,
	});
	const no = (reason: ActionResult['reason'], explanation: string, lendingPlaces: readonly string[] | null = null): Plan =>
		planned({ outcome: 'notPossible', reason, explanation, lendingPlaces });
	const blockedBy = ({ kind, sentence }: ActionBlocker): Plan =>
		planned({ outcome: 'notPossible', reason: 'notAllowedNow', explanation: sentence, blocker: kind });
	const { label } = actionTable[action.kind];
	const { side } = request;
	if (supported[action.kind] === undefined)
		return no(
			'notOffered',
			joinSentences(`The ReShare of your library has no action '${label}'.`, backend.ownActions[action.kind]?.instead),
		);
	if (!isForSide(backend, action, side)) return no('otherSide', `It is a ${side} request, which does not allow this.`);
	if (action.kind === 'requestAgain' && request.succeededBy !== undefined)
		return blockedBy({ kind: 'alreadyRequestedAgain', sentence: 'It was requested again already.' });
	const offers = allowed.filter(({ kind }) => kind === action.kind);
	if (offers.every(({ blocker }) => blocker !== undefined)) return blockedBy(offers[0]?.blocker ?? notAllowed(request, allowed));
	if (action.kind === 'markShipped' && supported.markShipped?.includes('barcodes') === true && isNumberAmong(action.barcodes, request))
		return no('incomplete', `'${request.hrid}' is the number of the request. Scan or enter the barcode of the item that is sent.`);
	const lack = await backend.lacks(request, action, names);
	if (lack !== undefined) return no('incomplete', lack.sentence, lack.places);
	const fault = action.kind === 'agreeConditions' ? agreementProblem(request, action.shown, mask) : undefined;
	if (fault !== undefined) return no('furtherConditions', fault);
	const rest = unsupportedSettingsSentence(supported, action);
	const accepts = facts.conditions === null ? '' : ` It would accept: ${describeConditions(facts.conditions, mask)}.`;
	return planned(
		{ outcome: 'wouldBeDone', reason: 'allowedNow', explanation: `The request allows this action now.${accepts} Nothing was done.${rest}` },
		rest,
	);
}

/**
 * Whether a barcode is the request's own number, which a scanner sends that has read the pull slip twice. A slip from before a migration
 * has the number without what follows the tilde.
 */
function isNumberAmong(barcodes: readonly string[] = [], { hrid }: PatronRequest): boolean {
	const [number] = (hrid ?? '').toUpperCase().split('~');
	return number !== '' && barcodes.some((barcode) => barcode.toUpperCase().split('~')[0] === number);
}

/**
 * Performs one action, once. An action that the request does not allow now is not sent, because even a refused action is written to the
 * request's history. If the answer is lost, the request's state shows, for most actions, whether the action was done.
 *
 * @param mask gives the part of a condition that may be shown in the explanation
 * @param isStillDue the request is read again before every attempt and must satisfy this, or nothing more is sent; its argument is
 *   undefined where the request is gone
 */
export async function performAction(
	backend: RequestBackend,
	request: PatronRequest,
	action: RequestAction,
	isStillDue?: (now: PatronRequest | undefined) => boolean,
	mask: ConditionMask = unmasked,
): Promise<ActionResult> {
	const planned = await plan(backend, request, action, mask);
	const { outcome, conditions } = planned.result;
	if (outcome !== 'wouldBeDone') return planned.result;
	const result = await perform(backend, request, action, planned, isStillDue, mask);
	return conditions === null ? result : withAgreement(request, conditions, result, mask);
}

async function perform(
	backend: RequestBackend,
	request: PatronRequest,
	action: RequestAction,
	{ result, names, leftOut: rest }: Plan,
	isStillDue: ((now: PatronRequest | undefined) => boolean) | undefined,
	mask: ConditionMask,
): Promise<ActionResult> {
	const { conditions: shown } = result;
	const isDue =
		isStillDue === undefined && shown === null
			? undefined
			: async () => {
					const read = await backend.get(request.id);
					return isStillDue?.(read) !== false && (shown === null || (read !== undefined && conditionsNotShown(read, shown).length === 0));
				};
	let answer: ActionAnswer | undefined = (await isDue?.()) === false ? { accepted: false, isOvertaken: true } : undefined;
	let cause: ReShareError | undefined;
	try {
		answer ??= await backend.act(request, action, names, isDue);
	} catch (error) {
		// A gateway that asks for fewer calls may have passed this one on, too.
		if (!(error instanceof ReShareError) || !(error.mayHaveReached || error.kind === 'rateLimited')) throw error;
		cause = error;
	}
	// A failure to read the request is ignored here, because it says nothing about whether the action was done.
	const now = (shown === null ? answer?.now : undefined) ?? (await backend.get(request.id).catch(() => undefined));
	const allowedNow = now === undefined ? undefined : await backend.allowed(now).catch(() => undefined);
	const after = stateLabelOf(now?.state);
	const facts: ActionResult = {
		...result,
		after,
		request: now ?? request,
		possibleActions: allowedNow === undefined ? null : labels(allowedNow),
		succeededBy: now?.succeededBy ?? null,
	};
	if (answer?.isOvertaken === true) {
		const further = shown === null || now === undefined ? undefined : conditionsNotShownSentence(conditionsNotShown(now, shown), mask);
		return {
			...facts,
			outcome: 'notPossible',
			reason: further === undefined ? 'notAllowedNow' : 'furtherConditions',
			blocker: further === undefined ? 'changedMeanwhile' : null,
			explanation: further ?? 'The request has changed since it was read. Nothing was sent.',
		};
	}
	const shortfall = backend.shortfall?.(action, names, now);
	if (answer === undefined) {
		if (cause?.mayHaveReached === false && showsNotPerformed(action, request, now)) throw cause;
		return { ...facts, ...lostAnswer(action, request, now, allowedNow && possible(allowedNow), shortfall) };
	}
	const failure = failureOf(action, answer, request, now, facts);
	if (failure !== undefined) return { ...facts, ...failure };
	if (shortfall !== undefined) return { ...facts, ...unclear(`${shortfall}${change(facts.before, facts.after)}`) };
	return { ...facts, ...done(`${await doneSentence(backend, action, answer, facts.before, facts.request, facts.after)}${rest}`) };
}

/** Returns the result for an answer that does not say that the action was done; undefined if it says so. */
function failureOf(
	action: RequestAction,
	answer: ActionAnswer,
	request: PatronRequest,
	now: PatronRequest | undefined,
	{ before, after }: ActionResult,
): ExplainedOutcome | undefined {
	// mod-rs answers with an error when its check finds a problem in the request; the check itself was made.
	const isFinding = action.kind === 'checkAgain' && after !== null && after.code !== before?.code;
	if (answer.brokeOff === true) {
		return unclear(
			`ReShare met with an error of its own and does not say how far the action had come.${change(before, after)} The other library may have been told already. Look at the request in ReShare before you try again.`,
		);
	}
	if (!answer.accepted && !isFinding) {
		// The message was accepted but not delivered yet. If the action were repeated, it would be sent twice.
		const waits =
			action.kind === 'sendMessage' &&
			now?.awaitsDelivery === true &&
			countSentMessagesWithText(now, action.text) > countSentMessagesWithText(request, action.text);
		if (waits) return done(`ReShare has taken the message.${network(now)}`);
		const reason = action.kind === 'sendMessage' ? 'notSent' : 'refused';
		// If the state has changed although the action was refused, a part of the action may have been done.
		const outcome = after === null || after.code === before?.code ? 'notPossible' : 'unclear';
		return { outcome, reason, explanation: `${refusedSentence(action, answer.message)}${change(before, after)}` };
	}
	if (action.kind === 'agreeConditions' && now === undefined) {
		return unclear(
			'ReShare accepted the conditions, and the request could not be read afterward. Conditions that came in the same moment count as accepted, too: look at it in ReShare.',
		);
	}
	if (action.kind === 'closeManually' && now?.state?.known?.closesAs !== action.as) {
		const found = after === null ? 'but the request could not be read afterwards' : `but the status is still ${after.label}`;
		return unclear(
			`ReShare says that it closed the request, ${found}. Look at it in ReShare before you try again; the other library may have been told that it was closed.`,
		);
	}
	return undefined;
}

/**
 * Completes the result of an agreement: which conditions were accepted, which of them nobody was shown, and which came too late. The back
 * end accepts all conditions that are open when it acts; if one of them was not shown, staff must look at the request.
 */
function withAgreement(before: PatronRequest, shown: readonly Condition[], result: ActionResult, mask: ConditionMask): ActionResult {
	const { outcome, explanation, request } = result;
	const accepted = conditionsAcceptedSince(before, request);
	const unseen = accepted.filter(({ id }) => !shown.some((one) => one.id === id));
	if (outcome === 'notPossible' && accepted.length === 0) return result;
	const later = conditionsNotShown(request, shown);
	const conditions = accepted.length > 0 || outcome !== 'done' ? accepted : shown;
	const sentences = [
		conditions.length === 0
			? undefined
			: `${outcome === 'done' ? 'Accepted' : 'Even so, this counts as accepted, and the lender may know it'}: ${describeConditions(conditions, mask)}.`,
		unseen.length === 0
			? undefined
			: `Not shown before, since it came in the same moment: ${describeConditions(unseen, mask)}. Cancel the request, or write to the lender, if your library does not agree.`,
		later.length === 0 ? undefined : `Not accepted, since it came later: ${describeConditions(later, mask)}.`,
	];
	const isDoubtful = unseen.length > 0 || outcome === 'notPossible';
	return {
		...result,
		conditions,
		explanation: joinSentences(explanation, ...sentences),
		...(isDoubtful ? { outcome: 'unclear', reason: unseen.length > 0 ? 'furtherConditions' : 'unclear' } : {}),
	};
}

/** If only some steps of an action were done, these actions can complete it. */
const restOf: Readonly<Partial<Record<ActionKind, readonly ActionKind[]>>> = {
	patronReturned: ['patronReturned'],
	returnAndShipBack: ['returnAndShipBack', 'shipBack'],
	markShipped: ['markShipped'],
};

function lostAnswer(
	action: RequestAction,
	before: PatronRequest,
	now: PatronRequest | undefined,
	left: readonly AllowedAction[] | undefined,
	shortfall: string | undefined,
): ExplainedOutcome {
	const [was, is] = [stateLabelOf(before.state), stateLabelOf(now?.state)];
	const rest = left?.find(({ kind }) => kind !== undefined && restOf[action.kind]?.includes(kind) === true);
	const hasChangedState = now !== undefined && is?.code !== was?.code;
	if (hasChangedState && rest !== undefined)
		return unclear(
			`The answer was lost. The status changed from ${was?.label ?? 'unknown'} to ${is?.label ?? 'unknown'}, and '${rest.label}' is still possible. Look at it in ReShare before you try again.`,
		);
	if (hasChangedState && comesOf(action, now) && (left !== undefined || restOf[action.kind] === undefined)) {
		if (shortfall !== undefined) return unclear(`The answer was lost. ${shortfall}${change(was, is)}`);
		return done(`The answer was lost, but the status has changed from ${was?.label ?? 'unknown'} to ${is?.label ?? 'unknown'}.`);
	}
	if (now?.succeededBy !== undefined && before.succeededBy === undefined)
		return done('The answer was lost, but the request has a successor.');
	if (
		now !== undefined &&
		action.kind === 'sendMessage' &&
		now.deliveryFailed !== true &&
		countSentMessagesWithText(now, action.text) > countSentMessagesWithText(before, action.text)
	)
		return done('The answer was lost, but the message stands in the request.');
	const unknown =
		now === undefined
			? 'could not be read afterward, so it is not known whether the action was performed.'
			: 'does not show whether the action was performed.';
	return unclear(`The answer was lost, and the request ${unknown}${change(was, is)} Look at it in ReShare before you try again.`);
}

const withoutChange: ReadonlySet<ActionKind> = new Set(['sendMessage', 'markMessagesSeen', 'writeStaffNote']);
/** These actions can leave a request in its status. */
const mayKeepState: ReadonlySet<ActionKind> = new Set([...withoutChange, 'sendConditions', 'checkAgain', 'printPullSlip']);

/** Whether a request that was read after an action proves that the action was not performed, and is not under way either. */
function showsNotPerformed({ kind }: RequestAction, before: PatronRequest, now: PatronRequest | undefined): boolean {
	if (now === undefined || mayKeepState.has(kind)) return false;
	return now.state?.code === before.state?.code && now.succeededBy === before.succeededBy && now.underWaySince === before.underWaySince;
}

/** Only staff cause these changes of state, so that the state proves them. */
const onlyByStaff: ReadonlySet<ActionKind> = new Set([
	'checkAgain',
	'approveAsIs',
	'fillLocally',
	'cannotFillLocally',
	'requestAgain',
	'markReviewed',
]);
/**
 * Of a lender's actions, besides a manual closing, only these end a request as `cancelled` or `notSupplied`. After any other action, these
 * events prove nothing, because ReShare or the borrower may have brought them about.
 */
const endsAs: Readonly<Partial<Record<ActionKind, StateEventName>>> = { agreeCancellation: 'cancelled', cannotSupply: 'notSupplied' };

/**
 * Whether the present state proves that the action was done. A state that the other library, or ReShare itself, can bring about proves
 * nothing.
 */
function comesOf(action: RequestAction, { state, side }: PatronRequest): boolean {
	const known = state?.known;
	if (withoutChange.has(action.kind)) return false;
	if (onlyByStaff.has(action.kind)) return true;
	if (action.kind === 'closeManually') return known?.closesAs === action.as;
	// Before any library is asked, some back ends close a request in order to cancel it.
	if (action.kind === 'cancel')
		return (
			known?.event === 'cancelled' ||
			known?.exchange === 'cancelAsked' ||
			known?.broughtBy?.includes('Cancelled') === true ||
			(known?.verdict?.reason === 'closed' && (known.event ?? null) === null)
		);
	if (action.kind === 'agreeConditions') return known?.event === 'expectsToSupply';
	if (side === 'lending' && (endsAs[action.kind] !== undefined || known?.event === 'cancelled' || known?.event === 'notSupplied'))
		return known?.event === endsAs[action.kind];
	if (side === 'lending') return known?.event !== 'cancelRequested' && known?.phase !== 'onItsWayBack';
	return known?.broughtBy === undefined && known?.exchange !== 'asked';
}

export function countSentMessagesWithText({ messages }: PatronRequest, text: string): number {
	return messages.filter((message) => message.sent === true && message.isRefused !== true && message.text === textWithoutSystemMarks(text))
		.length;
}

function isForSide({ states }: RequestBackend, action: RequestAction, side: Side): boolean {
	if (action.kind === 'closeManually') return states.closings(side).includes(action.as);
	const { side: only } = actionTable[action.kind];
	return only === undefined || only === side;
}

function labels(allowed: readonly AllowedAction[]): string[] {
	return [...new Set(possible(allowed).map(({ label }) => label))];
}

function possible(allowed: readonly AllowedAction[]): AllowedAction[] {
	return allowed.filter(({ blocker }) => blocker === undefined);
}

function notAllowed({ state }: PatronRequest, allowed: readonly AllowedAction[]): ActionBlocker {
	const now = state === undefined ? 'in its present state' : `in status ${state.label}`;
	const waits = !isTerminal(state) && allowed.every(({ kind }) => asides.has(kind));
	if (waits)
		return {
			kind: 'waitsForOtherLibrary',
			sentence: `The request is ${now} and allows no action at this moment. It may be waiting for the other library; try again in a minute.`,
		};
	return { kind: 'otherStatus', sentence: `The request is ${now} and does not allow this. Possible now: ${labels(allowed).join(', ')}.` };
}

async function doneSentence(
	backend: RequestBackend,
	{ kind }: RequestAction,
	answer: ActionAnswer,
	before: StateLabel | null,
	now: PatronRequest,
	after: StateLabel | null,
): Promise<string> {
	const usual = kind === 'cancel' && now.state?.known?.event === 'cancelled' ? 'The request was canceled.' : actionTable[kind].done;
	const remark = answer.remark === undefined ? '' : ` ${answer.remark}`;
	return `${answer.done ?? usual}${kind === 'requestAgain' ? await successorSentence(backend, now) : ''}${change(before, after)}${network(now)}${remark}`;
}

function network({ awaitsDelivery, deliveryFailed }: PatronRequest): string {
	if (awaitsDelivery === true) return ' The other library could not be told yet; ReShare tries again.';
	return deliveryFailed === true
		? ' The other library could not be told of this or of an earlier step, and ReShare does not try again: look at the request there.'
		: '';
}

/** Names the new request, which may have no number yet. */
async function successorSentence(backend: RequestBackend, { succeededBy }: PatronRequest): Promise<string> {
	if (succeededBy === undefined) return ' ReShare does not name the new request yet.';
	const successor = await backend.get(succeededBy).catch(() => undefined);
	return ` The new request is ${successor?.hrid ?? succeededBy}.`;
}

function change(before: StateLabel | null, after: StateLabel | null): string {
	return after === null || before?.code === after.code ? '' : ` The status changed from ${before?.label ?? 'unknown'} to ${after.label}.`;
}

function refusedSentence(action: RequestAction, message: string | undefined): string {
	const text = message?.replace(/\.?(?<!\s)\s*$/, '');
	if (action.kind === 'sendMessage')
		return `ReShare could not send the message: ${text ?? 'there is no other library now, or it cannot be reached'}.`;
	return `ReShare did not perform the action${text === undefined ? '' : `: ${text}`}.`;
}
