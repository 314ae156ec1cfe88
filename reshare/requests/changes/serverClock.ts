import type { RequestSource } from '../port/RequestBackend';
import type { Cursor } from './cursor';

/** A server that does not tell its time may be this far ahead of this machine. */
const toleranceSeconds = 600;

/** The server's time in seconds since 1970, or an upper bound from this machine's time `now` (milliseconds) if the server does not tell it. */
export function serverPresent(source: Pick<RequestSource, 'serverNow'>, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}

/** Moves a cursor in the server's future back to the time up to which, by this machine's clock, everything is delivered. */
export function rewindCursor(
	cursor: Cursor,
	serverNow: number,
	{ now, overlapSeconds }: { readonly now: number; readonly overlapSeconds: number },
): Cursor {
	const { position } = cursor;
	const since = serverNow - Math.floor(Math.max(0, now - position.movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	return {
		...cursor,
		position: {
			...position,
			since,
			floor: earliest(position.floor),
			backlogFrom: earliest(position.backlogFrom),
			setBack: position.setBack + 1,
		},
	};
}
