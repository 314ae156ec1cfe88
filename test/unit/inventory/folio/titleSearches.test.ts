import { inventoryAccountOf } from '../../../../demo/practiceCredentials';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

const pooled = createFetch();

/** Opens an inventory that records all title searches, and the most that were under way at once. */
async function open(inventory: SandboxOptions['inventory']) {
	sandbox = await startSandbox({ ...(inventory === undefined ? {} : { inventory }) });
	const searches: string[] = [];
	let underWay = 0;
	const most = { atOnce: 0 };
	const fetch: typeof pooled = async (url, init) => {
		const sent = init?.body === undefined ? '' : String(init.body);
		const { variables } = (sent.startsWith('{') ? JSON.parse(sent) : {}) as { readonly variables?: Readonly<Record<string, unknown>> };
		const queries = Object.values(variables ?? {}).flatMap((value) => /^\(*(title .*)$/u.exec(String(value))?.[1] ?? []);
		searches.push(...queries);
		const scans = queries.filter((query) => query.startsWith('title all')).length;
		underWay += scans;
		most.atOnce = Math.max(most.atOnce, underWay);
		try {
			return await pooled(url, init);
		} finally {
			underWay -= scans;
		}
	};
	const http = new HttpClient({ fetch });
	return {
		index: new FolioIndex(new OkapiClient({ account: inventoryAccountOf(sandbox), http, sessions: new SessionStore() })),
		searches,
		most,
	};
}

const own = { ownSymbols: ['US-EAST'] };

it.each([
	['inventory storage from 24.0 by their beginning, without a look at every title', { era: 'current' }, /^title >=/],
	['inventory storage to 23.x by their words', { era: 'classic' }, /^title all/],
	['mod-search by their words', { searchModule: 'loaded' }, /^title all/],
] as const)('over FOLIO, a title search looks in %s', async (_name, inventory, query) => {
	const { index, searches } = await open(inventory);
	for (const title of ['The periodic table', 'Periodic table']) {
		expect(await findEligible(index, { title, author: 'Primo Levi', year: '1984' }, own)).toMatchObject({
			outcome: 'eligible',
			reason: 'onlyMatch',
		});
	}
	expect(searches.length).toBeGreaterThan(0);
	for (const search of searches) expect(search).toMatch(query);
});

it('at most four searches through every title run at once over inventory storage from 24.0, each for one form of a title', async () => {
	const { index, searches, most } = await open({ era: 'current' });
	const citations = Array.from({ length: 12 }, (_, number) => ({
		title: `A chronicle of nowhere number ${number + 40}`,
		author: 'Nobody',
	}));
	for (const { reason } of await Promise.all(citations.map(async (citation) => await findEligible(index, citation, own))))
		expect(reason).toBe('nothingFound');
	const scans = searches.filter((search) => search.startsWith('title all'));
	expect(scans.length).toBeGreaterThan(24);
	expect(scans.filter((search) => search.includes(' or '))).toEqual([]);
	expect(most.atOnce).toBeLessThanOrEqual(4);
});
