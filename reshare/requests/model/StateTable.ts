import type { Side } from './request';
import type { BorrowingState, KnownState, RequestState, ToldState } from './state';

interface StateSource {
	/** In the order of a request's life, as are the lending ones. */
	readonly borrowing: Readonly<Record<string, BorrowingState>>;
	readonly lending: Readonly<Record<string, KnownState>>;
	/** Which side's requests have a state that stands in neither table. */
	readonly sideOfOther: (code: string) => Side;
	/** The family of states that it belongs to, where several have states of one label; undefined for the main one. */
	readonly familyOf: (code: string) => string | undefined;
}

/** The rows of a side; whatever state a row names must have a row, too. */
export const borrowingStates = <Code extends string>(rows: Readonly<Record<Code, BorrowingState<NoInfer<Code>>>>): typeof rows => rows;
export const lendingStates = <Code extends string>(rows: Readonly<Record<Code, KnownState<NoInfer<Code>>>>): typeof rows => rows;

type Row = NonNullable<RequestState['known']>;

/**
 * All that is known of the states of one back end. They are an open set: a code that is not in the table passes through,
 * with its code as label. One code can stand for different things on the two sides; only where the side is not known is it
 * left out, and the borrowing side is looked at first.
 */
export class StateTable {
	readonly #rows: Readonly<Record<Side, ReadonlyMap<string, Row>>>;

	constructor(private readonly source: StateSource) {
		const { borrowing, lending } = source;
		this.#rows = { borrowing: new Map<string, Row>(Object.entries(borrowing)), lending: new Map(Object.entries(lending)) };
	}

	familyOf(code: string): string | undefined {
		return this.source.familyOf(code);
	}

	/** Undefined for a state that the back end does not ship. */
	of(code: string | undefined, side?: Side): Row | undefined {
		if (code === undefined) return undefined;
		return side === undefined ? (this.#rows.borrowing.get(code) ?? this.#rows.lending.get(code)) : this.#rows[side].get(code);
	}

	/** The codes of a side in the order of a request's life; with `fits`, those whose rows fit. */
	codes(side: Side, fits: (known: Row, code: string) => boolean = () => true): string[] {
		return [...this.#rows[side]].filter(([code, known]) => fits(known, code)).map(([code]) => code);
	}

	/** Which side's requests have the state. */
	sideOf(code: string): Side {
		if (this.#rows.borrowing.has(code)) return 'borrowing';
		return this.#rows.lending.has(code) ? 'lending' : this.source.sideOfOther(code);
	}

	/** The state of a request on this side; a code that is not known is its own label. */
	read(told: ToldState, side?: Side): RequestState {
		const known = this.of(told.code, side);
		return { ...told, label: known?.label ?? told.code, known };
	}
}
