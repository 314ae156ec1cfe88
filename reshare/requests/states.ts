import type { Verdict } from './create/types';
import type { RequestState, Side } from './request';

/** The part of a request's life that a state belongs to. */
export type Phase = 'beingChecked' | 'asking' | 'onLoan' | 'onItsWayBack' | 'over';

/** A change that is told by the state that a request came to, in one word that is the same over all back ends. */
export type StateEvent =
	| 'supplierChosen'
	| 'expectsToSupply'
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
	| 'loanedDigitally'
	| 'documentAvailable'
	| 'documentDelivered'
	| 'cancelRequested'
	| 'conditionsAnswered'
	| 'notSupplied'
	| 'receivedBack';

interface Known<Code extends string> {
	/** What staff see in ReShare. */
	readonly label: string;
	/** Over: nothing happens to the request any more, save by hand. */
	readonly phase: Phase;
	/** Staff must do something before the request goes on. */
	readonly needsStaff?: true;
	/** A request begins in it. */
	readonly isFirst?: true;
	/** The back end moves a new request on from here by itself within seconds: before its checks, or after them. */
	readonly passing?: 'unchecked' | 'checked';
	/** What a change from this state means in place of `event`: another event, or null for none. Undefined: as `event` says. */
	eventAfter?(from: Code): StateEvent | null | undefined;
	/** The change to it as a sentence. Absent: only that the status changed. `library` is the other one's name. */
	story?(library: string, from: Code): string;
	/** What has just passed between the libraries. `declined` has its sentence already, since a library may decline in a mere message. */
	readonly exchange?: 'asked' | 'declined' | 'conditions' | 'cancelAsked';
	/** The other library's messages, by their ISO 18626 status, that bring a request here. */
	readonly broughtBy?: readonly string[];
	/** No library has been asked yet, and a request without a supplier can be cancelled at once. */
	readonly canBeWithdrawn?: true;
	/** Closing by hand really leads here; a server may answer success to other states, too, and change nothing. */
	readonly closesByHand?: true;
	/** Only requests for copies come here. */
	readonly isForCopies?: true;
}

/** What is known of a state, besides what the server says of it. Each absent key means that there is nothing of the kind. */
export type KnownState<Code extends string = string> = Known<Code> &
	(
		| { readonly event: StateEvent; /** Where requests often come from, for a sample of the event. */ readonly usuallyAfter: Code }
		/** No event of its own; with `usuallyAfter` it is the sample of `eventAfter`, or of a state that needs staff. */
		| { readonly event: null; readonly usuallyAfter?: Code }
	);

/** On the borrowing side it is also known what a state means to whoever has just made the request. */
export type BorrowingState<Code extends string = string> = KnownState<Code> & { readonly verdict: Verdict };

export interface StateSource {
	/** In the order of a request's life, as are the lending ones. */
	readonly borrowing: Readonly<Record<string, BorrowingState>>;
	readonly lending: Readonly<Record<string, KnownState>>;
	/** Which side's requests have a state that stands in neither table. */
	readonly sideOfOther: (code: string) => Side;
	/** The family of states that it belongs to, where several have states of one label; undefined for the main one. */
	readonly familyOf: (code: string) => string | undefined;
}

/** A state as items show it. */
export interface StateLabel {
	readonly code: string;
	readonly label: string;
}

/**
 * The three parts of a request's life. Only while it is in hand does it stand in the way of a new wish for the same thing:
 * once the patron has given the item back, ReShare has let the patron go, though the request is not over yet.
 */
export type PartOfLife = 'inHand' | 'onItsWayBack' | 'over';

/** What the server says of a state; anything may be missing. */
type ToldState = Partial<RequestState>;

type Row = KnownState & { readonly verdict?: Verdict };

/**
 * All that is known of the states of one back end. They are an open set: a code that is not in the table passes through,
 * with its code as label. One code can stand for different things on the two sides; only where the side is not known is it
 * left out, and the borrowing side is looked at first.
 */
export class StateTable {
	readonly #rows: Readonly<Record<Side, ReadonlyMap<string, Row>>>;
	readonly #sideOfOther: StateSource['sideOfOther'];
	/** As in `StateSource`. */
	readonly familyOf: StateSource['familyOf'];

	constructor({ borrowing, lending, sideOfOther, familyOf }: StateSource) {
		this.#rows = { borrowing: new Map<string, Row>(Object.entries(borrowing)), lending: new Map(Object.entries(lending)) };
		this.#sideOfOther = sideOfOther;
		this.familyOf = familyOf;
	}

	/** Undefined for a state that the back end does not ship. */
	of(code: string | undefined, side?: Side): Row | undefined {
		if (code === undefined) return undefined;
		return side === undefined ? (this.#rows.borrowing.get(code) ?? this.#rows.lending.get(code)) : this.#rows[side].get(code);
	}

	/** What a change from one state to another means; null where it has no word of its own. */
	eventOf(from: string, to: string | undefined, side?: Side): StateEvent | null {
		const known = this.of(to, side);
		const after = known?.eventAfter?.(from);
		return after === undefined ? (known?.event ?? null) : after;
	}

	/** The codes of a side in the order of a request's life; with `fits`, those whose rows fit. */
	codes(side: Side, fits: (known: Row, code: string) => boolean = () => true): string[] {
		return [...this.#rows[side]].filter(([code, known]) => fits(known, code)).map(([code]) => code);
	}

	/** Which side's requests have the state. */
	sideOf(code: string): Side {
		if (this.#rows.borrowing.has(code)) return 'borrowing';
		return this.#rows.lending.has(code) ? 'lending' : this.#sideOfOther(code);
	}

	/** Code and label; a code that is not known is its own label. */
	describe(code: string, side?: Side): StateLabel {
		return { code, label: this.of(code, side)?.label ?? code };
	}

	/** Whether a request in this state is at its end. What the server says of the state wins over the table. */
	isTerminal(state: ToldState = {}, side?: Side): boolean {
		return state.terminal ?? this.of(state.code, side)?.phase === 'over';
	}

	/** A state that is not known counts as in hand, unless the server calls it terminal: better one request too few than two. */
	partOfLife(state: ToldState = {}, side?: Side): PartOfLife {
		if (this.isTerminal(state, side)) return 'over';
		return this.of(state.code, side)?.phase === 'onItsWayBack' ? 'onItsWayBack' : 'inHand';
	}

	/**
	 * Whether staff must act on a request in this state. The server's own mark counts only for states that are not known: mod-rs
	 * sets it for `New`, too, where every request starts and which it leaves by itself.
	 */
	needsStaff(state: ToldState = {}, side?: Side): boolean {
		const known = this.of(state.code, side);
		return known === undefined ? state.needsAttention === true : known.needsStaff === true;
	}

	/** What the state of a borrowing request means to whoever has just made it. What the server says of its end wins over the table. */
	verdict(state: ToldState = {}): Verdict {
		const isOver = this.isTerminal(state, 'borrowing');
		const known = this.of(state.code, 'borrowing');
		if (known?.verdict !== undefined && isOver === (known.phase === 'over')) return known.verdict;
		return isOver ? { outcome: 'notCreated', reason: 'closed' } : { outcome: 'created', reason: null };
	}
}
