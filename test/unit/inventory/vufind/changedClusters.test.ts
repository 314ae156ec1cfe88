import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { createFetch, HttpClient, type Fetch } from '../../../../reshare/transport';
import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import { sandboxForEach } from '../../sandboxForTests';

/** Reservoir splits, joins and dissolves clusters after VuFind has harvested them, and during a search. */

const own = { ownSymbols: ['US-EAST'] };
/** Only Lakeside has added the paperback to the record of the hardcover. */
const paperback = { isbn: '0156001314' };
const hardcover = { isbn: '9780151446476' };
const rose = clusterIdOf(2);
const lenders = ['US-HILL', 'US-LAKE', 'US-SOUTH'];

const sandbox = sandboxForEach({ clusterRecords: 'merged' });

type When = 'before the search' | 'between the search and the look at the original';

/**
 * Finds a citation while clusters change.
 *
 * @param change what happens to the clusters, once
 */
async function find(citation: object, when: When, change: () => void) {
	const pooled = createFetch();
	let isDone = false;
	const once = () => {
		if (!isDone) change();
		isDone = true;
	};
	if (when === 'before the search') once();
	const fetch: Fetch = async (url, init) => {
		if (String(url).includes('/reservoir/oai')) once();
		return await pooled(url, init);
	};
	const index = new VufindIndex(new HttpClient({ fetch }), {
		vufindUrl: sandbox.vufind.urls.v10,
		reservoir: { url: sandbox.okapiUrl, tenant: sandbox.reservoir.tenant },
	});
	return await findEligible(index, citation, own);
}

const now = () => sandbox.clock.now();

describe.each(['before the search', 'between the search and the look at the original'] as const)('clusters that change %s', (when) => {
	it('a lookup goes to review as another edition if the only library whose copy has the ISBN was moved out of the found record', async () => {
		const found = await find(paperback, when, () => void sandbox.reservoir.clusters.move(rose, now(), { who: ['US-LAKE'] }));
		expect(found).toMatchObject({ outcome: 'needsReview', reason: 'recordDoesNotFit' });
		expect(found.candidates[0]).toMatchObject({ instanceId: rose, lendingLibraries: ['US-HILL', 'US-SOUTH'] });
	});

	it('a lookup goes to review if all lenders were moved to a new record that VuFind does not list yet', async () => {
		const found = await find(hardcover, when, () => void sandbox.reservoir.clusters.move(rose, now(), { who: lenders }));
		expect(found).toMatchObject({
			outcome: 'needsReview',
			reason: 'answersPartial',
			explanation: expect.stringContaining('1 record that its source no longer has as a whole'),
		});
	});

	it('a lookup by the ISBN of a record merged into another goes to review until VuFind harvests again, and is then Eligible', async () => {
		const parted = sandbox.reservoir.clusters.move(rose, now() - 1, { who: ['US-LAKE'] });
		sandbox.vufind.harvest();
		const found = await find(paperback, when, () => void sandbox.reservoir.clusters.move(parted, now(), { into: rose }));
		// VuFind does not know yet which record has the number now.
		expect(found).toMatchObject({ outcome: 'needsReview', reason: 'answersPartial' });
		sandbox.vufind.harvest();
		expect(await find(paperback, 'before the search', () => {})).toMatchObject({
			outcome: 'eligible',
			instanceId: rose,
			lendingLibraries: lenders,
		});
	});
});
