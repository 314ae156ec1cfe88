import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clusterId } from '../../../sandbox/reservoir';
import { practiceKey } from '../../../sandbox/vufind';
import { call } from '../sandbox/harness';
import type { Json, Reply } from '../sandbox/harness';

/** Shapes as VuFind's source writes them and its clients have seen them. */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

type Version = keyof Sandbox['vufind']['urls'];
const api = (path: string, version: Version = 'v10', init?: RequestInit): Promise<Reply> =>
	call(`${sandbox.vufind.urls[version]}/api/v1/${path}`, init);
const records = (reply: Reply): Json[] => (reply.json as { records: Json[] }).records;
const versions: readonly Version[] = ['v7', 'v8', 'v10'];

describe('a search', () => {
	it.each(versions)('gives the fields that were asked for: %s', async (version) => {
		const reply = await api('search?lookfor=9781571313355&type=ISN&field[]=id&field[]=title&field[]=lendingStatus', version);
		expect([reply.status, reply.headers.get('content-type'), reply.headers.get('access-control-allow-origin')]).toEqual([
			200,
			'application/json',
			'*',
		]);
		expect(reply.json).toEqual({
			resultCount: 2,
			records: [
				{ id: clusterId(1), title: 'Braiding sweetgrass', lendingStatus: ['UNLOANABLE', 'LOANABLE'] },
				// Of another collection: no cluster, no copies.
				{ id: 'ebooksmn4410021', title: 'Braiding sweetgrass' },
			],
			status: 'OK',
		});
	});

	it('gives eight fields when none is named, and knows more', async () => {
		const [plain] = records(await api(`record?id=${clusterId(13)}`));
		expect(Object.keys(plain ?? {}).sort()).toEqual(['authors', 'formats', 'id', 'languages', 'series', 'subjects', 'title', 'urls']);
		const names = ['authors', 'isbns', 'oclc', 'formats', 'languages', 'publicationDates', 'institutions'];
		const [full] = records(await api(`record?id=${clusterId(30)}&${names.map((name) => `field[]=${name}`).join('&')}`));
		expect(full).toEqual({
			authors: {
				primary: { 'Acredolo, Linda P.': { role: ['author'] } },
				secondary: { 'Goodwyn, Susan': { role: [] }, 'Abrams, Douglas': { role: [] } },
				corporate: [],
			},
			isbns: ['9780071387767 (paperback)', '0071387765'],
			oclc: ['48885207'],
			formats: ['Book'],
			languages: ['English'],
			publicationDates: ['2002'],
			institutions: ['US-EAST', 'US-WEST', 'ISIL:US-EAST', 'ISIL:US-WEST'],
		});
	});

	it('has no records where there is nothing to show', async () => {
		expect((await api('search?lookfor=1234567890&type=ISN')).text).toBe('{"resultCount":0,"status":"OK"}');
		expect((await api('search?lookfor=sweetgrass&limit=0')).json).toEqual({ resultCount: 2, status: 'OK' });
		expect((await api('search?lookfor=sweetgrass&page=9')).json).toEqual({ resultCount: 2, status: 'OK' });
	});

	it('leaves out fields that nobody configured, and the records with them', async () => {
		expect(records(await api('search?lookfor=sweetgrass&type=Title&field[]=id&field[]=callNumber&limit=1'))).toEqual([
			{ id: clusterId(1) },
		]);
		expect((await api('search?lookfor=sweetgrass&field[]=nonsense')).json).toEqual({ resultCount: 2, status: 'OK' });
		// Without brackets it is no list.
		expect((await api('search?lookfor=sweetgrass&field=id')).json).toEqual({ resultCount: 2, status: 'OK' });
		sandbox.behaviour.vufindLendingStatus = false;
		expect(records(await api('search?lookfor=sweetgrass&type=Title&field[]=id&field[]=lendingStatus&limit=1'))).toEqual([
			{ id: clusterId(1) },
		]);
	});

	it('gives at most a hundred, twenty unless one says', async () => {
		expect(records(await api('search?field[]=id'))).toHaveLength(20);
		expect(records(await api('search?field[]=id&limit=100'))).toHaveLength(100);
		for (const limit of ['101', '-1', 'ten'])
			expect(await api(`search?limit=${limit}`)).toMatchObject({ status: 400, json: { status: 'ERROR', statusMessage: 'Invalid limit' } });
		const [first, second] = [await api('search?field[]=id&limit=10&page=1'), await api('search?field[]=id&limit=10&page=2')];
		expect(new Set([...records(first), ...records(second)].map(({ id }) => id)).size).toBe(20);
		expect((await api('search?field[]=id&limit=10&page=0')).text).toBe(first.text);
	});

	it('takes a form, and writes JSON as PHP does', async () => {
		const form = await api('search', 'v10', {
			method: 'POST',
			body: new URLSearchParams([
				['lookfor', 'Gödel'],
				['type', 'Title'],
				['field[]', 'title'],
				['limit', '1'],
			]),
		});
		expect(form.text).toBe('{"resultCount":2,"records":[{"title":"G\\u00f6del, Escher, Bach : an eternal golden braid"}],"status":"OK"}');
		expect((await api('search?lookfor=sweetgrass&field[]=urls&filter[]=format:"eBook"')).text).toContain(
			'"url":"https:\\/\\/ebooks.example.org\\/ebooksmn4410021"',
		);
	});

	it('filters and counts by the values of index fields', async () => {
		const count = async (query: string) => ((await api(`search?limit=0&${query}`)).json as Json).resultCount;
		const lent = await count('filter[]=lending_status:"LOANABLE"');
		expect(await count('filter[]=lending_status:"LOANABLE"&filter[]=-format:"Book"')).toBeLessThan(Number(lent));
		expect(
			await count('filter[]=~institution:"ISIL:US-CAVE"&filter[]=~institution:"ISIL:US-GONE"&lookfor=games OR orientalism&type=Title'),
		).toBe(2);
		const facets = ((await api('search?limit=0&lookfor=walden&type=Title&facet[]=format')).json as { facets: Json }).facets;
		expect(facets).toEqual({
			format: [
				{ value: 'Book', translated: 'Book', count: 1 },
				{ value: 'Microfilm', translated: 'Microfilm', count: 1 },
				{ value: 'eBook', translated: 'eBook', count: 1 },
			],
		});
	});
});

