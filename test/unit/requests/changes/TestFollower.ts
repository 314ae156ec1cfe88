import { resumeCursor, type FollowerProgress } from '../../../../reshare/requests/changes/resumeCursor';
import { readChanges, type PendingChanges } from '../../../../reshare/requests/changes/readChanges';
import { parseCursor, serializeCursor, type Cursor } from '../../../../reshare/requests/changes/cursor';
import { createInitialCursor } from '../../../../reshare/requests/changes/createInitialCursor';
import type { Change } from '../../../../reshare/requests/changes/change';
import type { TestLibrary } from './TestLibrary';

export type CursorStorage = 'inMemory' | 'scheduled' | 'durableCursor';

export interface FollowOptions {
	readonly keeping?: CursorStorage;
	readonly overlapSeconds?: number;
	readonly ignoreOlderThanSeconds?: number;
	readonly startHours?: number;
	readonly keepLast?: boolean;
}

/** Follows a library as the trigger node does, and stores its state in the way of one of n8n's three engines. */
export class TestFollower {
	readonly delivered: Change[] = [];
	state: Cursor | undefined;
	/** What the last poll read; undefined for the first one. */
	reading: PendingChanges | undefined;
	/** The cursor as n8n's database has it, as text. */
	saved: string | undefined;
	/** How far this machine's clock is ahead of the server's, in milliseconds. */
	skewMs = 0;
	passedOver = 0;
	#live: Cursor | undefined;
	#progress: FollowerProgress | undefined;
	#activated = false;
	#failures = new Map<string, number>();

	constructor(
		readonly library: TestLibrary,
		readonly options: FollowOptions = {},
	) {}

	/** Makes a follower that has polled once. What changes from now on has a later time, and the calls are counted from now on. */
	static async start(library: TestLibrary, options: FollowOptions = {}) {
		const follower = new TestFollower(library, options);
		await follower.poll();
		library.now += 1;
		library.calls.length = 0;
		return follower;
	}

	/** The ids of the delivered changes that the back end recorded, without those that the client inferred. */
	get ids() {
		return this.delivered.filter(({ step }) => step?.isInferred !== true).map(({ eventId }) => eventId);
	}

	/** Restarts n8n, so that what only this process knew is lost. */
	restart() {
		this.#live = undefined;
		this.#progress = undefined;
		this.#failures = new Map();
		this.#activated = false;
	}

	async pollIds() {
		return (await this.poll()).map(({ eventId }) => eventId);
	}

	/** Polls once. After `mostCalls` calls, the poll ends as if its time had run out. */
	async poll(mostCalls = Infinity) {
		const { library, options } = this;
		const keeping = options.keeping ?? 'inMemory';
		const overlapSeconds = options.overlapSeconds ?? 300;
		const now = library.now * 1000 + this.skewMs;
		const stored =
			keeping === 'inMemory' && this.#live !== undefined ? this.#live : parseCursor(this.saved === undefined ? {} : JSON.parse(this.saved));
		const known = this.#progress;
		const callsBefore = library.calls.length;
		const mustStop = () => library.calls.length - callsBefore > mostCalls;
		let before = resumeCursor(stored, known, 'scope', 'Trigger');
		const isNew = before === undefined;
		before ??= await createInitialCursor(library.client, {
			scope: 'scope',
			side: 'borrowing',
			overlapSeconds,
			startHours: options.startHours ?? 0,
			now,
			mustStop,
		});
		const reading: Pick<PendingChanges, 'changes' | 'cursor' | 'droppedRequests'> =
			isNew && (options.startHours ?? 0) === 0
				? { changes: [], cursor: before, droppedRequests: 0 }
				: await readChanges(library.client, before, {
						side: 'borrowing',
						overlapSeconds,
						ignoreOlderThanSeconds: options.ignoreOlderThanSeconds ?? 0,
						repeatAfterRestart: options.keepLast === true,
						failures: this.#failures,
						now,
						mustStop,
					});
		const delivers = reading.changes.length > 0;
		this.reading = 'wentBack' in reading ? (reading as PendingChanges) : undefined;
		this.state = reading.cursor;
		this.passedOver += reading.droppedRequests;
		this.#progress = delivers
			? { follower: 'Trigger', confirmed: before, delivered: reading.cursor }
			: { follower: 'Trigger', confirmed: reading.cursor };
		this.#live = reading.cursor;
		const saves = delivers || (keeping === 'durableCursor' ? this.#activated : !this.#activated);
		this.#activated = true;
		if (saves) this.saved = JSON.stringify(serializeCursor(reading.cursor));
		this.delivered.push(...reading.changes);
		return [...reading.changes];
	}
}
