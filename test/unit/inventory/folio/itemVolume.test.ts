import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient, type Fetch } from '../../../../reshare/transport';
import { fetchWithChangedAnswers } from './fetchWithChangedAnswers';
import { sandboxForAll } from '../../sandboxForTests';

const sandbox = sandboxForAll({ inventory: { searchModule: 'absent' } });

interface Items {
	data?: Record<string, { totalRecords?: number; items?: Array<Record<string, unknown>> } | null>;
}

/** Makes items whose volumes stand in these fields. FOLIO has `enumeration` for serials, and `volume` for works in several volumes. */
function named(fields: (volume: string) => Record<string, string | null>): Fetch {
	return fetchWithChangedAnswers<Items>(({ data = {} }) => {
		for (const value of Object.values(data))
			value?.items?.forEach((item) => Object.assign(item, fields(String(item.volume ?? item.enumeration))));
	});
}

/** Makes a holding with this many items. The inventory gives as many as are asked for. */
function many(total: number): Fetch {
	let template: Record<string, unknown> = {};
	return fetchWithChangedAnswers<Items>(({ data = {} }, variables) => {
		for (const [alias, value] of Object.entries(data)) {
			if (value?.items === undefined) continue;
			const offset = Number(variables[`${alias}_offset`] ?? 0);
			const [first] = value.items;
			if (first !== undefined) template = first;
			const all = Array.from({ length: total }, (_, index) => ({ ...template, id: `item ${index}`, volume: `v. ${index + 1}` }));
			Object.assign(value, { totalRecords: total, items: all.slice(offset, offset + Number(variables[`${alias}_limit`])) });
		}
	});
}

function folio(fetch: Fetch) {
	const { tenant, username, password } = sandbox.inventory;
	const okapi = new OkapiClient({
		account: { url: sandbox.okapiUrl, tenant, username, password },
		http: new HttpClient({ fetch }),
		sessions: new SessionStore(),
	});
	return new FolioIndex(okapi);
}

async function find(fetch: Fetch, volume: string) {
	return await findEligible(folio(fetch), { isbn: '0201633469', volume }, { ownSymbols: ['US-EAST'] });
}

it.each([
	['in their volume', named((volume) => ({ volume, enumeration: null }))],
	['in their volume, by its number alone', named((volume) => ({ volume: volume.replace('v.', ''), enumeration: null }))],
	['in their enumeration', named((volume) => ({ volume: null, enumeration: volume }))],
])('a set is Eligible for a volume that its items name %s', async (_where, fetch) => {
	expect(await find(fetch, '3')).toMatchObject({ outcome: 'eligible' });
});

it('a volume that no item names goes to review, although the record has as many volumes', async () => {
	const onlyFirst = named(() => ({ volume: 'v. 1', enumeration: null }));
	expect(await find(onlyFirst, '1')).toMatchObject({ outcome: 'eligible' });
	expect(await find(onlyFirst, '3')).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
});

it('a journal with 4500 items is read to the last item', async () => {
	const found = await find(createFetch(), '1');
	const { holdings, warnings } = await getInstance(folio(many(4500)), found.instanceId ?? '', { withItems: true });
	expect(new Set(holdings.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(4500);
	expect(warnings).toEqual([]);
	expect(await find(many(4500), '4400')).toMatchObject({ outcome: 'eligible' });
});
