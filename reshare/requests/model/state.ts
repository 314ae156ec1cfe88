import { advice, type Advice } from './advice';
import { createdVerdict, endedVerdict, type CreateVerdict } from './outcomesOfCreate';

/** What the change to a state means, as one word for all back ends. */
export type StateEventName =
	| 'supplierChosen'
	| 'expectsToSupply'
	| 'cancelRefused'
	| 'supplierDeclined'
	| 'endOfRota'
	| 'cancelled'
	| 'shipped'
	| 'received'
	| 'overdue'
	| 'renewed'
	| 'recalled'
	| 'lost'
	| 'returnedByPatron'
	| 'returnShipped'
	| 'complete'
	| 'closed'
	| 'filledLocally'
	| 'loanedDigitally'
	| 'documentAvailable'
	| 'documentDelivered'
	| 'cancelRequested'
	| 'conditionsAnswered'
	| 'notSupplied'
	| 'receivedBack';

/** An event that entries of the history can have. `needsStaff`: the request is stuck, because the back end could not do its next step. */
export type HistoryEventName = StateEventName | 'needsStaff';

export type Phase = 'beingChecked' | 'asking' | 'onLoan' | 'onItsWayBack' | 'over';

/** How staff close a request by hand, as one word for all back ends. */
export type CloseAs = 'cancelled' | 'complete' | 'couldNotSupply' | 'endOfRota' | 'filledLocally' | 'notSupplied';

export type LenderAnswer = 'willSupply' | 'cannotSupply' | 'sendConditions';

/**
 * Properties of a state.
 * - `initial`: a request begins in it.
 * - `withdrawable`: no library has been asked yet, so that a request without a supplier can be canceled at once.
 * - `withPatron`: the patron can have the item.
 * - `mayStall`: a request may be stuck in it, which only its history shows.
 * - `stuck`: the back end stopped with an error, and does not go on by itself.
 * - `copy`: only requests for copies come to it.
 * - `automaticAnswer`: the back end gives the lending library's answer before staff have seen the request.
 */
type StateTrait = 'initial' | 'withdrawable' | 'withPatron' | 'mayStall' | 'stuck' | 'copy' | 'automaticAnswer';

/** What a state means while a request is in it, what staff do then, and what a change to it means. */
interface StateFacts<Code extends string> {
	/** The label as staff see it in ReShare. */
	readonly label: string;
	/** The part of a request's life. `over`: nothing more happens, except by hand. */
	readonly phase: Phase;
	readonly traits?: readonly StateTrait[];
	/**
	 * Set if the back end itself moves a new request out of this state within seconds. `unchecked`: its checks are still to come;
	 * `checked`: they are done; `notAsked`: only until another library is asked, which the request's supplier shows.
	 */
	readonly transient?: 'unchecked' | 'checked' | 'notAsked';
	/** What the lending library has answered when a request is in this state; set if phase and event do not show it. */
	readonly answer?: LenderAnswer;
	/** What a state of the borrowing side means for a request that was just made. Absent: it was created, or closed if it is `over`. */
	readonly verdict?: CreateVerdict;

	/** What staff must do so that the request continues, as a sentence; absent if it continues by itself. */
	readonly whatToDo?: Advice;
	/** What a request waits for at the lending desk. */
	readonly deskPart?: 'answer' | 'cancellation' | 'pullSlip' | 'fetch' | 'conditions' | 'overdue' | 'takeBack';
	/**
	 * The choice of closing by hand that leads to this state. For a choice that leads to none, a server may answer success and change
	 * nothing.
	 */
	readonly closesAs?: CloseAs;

	/**
	 * The event of a change from one of these states, in place of `event`; `otherwise` is for all other states, and null means no event.
	 */
	readonly eventAfter?: Readonly<Partial<Record<Code | 'otherwise', StateEventName | null>>>;
	/**
	 * Writes the change as a sentence. `library` is the name of the other library, `text` the back end's note, and `quoted` the same note
	 * if it may be shown.
	 */
	sentence?(library: string, from: Code, text?: string, quoted?: string): string;
	/**
	 * The message that the libraries have just exchanged. `declined` has a sentence of its own; `sentence` is used if `eventAfter` says
	 * that nobody declined.
	 */
	readonly exchange?: 'asked' | 'declined' | 'conditions' | 'retryAsked' | 'cancelAsked';
	/** The ISO 18626 statuses in messages of the other library that lead to this state. */
	readonly broughtBy?: readonly string[];
}

