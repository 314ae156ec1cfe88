import { createEmptyCursor, finiteOrNull, joinEvents, type Cursor } from './cursor';
import { startOfWindow } from './overlapWindow';

/*
 * On back ends that list each library symbol separately, one main cursor covers all symbols that the library has. A symbol that
 * joins later has a separate cursor until it has caught up; that cursor begins where the follower began. A symbol that leaves
 * takes a separate cursor along, from which it continues if it returns.
 */

/** Returns the main cursor without the symbols that have left, and the separate cursors of the present symbols that it does not cover. */
export function splitCursorBySymbol(before: Cursor, present: readonly string[], overlapSeconds: number) {
	const { symbols = { known: present, from: startOfWindow(before.position, overlapSeconds) ?? 0, own: {} } } = before;
	const known = symbols.known.filter((symbol) => present.includes(symbol));
	const leaving = symbols.known.filter((symbol) => !present.includes(symbol));
	const own = { ...symbols.own, ...Object.fromEntries(leaving.map((symbol) => [symbol, cursorOfLeaving(before)])) };
	const joining = present.filter((symbol) => !known.includes(symbol));
	const { from } = symbols;
	// `movedAt` is 0, as after a long pause, so that changes of a symbol that joins can be too old.
	const ofJoining = createEmptyCursor(before.scope, 0, { since: from, floor: from }, from);
	return {
		main: { ...before, symbols: { ...symbols, known, own } },
		separate: joining.map((symbol) => ({ symbol, cursor: own[symbol] ?? ofJoining })),
	};
}

/**
 * Makes the cursor of a symbol that leaves. What was delivered in the overlap goes along, so that a change that the server commits late
 * is delivered, and no other one again. What a restart is still to repeat is repeated when the symbol returns.
 */
function cursorOfLeaving({ symbols: _, ...cursor }: Cursor) {
	const { quarantined, lastDelivery, dropped } = createEmptyCursor(cursor.scope, 0);
	return { ...cursor, quarantined, lastDelivery, dropped };
}

/**
 * Adds the symbol to the main cursor once both cursors have been read to the end, and neither waits for a request that the back end is
 * still processing: the joint cursor would move past that request. Until then, the symbol keeps its own cursor.
 */
export function mergeSymbolCursor(main: Cursor, symbol: string, separate: Cursor, isWaiting: boolean): Cursor {
	const { known, from, own } = main.symbols ?? { known: [], from: 0, own: {} };
	if (isWaiting || main.position.backlogFrom !== null || separate.position.backlogFrom !== null)
		return { ...main, symbols: { known, from, own: { ...own, [symbol]: separate } } };
	const { [symbol]: _, ...others } = own;
	return {
		...main,
		position: {
			...main.position,
			since: finiteOrNull(Math.max(main.position.since ?? -Infinity, separate.position.since ?? -Infinity)),
			movedAt: Math.max(main.position.movedAt, separate.position.movedAt),
		},
		delivered: {
			events: { ...main.delivered.events, ...separate.delivered.events },
			unlisted: { ...main.delivered.unlisted, ...separate.delivered.unlisted },
			requests: { ...main.delivered.requests, ...separate.delivered.requests },
		},
		messages: { ...main.messages, unread: { ...main.messages.unread, ...separate.messages.unread } },
		quarantined: { ...main.quarantined, ...separate.quarantined },
		lastDelivery: joinEvents(main.lastDelivery, separate.lastDelivery),
		owed: joinEvents(main.owed, separate.owed),
		symbols: { known: [...known, symbol].sort(), from, own: others },
	};
}
