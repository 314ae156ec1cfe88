import { countForLimit, partOfLife } from '../model/state';
import type { RequestDesk } from '../port/RequestDesk';
import type { PatronRequest } from '../model/request';

export interface PatronsOpenRequests {
	readonly requests: PatronRequest[];
	/** How many of them the patron has given back already, so that they stand in the way of no new request. */
	readonly onItsWayBack: number;
	/** How many of them ReShare counts against the limit; a returned item, for instance, no longer counts. */
	readonly counted: number;
	/** The library's limit; null where there is none, or where the user may not read the settings. */
	readonly limit: number | null;
	/** How many more the patron may have; null without a limit. */
	readonly remaining: number | null;
}

/** The requests of one patron that are still open, with their count against the library's limit. */
export async function openRequestsOfPatron(requests: RequestDesk, patronId: string): Promise<PatronsOpenRequests> {
	const { listed } = await requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: true, sort: 'createdNewest' });
	const rows = listed.map(({ request }) => request);
	const counted = countForLimit(rows);
	const onItsWayBack = rows.filter(({ state }) => partOfLife(state) === 'onItsWayBack').length;
	const limit = (await requests.patronLimit()).most ?? null;
	return { requests: rows, onItsWayBack, counted, limit, remaining: limit === null ? null : Math.max(0, limit - counted) };
}
