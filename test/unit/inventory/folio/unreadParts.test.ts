import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { capabilitiesCache } from '../../../../reshare/inventory/folio/capabilities';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { HttpClient } from '../../../../reshare/transport';
import { inventoryAccountOf } from '../../../../demo/practiceCredentials';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { defineBook } from '../../../../sandbox/inventory/records/BibRecord';
import { openInventory } from '../find/judgeLookup';
import { fetchWithChangedAnswers } from './fetchWithChangedAnswers';

/** What could not be read is unknown: it must not silently make a record Eligible, or drop a library's holdings. */

let sandbox: Sandbox;
afterEach(async () => {
	capabilitiesCache.clear();
	await sandbox.close();
});

const own = { ownSymbols: ['US-EAST'] };
const broken = { status: 500, text: 'Internal server error, contact administrator' };

it.each([
	['no list', null],
	['an empty list', []],
])('a record goes to review if the total counts holdings that the list lacks: %s', async (_name, holdingsRecords) => {
	sandbox = await startSandbox({
		inventory: { records: [defineBook(1, 'On beavers', ['Practice, Pat'], '2001', { identifiers: { isbn: ['9780140449136'] } })] },
	});
	const fetch = fetchWithChangedAnswers<{ data?: Record<string, { holdingsRecords?: unknown; totalRecords?: number } | null> }>(
		({ data }) => {
			for (const answer of Object.values(data ?? {}))
				if (answer !== null && 'holdingsRecords' in answer) Object.assign(answer, { holdingsRecords, totalRecords: 2 });
		},
	);
	const okapi = new OkapiClient({ account: inventoryAccountOf(sandbox), http: new HttpClient({ fetch }), sessions: new SessionStore() });
	const found = await findEligible(new FolioIndex(okapi), { isbn: '9780140449136' }, own);
	expect(found).toMatchObject({ outcome: 'needsReview', reason: 'policyUnknown', instanceId: buildInstanceId(1) });
});

it('a canceled OCLC number finds no Eligible record, even if the identifier types cannot be read', async () => {
	sandbox = await startSandbox({
		inventory: {
			records: [
				defineBook(1, 'On beavers', ['Practice, Pat'], '2001', { identifiers: { oclc: ['(OCoLC)1001'], cancelledOclc: ['(OCoLC)2002'] } }),
			],
		},
	});
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
	capabilitiesCache.clear();
	sandbox.inventory.faults.fail({ kind: 'identifier-types', answer: broken });
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '1001' }, own)).toMatchObject({ outcome: 'eligible' });
});

it('a lookup succeeds after the inventory changed its kind of search, and fails with advice if no search is left', async () => {
	sandbox = await startSandbox({ inventory: { searchModule: 'loaded' } });
	const found = { outcome: 'eligible', instanceId: buildInstanceId(2) };
	const citations = [{ isbn: '9780151446476' }, { title: 'The name of the rose', author: 'Eco, Umberto', year: '1983' }];
	const findAll = async () => {
		const index = openInventory(sandbox);
		return await Promise.all(citations.map(async (citation) => await findEligible(index, citation, own)));
	};
	expect(await findAll()).toMatchObject([found, found]);
	sandbox.inventory.faults.fail({ kind: 'search', answer: { status: 404, text: 'No suitable module found for path /search/instances' } });
	expect(await findAll()).toMatchObject([found, found]);
	sandbox.inventory.faults.fail({
		kind: 'instances',
		answer: { status: 404, text: 'No suitable module found for path /instance-storage/instances' },
	});
	const refused = { reason: 'lookUpFailed', explanation: expect.stringContaining('Ask your ReShare provider') };
	expect(await findAll()).toMatchObject([refused, refused]);
});
