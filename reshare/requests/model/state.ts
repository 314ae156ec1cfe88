import { created, ended, type Verdict } from './verdict';

/** The part of a request's life that a state belongs to. */
export type Phase = 'beingChecked' | 'asking' | 'onLoan' | 'onItsWayBack' | 'over';

/** A change that is told by the state that a request came to, in one word that is the same over all back ends. */
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

/** What a history tells besides: `needsStaff` where the request stands still, since the back end could not do its next step. */
export type HistoryEvent = StateEvent | 'needsStaff';

/** As what staff close a request by hand, in words that are the same over all back ends. */
export type CloseAs = 'cancelled' | 'complete' | 'couldNotSupply' | 'endOfRota' | 'filledLocally' | 'notSupplied';

/** The part of the lending desk's day in which a request waits. */
export type DeskPart = 'answer' | 'cancellation' | 'pullSlip' | 'fetch' | 'conditions' | 'overdue' | 'takeBack';

/** What a lending library can answer to a request. */
export type LenderAnswer = 'willSupply' | 'cannotSupply' | 'sendConditions';

interface Known<Code extends string> {
	/** What staff see in ReShare. */
	readonly label: string;
	/** Over: nothing happens to the request any more, save by hand. */
	readonly phase: Phase;
	/** The patron can have the item in hand. */
	readonly withPatron?: true;
	/** A request begins in it. */
	readonly isFirst?: true;
	/** The back end moves a new request on from here by itself within seconds: before its checks, or after them. */
	readonly passing?: 'unchecked' | 'checked';
	/** What a change from this state means in place of `event`: another event, or null for none. Undefined: as `event` says. */
	eventAfter?(from: Code): StateEvent | null | undefined;
	/** From where the change means such another event, for a sample of it. */
	readonly alsoAfter?: Code;
	/** The change to it as a sentence. Absent: only that the status changed. `library` is the other one's name, `text` what the back end noted, `quoted` the same where it may be told. */
	story?(library: string, from: Code, text?: string, quoted?: string): string;
	/** What has just passed between the libraries. `declined` has its sentence already, since a library may decline in a mere message; `story` is for where `eventAfter` says that none declined. */
	readonly exchange?: 'asked' | 'declined' | 'conditions' | 'retryAsked' | 'cancelAsked';
	/** The other library's messages, by their ISO 18626 status, that bring a request here. */
	readonly broughtBy?: readonly string[];
	/** A request may stand still here without a word of it in its row: only its history tells. */
	readonly mayStandStill?: true;
	/** No library has been asked yet, and a request without a supplier can be canceled at once. */
	readonly canBeWithdrawn?: true;
	/** Closing by hand as this really leads here; a server may answer success to other states, too, and change nothing. */
	readonly closesAs?: CloseAs;
	/** What a lending library has answered by the time its request stands here, where its part of life and its event do not tell. */
	readonly answer?: LenderAnswer;
	/** The back end gives that answer before staff have looked at the request. */
	readonly answersByItself?: true;
	/** Where the lending desk has it on its list. */
	readonly deskPart?: DeskPart;
	/** Only requests for copies come here. */
	readonly isForCopies?: true;
}

/** What is known of a state, besides what the server says of it. Each absent key means that there is nothing of the kind. */
export type KnownState<Code extends string = string> = Known<Code> &
	(
		| { /** Staff must do something before the request goes on. */ readonly needsStaff: true; /** As a sentence to them. */ readonly whatToDo: string }
		| { readonly needsStaff?: undefined; readonly whatToDo?: undefined }
	) &
	(
		| { readonly event: StateEvent; /** Where requests often come from, for a sample of the event. */ readonly usuallyAfter: Code }
		/** No event of its own; with `usuallyAfter` it is the sample of `eventAfter`, or of a state that needs staff. */
		| { readonly event: null; readonly usuallyAfter?: Code }
	);

/** On the borrowing side it is also known what a state means to whoever has just made the request. */
export type BorrowingState<Code extends string = string> = KnownState<Code> & { readonly verdict: Verdict };

/** What the server says of a state. */
export interface ToldState {
	readonly code: string;
	/** Undefined where the server says nothing. */
	readonly terminal?: boolean | undefined;
	readonly needsAttention?: boolean | undefined;
	/** Whether requests in it count against the patron's limit; undefined where the server does not tell. */
	readonly countsForPatron?: boolean | undefined;
}

