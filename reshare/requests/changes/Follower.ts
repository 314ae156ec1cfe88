import { Lineage } from '../model/lineage';
import { isWithdrawnDuplicate } from './withdrawnDuplicate';
import type { RequestBackend } from '../port/RequestBackend';
import { initialCursor } from './initialCursor';
import type { Change } from './change';
import { toItem, type ChangeItem, type ItemOptions } from './changeItem';
import { parseCursor, type Cursor } from './cursor';
import { resumeCursor, type Progress } from './cursorInProcess';
import { readChanges, type FetchedChanges, type ReadOptions } from './readChanges';
import { isSelected, type Criteria } from './criteria';
import { newestChange, sampleChange, inventPatron } from './sampleChange';
import { orElse } from './quarantine';

export interface Following
	extends ItemOptions, Pick<ReadOptions, 'side' | 'overlapSeconds' | 'ignoreOlderThanSeconds' | 'repeatAfterRestart'> {
	readonly criteria: Criteria;
	/** Changes of this many hours before the start are told, too. */
	readonly startHours: number;
}

type Poll = Pick<ReadOptions, 'failures' | 'mustStop' | 'signal' | 'isFirstOfProcess'>;

export interface DeliveredChange {
	readonly item: ChangeItem;
	readonly raw: Change['raw'];
}

export interface PollResult {
	readonly told: readonly DeliveredChange[];
	readonly from: Cursor;
	/** Where the next poll begins, once these are delivered. */
	readonly place: Cursor;
	/** Sentences for the reader of these changes. */
	readonly notices: readonly string[];
	/** Sentences for the log. */
	readonly warnings: readonly string[];
}

/**
 * Each change of one side once, in order of time. No failure loses one: deliver the changes, then keep the place, and each comes
 * at least once.
 */
export class Follower {
	/** Server, tenant and side: a place belongs to one scope. */
	readonly scope: string;

	constructor(
		private readonly requests: RequestBackend,
		private readonly following: Following,
	) {
		this.scope = `${requests.scope}|${following.side}`;
	}

	readPlace(saved: unknown): Cursor | undefined {
		return parseCursor(saved);
	}

	/** Where to continue: at what was kept, or further on, as far as this process knows. `name` is the follower's. */
	goOn(kept: Cursor | undefined, progress: Progress | undefined, name: string): Cursor | undefined {
		return resumeCursor(kept, progress, this.scope, name);
	}

