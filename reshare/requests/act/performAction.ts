import { ReShareError } from '../../errors';
import type { ActionAnswer, RequestBackend } from '../port/RequestBackend';
import type { Condition, PatronRequest } from '../model/request';
import { advice } from '../model/advice';
import { hasTrait, isTerminal, stateLabelOf, type StateEventName, type StateLabel } from '../model/state';
import { textWithoutSystemMarks } from '../model/messageMarks';
import {
	actionTable,
	type ActionKind,
	type AllowedAction,
	type ActionBlocker,
	type RequestAction,
	type SupportedActions,
} from '../model/actions';
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

type ExplainedOutcome = Pick<ActionResult, 'outcome' | 'reason' | 'explanation'> & Partial<ActionResult>;

const done = (explanation: string): ExplainedOutcome => ({ outcome: 'done', reason: 'done', explanation });
const unclear = (explanation: string): ExplainedOutcome => ({ outcome: 'unclear', reason: 'unclear', explanation });

interface AskedAction {
	readonly backend: RequestBackend;
	readonly request: PatronRequest;
	readonly action: RequestAction;
	readonly mask: ConditionMask;
}

const unmasked: ConditionMask = (condition) => condition;

/** These actions may be allowed even while a request waits for the other library. If it allows no others, it probably waits. */
const asides = new Set<ActionKind | undefined>(['closeManually', 'markMessagesSeen', 'writeStaffNote']);

export async function previewAction(
	backend: RequestBackend,
	request: PatronRequest,
	action: RequestAction,
	mask = unmasked,
): Promise<ActionResult> {
	return (await plan({ backend, request, action, mask })).result;
}

/** Returns the result that an action should have, with the request's present state. */
async function plan(asked: AskedAction) {
	const { backend, request, action, mask } = asked;
	checkActionInput(backend, action);
	const [supported, allowed] = await Promise.all([backend.actions(), backend.allowed(request)]);
	const possible = withoutBlocked(allowed);
	const names = possible.map(({ name }) => name);
	const leftOut = unsupportedSettingsSentence(supported, action);
	const before = stateLabelOf(request.state);
	const conditions = action.kind === 'agreeConditions' ? openConditions(request) : null;
	const accepts = conditions === null ? '' : ` It would accept: ${describeConditions(conditions, mask)}.`;
	const result: ActionResult = {
		outcome: 'wouldBeDone',
		reason: 'allowedNow',
		explanation: `The request allows this action now.${accepts} Nothing was done.${leftOut}`,
		before,
		after: before,
		request,
		possibleActions: labels(possible),
		lendingPlaces: null,
		succeededBy: request.succeededBy ?? null,
		conditions,
		blocker: null,
	};
	const impossible = await findImpossibility(asked, supported, allowed, names);
	return {
		result: impossible === undefined ? result : ({ ...result, outcome: 'notPossible', ...impossible } as const),
		/** The back end's names of the actions that are possible. */
		names,
		/** Names the settings that the back end does not take. */
		leftOut,
	};
}

/** Returns the part of the result that tells why the request does not allow the action; undefined if it does. */
async function findImpossibility(
	{ backend, request, action, mask }: AskedAction,
	supported: SupportedActions,
	allowed: readonly AllowedAction[],
	names: readonly string[],
): Promise<Omit<ExplainedOutcome, 'outcome'> | undefined> {
	const blockedBy = ({ kind, sentence }: ActionBlocker) => ({ reason: 'notAllowedNow', explanation: sentence, blocker: kind }) as const;
	if (supported[action.kind] === undefined) {
		const missing = `The ReShare of your library has no action '${actionTable[action.kind].label}'.`;
		return { reason: 'notOffered', explanation: joinSentences(missing, backend.ownActions[action.kind]?.instead) };
	}
	const { side } = actionTable[action.kind];
	const isForSide =
		action.kind === 'closeManually'
			? backend.states.closings(request.side).includes(action.as)
			: side === undefined || side === request.side;
	if (!isForSide) return { reason: 'otherSide', explanation: `It is a ${request.side} request, which does not allow this.` };
	if (action.kind === 'requestAgain' && request.succeededBy !== undefined)
		return blockedBy({ kind: 'alreadyRequestedAgain', sentence: 'It was requested again already.' });
	const offers = allowed.filter(({ kind }) => kind === action.kind);
	if (offers.every(({ blocker }) => blocker !== undefined)) return blockedBy(offers[0]?.blocker ?? notAllowed(request, allowed));
	if (action.kind === 'markShipped' && supported.markShipped?.includes('barcodes') === true && isNumberAmong(action.barcodes, request)) {
		const explanation = `'${request.hrid}' is the number of the request. Scan or enter the barcode of the item that is sent.`;
		return { reason: 'incomplete', explanation };
	}
	const lack = await backend.lacks(request, action, names);
	if (lack !== undefined) return { reason: 'incomplete', explanation: lack.sentence, lendingPlaces: lack.places ?? null };
	const fault = action.kind === 'agreeConditions' ? agreementProblem(request, action.shown, mask) : undefined;
	return fault === undefined ? undefined : { reason: 'furtherConditions', explanation: fault };
}