/** What this package knows of a state besides the server's data. A key that is absent means that the state does not have this property. */
export type KnownState<Code extends string = string> = StateFacts<Code> &
	(
		| {
				readonly event: StateEventName;
				/** A state that requests often come from, for a sample of the event. */
				readonly usuallyAfter: Code;
		  }
		/** `usuallyAfter` makes a sample possible, of an event in `eventAfter` or of a state that needs staff. */
		| { readonly event?: null; readonly usuallyAfter?: Code }
	);

export interface ServerState {
	readonly code: string;
	/** Whether the state is terminal. This field and the two below are undefined if the server does not say it. */
	readonly terminal?: boolean;
	readonly needsAttention?: boolean;
	/** Whether the request counts against the patron's limit. */
	readonly countsForPatron?: boolean;
}

export interface StateLabel {
	readonly code: string;
	readonly label: string;
}

/** The server's data about a state, together with the row of the back end's table for the request's side. */
export interface RequestState extends ServerState, StateLabel {
	/** The row of the table; undefined for a state that the back end does not ship. */
	readonly known: KnownState | undefined;
}

export function hasTrait(state: KnownState | undefined, trait: StateTrait) {
	return state?.traits?.includes(trait) === true;
}

function exceptionalEvent(from: string, { eventAfter = {} }: KnownState) {
	return eventAfter[Object.hasOwn(eventAfter, from) ? from : 'otherwise'];
}

export function eventOfTransition(from: string, to: KnownState | undefined) {
	const exceptional = to && exceptionalEvent(from, to);
	return exceptional === undefined ? (to?.event ?? null) : exceptional;
}

interface Step {
	readonly from: RequestState;
	readonly to: RequestState;
	/** The event, if the two states do not show it; null: there is none. */
	readonly event?: HistoryEventName | null;
}

/**
 * Whether a lending library declined. The same state may also follow the own library's refusal, or mean that a broker has no library left
 * to ask.
 */
export function isRefusalStep({ from, to, event }: Step) {
	return event !== null && to.known?.exchange === 'declined' && exceptionalEvent(from.code, to.known) !== null;
}

/** Returns the event of a change, as a word that does not differ between versions. */
export function eventNameOf({ from, to, event }: Step) {
	return (event === undefined ? eventOfTransition(from.code, to.known) : event) ?? (needsStaff(to) ? 'needsStaff' : 'statusChange');
}

export function stateLabelOf(state: RequestState | undefined) {
	return state?.code ? { code: state.code, label: state.label } : null;
}

/** Whether the state is terminal. The server's data overrides the table. */
export function isTerminal(state: RequestState | undefined) {
	return state?.terminal ?? state?.known?.phase === 'over';
}

/**
 * Returns the stage of a request's life cycle. Only an open request prevents a new draft for the same thing: once the item was returned,
 * ReShare no longer holds the patron responsible, though the request has not ended. An unknown state counts as open unless the server calls
 * it terminal, because one request too few is better than two.
 */
export function lifecycleStageOf(state: RequestState | undefined) {
	if (isTerminal(state)) return 'closed';
	return state?.known?.phase === 'onItsWayBack' ? 'returning' : 'open';
}

/**
 * Whether a request waits for staff. The server's own mark counts only for unknown states, because mod-rs sets it even for `New`, which
 * every request leaves by itself.
 */
export function needsStaff(state: RequestState | undefined) {
	return state?.known === undefined ? state?.needsAttention === true : state.known.whatToDo !== undefined;
}

/** Returns what staff must do, as a sentence; null if the request does not wait for them. */
export function adviceOfState(state: RequestState | undefined) {
	return needsStaff(state) ? (state?.known?.whatToDo ?? advice.checkRequest) : null;
}

/** Whether the patron can have the item; null for an unknown state. An overdue item is where it was in the state before (`from`). */
export function isWithPatron(state: RequestState | undefined, from?: RequestState) {
	if (state?.known === undefined) return null;
	return (
		hasTrait(state.known, 'withPatron') &&
		(state.known.event !== 'overdue' || from?.known === undefined || hasTrait(from.known, 'withPatron'))
	);
}

/** Returns what the state means for a borrowing request that was just made. The server's data about its end overrides the table. */
export function verdictOnNewRequest(state: RequestState | undefined): CreateVerdict {
	const isOver = isTerminal(state);
	const known = state?.known;
	if (known?.verdict !== undefined && isOver === (known.phase === 'over')) return known.verdict;
	return isOver ? endedVerdict('closed') : createdVerdict;
}

/** Returns how many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countAgainstLimit(requests: ReadonlyArray<{ readonly state?: RequestState }>) {
	// The state of a request that was just made may lack the server's data about the limit, so that an initial state counts.
	return requests.filter(({ state }) => state?.countsForPatron ?? (!state?.code || hasTrait(state.known, 'initial'))).length;
}