	/** What has happened since `place`, or else within `startHours`. */
	async poll(cursor: Cursor | undefined, poll: Poll): Promise<PollResult> {
		const { startHours, ignoreOlderThanSeconds } = this.following;
		const { failures, signal } = poll;
		const readOptions = { ...this.following, ...poll };
		const before = cursor ?? (await initialCursor(this.requests, { ...readOptions, scope: this.scope, now: Date.now() }));
		if (cursor === undefined && startHours === 0)
			return { told: [], from: before, place: before, notices: [], warnings: waitingNotices(Object.keys(before.waiting)) };
		const reading = await readChanges(this.requests, before, { ...readOptions, now: Date.now() });
		const unreadEarlier: string[] = [];
		const lineage = new Lineage(
			async (id) =>
				await orElse(
					failures,
					`earlier:${id}`,
					async () => await this.requests.get(id, signal),
					() => {
						unreadEarlier.push(id);
						return undefined;
					},
				),
		);
		const { fresh, tooOld } = await this.#sort(reading, lineage, failures);
		const delivered = await Promise.all(fresh.map(async (change) => await this.#tell(change, lineage)));

		const leftOut = { changes: before.leftOut.changes + tooOld, requests: before.leftOut.requests + reading.passedOver };
		const { waiting } = reading.state;
		const clocks = clockNotices(reading);
		const earlier = naming('Earlier requests that could not be read, so that the reference of the new ones may be missing', unreadEarlier);
		const isMore = tooOld > 0 || reading.passedOver > 0;
		const waitingSince = Object.keys(waiting).filter((id) => !(id in before.waiting));
		const warnings = [
			...(isMore ? leftOutNotices(leftOut, ignoreOlderThanSeconds) : []),
			...clocks,
			...earlier,
			...waitingNotices(waitingSince),
		];
		if (delivered.length === 0) return { told: delivered, from: before, place: { ...reading.state, leftOut }, notices: [], warnings };
		const unreported = Object.keys(waiting).filter((id) => waiting[id]?.told !== true);
		const notices = [...clocks, ...waitingNotices(unreported), ...earlier, ...leftOutNotices(leftOut, ignoreOlderThanSeconds)];
		const allReported = Object.fromEntries(Object.entries(waiting).map(([id, one]) => [id, { ...one, told: true }]));
		return {
			told: delivered,
			from: before,
			place: { ...reading.state, waiting: allReported, leftOut: { changes: 0, requests: 0 } },
			notices,
			warnings,
		};
	}

	/** The newest real change of the wanted kind, or else an invented one, to try things out. Neither reads nor changes the place. */
	async sample(realPatron: boolean, signal?: AbortSignal): Promise<DeliveredChange> {
		const { side, criteria } = this.following;
		// It may lack the reference of an earlier request that cannot be read.
		const lineage = new Lineage(async (id) => await this.requests.get(id, signal).catch(() => undefined));
		const real = await newestChange(this.requests, side, criteria, lineage, signal);
		const change = real ?? (await sampleChange(this.requests, side, criteria.events, Date.now()));
		return await this.#tell(realPatron ? change : inventPatron(this.requests, change), lineage);
	}

	async #sort(
		{ changes, serverNow }: FetchedChanges,
		lineage: Lineage,
		failures: Map<string, number>,
	): Promise<{ fresh: Change[]; tooOld: number }> {
		const { criteria, ignoreOlderThanSeconds } = this.following;
		const oldest = ignoreOlderThanSeconds > 0 ? serverNow - ignoreOlderThanSeconds : -Infinity;
		const fresh: Change[] = [];
		let tooOld = 0;
		for (const change of changes) {
			if (!(await isSelected(change, criteria, lineage))) continue;
			// A double that another process made at the same time was withdrawn.
			const isWithdrawn = async () => await isWithdrawnDuplicate(this.requests, change.request, change.at * 1000);
			if (change.event === 'cancelled' && (await orElse(failures, `twin:${change.eventId}`, isWithdrawn, () => false))) continue;
			if (change.at < oldest) tooOld++;
			else fresh.push(change);
		}
		return { fresh, tooOld };
	}

	async #tell(change: Change, lineage: Lineage): Promise<DeliveredChange> {
		return { item: await toItem(change, lineage, this.following), raw: change.raw };
	}
}

function naming(sentence: string, ids: readonly string[]): string[] {
	return ids.length > 0 ? [`${sentence}: ${ids.join(', ')}`] : [];
}

function waitingNotices(ids: readonly string[]): string[] {
	return naming('Requests that could not be read, whose changes are reported once they can', ids);
}

function clockNotices({ aheadOfTime, wentBack }: FetchedChanges): string[] {
	return [
		...(wentBack
			? ["ReShare's clock was set back, so changes from the time since may be reported a second time, with the same eventId"]
			: []),
		...naming("One of ReShare's clocks is ahead: changes of these requests carry a time that is still to come", aheadOfTime),
	];
}

function leftOutNotices({ changes, requests }: Cursor['leftOut'], ignoreOlderThanSeconds: number): string[] {
	const days = Math.round((ignoreOlderThanSeconds / 86_400) * 100) / 100;
	const span = `${days} ${days === 1 ? 'day' : 'days'}`;
	return [
		...(changes > 0 ? [`Changes that were not reported because they are older than ${span}: ${changes}`] : []),
		...(requests > 0
			? [`Requests that were passed over because their last change is older than ${span}, whatever it was: ${requests}`]
			: []),
	];
}