/**
 * Whether a barcode is the request's own number, which a scanner sends that has read the pull slip twice. A slip from before a migration
 * has the number without what follows the tilde.
 */
function isNumberAmong(barcodes: readonly string[] = [], { hrid }: PatronRequest) {
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
	mask = unmasked,
): Promise<ActionResult> {
	const asked = { backend, request, action, mask };
	const { result, names, leftOut } = await plan(asked);
	const { conditions, outcome } = result;
	if (outcome !== 'wouldBeDone') return result;
	const shown = conditions?.map(({ id }) => id);
	const isDue =
		isStillDue === undefined && shown === undefined
			? undefined
			: async () => {
					const read = await backend.get(request.id);
					return (
						isStillDue?.(read) !== false && (shown === undefined || (read !== undefined && conditionsNotShown(read, shown).length === 0))
					);
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
	const now = (shown === undefined ? answer?.now : undefined) ?? (await backend.get(request.id).catch(() => undefined));
	const possible = now && (await backend.allowed(now).then(withoutBlocked, () => undefined));
	const attempt: Attempt = { ...asked, ...describeChange(request, now), now, shown, shortfall: backend.shortfall?.(action, names, now) };
	if (cause?.mayHaveReached === false && showsNotPerformed(attempt)) throw cause;
	const explained =
		answer === undefined
			? lostAnswer(attempt, possible)
			: (failureOf(attempt, answer) ?? done(`${await doneSentence(attempt, answer)}${leftOut}`));
	return withAgreement(attempt, {
		...result,
		after: attempt.after,
		request: now ?? request,
		possibleActions: possible === undefined ? null : labels(possible),
		succeededBy: now?.succeededBy ?? null,
		...explained,
	});
}

/** An attempt to perform an action, with the request as it was before and as it was read afterward. */
interface Attempt extends AskedAction, ReturnType<typeof describeChange> {
	/** Undefined if the request could not be read. */
	readonly now: PatronRequest | undefined;
	/** The ids of the conditions that an agreement was meant to accept; undefined for any other action. */
	readonly shown: readonly string[] | undefined;
	/** What was not done, as a sentence. */
	readonly shortfall: string | undefined;
}

/** Describes how the status has changed; `change` is a sentence, or empty if it has not changed or is not known. */
function describeChange(request: PatronRequest, now: PatronRequest | undefined) {
	const [before, after] = [stateLabelOf(request.state), stateLabelOf(now?.state)];
	const fromTo = `from ${before?.label ?? 'unknown'} to ${after?.label ?? 'unknown'}`;
	const change = after === null || before?.code === after.code ? '' : ` The status changed ${fromTo}.`;
	return { after, fromTo, change, isNewState: now !== undefined && after?.code !== before?.code };
}

/** Returns the result for an answer that does not say that the whole action was done; undefined if it says so. */
function failureOf(attempt: Attempt, answer: ActionAnswer): ExplainedOutcome | undefined {
	const { action, after, change, mask, now, shortfall, shown } = attempt;
	if (answer.isOvertaken === true) {
		const further = now && shown && conditionsNotShownSentence(now, shown, mask);
		if (further !== undefined) return { outcome: 'notPossible', reason: 'furtherConditions', explanation: further };
		const explanation = 'The request has changed since it was read. Nothing was sent.';
		return { outcome: 'notPossible', reason: 'notAllowedNow', blocker: 'changedMeanwhile', explanation };
	}
	if (answer.brokeOff === true) {
		return unclear(
			`ReShare met with an error of its own and does not say how far the action had come.${change} The other library may have been told already. Look at the request in ReShare before you try again.`,
		);
	}
	// mod-rs answers with an error when its check finds a problem in the request; the check itself was made.
	if (!answer.accepted && !(action.kind === 'checkAgain' && change !== '')) {
		// The message was accepted but not delivered yet. If the action were repeated, it would be sent twice.
		if (showsMessage(attempt) && now?.awaitsDelivery === true) return done(`ReShare has taken the message.${network(now)}`);
		const reason = action.kind === 'sendMessage' ? 'notSent' : 'refused';
		// If the state has changed although the action was refused, a part of the action may have been done.
		const outcome = change === '' ? 'notPossible' : 'unclear';
		return { outcome, reason, explanation: `${refusedSentence(action, answer.message)}${change}` };
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
	return shortfall === undefined ? undefined : unclear(`${shortfall}${change}`);
}

/**
 * Completes the result of an agreement: which conditions were accepted, which of them nobody was shown, and which came too late. The back
 * end accepts all conditions that are open when it acts; if one of them was not shown, staff must look at the request.
 */
function withAgreement({ mask, request: before, shown = [] }: Attempt, result: ActionResult): ActionResult {
	const { conditions: planned, outcome, explanation, request } = result;
	if (planned === null) return result;
	const accepted = conditionsAcceptedSince(before, request);
	const unseen = accepted.filter(({ id }) => !shown.includes(id));
	if (outcome === 'notPossible' && accepted.length === 0) return result;
	const conditions = accepted.length > 0 || outcome !== 'done' ? accepted : planned;
	const acceptedHow = outcome === 'done' ? 'Accepted' : 'Even so, this counts as accepted, and the lender may know it';
	const about = (listed: readonly Condition[], beginning: string, ending = '') =>
		listed.length === 0 ? undefined : `${beginning}: ${describeConditions(listed, mask)}.${ending}`;
	const isDoubtful = unseen.length > 0 || outcome === 'notPossible';
	return {
		...result,
		conditions,
		explanation: joinSentences(
			explanation,
			about(conditions, acceptedHow),
			about(
				unseen,
				'Not shown before, since it came in the same moment',
				' Cancel the request, or write to the lender, if your library does not agree.',
			),
			about(conditionsNotShown(request, shown), 'Not accepted, since it came later'),
		),
		...(isDoubtful && { outcome: 'unclear', reason: unseen.length > 0 ? 'furtherConditions' : 'unclear' }),
	};
}

/** If only some steps of an action were done, these actions can complete it. */
const restOf: Readonly<Partial<Record<ActionKind, readonly ActionKind[]>>> = {
	patronReturned: ['patronReturned'],
	returnAndShipBack: ['returnAndShipBack', 'shipBack'],
	markShipped: ['markShipped'],
};

function lostAnswer(attempt: Attempt, possible: readonly AllowedAction[] | undefined): ExplainedOutcome {
	const { action, change, fromTo, isNewState, now, request, shortfall } = attempt;
	const rest = possible?.find(({ kind }) => kind !== undefined && restOf[action.kind]?.includes(kind) === true);
	if (isNewState && rest !== undefined)
		return unclear(
			`The answer was lost. The status changed ${fromTo}, and '${rest.label}' is still possible. Look at it in ReShare before you try again.`,
		);
	if (isNewState && now !== undefined && comesOf(action, now) && (possible !== undefined || restOf[action.kind] === undefined)) {
		if (shortfall !== undefined) return unclear(`The answer was lost. ${shortfall}${change}`);
		return done(`The answer was lost, but the status has changed ${fromTo}.`);
	}
	if (now?.succeededBy !== undefined && request.succeededBy === undefined)
		return done('The answer was lost, but the request has a successor.');
	if (showsMessage(attempt) && now?.deliveryFailed !== true) return done('The answer was lost, but the message stands in the request.');
	const unknown =
		now === undefined
			? 'could not be read afterward, so it is not known whether the action was performed.'
			: 'does not show whether the action was performed.';
	return unclear(`The answer was lost, and the request ${unknown}${change} Look at it in ReShare before you try again.`);
}

const withoutChange = new Set<ActionKind>(['sendMessage', 'markMessagesSeen', 'writeStaffNote']);
/** These actions can leave a request in its status. */
const mayKeepState = new Set<ActionKind>([...withoutChange, 'sendConditions', 'checkAgain', 'printPullSlip']);

/** Whether a request that was read after an action proves that the action was not performed, and is not under way either. */
function showsNotPerformed({ action, request, now }: Attempt) {
	if (now === undefined || mayKeepState.has(action.kind)) return false;
	return now.state?.code === request.state?.code && now.succeededBy === request.succeededBy && now.underWaySince === request.underWaySince;
}

/** Whether a message of this text has been added to the request. */
function showsMessage({ action, request, now }: Attempt) {
	return (
		action.kind === 'sendMessage' &&
		now !== undefined &&
		countSentMessagesWithText(now, action.text) > countSentMessagesWithText(request, action.text)
	);
}

/** Only staff cause these changes of state, so that the state proves them. */
const onlyByStaff = new Set<ActionKind>(['checkAgain', 'approveAsIs', 'fillLocally', 'cannotFillLocally', 'requestAgain', 'markReviewed']);
/**
 * Of a lender's actions, besides a manual closing, only these end a request as `cancelled` or `notSupplied`. After any other action, these
 * events prove nothing, because ReShare or the borrower may have brought them about.
 */
const endsAs: Readonly<Partial<Record<ActionKind, StateEventName>>> = { agreeCancellation: 'cancelled', cannotSupply: 'notSupplied' };

/**
 * Whether the present state proves that the action was done. A state that the other library, or ReShare itself, can bring about proves
 * nothing.
 */
function comesOf(action: RequestAction, { state, side }: PatronRequest) {
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

export function countSentMessagesWithText({ messages }: PatronRequest, text: string) {
	return messages.filter((message) => message.sent === true && message.isRefused !== true && message.text === textWithoutSystemMarks(text))
		.length;
}

function labels(possible: readonly AllowedAction[]) {
	return [...new Set(possible.map(({ label }) => label))];
}

function withoutBlocked(allowed: readonly AllowedAction[]) {
	return allowed.filter(({ blocker }) => blocker === undefined);
}

function notAllowed({ state }: PatronRequest, allowed: readonly AllowedAction[]): ActionBlocker {
	const now = state === undefined ? 'in its present state' : `in status ${state.label}`;
	const isOpen = !isTerminal(state);
	const possible = labels(withoutBlocked(allowed));
	const others = possible.length === 0 ? '' : ` Possible now: ${possible.join(', ')}.`;
	if (isOpen && hasTrait(state?.known, 'stuck')) {
		const help = 'If no possible action helps, ask whoever runs ReShare.';
		return { kind: 'stuck', sentence: `The request is stuck ${now} and does not allow this. ${advice.readHistory}${others} ${help}` };
	}
	if (isOpen && allowed.every(({ kind }) => asides.has(kind)))
		return {
			kind: 'waitsForOtherLibrary',
			sentence: `The request is ${now} and allows no action at this moment. It may be waiting for the other library; try again in a minute.`,
		};
	return { kind: 'otherStatus', sentence: `The request is ${now} and does not allow this.${others}` };
}

async function doneSentence(attempt: Attempt, answer: ActionAnswer) {
	const { kind } = attempt.action;
	const now = attempt.now ?? attempt.request;
	const usual = kind === 'cancel' && now.state?.known?.event === 'cancelled' ? 'The request was canceled.' : actionTable[kind].done;
	const remark = answer.remark === undefined ? '' : ` ${answer.remark}`;
	return `${answer.done ?? usual}${kind === 'requestAgain' ? await successorSentence(attempt.backend, now) : ''}${attempt.change}${network(now)}${remark}`;
}

function network({ awaitsDelivery, deliveryFailed }: PatronRequest) {
	if (awaitsDelivery === true) return ' The other library could not be told yet; ReShare tries again.';
	return deliveryFailed === true
		? ' The other library could not be told of this or of an earlier step, and ReShare does not try again: look at the request there.'
		: '';
}

/** Names the new request, which may have no number yet. */
async function successorSentence(backend: RequestBackend, { succeededBy }: PatronRequest) {
	if (succeededBy === undefined) return ' ReShare does not name the new request yet.';
	const successor = await backend.get(succeededBy).catch(() => undefined);
	return ` The new request is ${successor?.hrid ?? succeededBy}.`;
}

function refusedSentence(action: RequestAction, message: string | undefined) {
	const text = message?.replace(/\.?(?<!\s)\s*$/, '');
	if (action.kind === 'sendMessage')
		return `ReShare could not send the message: ${text ?? 'there is no other library now, or it cannot be reached'}.`;
	return `ReShare did not perform the action${text === undefined ? '' : `: ${text}`}.`;
}
