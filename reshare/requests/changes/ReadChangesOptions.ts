import type { Side } from '../model/request';

export interface PollOptions {
	/**
	 * How many polls in a row have failed at a read, by the key of the read. The poll itself modifies this map, because a poll that throws
	 * has no other result.
	 */
	readonly failures: Map<string, number>;
	/** Whether the time for this poll is nearly over. The poll then delivers what it has, and leaves the rest to the next one. */
	readonly mustStop: () => boolean;
	readonly signal?: AbortSignal;
}

export interface ReadChangesOptions extends PollOptions {
	readonly side: Side;
	/** How far each poll reads back to find changes that the server committed late. */
	readonly overlapSeconds: number;
	/** The age from which changes are dropped; 0: none is too old. */
	readonly ignoreOlderThanSeconds: number;
	/** Whether the changes of the last delivery are delivered again after a restart. */
	readonly repeatAfterRestart: boolean;
	/** This machine's time in milliseconds; only differences count. */
	readonly now: number;
}
