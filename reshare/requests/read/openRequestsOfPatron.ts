import { countForLimit, partOfLife } from '../model/state';
import type { RequestDesk } from '../port/RequestDesk';

/** `counted`: how many count against the limit, which is null where there is none, or the user may not read it. */
export async function openRequestsOfPatron(requests: RequestDesk, patronId: string) {
	const { listed } = await requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: true, sort: 'createdNewest' });
	const rows = listed.map(({ request }) => request);
	const counted = countForLimit(rows);
	// They block no new request.
	const onItsWayBack = rows.filter(({ state }) => partOfLife(state) === 'onItsWayBack').length;
	const limit = (await requests.patronLimit()).most ?? null;
	return { requests: rows, onItsWayBack, counted, limit, remaining: limit === null ? null : Math.max(0, limit - counted) };
}
