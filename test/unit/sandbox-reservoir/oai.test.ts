import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { instanceId } from '../../../sandbox/inventory/ids';
import { clusterId } from '../../../sandbox/reservoir';
import { call } from '../sandbox/harness';
import type { Reply } from '../sandbox/harness';

/** Shapes as Reservoir's source writes them; records are the practice consortium's. */

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const oai = (query: string): Promise<Reply> => call(`${sandbox.reservoir.oaiUrl}?${query}`);
const getRecord = (id: string): Promise<Reply> => oai(`verb=GetRecord&identifier=${id}`);
/** `code=value` of the fields 999 with these indicators. */
const fields999 = (xml: string, indicators: '10' | '11'): string[] =>
	[...xml.matchAll(new RegExp(`<datafield tag="999" ind1="1" ind2="${indicators.charAt(1)}">\\n([\\s\\S]*?)  </datafield>`, 'gu'))].map(
		([, inner = '']) =>
			[...inner.matchAll(/<subfield code="(.)">(.*?)<\/subfield>/gu)].map(([, code, value]) => `${code}=${value}`).join(' '),
	);

describe('GetRecord', () => {
	it('gives the record of a cluster as MARCXML, every sign outside ASCII as an entity', async () => {
		const reply = await getRecord(clusterId(17));
		expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/xml']);
		expect(['content-encoding', 'content-length'].map((name) => reply.headers.get(name))).toEqual(['gzip', null]);
		expect(reply.text.split('\n')).toEqual([
			'<?xml version="1.0" encoding="UTF-8"?>',
			'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"',
			'         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
			'         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/',
			'         http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">',
			expect.stringMatching(/^ {2}<responseDate>\d{4}-\d\d-\d\dT[\d:.]+Z<\/responseDate>$/u),
			`  <request verb="GetRecord">http://reservoir.internal:8081/reservoir/oai?verb=GetRecord&amp;identifier=${clusterId(17)}</request>`,
			'  <GetRecord>',
			'    <record>',
			'      <header>',
			`        <identifier>oai:${clusterId(17)}</identifier>`,
			'        <datestamp>2026-05-04T08:15:30Z</datestamp>',
			'        <setSpec>goldrush2024</setSpec>',
			'      </header>',
			'    <metadata>',
			'<record xmlns="http://www.loc.gov/MARC21/slim">',
			expect.stringMatching(/^ {2}<leader>\d{5}cam a22\d{5} i 4500<\/leader>$/u),
			`  <controlfield tag="001">${clusterId(17)}</controlfield>`,
			expect.stringMatching(/^ {2}<controlfield tag="003">US-(?:EAST|LAKE)<\/controlfield>$/u),
			expect.stringMatching(/^ {2}<controlfield tag="005">\d{14}\.0<\/controlfield>$/u),
			'  <controlfield tag="008">210301s1989    xx            000 0 eng d</controlfield>',
			...reply.text.split('\n').slice(21, -5),
			'</record>',
			'    </metadata>',
			'    </record>',
			'  </GetRecord>',
			'</OAI-PMH>',
		]);
		expect(reply.text).toContain(
			'  <datafield tag="245" ind1="1" ind2="4">\n    <subfield code="a">The stranger /</subfield>\n    <subfield code="c">Albert Camus ; translated from the French by Matthew Ward.</subfield>\n  </datafield>',
		);
		expect((await getRecord(clusterId(38))).text).toContain('<subfield code="a">G&#xf6;del, Escher, Bach :</subfield>');
	});

	it('names the members in 999 10 and their copies in 999 11, in the order of the sources', async () => {
		const { text } = await getRecord(clusterId(17));
		expect(fields999(text, '10').map((field) => field.replace(/ m=.*/u, ''))).toEqual([
			`i=${clusterId(17)} l=east-000017 s=US-EAST`,
			`i=${clusterId(17)} l=lake-000017 s=US-LAKE`,
		]);
		expect(fields999(text, '11')).toEqual([
			'l=east-000017 s=ISIL:US-EAST i=East Harbor University Library t=BKS a=Main stacks b=30000000170002 c=PQ2605.A3734 E813 1989 x=book p=LOANABLE',
			'l=lake-000017 s=ISIL:US-LAKE i=Lakeside College Library t=BKS a=Main stacks b=30000000170001 c=PQ2605.A3734 E813 T4 1989 x=book p=LOANABLE',
		]);
		expect(text.indexOf('ind2="1">\n    <subfield code="l">')).toBeGreaterThan(text.lastIndexOf('<datafield tag="999" ind1="1" ind2="0">'));
	});

	it('lends what the inventory lends: every policy but Will lend is UNLOANABLE, none is none', async () => {
		const policies = async (number: number) =>
			fields999((await getRecord(clusterId(number))).text, '11').map(
				(field) => `${/s=(\S+)/u.exec(field)?.[1]} ${/p=(\S+)/u.exec(field)?.[1] ?? '-'}`,
			);
		expect(await policies(35)).toEqual(['ISIL:US-ISLE LOANABLE', 'ISIL:US-MOOR UNLOANABLE', 'ISIL:US-VALE UNLOANABLE']);
		expect(await policies(51)).toEqual(['ISIL:US-RIVER -', 'ISIL:US-SOUTH -']);
		// Places that mod-rs finds no library for: a copy without number, a symbol without authority.
		expect(await policies(47)).toEqual(['ISIL:US-HILL LOANABLE', 'US-LAKE LOANABLE', 'ISIL:US-WEST UNLOANABLE']);
		expect(fields999((await getRecord(clusterId(47))).text, '11')[0]).not.toContain('l=');
		expect(await policies(48)).toEqual(['isil:us-lake LOANABLE']);
	});

	it('has a member without items in 999 10 alone, and a field for each volume', async () => {
		const ebook = (await getRecord(clusterId(91))).text;
		expect([fields999(ebook, '10').length, fields999(ebook, '11').length]).toEqual([4, 0]);
		const set = fields999((await getRecord(clusterId(70))).text, '11').map((field) => /c=(.*) x=/u.exec(field)?.[1]);
		expect(set).toEqual([
			'QA76.6 .K64 2011 v.1',
			'QA76.6 .K64 2011 v.2',
			'QA76.6 .K64 2011 v.3',
			'QA76.6 .K64 2011 v.4A',
			'QA76.6 .K64 2011 v=v.1',
			'QA76.6 .K64 2011 v=v.2',
			'QA76.6 .K64 2011 v=v.3',
			'QA76.6 .K64 2011 v=v.4A',
			'QA76.6 .K64 2011 v=v.1',
			'QA76.6 .K64 2011 v=v.3',
		]);
		expect(fields999((await getRecord(clusterId(61))).text, '11')).toHaveLength(300);
	});

	it('has the bibliography of the longest record, or that of all with the title of the first', async () => {
		const main = (await getRecord(clusterId(1))).text;
		const numbers = (xml: string) => [...xml.matchAll(/tag="020".*\n.*<subfield code="a">(.*)<\/subfield>/gu)].map(([, number]) => number);
		expect(main).toContain('<controlfield tag="003">US-RIVER</controlfield>');
		expect(numbers(main)).toEqual(['9781571313355', '9781571313560 (paperback)']);
		expect(numbers((await getRecord(clusterId(3))).text)).toEqual(['9780374275631', '0374275637']);
		sandbox.behaviour.clusterRecords = 'merged';
		const merged = (await getRecord(clusterId(3))).text;
		expect(numbers(merged)).toEqual(['9780374275631', '0374275637', '9780374533557 (pbk.)']);
		expect(merged.match(/tag="245"/gu)).toHaveLength(1);
		expect(merged).not.toContain('tag="003"');
		expect(fields999(merged, '11')[0]).toContain('y=i3-2 p=LOANABLE');
		expect(merged.match(/tag="(\d{3})"/gu)?.join()).toBe(
			merged
				.match(/tag="(\d{3})"/gu)
				?.sort()
				.join(),
		);
	});

	it('takes the identifier with oai: and without, in any case of letters', async () => {
		expect((await getRecord(`oai:${clusterId(4)}`)).text).toContain('Codex Seraphinianus');
		expect((await getRecord(clusterId(4).toUpperCase())).text).toContain('Codex Seraphinianus');
	});

	it('says deleted of a cluster that is gone, without metadata', async () => {
		sandbox.reservoir.clusters.dissolve(clusterId(5), Date.UTC(2026, 3, 2, 23, 0, 11));
		const reply = await getRecord(clusterId(5));
		expect(reply.status).toBe(200);
		expect(reply.text.slice(reply.text.indexOf('  <GetRecord>'))).toBe(`  <GetRecord>
    <record>
      <header status="deleted">
        <identifier>oai:${clusterId(5)}</identifier>
        <datestamp>2026-04-02T23:00:11Z</datestamp>
        <setSpec>goldrush2024</setSpec>
      </header>
    </record>
  </GetRecord>
</OAI-PMH>`);
		expect((await call(`${sandbox.controlUrl}/clusters/${clusterId(4)}`, { method: 'DELETE' })).status).toBe(204);
		expect((await getRecord(clusterId(4))).text).toContain('<header status="deleted">');
		expect((await call(`${sandbox.controlUrl}/clusters/none`, { method: 'DELETE' })).status).toBe(400);
	});

	it('knows no id that never was, nor one of the inventory, nor a record that its library hides', async () => {
		for (const id of ['00000000-0000-4000-8000-000000000000', instanceId(1), clusterId(56)]) {
			const reply = await getRecord(id);
			expect([reply.status, /<error.*/u.exec(reply.text)?.[0]]).toEqual([200, `<error code="idDoesNotExist">${id}</error>`]);
		}
	});

	it('fails on what is no UUID, and where the transformer breaks', async () => {
		const reply = await getRecord('in00000017');
		expect([reply.status, reply.headers.get('content-type'), reply.text]).toEqual([500, 'text/plain', 'Invalid UUID string: in00000017']);
		sandbox.behaviour.transformerFails = true;
		expect((await getRecord(clusterId(1))).status).toBe(500);
	});
});

