import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { knownCapabilities } from '../../../../reshare/inventory/folio/capabilities';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { HttpClient } from '../../../../reshare/transport';
import { inventoryAccount } from '../../../../demo/accounts';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { book, lentBy } from '../../../../sandbox/inventory/records/record';
import { openInventory } from '../find/judge';
import { changedAnswers } from './changedAnswers';

/** What could not be read is unknown: it never silently makes a record Eligible, nor drops a library's holdings. */

let sandbox: Sandbox;
afterEach(async () => {
	knownCapabilities.clear();
	await sandbox.close();
});

const own = { ownSymbols: ['US-EAST'] };
const broken = { status: 500, text: 'Internal server error, contact administrator' };
const partly = {
	outcome: 'needsReview',
	reason: 'answersPartial',
	explanation: expect.stringContaining('could not be read: The shared inventory could not answer (500)') as unknown,
};

it('the extent of a record that mod-search found, which tells a set', async () => {
	sandbox = await startSandbox({ inventory: { searchModule: 'loaded' } });
	const index = openInventory(sandbox);
	await index.ready();
	sandbox.inventory.faults.fail({ kind: 'instances', answer: broken });
	expect(await findEligible(index, { isbn: '0201633469' }, own)).toMatchObject(partly);
});

it('the edition of a record that mod-search found', async () => {
	sandbox = await startSandbox({
		inventory: {
			searchModule: 'loaded',
			records: [book(1, 'On beavers', ['Practice, Pat'], '2001', { edition: '2nd ed.', identifiers: { isbn: ['9780140449136'] } })],
		},
	});
	const index = openInventory(sandbox);
	await index.ready();
	sandbox.inventory.faults.fail({ kind: 'instances', answer: broken });
	expect(await findEligible(index, { isbn: '9780140449136', edition: '3' }, own)).toMatchObject(partly);
});

it('the volumes that the items name', async () => {
	const holdings = lentBy(['US-WEST'], { items: ['v.1', 'v.2'] });
	sandbox = await startSandbox({
		inventory: {
			records: [
				book(1, 'A history of beavers', ['Practice, Pat'], '2001', {
					extent: '3 v.',
					carrier: 'set',
					identifiers: { isbn: ['9780140449136'] },
					holdings,
				}),
			],
		},
	});
	const citation = { isbn: '9780140449136', volume: '2' };
	expect(await findEligible(openInventory(sandbox), citation, own)).toMatchObject({ outcome: 'eligible' });
	sandbox.inventory.faults.fail({ kind: 'items', answer: broken });
	expect(await findEligible(openInventory(sandbox), citation, own)).toMatchObject(partly);
});

it('whom mod-rs asks first, where several records are read together', async () => {
	const places = ['US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE', 'US-CAVE'];
	const many = [...places.map((place) => ({ place, policy: 'willNotLend' as const })), ...lentBy(['US-WEST'])];
	const isbns = ['9780140449136', '9780345479099'];
	sandbox = await startSandbox({
		inventory: {
			records: isbns.map((isbn, index) =>
				book(index + 1, `On beavers ${index}`, ['Practice, Pat'], '2001', { identifiers: { isbn: [isbn] }, holdings: many }),
			),
		},
	});
	const look = async () => {
		const index = openInventory(sandbox);
		const done = index.gather();
		const found = Promise.all(isbns.map(async (isbn) => await findEligible(index, { isbn }, own)));
		done();
		return await found;
	};
	expect((await look()).map(({ reason }) => reason)).toEqual(['notSeenByReShare', 'notSeenByReShare']);
	// The joint list is read; the short one of each record is not.
	sandbox.inventory.faults.fail({ kind: 'holdings', recordId: 'limit=10&', answer: broken });
	for (const result of await look()) expect(result).toMatchObject(partly);
});

it.each([
	['no list', null],
	['an empty list', []],
])('holdings that the inventory counts and does not give: %s', async (_name, holdingsRecords) => {
	sandbox = await startSandbox({
		inventory: { records: [book(1, 'On beavers', ['Practice, Pat'], '2001', { identifiers: { isbn: ['9780140449136'] } })] },
	});
	const fetch = changedAnswers<{ data?: Record<string, { holdingsRecords?: unknown; totalRecords?: number } | null> }>(({ data }) => {
		for (const answer of Object.values(data ?? {}))
			if (answer !== null && 'holdingsRecords' in answer) Object.assign(answer, { holdingsRecords, totalRecords: 2 });
	});
	const okapi = new OkapiClient({ account: inventoryAccount(sandbox), http: new HttpClient({ fetch }), sessions: new SessionStore() });
	const found = await findEligible(new FolioIndex(okapi), { isbn: '9780140449136' }, own);
	expect(found).toMatchObject({ outcome: 'needsReview', reason: 'policyUnknown', instanceId: instanceId(1) });
});

it('which numbers are canceled ones', async () => {
	sandbox = await startSandbox({
		inventory: {
			records: [
				book(1, 'On beavers', ['Practice, Pat'], '2001', { identifiers: { oclc: ['(OCoLC)1001'], cancelledOclc: ['(OCoLC)2002'] } }),
			],
		},
	});
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
	knownCapabilities.clear();
	sandbox.inventory.faults.fail({ kind: 'identifier-types', answer: broken });
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(openInventory(sandbox), { oclcNumber: '1001' }, own)).toMatchObject({ outcome: 'eligible' });
});

it('which search the inventory offers, where that has changed since it was remembered', async () => {
	sandbox = await startSandbox({ inventory: { searchModule: 'loaded' } });
	const found = { outcome: 'eligible', instanceId: instanceId(2) };
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
	const refused = { reason: 'lookUpFailed', explanation: expect.stringContaining('Ask your ReShare provider') as unknown };
	expect(await findAll()).toMatchObject([refused, refused]);
});
