import { ReShareError } from '../../errors';
import type { ChangeSource } from '../port/RequestBackend';
import { compareChanges } from './change';
import { advanceCursor, rewindCursor } from './advanceCursor';
import type { Cursor } from './cursor';
import { deduplicateChanges } from './deduplicateChanges';
import { fetchRequests } from './fetchRequests';
import type { ReadChangesOptions } from './ReadChangesOptions';
import { mergeSymbolCursor, splitCursorBySymbol } from './symbolCursors';

/** The result of one poll: changes that were read and must now be delivered. */
export type PendingChanges = Readonly<Awaited<ReturnType<typeof readFrom>>>;

/**
 * Reads what has happened since the cursor, each change once. Nothing is stored here: if the returned cursor is lost, the next poll
 * reads the same changes again. A request that fails in poll after poll, although others can be read, goes into quarantine.
 */
export async function readChanges(source: ChangeSource, before: Cursor, options: ReadChangesOptions) {
	const { bySymbol } = source;
	if (bySymbol === undefined) return await readFrom(source, before, options);
	const { main, separate } = splitCursorBySymbol(before, await bySymbol.symbols(), options.overlapSeconds);
	let all = await readFrom(bySymbol.of(main.symbols.known), main, options);
	for (const { symbol, cursor } of separate) {
		if (options.mustStop()) break;
		const own = await readFrom(bySymbol.of([symbol]), cursor, options).catch((error: unknown) => {
			// The changes found before the error are delivered; the error comes again in the next poll.
			if (all.changes.length === 0) throw error;
		});
		if (own !== undefined) all = merge(all, symbol, own);
	}
	return all;
}

async function readFrom(source: ChangeSource, cursor: Cursor, options: ReadChangesOptions) {
	let fetched = await fetchRequests(source, cursor, options);
	while (fetched.wasClockSetBack) fetched = await fetchRequests(source, rewindCursor(fetched), options);
	const { failure, isComplete, hasReadAny, serverNow, aheadOfTime, droppedRequests } = fetched;
	const deduplicated = deduplicateChanges(fetched);
	const { changes } = deduplicated;
	// The changes found before the failure are delivered; the failure comes again in the next poll.
	if (failure !== undefined && changes.length === 0) throw failure;
	// A poll that makes no progress fails, because all later polls would stop in the same place, unnoticed.
	if (!isComplete && !hasReadAny)
		throw new ReShareError(
			'timeout',
			'ReShare is too slow: the time for this poll was over before any request was read',
			'The next poll tries again from the same place, and nothing is lost. If it happens again and again, ask whoever runs your ReShare why lists of requests take so long.',
		);
	return {
		/** The changes, in order of time. */
		changes,
		/** The cursor of the next poll. It is stored once the changes are delivered. */
		cursor: advanceCursor(fetched, deduplicated),
		/** The server's time, in seconds since 1970. */
		serverNow,
		/** Changed requests whose time lies minutes or more in the server's future. */
		aheadOfTime,
		/**
		 * Whether the cursor was moved back, because the server's clock was set back or the cursor was ahead of it. Changes after its new
		 * place may be delivered twice.
		 */
		wentBack: fetched.cursor !== cursor,
		/** Whether the cursor waits for a request that the back end has not finished processing. */
		isWaiting: Number.isFinite(deduplicated.firstInProcess),
		/** The number of requests that were not read because all their changes are too old. */
		droppedRequests,
	};
}

function merge(main: PendingChanges, symbol: string, own: PendingChanges) {
	const isWaiting = main.isWaiting || own.isWaiting;
	return {
		cursor: mergeSymbolCursor(main.cursor, symbol, own.cursor, isWaiting),
		isWaiting,
		changes: [...main.changes, ...own.changes].sort(compareChanges),
		serverNow: own.serverNow,
		aheadOfTime: [...main.aheadOfTime, ...own.aheadOfTime],
		wentBack: main.wentBack || own.wentBack,
		droppedRequests: main.droppedRequests + own.droppedRequests,
	};
}