describe('the other verbs', () => {
	it('are errors with status 200', async () => {
		for (const [query, error] of [
			['', '<error code="badVerb">missing verb</error>'],
			['verb=ListSets', '<error code="badVerb">ListSets</error>'],
			['verb=GetRecord', '<error code="badArgument">missing identifier</error>'],
			[
				'verb=GetRecord&metadataPrefix=oai_dc&identifier=x',
				'<error code="cannotDisseminateFormat">only metadataPrefix &quot;marcxml&quot; supported</error>',
			],
		] as const) {
			const reply = await oai(query);
			expect([query, reply.status, /<error.*/u.exec(reply.text)?.[0]]).toEqual([query, 200, error]);
		}
	});
});

describe('the ways to it', () => {
	it('need no account; the tenant stands in the path or in a header', async () => {
		const path = `/reservoir/oai?verb=GetRecord&identifier=${clusterId(1)}`;
		expect((await call(sandbox.okapiUrl + path, { headers: { 'X-Okapi-Tenant': 'reservoir' } })).text).toContain('Braiding sweetgrass');
		expect(await call(sandbox.okapiUrl + path)).toMatchObject({ status: 404 });
		expect(await call(`${sandbox.okapiUrl}/_/invoke/tenant/nobody${path}`)).toMatchObject({ status: 400, text: 'No such Tenant nobody' });
		expect(await call(`${sandbox.okapiUrl}/_/invoke/tenant/east${path}`)).toMatchObject({
			status: 404,
			text: 'No suitable module found for path /reservoir/oai for tenant east',
		});
	});

	it('are logged, and spoiled by faults', async () => {
		sandbox.faults.add({ kind: 'status', path: '/reservoir/oai$', status: 503, times: 1 });
		expect((await getRecord(clusterId(1))).status).toBe(503);
		expect((await getRecord(clusterId(1))).status).toBe(200);
		expect(sandbox.log.matching('GET', /\/reservoir\/oai$/u).map(({ status, fault }) => [status, fault])).toEqual([
			[503, 'status'],
			[200, undefined],
		]);
	});
});

it('tells of a cluster whose records went into another one as deleted', async () => {
	sandbox.reservoir.clusters.move(clusterId(2), Date.parse('2026-09-01T00:00:00Z'));
	expect((await getRecord(clusterId(2))).text).toContain('<header status="deleted">');
});
