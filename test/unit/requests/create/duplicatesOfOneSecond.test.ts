import { clock } from '../../../../reshare/clock';
import { reconcileDuplicates } from '../../../../reshare/requests/create/concurrentDuplicates';
import { CreateLookups } from '../../../../reshare/requests/create/setUpCreateRun';
import { isWithdrawnDuplicate } from '../../../../reshare/requests/changes/isWithdrawnDuplicate';
import { realTiming } from '../../../../reshare/requests/create/timing';
import { type RequestRow, sandboxInVirtualTime } from '../../../sandboxInVirtualTime';
import { createDependenciesFor, isOpenRow } from './practiceDependencies';

const sandbox = sandboxInVirtualTime({ routingTakesMs: 3_600_000 });
afterEach(() => sandbox.requests.clear());

const aSecond = Math.floor(clock.now() / 1000) * 1000 - 2000;

function made(id: string, ms: number, patronIdentifier = 'P1001') {
	return sandbox.requests.add('east', {
		id,
		isRequester: true,
		patronIdentifier,
		title: 'A title',
		dateCreated: aSecond + ms,
		requestIdentifiers: [{ id: `identifier-${id}`, identifierType: 'ILLIAD', identifier: 'RACE-1' }],
	});
}

/** Reconciles the row with its duplicates, as the process that made it does, with connections and lookups of its own. */
async function race({ id }: RequestRow, patient = false) {
	const { requests } = createDependenciesFor(sandbox);
	return await reconcileDuplicates(
		{ requests, lookups: new CreateLookups(requests), timing: realTiming, reference: { value: 'RACE-1', typed: true, patronId: 'P1001' } },
		patient,
		{ id, ownSince: clock.now() },
	);
}

const [low, high] = ['10000000-0000-4000-8000-000000000000', 'f0000000-0000-4000-8000-000000000000'] as const;

/*
 * ReShare prints whole seconds. The process that made the older row may have looked before the younger one was there, and its
 * next look comes when a supplier has been asked; so it is the younger row that must go, whatever the ids say.
 */
describe.each([
	['the older row has the higher id', high, low],
	['the older row has the lower id', low, high],
])('two requests of one reference made within the same second: %s', (_name, olderId, youngerId) => {
	it('the younger of two concurrent duplicates is withdrawn by the process that made it, and its cancellation is not reported', async () => {
		const older = made(olderId, 100);
		expect((await race(older)).kind).toBe('alone');
		// The older row was changed later than the younger one, as happens when ReShare has begun to check it.
		const younger = made(youngerId, 700);
		sandbox.requests.move(older.id, 'REQ_VALIDATED');
		expect(await race(younger)).toMatchObject({ kind: 'yielded', winner: { id: older.id } });
		expect([older, younger].map(isOpenRow)).toEqual([true, false]);

		const { requests } = createDependenciesFor(sandbox);
		const cancelled = await requests.get(younger.id);
		if (cancelled === undefined) throw new Error('The request is gone');
		expect(await isWithdrawnDuplicate(requests, cancelled, clock.now())).toBe(true);
	});
});

it('the youngest of three concurrent duplicates is withdrawn, and the two older requests are named for staff', async () => {
	const [oldest, older, younger] = [made(high, 100), made(low, 700), made('80000000-0000-4000-8000-000000000000', 900)];
	expect(await race(younger)).toMatchObject({ kind: 'two', rows: [{ id: oldest.id }, { id: older.id }] });
	expect([oldest, older, younger].map(isOpenRow)).toEqual([true, true, false]);
});

describe('a request of another patron with the same reference', () => {
	it("another patron's request with the same reference is no duplicate, and neither of the two is withdrawn", async () => {
		const [theirs, ours] = [made(high, 100, 'P1002'), made(low, 700)];
		expect((await race(ours)).kind).toBe('alone');
		expect([theirs, ours].map(isOpenRow)).toEqual([true, true]);
	});

	it("the cancellation of a request is reported if only another patron's request has the same reference", async () => {
		made(high, 100, 'P1002');
		const ours = made(low, 700);
		sandbox.requests.move(ours.id, 'REQ_CANCELLED');
		const { requests } = createDependenciesFor(sandbox);
		const cancelled = await requests.get(ours.id);
		if (cancelled === undefined) throw new Error('The request is gone');
		expect(await isWithdrawnDuplicate(requests, cancelled, clock.now())).toBe(false);
	});
});

describe('a duplicate that staff cancel days later', () => {
	const days = 86_400_000;

	async function isNobodysNews(id: string) {
		const { requests } = createDependenciesFor(sandbox);
		const row = await requests.get(id);
		if (row === undefined) throw new Error('The request is gone');
		return await isWithdrawnDuplicate(requests, row, aSecond + 3 * days);
	}

	it.each(['older', 'younger'])(
		'the cancellation of the %s of two duplicates is not reported while the other one is open',
		async (which) => {
			const [older, younger] = [made(high, 100), made(low, 700)];
			const cancelled = which === 'older' ? older : younger;
			sandbox.requests.move(cancelled.id, 'REQ_CANCELLED');
			expect(await isNobodysNews(cancelled.id)).toBe(true);
		},
	);

	it.each(['REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'REQ_SHIPPED_TO_SUPPLIER'])(
		'the cancellation of a duplicate is reported if the other request is no longer open, as in %s',
		async (state) => {
			const [older, younger] = [made(high, 100), made(low, 700)];
			sandbox.requests.move(older.id, state);
			sandbox.requests.move(younger.id, 'REQ_CANCELLED');
			expect(await isNobodysNews(younger.id)).toBe(false);
		},
	);

	it('the cancellation of a duplicate is reported if the other request was made on another day', async () => {
		const [older, younger] = [made(high, 100), made(low, 700)];
		Object.assign(older, { dateCreated: older.dateCreated - days });
		sandbox.requests.move(younger.id, 'REQ_CANCELLED');
		expect(await isNobodysNews(younger.id)).toBe(false);
	});
});
