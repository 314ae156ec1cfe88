import { ReShareError } from '../../errors';
import { byTime, sideFilter } from './filter';
import type { ListOptions, ModRsClient } from './ModRsClient';
import type { RequestHead, Side } from '../model/request';
import { toSeconds } from '../model/times';

const pageSize = 100;
/** How often one second is listed again because rows left it. */
const mostRestarts = 5;

/**
 * As `RequestDesk.changedSince`. Pages go on from the last row's time, since rows move to the end meanwhile. Every page holds the last row of the
 * page before it: if that row is gone, others may have slipped by, and the second is listed again.
 *
 * @throws ReShareError `badAnswer` when the server does not apply the filters
 */
export async function* changedRows(source: Pick<ModRsClient, 'listHeads'>, side: Side, from: number | undefined, signal?: AbortSignal): AsyncGenerator<RequestHead[]> {
	const known = new Set<string>();
	let cursor = from;
	let place = firstPage;
	let anchor: string | undefined;
	let restarts = 0;
	for (;;) {
		const rows = await source.listHeads({
			filters: [sideFilter(side), ...(cursor === undefined ? [] : [byTime('lastUpdated', '>=', new Date(cursor * 1000))])],
			sort: ['lastUpdated;asc', 'id;asc'],
			...place,
			signal,
		});
		if (anchor !== undefined && restarts < mostRestarts && !rows.some((row) => keyOf(row) === anchor)) {
			restarts++;
			place = firstPage;
			anchor = undefined;
			continue;
		}
		const wanted = rows.filter((row) => belongs(row, side, cursor));
		if (wanted.length === 0 && rows.length === place.perPage) {
			const description = 'It did not apply the restriction by side and time of change. Please report this with the version of your ReShare.';
			throw new ReShareError('badAnswer', 'ReShare sent requests that were not asked for', { description });
		}
		const fresh = wanted.filter((row) => !known.has(keyOf(row)));
		for (const row of fresh) known.add(keyOf(row));
		yield fresh;
		const last = rows.at(-1);
		if (last === undefined || rows.length < place.perPage) return;
		const lastTime = toSeconds(last.changedAt);
		anchor = keyOf(last);
		if (lastTime !== undefined && (cursor === undefined || lastTime > cursor)) {
			// From here on the last second's rows are listed, of which this page held the first ones.
			cursor = lastTime;
			restarts = 0;
			place = placeAfter(rows.filter((row) => toSeconds(row.changedAt) === lastTime).length);
		} else {
			place = placeAfter((place.page - 1) * place.perPage + rows.length);
		}
	}
}

type Place = Required<Pick<ListOptions, 'page' | 'perPage'>>;

const firstPage: Place = { page: 1, perPage: pageSize };

/** The page that holds the last of `count` rows and as many as possible after it. Pages start at multiples of their size. */
export function placeAfter(count: number): Place {
	const sizes = Array.from({ length: pageSize / 2 }, (_, less) => pageSize - less);
	const places = sizes.map((perPage): Place => ({ page: Math.ceil(count / perPage), perPage }));
	const rowsAfter = ({ page, perPage }: Place): number => page * perPage - count;
	return places.reduce((best, place) => (rowsAfter(place) > rowsAfter(best) ? place : best));
}

function keyOf(row: RequestHead): string {
	return `${row.id} ${row.changedAt ?? ''} ${row.version ?? ''}`;
}

function belongs(row: RequestHead, side: Side, from: number | undefined): boolean {
	if (row.side !== side) return false;
	const updated = toSeconds(row.changedAt);
	return from === undefined || updated === undefined || updated >= from;
}
