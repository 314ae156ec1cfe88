import { mapValues } from '../../json';
import { Lineage } from '../model/Lineage';
import type { RequestBackend } from '../port/RequestBackend';
import type { Change } from './change';
import { toChangeItem, type ChangeItemOptions } from './changeItem';
import { isSelectedChange, type ChangeCriteria } from './changeCriteria';
import type { Cursor } from './cursor';
import { awaitOrFallBackWhenQuarantined } from './quarantine';
import type { PendingChanges } from './readChanges';
import type { ReadChangesOptions } from './ReadChangesOptions';
import { isWithdrawnDuplicate } from './isWithdrawnDuplicate';

export interface EmitOptions extends ChangeItemOptions, ReadChangesOptions {
	readonly criteria: ChangeCriteria;
}

export type DeliveredChange = Awaited<ReturnType<typeof toDeliveredChange>>;

export interface PollResult {
	readonly delivered: readonly DeliveredChange[];
	/** The cursor from which the poll read. */
	readonly before: Cursor;
	/** The cursor of the next poll, once these changes are delivered. */
	readonly after: Cursor;
	/** Sentences for the user who reads these changes. */
	readonly notices: readonly string[];
	/** Sentences for the log. */
	readonly warnings: readonly string[];
}

/** Turns the selected changes into items, drops those that are too old, and names what could not be read or was dropped. */
export async function emitChanges(
	backend: RequestBackend,
	before: Cursor,
	pending: PendingChanges,
	options: EmitOptions,
): Promise<PollResult> {
	const { ignoreOlderThanSeconds, failures, signal } = options;
	const unreadable: string[] = [];
	const lineage = new Lineage((id) =>
		awaitOrFallBackWhenQuarantined(failures, `earlier:${id}`, backend.get(id, signal), () => void unreadable.push(id)),
	);
	const selected = await select(backend, pending.changes, lineage, options);
	const oldest = ignoreOlderThanSeconds > 0 ? pending.serverNow - ignoreOlderThanSeconds : -Infinity;
	const current = selected.filter(({ at }) => at >= oldest);
	const delivered = await Promise.all(current.map((change) => toDeliveredChange(change, lineage, options)));

	const tooOld = selected.length - current.length;
	const { droppedRequests, cursor } = pending;
	const { quarantined } = cursor;
	const dropped = { changes: before.dropped.changes + tooOld, requests: before.dropped.requests + droppedRequests };
	const droppedSentences = droppedNotices(dropped, ignoreOlderThanSeconds);
	const sentencesNaming = (isNamed: (id: string) => boolean) => [
		...clockNotices(pending),
		...quarantineWarnings(Object.keys(quarantined).filter(isNamed)),
		...noticeNaming('Earlier requests that could not be read, so that the reference of the new ones may be missing', unreadable),
	];
	const warnings = [...(tooOld + droppedRequests > 0 ? droppedSentences : []), ...sentencesNaming((id) => !(id in before.quarantined))];
	// The notices travel with an item; if there is none, they wait for a later poll.
	if (delivered.length === 0) return { delivered, before, after: { ...cursor, dropped }, notices: [], warnings };
	return {
		delivered,
		before,
		after: {
			...cursor,
			quarantined: mapValues(quarantined, (request) => ({ ...request, isReported: true })),
			dropped: { changes: 0, requests: 0 },
		},
		notices: [...sentencesNaming((id) => quarantined[id]?.isReported !== true), ...droppedSentences],
		warnings,
	};
}

export async function toDeliveredChange(change: Change, lineage: Lineage, options: ChangeItemOptions) {
	return { item: await toChangeItem(change, lineage, options), raw: change.raw };
}

/** Removes changes that the criteria exclude, and those of duplicates that were withdrawn. */
async function select(backend: RequestBackend, changes: readonly Change[], lineage: Lineage, { criteria, failures }: EmitOptions) {
	const selected: Change[] = [];
	for (const change of changes) {
		if (!(await isSelectedChange(change, criteria, lineage))) continue;
		const { event, eventId, request, at } = change;
		const asking = event === 'cancelled' && isWithdrawnDuplicate(backend, request, at * 1000);
		const isWithdrawn = asking && (await awaitOrFallBackWhenQuarantined(failures, `duplicate:${eventId}`, asking, () => false));
		if (!isWithdrawn) selected.push(change);
	}
	return selected;
}

function noticeNaming(sentence: string, ids: readonly string[]) {
	return ids.length > 0 ? [`${sentence}: ${ids.join(', ')}`] : [];
}

export function quarantineWarnings(ids: readonly string[]) {
	return noticeNaming('Requests that could not be read, whose changes are reported once they can', ids);
}

function clockNotices({ aheadOfTime, wentBack }: PendingChanges) {
	return [
		...(wentBack
			? ["ReShare's clock was set back, so changes from the time since may be reported a second time, with the same eventId"]
			: []),
		...noticeNaming("One of ReShare's clocks is ahead: changes of these requests carry a time that is still to come", aheadOfTime),
	];
}

function droppedNotices({ changes, requests }: Cursor['dropped'], ignoreOlderThanSeconds: number) {
	const days = Math.round((ignoreOlderThanSeconds / 86_400) * 100) / 100;
	const span = `${days} ${days === 1 ? 'day' : 'days'}`;
	return [
		...(changes > 0 ? [`Changes that were not reported because they are older than ${span}: ${changes}`] : []),
		...(requests > 0
			? [`Requests that were passed over because their last change is older than ${span}, whatever it was: ${requests}`]
			: []),
	];
}
