import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { startCreating } from '../../../../reshare/requests/create/run';
import type { Way } from '../../../../reshare/requests/port/way';
import { EmptyDesk } from '../empty/EmptyDesk';
import { loan, optionsWith, quickTiming, testKey } from './practice';

/** Stopping a run also stops the wishes that wait for their turn. */
it('a run of 60 wishes that is stopped while the first ones are sent sends no more than those', async () => {
	const stop = new AbortController();
	let sent = 0;
	class CountingDesk extends EmptyDesk {
		override way(): Way {
			const way = super.way();
			return {
				...way,
				build: async (wish, reference) => ({
					...(await way.build(wish, reference)),
					send: async () => {
						sent++;
						stop.abort();
						return await Promise.resolve({ kind: 'refused', reason: 'resolverRefused', detail: 'This desk takes no requests', mayPass: false });
					},
				}),
			};
		}
	}
	const run = { ...startCreating(new CountingDesk(), testKey, { signal: stop.signal }), timing: quickTiming };
	const wishes = Array.from({ length: 60 }, (_, index) => loan({ pickupLocation: 'MAIN', patronId: `P${index}`, reference: `STOP-${index}` }));
	const results = await Promise.allSettled(wishes.map(async (wish) => await createRequest(run, wish, optionsWith({ via: 'direct', verdictWaitMs: 0 }))));
	expect(sent).toBeGreaterThanOrEqual(1);
	expect(sent).toBeLessThanOrEqual(4);
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(60 - sent);
});