describe('fullRecord', () => {
	const fullRecord = async (version: Version, number = 17): Promise<string> =>
		String(records(await api(`record?id=${clusterId(number)}&field[]=fullRecord`, version))[0]?.fullRecord);

	it('is MARCXML in a namespace, which version 7 leaves out', async () => {
		const head = ' <record>\n  <leader>';
		expect((await fullRecord('v7')).startsWith(`<?xml version="1.0" encoding="UTF-8"?>\n<collection>\n${head}`)).toBe(true);
		for (const version of ['v8', 'v10'] as const) {
			expect(
				(await fullRecord(version)).startsWith(
					`<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd">\n${head}`,
				),
			).toBe(true);
		}
		const text = await fullRecord('v10', 38);
		expect(text).toContain('   <subfield code="a">Gödel, Escher, Bach :</subfield>\n');
		expect(text.endsWith('  </datafield>\n </record>\n</collection>\n')).toBe(true);
		expect(await fullRecord('v10', 201)).toContain('<subfield code="b">Routledge &amp; K. Paul,</subfield>');
	});

	it('has the copies that OAI has', async () => {
		const copies = (xml: string) => [...xml.matchAll(/<subfield code="(.)">(.*)<\/subfield>/gu)].map(([, code, value]) => [code, value]);
		const oai = (await call(`${sandbox.reservoir.oaiUrl}?verb=GetRecord&identifier=${clusterId(17)}`)).text;
		expect(copies(await fullRecord('v8'))).toEqual(copies(oai));
	});

	it('comes without them where the site filters', async () => {
		sandbox.behaviour.vufindFilters9xx = true;
		const text = await fullRecord('v10');
		expect([text.includes('tag="245"'), text.includes('tag="999"')]).toEqual([true, false]);
	});
});

describe('a record', () => {
	it('is one or many; an unknown one is an error alone, and missing among others', async () => {
		expect(await api('record?id=00000000-0000-4000-8000-000000000000')).toMatchObject({
			status: 400,
			json: { status: 'ERROR', statusMessage: 'Error loading record' },
		});
		expect((await api(`record?id[]=${clusterId(1)}&id[]=unknown&field[]=id`)).json).toEqual({
			resultCount: 1,
			records: [{ id: clusterId(1) }],
			status: 'OK',
		});
		expect((await api('record?id[]=unknown&field[]=id')).json).toEqual({ resultCount: 0, status: 'OK' });
		expect(await api('record')).toMatchObject({ status: 400, json: { statusMessage: 'Missing id' } });
		const many = Array.from({ length: 101 }, (_, number) => `id[]=${number}`).join('&');
		expect(await api(`record?${many}`)).toMatchObject({ status: 400, json: { statusMessage: 'Record limit (100) exceeded' } });
	});

	it('stays as it was at the last harvest', async () => {
		sandbox.reservoir.clusters.dissolve(clusterId(1), 0);
		expect((await api(`record?id=${clusterId(1)}`)).status).toBe(200);
		expect((await call(`${sandbox.controlUrl}/harvest`, { method: 'POST' })).status).toBe(204);
		expect((await api(`record?id=${clusterId(1)}`)).status).toBe(400);
	});

	it('carries the numbers of one member, or of all', async () => {
		const isbns = async () => records(await api(`record?id=${clusterId(3)}&field[]=isbns`))[0]?.isbns;
		expect(await isbns()).toEqual(['9780374275631', '0374275637']);
		sandbox.behaviour.clusterRecords = 'merged';
		expect(await isbns()).toEqual(['9780374275631', '0374275637', '9780374533557 (pbk.)']);
	});
});