/** A state as items show it. */
export interface StateLabel {
	readonly code: string;
	readonly label: string;
}

/** A state of a request: what the server says of it, and what its back end's table of states knows of it on the request's side. */
export interface RequestState extends ToldState, StateLabel {
	/** Undefined for a state that the back end does not ship. */
	readonly known: (KnownState & { readonly verdict?: Verdict }) | undefined;
}

/**
 * The three parts of a request's life. Only while it is in hand does it stand in the way of a new wish for the same thing:
 * once the patron has given the item back, ReShare has let the patron go, though the request is not over yet.
 */
type PartOfLife = 'inHand' | 'onItsWayBack' | 'over';

/** What a change to the known state means, from the one with that code; null where it has no word of its own. */
export function eventOf(from: string, to: KnownState | undefined): StateEvent | null {
	const after = to?.eventAfter?.(from);
	return after === undefined ? (to?.event ?? null) : after;
}

/** A change from one state to another, and what it tells in place of what these tell; null: nothing. */
interface Step {
	readonly from: RequestState;
	readonly to: RequestState;
	readonly event?: HistoryEvent | null | undefined;
}

/** Whether a lending library said no with this change; a request may come to the same state after the own library did, or a broker has nobody left to ask. */
export function isRefusal({ from, to, event }: Step): boolean {
	return event !== null && to.known?.exchange === 'declined' && to.known.eventAfter?.(from.code) !== null;
}

/** A change from one state to another in one word that does not change between versions, and is the same over every back end. */
export function wordOf({ from, to, event }: Step): HistoryEvent | 'statusChange' {
	return (event === undefined ? eventOf(from.code, to.known) : event) ?? (needsStaff(to) ? 'needsStaff' : 'statusChange');
}

/** Code and label; null where there is no state. */
export function stateLabel(state: RequestState | undefined): StateLabel | null {
	return state === undefined || state.code === '' ? null : { code: state.code, label: state.label };
}

/** Whether a request in this state is at its end. What the server says of the state wins over the table. */
export function isTerminal(state: RequestState | undefined): boolean {
	return state?.terminal ?? state?.known?.phase === 'over';
}

/** A state that is not known counts as in hand, unless the server calls it terminal: better one request too few than two. */
export function partOfLife(state: RequestState | undefined): PartOfLife {
	if (isTerminal(state)) return 'over';
	return state?.known?.phase === 'onItsWayBack' ? 'onItsWayBack' : 'inHand';
}

/**
 * Whether staff must act on a request in this state. The server's own mark counts only for states that are not known: mod-rs
 * sets it for `New`, too, where every request starts and which it leaves by itself.
 */
export function needsStaff(state: RequestState | undefined): boolean {
	return state?.known === undefined ? state?.needsAttention === true : state.known.needsStaff === true;
}

/** Where only the server says that staff must act. */
export const lookAtIt = 'Open the request and see what it waits for.';

/** Where the back end could not do its next step. */
export const readHistory = 'Open the request and read its history: ReShare could not go on.';

/** What staff do now, as a sentence; null where the request does not wait for them. */
export function whatToDo(state: RequestState | undefined): string | null {
	return needsStaff(state) ? (state?.known?.whatToDo ?? lookAtIt) : null;
}

/**
 * Whether the patron can have the item in hand; null for a state that is not known. An overdue item is where it was.
 *
 * @param from the state before, where that is known
 */
export function isWithPatron(state: RequestState | undefined, from?: RequestState): boolean | null {
	if (state?.known === undefined) return null;
	return state.known.withPatron === true && (state.known.event !== 'overdue' || from?.known === undefined || from.known.withPatron === true);
}

/** What the state of a borrowing request means to whoever has just made it. What the server says of its end wins over the table. */
export function verdictOf(state: RequestState | undefined): Verdict {
	const isOver = isTerminal(state);
	const known = state?.known;
	if (known?.verdict !== undefined && isOver === (known.phase === 'over')) return known.verdict;
	return isOver ? ended('closed') : created;
}

/** How many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: RequestState | undefined }>): number {
	// A request that was just made may not show its tags yet.
	return requests.filter(({ state }) => state?.countsForPatron ?? (state === undefined || state.code === '' || state.known?.isFirst === true)).length;
}
