import { Remembered } from '../../Remembered';
import { dayMs } from '../model/times';
import type { RequestDesk } from '../port/RequestDesk';
import type { Past } from './kept';
import { turnsOf } from './turns';

/** Over CrossLink, each is read by itself. */
const latestLoans = 50;
/** By back end and lender. */
const known = new Remembered<readonly Past[]>(7 * dayMs);

/**
 * The latest finished loans of a lender: among those, slow ones are not missing. Read once a week.
 *
 * @param lender its symbol, without the naming authority
 * @param from loans requested earlier do not count
 */
export async function latelyLent(desk: Pick<RequestDesk, 'scope' | 'states' | 'find'>, lender: string, from: Date): Promise<readonly Past[]> {
	return await known.get(`${desk.scope}|${lender}`, async () => {
		const states = desk.states.codes('borrowing', ({ event }) => event === 'complete');
		const { listed } = await desk.find({ side: 'borrowing', serviceType: 'loan', lender, states, createdAfter: from, whole: true, storyOnly: true, sort: 'changedNewest', limit: latestLoans });
		return listed.map(({ request }) => ({ serviceType: 'loan', turns: turnsOf(request) }));
	});
}
