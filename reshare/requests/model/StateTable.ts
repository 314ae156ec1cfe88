import type { Side } from './request';
import type { BorrowingState, KnownState, RequestState, ToldState } from './state';

interface StateSource {
	/** Both in the order of a request's life. */
	readonly borrowing: Readonly<Record<string, BorrowingState>>;
	readonly lending: Readonly<Record<string, KnownState>>;
	/** The side of a state that is in neither table. */
	readonly sideOfOther: (code: string) => Side;
	/** Tells states of one label apart; undefined for the main family. */
	readonly familyOf: (code: string) => string | undefined;
}

/** Any state that a row names must have a row of its own. */
export const borrowingStates = <Code extends string>(rows: Readonly<Record<Code, BorrowingState<NoInfer<Code>>>>): typeof rows => rows;
export const lendingStates = <Code extends string>(rows: Readonly<Record<Code, KnownState<NoInfer<Code>>>>): typeof rows => rows;

type Row = NonNullable<RequestState['known']>;

/**
 * The states of one back end. They are an open set: an unknown code passes through, with the code as its label. One code can mean different
 * things on the two sides; where the side is unknown, borrowing comes first.
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

	/** In the order of a request's life. */
	codes(side: Side, fits: (known: Row, code: string) => boolean = () => true): string[] {
		return [...this.#rows[side]].filter(([code, known]) => fits(known, code)).map(([code]) => code);
	}

	sideOf(code: string): Side {
		if (this.#rows.borrowing.has(code)) return 'borrowing';
		return this.#rows.lending.has(code) ? 'lending' : this.source.sideOfOther(code);
	}

	read(told: ToldState, side?: Side): RequestState {
		const known = this.of(told.code, side);
		return { ...told, label: known?.label ?? told.code, known };
	}
}
