import { advice, type Advice } from './advice';
import { createdValidation, endedValidation, type Validation } from './validation';

export type Phase = 'beingChecked' | 'asking' | 'onLoan' | 'onItsWayBack' | 'over';

/** What a change to a state means, as one word for all back ends. */
export type StateEvent =
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

/** `needsStaff`: the request is stuck, since the back end could not do its next step. */
export type HistoryEvent = StateEvent | 'needsStaff';

/** How staff close a request by hand, as one word for all back ends. */
export type CloseAs = 'cancelled' | 'complete' | 'couldNotSupply' | 'endOfRota' | 'filledLocally' | 'notSupplied';

/** What a request waits for at the lending desk. */
export type DeskPart = 'answer' | 'cancellation' | 'pullSlip' | 'fetch' | 'conditions' | 'overdue' | 'takeBack';

export type LenderAnswer = 'willSupply' | 'cannotSupply' | 'sendConditions';

/**
 * What is true of a state.
 *
 * - `initial`: a request begins in it.
 * - `withdrawable`: no library has been asked yet, so that a request without a supplier can be canceled at once.
 * - `withPatron`: the patron can have the item.
 * - `mayStall`: a request may be stuck in it, which only its history shows.
 * - `copy`: only requests for copies come to it.
 * - `automaticAnswer`: the back end gives the lending library's answer before staff have seen the request.
 */
export type StateTrait = 'initial' | 'withdrawable' | 'withPatron' | 'mayStall' | 'copy' | 'automaticAnswer';

/** What a state means while a request is in it. */
interface Meaning {
	/** The label as staff see it in ReShare. */
	readonly label: string;
	/** The part of a request's life. `over`: nothing more happens, except by hand. */
	readonly phase: Phase;
	readonly traits?: readonly StateTrait[];
	/**
	 * The back end itself moves a new request on from here within seconds: before its checks, after them, or as soon as another library is
	 * asked, which the supplier shows.
	 */
	readonly transient?: 'unchecked' | 'checked' | 'notAsked';
	/** The lending library's answer up to this state, where phase and event do not show it. */
	readonly answer?: LenderAnswer;
}

/** What staff do in a state. */
interface StaffWork {
	/** What staff must do so that the request goes on, as a sentence; absent where it goes on by itself. */
	readonly whatToDo?: Advice;
	readonly deskPart?: DeskPart;
	/** The choice of closing by hand that leads here; for other states, a server may answer success and change nothing. */
	readonly closesAs?: CloseAs;
}

/** What a change to a state means. */
interface ChangeTo<Code extends string> {
	/** The event of a change from these states instead of `event`, and `otherwise` from any other one; null for none. */
	readonly eventAfter?: Readonly<Partial<Record<Code | 'otherwise', StateEvent | null>>>;
	/**
	 * The change as a sentence. `library` is the other one's name, `text` the back end's note, `quoted` the same where it may be shown.
	 */
	sentence?(library: string, from: Code, text?: string, quoted?: string): string;
	/**
	 * The message that the libraries just exchanged. `declined` has a sentence of its own; `sentence` then serves where `eventAfter` says
	 * that nobody declined.
	 */
	readonly exchange?: 'asked' | 'declined' | 'conditions' | 'retryAsked' | 'cancelAsked';
	/** The ISO 18626 statuses of the other library's messages that lead here. */
	readonly broughtBy?: readonly string[];
}

/** The data about a state besides the server's. An absent key means that the state has no such property. */
export type KnownState<Code extends string = string> = Meaning &
	StaffWork &
	ChangeTo<Code> &
	(
		| { readonly event: StateEvent; /** A state that requests often come from, for a sample of the event. */ readonly usuallyAfter: Code }
		/** With `usuallyAfter`, a sample of `eventAfter`, or of a state that needs staff. */
		| { readonly event?: null; readonly usuallyAfter?: Code }
	);

/** `validation`: what the state means for a request that was just made. Absent: created, or closed where the phase is `over`. */
export type BorrowingState<Code extends string = string> = KnownState<Code> & { readonly validation?: Validation };

export interface ServerState {
	readonly code: string;
	/** Whether the state is an end. This field and the two below are undefined where the server does not say. */
	readonly terminal?: boolean;
	readonly needsAttention?: boolean;
	/** Whether the request counts against the patron's limit. */
	readonly countsForPatron?: boolean;
}

