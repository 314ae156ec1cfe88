import { countAgainstLimit, lifecycleStageOf } from '../model/state';
import type { RequestBackend } from '../port/RequestBackend';

/**
 * Lists a patron's open requests. `counted` is the number of requests that count against the limit. The limit is null if there is none, or
 * if the user may not read it.
 */
export async function listOpenRequestsOfPatron(requests: RequestBackend, patronId: string) {
	const { listed } = await requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: true, sort: 'createdNewest' });
	const rows = listed.map(({ request }) => request);
	const counted = countAgainstLimit(rows);
	// A request whose item is being returned prevents no new request.
	const onItsWayBack = rows.filter(({ state }) => lifecycleStageOf(state) === 'returning').length;
	const limit = (await requests.patronLimit()).most ?? null;
	return { requests: rows, onItsWayBack, counted, limit, remaining: limit === null ? null : Math.max(0, limit - counted) };
}
