import { ReShareError } from '../../../../reshare/errors';
import { performAction } from '../../../../reshare/requests/act/performAction';
import { CrossLinkClient } from '../../../../reshare/requests/crosslink/CrossLinkClient';
import { backEnds } from './desks';

/** Only the first of several steps was done: the second lost its answer, or was never sent, for lack of a login. */

const crossLinks = backEnds.filter(({ name }) => name.startsWith('CrossLink'));

afterEach(() => jest.restoreAllMocks());

const cases = crossLinks.flatMap((backEnd) =>
	[false, true].map(
		(mayHaveReached) => [backEnd.name, mayHaveReached ? 'lost its answer' : 'was not sent', mayHaveReached, backEnd] as const,
	),
);

it.each(cases)('%s: the second step %s, and what was done by then is told', async (_name, _what, mayHaveReached, backEnd) => {
	const desks = await backEnd.start();
	try {
		const { borrowed } = await backEnd.asked(desks);
		backEnd.move(desks, borrowed, 'shipped');
		desks.sandbox.crosslink.requests.move(borrowed, 'RECEIVED');
		const before = await desks.east.get(borrowed);
		if (before === undefined) throw new Error('There is no such request');
		const send = CrossLinkClient.prototype.act;
		let calls = 0;
		jest.spyOn(CrossLinkClient.prototype, 'act').mockImplementation(async function (this: CrossLinkClient, ...given) {
			calls += 1;
			if (calls > 1) throw new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached });
			return await send.apply(this, given);
		});
		expect(await performAction(desks.east, before, { kind: 'returnAndShipBack' })).toMatchObject({ outcome: 'unclear' });
		expect(calls).toBe(2);
	} finally {
		await desks.sandbox.close();
	}
});
