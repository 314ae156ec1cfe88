import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient, type Fetch } from '../../../../reshare/transport';
import { sandboxForAll } from '../../sandboxForTests';
import { capabilitiesCache } from '../../../../reshare/inventory/folio/capabilities';
import { inventoryAccountOf } from '../../../../demo/practiceCredentials';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { defineBook } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex } from '../find/judgeLookups';
import type { Citation as InventoryWish } from '../../../../reshare/inventory/find/findTypes';
import { splitJoinedTitle } from '../../../../reshare/inventory/folio/splitJoinedTitle';
import { recordOfMarcLines } from '../../../../sandbox/inventory/records/recordOfMarcLines';
import cases from '../../../fixtures/cases/catalogTexts.json';
import { fetchWithChangedAnswers } from './fetchWithChangedAnswers';

const own = { ownSymbols: ['US-EAST'] };

describe('volumes of items', () => {
	const sandbox = sandboxForAll({ inventory: { searchModule: 'absent' } });

	interface Items {
		data?: Record<string, { totalRecords?: number; items?: Array<Record<string, unknown>> } | null>;
	}

	/** Makes items whose volumes stand in these fields. FOLIO has `enumeration` for serials, and `volume` for works in several volumes. */
	function named(fields: (volume: string) => Record<string, string | null>) {
		return fetchWithChangedAnswers<Items>(({ data = {} }) => {
			for (const value of Object.values(data))
				value?.items?.forEach((item) => Object.assign(item, fields(String(item.volume ?? item.enumeration))));
		});
	}

	/** Makes a fetch that gives a holding this many items, of which each answer contains as many as its query asks for. */
	function many(total: number) {
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

	it('a request for volume 3 goes to review if every item of the record says that it is volume 1', async () => {
		const onlyFirst = named(() => ({ volume: 'v. 1', enumeration: null }));
		expect(await find(onlyFirst, '1')).toMatchObject({ outcome: 'eligible' });
		expect(await find(onlyFirst, '3')).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
	});

	it('a set is Eligible for a volume although the items of several holdings cannot be read together', async () => {
		const single = fetchWithChangedAnswers<Items>(({ data = {} }, variables) => {
			for (const [alias, value] of Object.entries(data))
				if (value?.items && String(variables[`${alias}_query`]).includes(' or ')) delete value.items;
		});
		expect(await find(single, '3')).toMatchObject({ outcome: 'eligible' });
	});

	it('a journal with 4500 items is read to the last item', async () => {
		const found = await find(createFetch(), '1');
		const { holdings, warnings } = await getInstance(folio(many(4500)), found.instanceId ?? '', { withItems: true });
		expect(new Set(holdings.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(4500);
		expect(warnings).toEqual([]);
		expect(await find(many(4500), '4400')).toMatchObject({ outcome: 'eligible' });
	});
});

describe('parts that were not read', () => {
	/** What could not be read is unknown: it must not silently make a record Eligible, or drop a library's holdings. */

	let sandbox: Sandbox;
	afterEach(async () => {
		capabilitiesCache.clear();
		await sandbox.close();
	});
	const broken = { status: 500, text: 'Internal server error, contact administrator' };

	it.each([
		['no list', null],
		['an empty list', []],
	])('a record goes to review if FOLIO counts two holdings and returns %s of them', async (_name, holdingsRecords) => {
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
		expect(await findEligible(new FolioIndex(okapi), { isbn: '9780140449136' }, own)).toMatchObject({
			outcome: 'needsReview',
			reason: 'policyUnknown',
			instanceId: buildInstanceId(1),
		});
	});

	it('a canceled OCLC number finds no Eligible record, even if the identifier types cannot be read', async () => {
		sandbox = await startSandbox({
			inventory: {
				records: [
					defineBook(1, 'On beavers', ['Practice, Pat'], '2001', {
						identifiers: { oclc: ['(OCoLC)1001'], cancelledOclc: ['(OCoLC)2002'] },
					}),
				],
			},
		});
		expect(await findEligible(openFolioIndex(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
		capabilitiesCache.clear();
		sandbox.inventory.faults.fail({ kind: 'identifier-types', answer: broken });
		expect(await findEligible(openFolioIndex(sandbox), { oclcNumber: '2002' }, own)).not.toMatchObject({ outcome: 'eligible' });
		expect(await findEligible(openFolioIndex(sandbox), { oclcNumber: '1001' }, own)).toMatchObject({ outcome: 'eligible' });
	});

	it('a lookup in FOLIO succeeds after mod-search was removed, and fails with advice if inventory storage is removed, too', async () => {
		sandbox = await startSandbox({ inventory: { searchModule: 'loaded' } });
		const found = { outcome: 'eligible', instanceId: buildInstanceId(2) };
		const citations = [{ isbn: '9780151446476' }, { title: 'The name of the rose', author: 'Eco, Umberto', year: '1983' }];
		const findAll = async () => {
			const index = openFolioIndex(sandbox);
			return await Promise.all(citations.map((citation) => findEligible(index, citation, own)));
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
});

describe('unreadable records', () => {
	const sandbox = sandboxForAll({ inventory: { searchModule: 'absent' } });

	interface Answer {
		data?: Record<string, { instances?: unknown[] } | null>;
		errors?: unknown[];
	}

	/** For a record without a required field, mod-graphql gives null and an error. */
	const withBrokenRecords = fetchWithChangedAnswers<Answer>((answer) => {
		for (const [alias, value] of Object.entries(answer.data ?? {})) {
			if (value?.instances === undefined || value.instances.length === 0) continue;
			value.instances = value.instances.map(() => null);
			answer.errors = [{ message: 'Cannot return null for non-nullable field T_instance.title.', path: [alias, 'instances', 0, 'title'] }];
		}
	});

	it('Get Instance fails with badAnswer, not with notFound, for a FOLIO record that exists and cannot be parsed', async () => {
		const { tenant, username, password } = sandbox.inventory;
		const http = new HttpClient({ fetch: withBrokenRecords });
		const index = new FolioIndex(
			new OkapiClient({ account: { url: sandbox.okapiUrl, tenant, username, password }, http, sessions: new SessionStore() }),
		);
		await expect(getInstance(index, buildInstanceId(2))).rejects.toMatchObject({
			kind: 'badAnswer',
			message: expect.stringContaining('cannot be read'),
		});
		await expect(getInstance(index, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ kind: 'notFound' });
	});
});

describe('joined titles', () => {
	it.each(cases.joinedTitles as Array<[string, string | null, string, string, string]>)(
		'splitJoinedTitle splits the joined title "%s" with the index title "%s"',
		(joined, indexTitle, proper, rest, responsibility) => {
			const { titles, responsibility: stated } = splitJoinedTitle(joined, indexTitle);
			expect([titles, stated]).toEqual([[expect.objectContaining({ proper, rest, part: '' })], responsibility]);
		},
	);

	describe.each([
		['inventory storage to 23.x', { era: 'classic', searchModule: 'absent' }],
		['mod-search', { searchModule: 'loaded' }],
	] as const)('records as catalogs write them, over %s', (name, inventory) => {
		const sandbox = sandboxForAll({ inventory });

		const find = (citation: InventoryWish) => findEligible(openFolioIndex(sandbox), citation, { ownSymbols: ['US-EAST'] });
		const beavers = { author: 'Bramwell, Odette', year: '1957' };
		const harbor = { author: 'Corvin Vane', year: '2021' };

		it.each<[string, InventoryWish]>([
			['before ISBD, requested without its subtitle,', { title: 'Beavers of the northern rivers', ...beavers }],
			['before ISBD, requested with its subtitle,', { title: 'Beavers of the northern rivers: a natural history', ...beavers }],
			['without punctuation before its subtitle', { title: 'The harbor at low tide: towns, ferries and the art of waiting', ...harbor }],
		])('a FOLIO record whose title was cataloged %s is Eligible by that title', async (_form, citation) => {
			expect(await find(citation)).toMatchObject({ outcome: 'eligible' });
		});

		it('a short title goes to review if the record has no punctuation between that title and a subtitle', async () => {
			expect(await find({ title: 'The harbor', author: 'Corvin Vane', year: '2021' })).toMatchObject({
				outcome: 'needsReview',
				reason: 'titleOnly',
			});
		});

		it.each(['study guide', 'the poems of a sailor and his dog'])(
			'an ISBN with the wrong subtitle "%s" goes to review if the record\'s title has no punctuation before the subtitle',
			async (subtitle) => {
				expect(await find({ isbn: '9789999000406', title: `The harbor at low tide: ${subtitle}` })).toMatchObject({
					outcome: 'needsReview',
					reason: 'recordDoesNotFit',
				});
			},
		);

		it('an ISBN with a price behind it on the record is found', async () => {
			expect(await find({ isbn: '9789999000499' })).toMatchObject({
				outcome: 'eligible',
				title: expect.stringContaining('Weirs and locks'),
			});
		});

		it('a title and author in Hebrew script find their record', async () => {
			const citation = { title: 'הגשר אל הנמל', year: '2015' };
			expect(await find({ ...citation, author: 'בר-נהר, שולמית' })).toMatchObject({ outcome: 'eligible' });
			expect(await find(citation)).toMatchObject({ outcome: 'needsReview', reason: 'titleOnly' });
		});

		it('words in parentheses after a title are ignored if the index gives no series, unless they name a language, form or volume', async () => {
			const inBrackets = async (text: string) =>
				(await find({ title: `Small engines: repair and upkeep (${text})`, author: 'Ruta Okonjo', year: '1998' })).outcome;
			for (const text of ['Workshop library', 'Workshop library #3'])
				expect([text, await inBrackets(text)]).toEqual([text, name === 'mod-search' ? 'needsReview' : 'eligible']);
			expect((await find({ title: 'Small engines: [to accompany the trade laws]', author: 'Ruta Okonjo', year: '1998' })).outcome).toBe(
				'needsReview',
			);
			for (const text of ['German edition', 'Spanish', 'Manga', '1815-1848', 'workbook', 'large print', 'vol. 2'])
				expect([text, await inBrackets(text)]).toEqual([text, 'needsReview']);
		});
	});

	describe('joined titles without a sign before the subtitle', () => {
		const lent = [{ place: 'US-WEST', policy: 'willLend' }] as const;
		const by = ['100 1# $aMarlow, Ada.', '260 ## $aLeeds,$bHarbour Press,$c1952.'];
		let sandbox: Sandbox;

		beforeAll(async () => {
			const records = [
				recordOfMarcLines(
					1,
					'am 1952 eng',
					[...by, '245 10 $aMarsh chemistry,$ban introduction for those who live beside it;$cillus. by Joan Hill.'],
					lent,
				),
				recordOfMarcLines(2, 'am 1952 eng', [...by, '245 10 $aTides,$pSpring tides.'], lent),
				recordOfMarcLines(3, 'am 1952 eng', [...by, '245 10 $aDikes,$bworkbook and answers.'], lent),
				recordOfMarcLines(
					7,
					'am 1952 eng',
					['020 ## $a9780151446476', ...by, '245 10 $aWater mills of the north$ba critical look at their wheels$cAda Marlow'],
					lent,
				),
				recordOfMarcLines(8, 'am 1952 eng', [...by, '245 10 $aHedgebanks.$bTheir keepers and their uses.$cBy Ada Marlow.'], lent),
				recordOfMarcLines(6, 'am 1952 eng', [...by, '245 10 $aHeron songs,$bsecond series.'], lent),
				recordOfMarcLines(
					5,
					'am 1952 eng',
					[...by, '245 10 $aWeir keepers :$ba hundred years of [i.e. since] the first weir (1852-1952) /$cAda Marlow.'],
					lent,
				),
				recordOfMarcLines(
					4,
					'am 2021 ger',
					['110 1# $aNordland', '245 10 $aDeichO$bdie Deichordnung : mit Auszügen$c[Nordland]', '264 #1 $aKiel$bHafen$c2021'],
					lent,
				),
			];
			sandbox = await startSandbox({ inventory: { era: 'classic', searchModule: 'absent', records } });
		});

		afterAll(async () => {
			await sandbox.close();
		});

		const find = (citation: InventoryWish) => findEligible(openFolioIndex(sandbox), citation, { ownSymbols: ['US-EAST'] });
		const marlow = { author: 'Ada Marlow', year: '1952' };

		it('a FOLIO title without a colon is cut before its subtitle at a comma and a lowercase letter, if author and year agree', async () => {
			expect(await find({ title: 'Marsh chemistry', ...marlow })).toMatchObject({
				outcome: 'eligible',
				title: expect.stringContaining('Marsh chemistry, an'),
			});
			expect(await find({ title: 'Marsh chemistry', ...marlow, year: '1961' })).toMatchObject({
				outcome: 'needsReview',
				reason: 'titleOnly',
			});
			expect(await find({ title: 'Marsh chemistry', author: 'Joan Beck', year: '1952' })).not.toMatchObject({ outcome: 'eligible' });
		});

		it.each(['Hedgebanks', 'Water mills of the north'])(
			'the title "%s" is Eligible for a FOLIO title that goes on after a period or with words that begin a subtitle, if the author agrees',
			async (title) => {
				expect(await find({ title, ...marlow })).toMatchObject({ outcome: 'eligible' });
				expect(await find({ title, author: 'Joan Beck', year: '1952' })).not.toMatchObject({ outcome: 'eligible' });
			},
		);

		it.each(['Tides', 'Dikes', 'Heron songs', 'Marsh'])(
			'the title "%s" is not Eligible for a FOLIO record whose title goes on with a part, another work or a number',
			async (title) => {
				expect(await find({ title, ...marlow })).not.toMatchObject({ outcome: 'eligible' });
			},
		);

		it('a record found by ISBN goes to review if its subtitle shares only the article at the beginning with the requested one', async () => {
			const titled = (title: string) => find({ isbn: '9780151446476', title });
			expect(await titled('Water mills of the north: a guide to decorative art')).toMatchObject({
				outcome: 'needsReview',
				reason: 'recordDoesNotFit',
			});
			expect(await titled('Water mills of the north: a critical look')).toMatchObject({ outcome: 'eligible' });
		});

		it('a FOLIO record with a note in brackets in its subtitle is Eligible by its title with or without that subtitle', async () => {
			expect(await find({ title: 'Weir keepers', ...marlow })).toMatchObject({ outcome: 'eligible' });
			expect(await find({ title: 'Weir keepers: a hundred years of [i.e. since] the first weir (1852-1952)', ...marlow })).toMatchObject({
				outcome: 'eligible',
			});
		});

		it('a one-word title goes to review, not to Not Available, if nothing marks its end in a longer FOLIO title', async () => {
			expect(await find({ title: 'DeichO', author: 'Nordland', year: '2021' })).toMatchObject({
				outcome: 'needsReview',
				reason: 'titleOnly',
			});
		});
	});
});

describe('sets through mod-search', () => {
	let sandbox: Sandbox;

	afterEach(async () => {
		await sandbox.close();
	});

	/** FOLIO imports every monograph as `single unit`, and mod-search's records have no extent. */
	it.each(['absent', 'loaded'] as const)(
		'a set found by its ISBN goes to review without a volume, with mod-search %s',
		async (searchModule) => {
			sandbox = await startSandbox({ inventory: { searchModule } });
			expect(await findEligible(openFolioIndex(sandbox), { isbn: '0201633469' }, { ownSymbols: ['US-EAST'] })).toMatchObject({
				outcome: 'needsReview',
				reason: 'volumeMissing',
				instanceId: buildInstanceId(73),
			});
		},
	);
});

describe('searches by title', () => {
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

	it.each([
		['inventory storage from 24.0 by their beginning, without a look at every title', { era: 'current' }, /^title >=/],
		['inventory storage to 23.x by their words', { era: 'classic' }, /^title all/],
		['mod-search by their words', { searchModule: 'loaded' }, /^title all/],
	] as const)('a title search over FOLIO finds titles in %s', async (_name, inventory, query) => {
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

	it('lookups over inventory storage from 24.0 run at most four full title scans at once, each for one form of a title', async () => {
		const { index, searches, most } = await open({ era: 'current' });
		const citations = Array.from({ length: 12 }, (_, number) => ({
			title: `A chronicle of nowhere number ${number + 40}`,
			author: 'Nobody',
		}));
		for (const { reason } of await Promise.all(citations.map((citation) => findEligible(index, citation, own))))
			expect(reason).toBe('nothingFound');
		const scans = searches.filter((search) => search.startsWith('title all'));
		expect(scans.length).toBeGreaterThan(24);
		expect(scans.filter((search) => search.includes(' or '))).toEqual([]);
		expect(most.atOnce).toBeLessThanOrEqual(4);
	});
});
