import fc from 'fast-check';
import {
	findPickupLocationBySlugOrCode,
	listPickupLocations,
	mapPickupName,
	findPickupLocationByName,
	unknownSlugSentence,
} from '../../../reshare/directory';
import { OkapiClient, SessionStore } from '../../../reshare/okapi';
import { HttpClient, createFetch, type Fetch } from '../../../reshare/transport';
import { sandboxForAll } from '../sandboxForTests';

const sandbox = sandboxForAll();

function okapi(username: string, password: string) {
	const http = new HttpClient({ fetch: createFetch() });
	return new OkapiClient({ account: { url: sandbox.okapiUrl, tenant: 'east', username, password }, http, sessions: new SessionStore() });
}

describe('pickup locations of the Directory', () => {
	it("listPickupLocations gives the library's own active pickup locations, sorted by name", async () => {
		const { username, password } = sandbox.libraries.east;
		const locations = await listPickupLocations(okapi(username, password));
		expect(locations).toEqual([
			{ slug: 'EAST-DESK-N', name: 'Circulation Desk' },
			{ slug: 'EAST-DESK-S', name: 'Circulation Desk' },
			{ slug: 'EAST-MAIN', name: 'Main Library' },
			{ slug: 'EAST-SCI', name: 'Science Library' },
		]);
		expect(findPickupLocationBySlugOrCode(locations, 'EAST-SCI')?.name).toBe('Science Library');
		expect(findPickupLocationBySlugOrCode(locations, 'east-sci')).toBeUndefined();
		expect(unknownSlugSentence(' east-sci ', locations)).toContain('perhaps EAST-SCI ');
		expect(unknownSlugSentence('main library', locations)).toContain('perhaps EAST-MAIN ');
		expect(unknownSlugSentence('Circulation Desk', locations)).not.toContain('perhaps');
	});

	it('a pickup location is found by its name, ignoring case and spaces, and a name that several locations have is refused', () => {
		const locations = [
			{ slug: 'EAST-DESK-N', name: 'Circulation Desk' },
			{ slug: 'EAST-DESK-S', name: 'Circulation  desk' },
			{ slug: 'EAST-MAIN', name: 'Main Library' },
		];
		expect(findPickupLocationByName(locations, ' main   LIBRARY ')).toEqual({ slug: 'EAST-MAIN', name: 'Main Library' });
		expect(findPickupLocationByName(locations, 'Main')).toEqual({
			refusal: "The Directory has no pickup location named 'Main'; it has Circulation Desk, Main Library",
		});
		expect(findPickupLocationByName(locations, ' EAST-MAIN ')).toMatchObject({ name: 'Main Library' });
		expect(findPickupLocationByName(locations, 'circulation desk')).toEqual({
			refusal:
				"The Directory has 2 pickup locations named 'Circulation Desk'; choose one from the list or by its slug (EAST-DESK-N, EAST-DESK-S)",
		});
		expect(findPickupLocationByName([], 'Main')).toEqual({
			refusal: "The Directory has no pickup location named 'Main'; it names none of your library",
		});
	});

	it('the error of listPickupLocations for an account without the permission names the missing permission', async () => {
		await expect(listPickupLocations(okapi('no-directory', 'may-not-look-up'))).rejects.toMatchObject({
			kind: 'permission',
			permission: 'directory.entry.collection.get',
		});
	});

	it('a pickup location is found by its code only if no other location has that code', () => {
		const locations = [
			{ slug: '1', code: 'MAIN', name: 'Main Library' },
			{ slug: '2', code: 'DESK', name: 'North Desk' },
			{ slug: '3', code: 'DESK', name: 'South Desk' },
		];
		expect(['MAIN', 'DESK', '3'].map((word) => findPickupLocationBySlugOrCode(locations, word)?.slug)).toEqual(['1', undefined, '3']);
	});

	/**
	 * Makes a Directory that has 207 entries, of which 100 have no slug, and says that it has `total`, if anything. If it is repeating, each
	 * page is the first one. `asked` has the numbers of the pages that were read.
	 */
	function directoryWith(total?: number, isRepeating = false) {
		const entries = Array.from({ length: 207 }, (_, index) => ({ name: `Place ${index}`, slug: index < 100 ? null : `P-${index}` }));
		const json = { 'content-type': 'application/json' };
		const asked: number[] = [];
		const fetch: Fetch = async (url) => {
			if (url.includes('/authn/')) return new Response('{}', { status: 201, headers: { ...json, 'x-okapi-token': 't' } });
			const page = Number(new URL(url).searchParams.get('page'));
			asked.push(page);
			const results = isRepeating ? entries.slice(0, 100) : entries.slice((page - 1) * 100, page * 100);
			return new Response(JSON.stringify({ results, total }), { headers: json });
		};
		const account = { url: 'https://okapi.example.org', tenant: 'east', username: 'u', password: 'p' };
		return { asked, client: new OkapiClient({ account, http: new HttpClient({ fetch }), sessions: new SessionStore() }) };
	}

	it.each([
		['counts them', 207],
		['does not count them', undefined],
	])(
		'listPickupLocations reads all entries of a Directory that gives 100 at a time and %s; those without a slug are left out',
		async (_, total) => {
			const { client, asked } = directoryWith(total);
			expect(await listPickupLocations(client)).toHaveLength(107);
			expect(asked).toEqual([1, 2, 3]);
		},
	);

	it('listPickupLocations fails if the Directory returns fewer entries than its total says', async () => {
		const { client } = directoryWith(208);
		await expect(listPickupLocations(client)).rejects.toMatchObject({
			kind: 'badAnswer',
			message: 'The Directory gives 207 of its 208 pickup locations',
		});
	});

	it('listPickupLocations fails if the Directory returns the same page again for each offset', async () => {
		const { client, asked } = directoryWith(1_000_000, true);
		await expect(listPickupLocations(client)).rejects.toMatchObject({ kind: 'badAnswer' });
		expect(asked).toHaveLength(50);
	});
});

