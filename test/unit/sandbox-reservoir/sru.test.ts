import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clusterId, dissolvedClusterId } from '../../../sandbox/reservoir';
import { call, logIn } from '../sandbox/harness';
import type { Json } from '../sandbox/harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const invoke = (path: string) => call(`${sandbox.okapiUrl}/_/invoke/tenant/reservoir/reservoir${path}`);
const sru = (query: string, more = '') => invoke(`/sru?query=${encodeURIComponent(query)}${more}`);

describe('SRU', () => {
	it('gives the record that OAI gives', async () => {
		const reply = await sru(`rec.id = ${clusterId(1)}`);
		expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/xml']);
		expect(reply.text.split('\n').slice(0, 9)).toEqual([
			'<?xml version="1.0" encoding="UTF-8"?>',
			'<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse">',
			'  <version>2.0</version>',
			'  <numberOfRecords>1</numberOfRecords>',
			'  <records>',
			'    <record>',
			'      <recordSchema>marcxml</recordSchema>',
			'      <recordData>',
			'<record xmlns="http://www.loc.gov/MARC21/slim">',
		]);
		expect(reply.text.endsWith('\n</record>      </recordData>\n    </record>\n  </records>\n</searchRetrieveResponse>\n')).toBe(true);
		const record = (xml: string) => /<record xmlns[\s\S]*?\n<\/record>/u.exec(xml)?.[0].replace(/<controlfield tag="005">.*/u, '');
		expect(record(reply.text)).toBe(record((await invoke(`/oai?verb=GetRecord&identifier=${clusterId(1)}`)).text));
	});

	it('counts what is deleted, yet gives no record of it', async () => {
		const { text } = await sru(`rec.id=${clusterId(1)} or rec.id=${dissolvedClusterId}`);
		expect([text.includes('<numberOfRecords>2<'), text.match(/<recordData>/gu)?.length]).toEqual([true, 1]);
		expect((await sru('rec.id=00000000-0000-4000-8000-000000000000')).text).toContain('<numberOfRecords>0</numberOfRecords>\n</searchRetrieveResponse>');
		expect((await sru(`rec.id=${clusterId(1)}`, '&startRecord=0')).text).toMatch(/<records>\n<\/searchRetrieveResponse>/u);
	});

	it('gives ten records, or as many as one asks for', async () => {
		expect((await sru('cql.allRecords=1')).text.match(/<recordData>/gu)).toHaveLength(10);
		expect((await sru('cql.allRecords=1', '&maximumRecords=3&startRecord=2')).text.match(/<recordData>/gu)).toHaveLength(3);
	});

	it('explains no index, and knows rec.id alone', async () => {
		expect((await invoke('/sru')).text).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<explainResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse">\n  <version>2.0</version>\n</explainResponse>\n');
		const diagnostic = async (query: string, more = '') => {
			const reply = await sru(query, more);
			return [reply.status, /diagnostic\/1\/(\d+)/u.exec(reply.text)?.[1], /<message>(.*)<\/message>/u.exec(reply.text)?.[1]];
		};
		expect(await diagnostic('isbn=9781571313355')).toEqual([200, '47', 'Cannot process query']);
		expect(await diagnostic('rec.id=x')).toEqual([200, '47', 'Cannot process query']);
		expect(await diagnostic('rec.id=(')).toEqual([200, '10', 'Query syntax error']);
		expect(await diagnostic('cql.allRecords=1', '&version=1.2')).toEqual([200, '5', 'Unsupported version']);
		expect(await diagnostic('cql.allRecords=1', '&maximumRecords=many')).toEqual([200, '6', 'Unsupported parameter value']);
		expect(await diagnostic('cql.allRecords=1', '&recordSchema=mods')).toEqual([200, '66', 'Unknown schema for retrieval']);
		// Details are not escaped.
		expect((await sru('rec.id="<x&y>"')).text).toContain('<details>Invalid UUID string: <x&y></details>');
	});
});

describe('the libraries\' own records', () => {
	const reader = async () => await logIn(sandbox, 'reservoir', 'reservoir-reader', 'sees-raw-records');

	it('need a permission', async () => {
		expect(await invoke('/clusters?matchkeyid=goldrush2024')).toMatchObject({ status: 400, text: 'Token missing, access requires permission: reservoir-clusters.collection.get' });
		const stranger = await logIn(sandbox, 'reservoir', 'no-clusters', 'may-not-see-clusters');
		for (const path of ['/reservoir/clusters?matchkeyid=goldrush2024', `/reservoir/clusters/${clusterId(1)}`, '/reservoir/records']) {
			expect(await stranger.get(path)).toMatchObject({ status: 403 });
		}
		expect((await stranger.get(`/reservoir/oai?verb=GetRecord&identifier=${clusterId(1)}`)).status).toBe(200);
	});

	it('come as clusters with MARC-in-JSON, without 999 and without policy', async () => {
		const caller = await reader();
		const reply = await caller.get(`/reservoir/clusters?matchkeyid=goldrush2024&query=clusterId%3D%3D${clusterId(17)}`);
		expect(reply.json).toMatchObject({ resultInfo: { diagnostics: [], facets: [] } });
		const [cluster] = (reply.json as { items: Json[] }).items;
		expect(cluster).toMatchObject({
			clusterId: clusterId(17),
			datestamp: '2026-05-04T08:15:30.123456Z',
			records: [{ localId: 'east-000017', sourceId: 'US-EAST', sourceVersion: 1 }, { localId: 'lake-000017', sourceId: 'US-LAKE', sourceVersion: 1 }],
			matchValues: [expect.stringMatching(/^thestranger_+1989/u)],
		});
		const marc = ((cluster?.records as Json[])[0]?.payload as { marc: { leader: string; fields: Json[] } }).marc;
		expect(marc.fields).toContainEqual({ '020': { ind1: ' ', ind2: ' ', subfields: [{ a: '0679720200' }] } });
		expect(marc.fields[0]).toEqual({ '001': 'east-000017' });
		expect(Number(marc.leader.slice(0, 5))).toBeGreaterThan(300);
		expect(reply.text).not.toMatch(/"999"|LOANABLE/u);
		expect((await caller.get(`/reservoir/clusters/${clusterId(17)}`)).json).toEqual(cluster);
	});

	it('count only on demand', async () => {
		const caller = await reader();
		const counted = await caller.get('/reservoir/records?query=sourceId%3DUS-EAST&count=exact&limit=2');
		const { items, resultInfo } = counted.json as { items: Json[]; resultInfo: Json };
		expect([items.length, Number(resultInfo.totalRecords) > 10]).toEqual([2, true]);
		expect((await caller.get(`/reservoir/records/${String(items[0]?.globalId)}`)).json).toEqual(items[0]);
		expect(await caller.get('/reservoir/records?query=title%3Dx')).toMatchObject({ status: 400, text: 'Unsupported CQL index: title' });
	});

	it('say what is missing', async () => {
		const caller = await reader();
		expect(await caller.get('/reservoir/clusters')).toMatchObject({ status: 400, text: 'Missing required query parameter: matchkeyid' });
		expect(await caller.get('/reservoir/clusters?matchkeyid=title')).toMatchObject({ status: 404, text: 'MatchKey title not found' });
		expect(await caller.get(`/reservoir/clusters/${dissolvedClusterId}`)).toMatchObject({ status: 404, text: dissolvedClusterId });
		expect((await caller.get('/reservoir/config/oai')).json).toEqual({ transformer: 'marc-transformer::cluster_transform' });
	});
});
