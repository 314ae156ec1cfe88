import { advice } from './advice';
import type { Side } from './request';
import type { KnownState, RequestState, ServerState } from './state';
import { heldVerdict } from './outcomesOfCreate';

/** Checks a table of the states of a side: its type requires a row for any state that another row names. */
export const defineStates = <Code extends string>(rows: Readonly<Record<Code, KnownState<NoInfer<Code>>>>) => rows;

/**
 * Rows that states of several back ends share: a check has stopped the request, or let it pass; the library's own copy may fill it; a
 * lender waits for the answer to its conditions.
 */
export const stoppedByCheckState = { phase: 'beingChecked', traits: ['withdrawable'] } as const;
export const passedCheckState = { ...stoppedByCheckState, transient: 'checked' } as const;
export const locallyAvailableState = {
	phase: 'asking',
	whatToDo: advice.lookInOwnLibrary,
	verdict: heldVerdict('locallyAvailable'),
	sentence: () => 'Your own library may hold the item. Staff must look at it.',
} as const;
export const conditionsSentState = {
	deskPart: 'conditions',
	phase: 'asking',
	answer: 'sendConditions',
	exchange: 'conditions',
	sentence: () => 'Your library would lend the item under conditions.',
} as const;

type StateRows = ReadonlyArray<readonly [code: string, known: KnownState]>;

/**
 * The states of one back end. They are an open set: an unknown code passes through, with the code as its label. One code can mean different
 * things on the two sides; where the side is unknown, borrowing comes first. Both sides are in the order of a request's life.
 */
export class StateTable {
	readonly #rows: Readonly<Record<Side, ReadonlyMap<string, KnownState>>>;

	/**
	 * Makes the table of a back end.
	 *
	 * @param familyOf distinguishes states that have the same label; undefined for the main family
	 * @param variants further rows of codes that can mean several things, which only the request itself tells apart
	 */
	constructor(
		borrowing: Readonly<Record<string, KnownState>>,
		lending: Readonly<Record<string, KnownState>>,
		readonly familyOf: (code: string) => string | undefined = () => undefined,
		private readonly variants?: Readonly<Record<Side, StateRows>>,
	) {
		this.#rows = { borrowing: new Map(Object.entries(borrowing)), lending: new Map(Object.entries(lending)) };
	}

	/** Returns the row of a state; undefined for a state that the back end does not ship. */
	of(code: string | undefined, side?: Side) {
		if (code === undefined) return undefined;
		return side === undefined ? (this.#rows.borrowing.get(code) ?? this.#rows.lending.get(code)) : this.#rows[side].get(code);
	}

	/** Returns all rows of a side with their codes, variants last. */
	rows(side: Side): StateRows {
		return [...this.#rows[side], ...(this.variants?.[side] ?? [])];
	}

	codes(side: Side, fits: (known: KnownState, code: string) => boolean = () => true) {
		return [...this.#rows[side]].filter(([code, known]) => fits(known, code)).map(([code]) => code);
	}

	/**
	 * Returns the ways in which staff can close the requests of a side by hand, as far as they really lead to a closed state. For all
	 * others, mod-rs answers success, changes nothing, and informs the other library that the request was closed
	 * (openlibraryenvironment/mod-rs ActionEventResultData.groovy and ActionManualCloseService.groovy).
	 */
	closings(side: Side) {
		return [...this.#rows[side].values()].flatMap(({ closesAs }) => closesAs ?? []);
	}

	read(told: ServerState, side: Side): RequestState {
		const known = this.of(told.code, side);
		return { ...told, label: known?.label ?? told.code, known };
	}
}