describe('the mapping table of pickup locations', () => {
	const rows = [
		{ name: 'Main Desk', slug: 'EAST-MAIN' },
		{ name: 'Science', slug: ' EAST-SCI ' },
		{ name: '', slug: 'EAST-NONE' },
	];

	it('mapPickupName finds the slug of a pickup location by its name in the mapping table, ignoring case and spaces', () => {
		expect(mapPickupName({ rows }, '  main   desk')).toEqual({ slug: 'EAST-MAIN' });
		expect(mapPickupName({ rows }, 'SCIENCE')).toEqual({ slug: 'EAST-SCI' });
	});

	it('mapPickupName refuses a pickup location name that is not in the mapping table, or returns the default slug if one is set', () => {
		expect(mapPickupName({ rows }, 'Annex')).toEqual({ refusal: "'⟦mappingTable⟧' has no line for 'Annex'; it knows Main Desk, Science" });
		expect(mapPickupName({ rows, defaultSlug: 'EAST-MAIN' }, 'Annex')).toEqual({ slug: 'EAST-MAIN' });
		expect(mapPickupName({ rows, defaultSlug: ' ' }, '')).toEqual({
			refusal: "'⟦mappedName⟧' is empty, and '⟦defaultSlug⟧' is not set",
		});
	});

	it('mapPickupName refuses a pickup location that the mapping table gives two slugs, and accepts one listed twice with one', () => {
		expect(mapPickupName({ rows: [...rows, { name: 'MAIN DESK', slug: 'EAST-SCI' }] }, 'main desk')).toEqual({
			refusal: "'⟦mappingTable⟧' holds 'main desk' twice with different slugs (EAST-MAIN, EAST-SCI)",
		});
		expect(mapPickupName({ rows: [...rows, { name: 'MAIN DESK', slug: 'EAST-MAIN' }] }, 'main desk')).toEqual({
			slug: 'EAST-MAIN',
		});
	});

	it('mapPickupName refuses a pickup location whose slug in the mapping table is empty, unless another row of that name has a slug', () => {
		const half = { name: 'Annex', slug: ' ' };
		const refusal = "'⟦mappingTable⟧' has a line for 'Annex', and its slug is empty";
		expect(mapPickupName({ rows: [half] }, 'Annex')).toEqual({ refusal });
		// The table has a row with this name but without a slug, so that the default slug would be a guess.
		expect(mapPickupName({ rows: [half], defaultSlug: 'EAST-MAIN' }, 'annex')).toEqual({ refusal: refusal.replace('Annex', 'annex') });
		expect(mapPickupName({ rows: [half, { name: 'annex', slug: 'EAST-ANNEX' }] }, 'Annex')).toEqual({
			slug: 'EAST-ANNEX',
		});
	});

	it('mapPickupName returns only slugs that are in the mapping table, whatever name and table are given', () => {
		fc.assert(
			fc.property(fc.array(fc.record({ name: fc.string(), slug: fc.string() })), fc.string(), (table, name) => {
				const result = mapPickupName({ rows: table }, name);
				if ('slug' in result) expect(table.map(({ slug }) => slug.trim())).toContain(result.slug);
			}),
		);
	});
});
