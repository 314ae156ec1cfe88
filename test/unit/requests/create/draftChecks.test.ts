import type { PatronRequest } from '../../../../reshare/requests/model/request';
import type { RequestBackend } from '../../../../reshare/requests/port/RequestBackend';
import { usualCheckSwitches } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { CreateLookups, startCreating } from '../../../../reshare/requests/create/createRun';
import { runDraftChecks } from '../../../../reshare/requests/create/draftChecks';
import { modRsStates } from '../../../../reshare/requests/modrs/states';
import { EmptyBackend } from '../empty/EmptyBackend';
import { loan, optionsWith, quickTiming, testKey } from './practice';

const draft = loan({ title: 'The left hand of darkness', author: 'Le Guin, Ursula K.' });
const row = (id: string, values: Partial<PatronRequest> = {}): PatronRequest =>
	({
		id,
		side: 'borrowing',
		state: modRsStates.read({ code: 'REQ_SHIPPED', terminal: false }),
		references: [],
		title: draft.title,
		author: draft.author,
		...values,
	}) as PatronRequest;

/** A library whose patron has these open requests. */
function lookups(...open: PatronRequest[]): CreateLookups {
	return new CreateLookups({
		find: async () => await Promise.resolve({ listed: open.map((request) => ({ request })) }),
	} as unknown as RequestBackend);
}

const only = { ...usualCheckSwitches, patron: false, limit: false, pickupLocation: false };

it('an open request for the very same thing is told as that, and not as another edition, too', async () => {
	const { checks } = await runDraftChecks(lookups(row('same', { recordId: draft.instanceId })), draft, only);
	expect(checks.map(({ check, result }) => [check, result])).toEqual([
		['duplicate', 'refused'],
		['sameWork', 'passed'],
	]);
});

it('an open request for another edition is told as that', async () => {
	const { checks } = await runDraftChecks(lookups(row('other', { recordId: 'another' })), draft, only);
	expect(checks.map(({ check, result }) => [check, result === 'passed'])).toEqual([
		['duplicate', true],
		['sameWork', false],
	]);
});

it('a request that the run has made counts for what comes after it, in its newest state, until it is over', async () => {
	const run = lookups(row('earlier'));
	const ids = async () => (await run.openRequests('P1001')).map(({ id, state }) => [id, state?.code]);
	await ids();
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_IDLE', terminal: false }) }));
	await run.remember('P1001', row('made'));
	expect(await ids()).toEqual([
		['earlier', 'REQ_SHIPPED'],
		['made', 'REQ_SHIPPED'],
	]);
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_CANCELLED', terminal: true }) }));
	expect(await ids()).toEqual([['earlier', 'REQ_SHIPPED']]);
});

describe('what needs nothing of the other is asked for at the same time', () => {
	it('a reference that was looked up before a slow Directory told the pickup location is looked up again', async () => {
		const looks: number[] = [];
		let told = 0;
		const desk = new (class extends EmptyBackend {
			override withReferences = async () => {
				looks.push(performance.now());
				return await Promise.resolve([]);
			};
			override pickupLocations = async () => {
				await quickTiming.sleep(150);
				told = performance.now();
				return [{ slug: 'MAIN', name: 'Main Library' }];
			};
		})();
		const { pickupLocation: _, ...draft } = loan({ reference: 'FORM-2', pickupName: 'Main Library' });
		await createRequest(
			{ ...startCreating(desk, testKey), timing: { ...quickTiming, lookupTtl: 100 } },
			draft,
			optionsWith({ via: 'direct', validationWaitMs: 0 }),
		);
		expect(looks[0]).toBeLessThan(told);
		// One look before sending, and one for what a refusal may have left.
		expect(looks.filter((at) => at > told)).toHaveLength(2);
	});
});
