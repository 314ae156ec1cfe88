import { createRequest } from '../../reshare/requests/create/createRequest';
import { CreateLookups, startCreating, type CreateDependencies } from '../../reshare/requests/create/startCreating';
import type { RequestDraft } from '../../reshare/draft';
import { pause, virtualSandbox } from '../virtualSandbox';
import {
	copy,
	depsFor,
	loan,
	openWith,
	optionsWith,
	recordLentBySeveral,
	rowsWith,
	testKey,
} from '../unit/requests/create/practiceDependencies';

const sandbox = virtualSandbox({ validationDelayMs: 60 });

beforeAll(() => {
	sandbox.settings.set('east', 'max_requests', '1000');
});
beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.log.clear();
});

const count = 60;

function buildDrafts(prefix: string): RequestDraft[] {
	return Array.from({ length: count }, (_, index) =>
		loan({
			instanceId: recordLentBySeveral.instanceId,
			title: recordLentBySeveral.title,
			author: recordLentBySeveral.author,
			patronId: `P100${(index % 8) + 1}`,
			volume: String(index + 1),
			reference: `${prefix}-${index + 1}`,
		}),
	);
}

/** Starts one execution of the node, in this process. */
function oneRun() {
	return startCreating(depsFor(sandbox).requests, testKey);
}

async function createAll(run: CreateDependencies, wanted: readonly RequestDraft[], waitMs = 0) {
	return await Promise.all(wanted.map(async (draft) => await createRequest(run, draft, optionsWith({ validationWaitMs: waitMs }))));
}

const lists = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests$/);
const reads = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests\/[^/]+$/);
/** The resolver itself lists the patron's open requests before each creation. */
const resolverLists = count;

it('many requests created at once without a wait for validation cost one read each and at most one list call each', async () => {
	const results = await createAll(oneRun(), buildDrafts('FEW'));
	expect(
		results.map(({ outcome, alreadyExisted, reference, requestId }) => [
			outcome,
			alreadyExisted,
			openWith(sandbox, reference).map(({ id }) => id),
			requestId,
		]),
	).toEqual(results.map(({ requestId }) => ['created', false, [requestId], requestId]));
	expect(results.flatMap(({ checks }) => checks.filter(({ result }) => result !== 'passed' && result !== 'warning'))).toEqual([]);
	expect(reads()).toBe(count);
	expect(lists() - resolverLists).toBeLessThanOrEqual(count);
});

describe('a lookup that is older than its TTL', () => {
	/** Creates a request while another process makes the same one during the checks. */
	async function overtaken(draft: RequestDraft) {
		const deps = depsFor(sandbox);
		class Slow extends CreateLookups {
			override readonly pickupLocations = async () => {
				await sandbox.requests.create('east', {
					patronIdentifier: draft.patronId,
					title: draft.title ?? '',
					systemInstanceIdentifier: recordLentBySeveral.instanceId,
					refdata: { serviceType: draft.serviceType },
					requestIdentifiers: [{ id: 'overtaken', identifierType: 'ILLIAD', identifier: draft.reference ?? '' }],
				});
				await pause(1500);
				return await this.requests.pickupLocations();
			};
		}
		return await createRequest({ ...deps, lookups: new Slow(deps.requests) }, draft, optionsWith({ validationWaitMs: 0 }));
	}

	it.each([
		['loan', buildDrafts('SLOW')[0]],
		['copy', copy({ instanceId: recordLentBySeveral.instanceId, pickupLocation: 'EAST-MAIN', reference: 'SLOW-1' })],
	])(
		'a lookup of the reference that is too old is repeated before a %s is sent, and finds the request that another process made meanwhile',
		async (_name, draft) => {
			if (draft === undefined) throw new Error('No draft');
			const result = await overtaken(draft);
			const [row, ...more] = rowsWith(sandbox, 'SLOW-1');
			expect(more).toEqual([]);
			expect(result).toMatchObject({ alreadyExisted: true, requestId: row?.id });
			expect(sandbox.log.countOf('GET', /^\/openurl/)).toBe(0);
		},
	);
});
