import { ReShareError } from '../../../../reshare/errors';
import { performAction } from '../../../../reshare/requests/act/performAction';
import { backEnds } from './desks';

/** Before any library is asked, CrossLink cancels by closing; after a lost answer, the status tells, as for a cancellation. */

const crossLinks = backEnds.filter(({ name }) => name.startsWith('CrossLink'));

describe.each(crossLinks.map((backEnd) => [backEnd.name, backEnd] as const))('%s', (_name, backEnd) => {
	it.each([
		['INVALID_PATRON', 'Manually closed'],
		['DUPLICATE', 'Closed Duplicate'],
	])('a request held in %s is closed, and the answer is lost: it is canceled', async (held, label) => {
		const desks = await backEnd.start();
		try {
			const { borrowed } = await backEnd.asked(desks);
			desks.sandbox.crosslink.requests.move(borrowed, held);
			const before = await desks.east.get(borrowed);
			if (before === undefined) throw new Error('There is no such request');
			const act = desks.east.act.bind(desks.east);
			jest.spyOn(desks.east, 'act').mockImplementation(async (...given) => {
				await act(...given);
				throw new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true });
			});
			expect(await performAction(desks.east, before, { kind: 'cancel' })).toMatchObject({ outcome: 'done', after: { label } });
		} finally {
			await desks.sandbox.close();
		}
	});
});
