import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { okapiFor } from './crosslinkClients';
import { sandboxForEach } from '../../sandboxForTests';

/** Lenders with other systems write a day as midnight in UTC. The item is not late until that day is over. */
const sandbox = sandboxForEach({ validationDelayMs: 5 });

const midnight = (daysAgo: number) => `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;

it.each([
	['today', midnight(0), []],
	['two days ago', midnight(2), ['due-1']],
	['an hour ago', new Date(Date.now() - 3_600_000).toISOString().replace(/T00:00:00/, 'T00:00:01'), ['due-1']],
])('a CrossLink item that was due %s is overdue only once its day or its hour is over', async (_when, dueDate, overdue) => {
	const backend = new CrossLinkBackend(okapiFor(sandbox));
	const row = sandbox.crosslink.requests.add({
		id: 'due-1',
		requesterSymbol: 'ISIL:US-EAST',
		illRequest: { bibliographicInfo: { title: 'Tidal Economies' }, serviceInfo: { serviceType: 'Loan' } } as never,
	});
	sandbox.crosslink.requests.move(row.id, 'RECEIVED');
	Object.assign(row, { illResponse: { messageInfo: { reasonForMessage: 'StatusChange' }, statusInfo: { status: 'Loaned', dueDate } } });
	const { listed } = await backend.find({ side: 'borrowing', sort: 'createdNewest', overdue: true });
	expect(listed.map(({ request }) => request.id)).toEqual(overdue);
});