export interface StateLabel {
	readonly code: string;
	readonly label: string;
}

/** The server's data about a state, and the row of the back end's table for the request's side. */
export interface RequestState extends ServerState, StateLabel {
	/** The table's row; undefined for a state that the back end does not ship. */
	readonly known: BorrowingState | undefined;
}

export function hasTrait(state: KnownState | undefined, trait: StateTrait): boolean {
	return state?.traits?.includes(trait) === true;
}

function exceptionalEvent(from: string, { eventAfter = {} }: KnownState): StateEvent | null | undefined {
	return eventAfter[Object.hasOwn(eventAfter, from) ? from : 'otherwise'];
}

export function eventOf(from: string, to: KnownState | undefined): StateEvent | null {
	const exceptional = to && exceptionalEvent(from, to);
	return exceptional === undefined ? (to?.event ?? null) : exceptional;
}

interface Step {
	readonly from: RequestState;
	readonly to: RequestState;
	/** The event, where the states do not show it; null: none. */
	readonly event?: HistoryEvent | null;
}

/**
 * Whether a lending library declined: the same state may follow the own library's refusal, or come when a broker has no library left to
 * ask.
 */
export function isRefusalStep({ from, to, event }: Step): boolean {
	return event !== null && to.known?.exchange === 'declined' && exceptionalEvent(from.code, to.known) !== null;
}

/** The event of a change, as a word that does not differ between versions. */
export function eventNameOf({ from, to, event }: Step): HistoryEvent | 'statusChange' {
	return (event === undefined ? eventOf(from.code, to.known) : event) ?? (needsStaff(to) ? 'needsStaff' : 'statusChange');
}

export function stateLabel(state: RequestState | undefined): StateLabel | null {
	return state === undefined || state.code === '' ? null : { code: state.code, label: state.label };
}

/** Whether the state is terminal, where the server's data overrides the table. */
export function isTerminal(state: RequestState | undefined): boolean {
	return state?.terminal ?? state?.known?.phase === 'over';
}

/**
 * The part of life in which a request is. Only an open request blocks a new draft for the same thing: once the item was returned, ReShare
 * no longer holds the patron responsible, though the request has not ended. An unknown state counts as open unless the server calls it
 * terminal: one request too few is better than two.
 */
export function partOfLife(state: RequestState | undefined): 'inHand' | 'onItsWayBack' | 'over' {
	if (isTerminal(state)) return 'over';
	return state?.known?.phase === 'onItsWayBack' ? 'onItsWayBack' : 'inHand';
}

/**
 * Whether a request waits for staff. The server's own mark counts only for unknown states: mod-rs sets it even for `New`, which every
 * request leaves by itself.
 */
export function needsStaff(state: RequestState | undefined): boolean {
	return state?.known === undefined ? state?.needsAttention === true : state.known.whatToDo !== undefined;
}

/** What staff must do, as a sentence; null where the request does not wait for them. */
export function whatToDo(state: RequestState | undefined): Advice | null {
	return needsStaff(state) ? (state?.known?.whatToDo ?? advice.checkRequest) : null;
}

/** Whether the patron can have the item; null for an unknown state. An overdue item is where it was in the state before, `from`. */
export function isWithPatron(state: RequestState | undefined, from?: RequestState): boolean | null {
	if (state?.known === undefined) return null;
	return (
		hasTrait(state.known, 'withPatron') &&
		(state.known.event !== 'overdue' || from?.known === undefined || hasTrait(from.known, 'withPatron'))
	);
}

/** What the state means for a borrowing request that was just made. The server's data about its end overrides the table. */
export function validationOf(state: RequestState | undefined): Validation {
	const isOver = isTerminal(state);
	const known = state?.known;
	if (known?.validation !== undefined && isOver === (known.phase === 'over')) return known.validation;
	return isOver ? endedValidation('closed') : createdValidation;
}

/** How many of a patron's requests ReShare counts against the limit; a returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: RequestState | undefined }>): number {
	// A request that was just made may not show its tags yet.
	return requests.filter(
		({ state }) => state?.countsForPatron ?? (state === undefined || state.code === '' || hasTrait(state.known, 'initial')),
	).length;
}
