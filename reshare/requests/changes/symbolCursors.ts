import { emptyCursor, prune, windowStart, type Cursor } from './cursor';

/*
 * Where each library symbol has lists of its own, one cursor serves all symbols that the library has. A symbol that joins later
 * has a cursor of its own,
 * which begins where the follower began, until it has caught up; a symbol that leaves keeps its cursor for its return.
 */

/** A cursor, and the symbols whose lists it is for. */
export interface SymbolCursor {
	readonly symbols: readonly string[];
	readonly state: Cursor;
}

export function withSymbols(state: Cursor, known: readonly string[], from: number): Cursor {
	return { ...state, symbols: { known: [...known], from, own: {} } };
}

/** The shared cursor with the symbols that have left set apart, then those of the symbols that are not read with the others. */
export function cursorsOf(
	before: Cursor,
	present: readonly string[],
	overlapSeconds: number,
): { readonly shared: Cursor; readonly own: readonly SymbolCursor[] } {
	const { symbols } = before;
	if (symbols === undefined) return { shared: withSymbols(before, present, windowStart(before.place, overlapSeconds) ?? 0), own: [] };
	const known = symbols.known.filter((symbol) => present.includes(symbol));
	const left = symbols.known.filter((symbol) => !present.includes(symbol));
	const own = { ...symbols.own, ...Object.fromEntries(left.map((symbol) => [symbol, cursorOfLeaving(before)])) };
	const joining = present.filter((symbol) => !known.includes(symbol));
	return {
		shared: { ...before, symbols: { ...symbols, known, own } },
		own: joining.map((symbol) => ({ symbols: [symbol], state: own[symbol] ?? cursorOfJoining(before.scope, symbols.from) })),
	};
}

/** Its changes of before are not forgotten, so that they can be too old, too. */
function cursorOfJoining(scope: string, from: number): Cursor {
	const empty = emptyCursor(scope, 0);
	return { ...empty, place: { ...empty.place, since: from, floor: from }, messages: { ...empty.messages, from } };
}

/** Without the overlap, of which the shared cursor forgets what is done. */
function cursorOfLeaving({ symbols: _, ...state }: Cursor): Cursor {
	const { place: cursor } = state;
	const floor = cursor.since === null ? cursor.floor : Math.max(cursor.floor ?? -Infinity, cursor.since);
	return prune(
		{ ...state, place: { ...cursor, floor }, waiting: {}, last: { events: [], from: null }, leftOut: { changes: 0, requests: 0 } },
		0,
	);
}

/** Once both cursors have been read to the end, the shared one serves the symbol, too; until then the symbol keeps its own. */
export function withJoined(shared: Cursor, { symbols: [symbol = ''], state }: SymbolCursor): Cursor {
	const { known, from, own } = shared.symbols ?? { known: [], from: 0, own: {} };
	if (shared.place.backlogFrom !== null || state.place.backlogFrom !== null)
		return { ...shared, symbols: { known, from, own: { ...own, [symbol]: state } } };
	const { [symbol]: _, ...others } = own;
	const since = [shared.place.since, state.place.since].flatMap((time) => time ?? []);
	const repeatFrom = [shared.last.from, state.last.from].flatMap((time) => time ?? []);
	return {
		...shared,
		place: {
			...shared.place,
			since: since.length === 0 ? null : Math.max(...since),
			movedAt: Math.max(shared.place.movedAt, state.place.movedAt),
		},
		done: {
			events: { ...shared.done.events, ...state.done.events },
			unlisted: { ...shared.done.unlisted, ...state.done.unlisted },
			requests: { ...shared.done.requests, ...state.done.requests },
		},
		messages: { ...shared.messages, unread: { ...shared.messages.unread, ...state.messages.unread } },
		waiting: { ...shared.waiting, ...state.waiting },
		last: { events: [...shared.last.events, ...state.last.events], from: repeatFrom.length === 0 ? null : Math.min(...repeatFrom) },
		symbols: { known: [...known, symbol].sort(), from, own: others },
	};
}
