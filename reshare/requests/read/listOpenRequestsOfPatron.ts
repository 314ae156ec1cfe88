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
	const remaining = limit === null ? null : Math.max(0, limit - counted);
	const limitSentence =
		limit === null || remaining === null
			? 'No limit is set, or this user may not see it.'
			: `The limit is ${limit}; ${remaining} more may be made.`;
	const explanation = `The patron has ${rows.length} open ${rows.length === 1 ? 'request' : 'requests'}, of which ${onItsWayBack} ${onItsWayBack === 1 ? 'has' : 'have'} been given back and ${counted} ${counted === 1 ? 'counts' : 'count'}. ${limitSentence}`;
	return { requests: rows, onItsWayBack, counted, limit, remaining, explanation };
}