describe('a site', () => {
	it('that keeps its API closed', async () => {
		sandbox.behaviour.vufindApi = 'closed';
		for (const path of ['search?lookfor=x', `record?id=${clusterId(1)}`])
			expect(await api(path)).toMatchObject({ status: 403, text: '{"status":"ERROR","statusMessage":"Permission denied"}' });
		sandbox.behaviour.vufindApi = 'keys';
		expect(await api('search')).toMatchObject({ status: 401, text: 'Provided API key is missing or invalid.' });
	});

	it('whose index does not answer: a message with 400, in version 10 none with 500', async () => {
		sandbox.behaviour.vufindIndexDown = true;
		expect(await api('search?lookfor=x', 'v10')).toMatchObject({
			status: 500,
			text: '{"status":"ERROR","statusMessage":"Error occurred."}',
		});
		expect(await api('search?lookfor=x', 'v7')).toMatchObject({
			status: 400,
			json: { status: 'ERROR', statusMessage: expect.stringMatching(/^Unable to connect/u) as unknown },
		});
		expect(await api(`record?id=${clusterId(1)}`)).toMatchObject({ status: 400, json: { statusMessage: 'Error loading record' } });
	});

	it('of version 10 that counts searches: what is over its bucket waits for the next quarter of an hour', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(1_795_000_000_000);
		sandbox.behaviour.vufindSearchLimit = 2;
		const replies = [];
		for (let number = 0; number < 3; number++) replies.push(await api('search?limit=0'));
		expect(
			replies.map(({ status, headers }) => [status, headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-retry-after')]),
		).toEqual([
			[200, '1', '0'],
			[200, '0', '0'],
			[429, '0', '900'],
		]);
		expect([replies[2]?.headers.get('retry-after'), replies[2]?.text]).toEqual([
			null,
			'Too many requests. Please try again in 900 seconds.',
		]);
		expect([(await api('search?limit=0', 'v8')).status, (await api(`record?id=${clusterId(1)}`)).status]).toEqual([200, 200]);
		sandbox.clock.advance(900_000);
		expect([(await api('search?limit=0')).status, (await api('search?limit=0')).status]).toEqual([200, 429]);
		sandbox.behaviour.vufindLimitHeaders = false;
		expect((await api('search?limit=0')).headers.get('x-ratelimit-retry-after')).toBeNull();
	});

	it('that gives fewer records in one answer, or asks for a key', async () => {
		sandbox.behaviour.vufindMaxLimit = 10;
		expect(await api('search?limit=25')).toMatchObject({ status: 400, json: { statusMessage: 'Invalid limit' } });
		expect(records(await api('search?lookfor=the&type=Title'))).toHaveLength(20);
		const ids = Array.from({ length: 11 }, (_, number) => `id[]=${clusterId(number + 1)}`).join('&');
		expect(await api(`record?${ids}`)).toMatchObject({ status: 400, json: { statusMessage: 'Record limit (10) exceeded' } });
		sandbox.behaviour.vufindApi = 'keys';
		expect((await call(`${sandbox.vufind.urls.v10}/api/v1/search?limit=0`, { headers: { 'X-API-KEY': practiceKey } })).status).toBe(200);
	});

	it('shows pages to people', async () => {
		for (const [path, status] of [
			['', 200],
			['/', 200],
			[`/Record/${clusterId(1)}`, 200],
			['/Record/none', 404],
			['/api/v2/search', 404],
		] as const) {
			const page = await call(sandbox.vufind.urls.v8 + path);
			expect([path, page.status, page.headers.get('content-type')]).toEqual([path, status, 'text/html; charset=UTF-8']);
		}
	});

	it('that is no ReShare has numbers of its own, and no copies of the consortium', async () => {
		const reply = await api('search?lookfor=sweetgrass&type=Title&field[]=id&field[]=fullRecord&field[]=lendingStatus', 'catalog');
		expect(reply.json).toMatchObject({ resultCount: 1, records: [{ id: 'east-000001' }] });
		expect(reply.text).not.toMatch(/999|lendingStatus/u);
	});

	it('is logged, and spoiled by faults', async () => {
		sandbox.faults.add({ kind: 'truncated', path: '^/vufind/api/v1/search$', query: 'sweetgrass', times: 1 });
		expect((await api('search?lookfor=sweetgrass')).json).toBeUndefined();
		expect((await api('search?lookfor=sweetgrass')).json).toMatchObject({ status: 'OK' });
		expect(sandbox.log.matching('GET', /^\/vufind\/api/u).map(({ status, fault }) => [status, fault])).toEqual([
			[200, 'truncated'],
			[200, undefined],
		]);
		expect(await api(`search?lookfor=${'x'.repeat(8200)}`)).toMatchObject({ status: 414 });
	});
});
