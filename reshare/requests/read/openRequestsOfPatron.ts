import { countForLimit, partOfLife } from '../model/state';
import type { RequestDesk } from '../port/RequestDesk';
import type { PatronRequest } from '../model/request';

export interface PatronsOpenRequests {
	readonly requests: PatronRequest[];
	/** How many the patron has already given back, so that they block no new request. */
	readonly onItsWayBack: number;
	/** How many count against the limit; a returned item, for instance, no longer does. */
	readonly counted: number;
	/** Null where there is none, or the user may not read it. */
	readonly limit: number | null;
	/** Null without a limit. */
	readonly remaining: number | null;
}

export async function openRequestsOfPatron(requests: RequestDesk, patronId: string): Promise<PatronsOpenRequests> {
	const { listed } = await requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: true, sort: 'createdNewest' });
	const rows = listed.map(({ request }) => request);
	const counted = countForLimit(rows);
	const onItsWayBack = rows.filter(({ state }) => partOfLife(state) === 'onItsWayBack').length;
	const limit = (await requests.patronLimit()).most ?? null;
	return { requests: rows, onItsWayBack, counted, limit, remaining: limit === null ? null : Math.max(0, limit - counted) };
}
