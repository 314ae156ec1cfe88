import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { stableId } from '../../../sandbox/ids';
import { asEast, asWest } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
beforeEach(async () => {
	sandbox = await startSandbox();
	east = await asEast(sandbox);
});
afterEach(() => sandbox.close());

const pickup =
	'/directory/entry?filters=tags.value%3Di%3Dpickup&filters=status.value%3Di%3Dmanaged&perPage=100&stats=true&sort=name%3Basc&sort=slug%3Basc';

it('lists the pickup locations: two of one name, one without slug, none of another library', async () => {
	const { results, total } = (await east.get(pickup)).json as { results: Json[]; total: number };
	expect(total).toBe(5);
	expect(results.map(({ slug, name }) => [slug, name])).toEqual([
		[undefined, 'Bookmobile'],
		['EAST-DESK-N', 'Circulation Desk'],
		['EAST-DESK-S', 'Circulation Desk'],
		['EAST-MAIN', 'Main Library'],
		['EAST-SCI', 'Science Library'],
	]);
	expect(results[3]).toMatchObject({
		type: { value: 'branch' },
		status: { value: 'managed', label: 'Managed' },
		tags: [{ value: 'Pickup', normValue: 'pickup' }],
		parent: { slug: 'EAST' },
		symbols: [],
		lmsLocationCode: 'MAIN',
	});
});

it('is another one in each tenant', async () => {
	const { results } = (await (await asWest(sandbox)).get(pickup)).json as { results: Json[] };
	expect(results.map(({ slug }) => slug)).toEqual(['WEST-ANNEX-1', 'WEST-ANNEX-2', 'WEST-MUSIC', undefined, 'WEST-MAIN']);
});

it('knows all members with their symbols, and which are its own', async () => {
	const { results } = (await east.get('/directory/entry?filters=type.value==institution&perPage=1000&stats=true')).json as {
		results: Json[];
	};
	expect(results.length).toBeGreaterThanOrEqual(12);
	expect(results.map(({ symbolSummary }) => symbolSummary)).toEqual(
		expect.arrayContaining(['RESHARE:US-EAST, ISIL:US-EAST', 'ISIL:US-LAKE']),
	);
	const own = (await east.get('/directory/entry?filters=type.value==institution&filters=status.value==managed')).json as Json[];
	expect(own.map(({ slug }) => slug).sort()).toEqual(['EAST', 'EASTLAW']);
});

it('pages up to 1000 entries', async () => {
	const entries = sandbox.directory.of('east');
	for (let index = 0; index < 250; index++)
		entries.push({
			id: stableId(`desk ${index}`),
			name: `Desk ${index}`,
			slug: `DESK-${index}`,
			status: 'managed',
			type: 'branch',
			tags: ['Pickup'],
			symbols: [],
		});
	const first = (await east.get(pickup)).json as { results: Json[]; totalPages: number };
	expect([first.results.length, first.totalPages]).toEqual([100, 3]);
	expect(((await east.get(`${pickup.replace('perPage=100', 'perPage=5000')}`)).json as { results: Json[] }).results).toHaveLength(255);
});
