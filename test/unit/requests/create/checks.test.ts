import type { PatronRequest, RequestDesk } from '../../../../reshare/requests';
import { allChecks, RunLookups } from '../../../../reshare/requests/create';
import { runChecks } from '../../../../reshare/requests/create/checks';
import { modRsStates } from '../../../../reshare/requests/modrs/states';
import { loan } from './practice';

const wish = loan({ title: 'The left hand of darkness', author: 'Le Guin, Ursula K.' });
const row = (id: string, values: Partial<PatronRequest> = {}): PatronRequest =>
	({ id, side: 'borrowing', state: modRsStates.read({ code: 'REQ_SHIPPED', terminal: false }), references: [], title: wish.title, author: wish.author, ...values }) as PatronRequest;

/** A library whose patron has these open requests. */
function lookups(...open: PatronRequest[]): RunLookups {
	return new RunLookups({ openRequestsOf: async () => await Promise.resolve(open) } as unknown as RequestDesk);
}

const only = { ...allChecks, patron: false, limit: false, pickupLocation: false };

it('an open request for the very same thing is told as that, and not as another edition, too', async () => {
	const { checks } = await runChecks(lookups(row('same', { recordId: wish.instanceId })), wish, only);
	expect(checks.map(({ check, result }) => [check, result])).toEqual([['duplicate', 'refused'], ['sameWork', 'passed']]);
});

it('an open request for another edition is told as that', async () => {
	const { checks } = await runChecks(lookups(row('other', { recordId: 'another' })), wish, only);
	expect(checks.map(({ check, result }) => [check, result === 'passed'])).toEqual([['duplicate', true], ['sameWork', false]]);
});

it('a request that the run has made counts for what comes after it, in its newest state, until it is over', async () => {
	const run = lookups(row('earlier'));
	const ids = async () => (await run.openRequests('P1001')).map(({ id, state }) => [id, state?.code]);
	await ids();
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_IDLE', terminal: false }) }));
	await run.remember('P1001', row('made'));
	expect(await ids()).toEqual([['earlier', 'REQ_SHIPPED'], ['made', 'REQ_SHIPPED']]);
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_CANCELLED', terminal: true }) }));
	expect(await ids()).toEqual([['earlier', 'REQ_SHIPPED']]);
});
