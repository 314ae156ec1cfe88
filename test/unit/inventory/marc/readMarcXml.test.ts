import fc from 'fast-check';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';
import { readMarcFixture, writeMarcXml } from './marcXml';

const record = writeMarcXml([
	'001 5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10',
	'245 10 $a Crème & Ödegård',
	'999 11 $s ISIL:US-EAST $p LOANABLE',
]);
const whole = [{ leader: '01500cam a2200289 i 4500', control: new Map([['001', '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10']]) }];

describe('readMarcXml', () => {
	it.each([
		['bare', record],
		['in a collection', `<?xml version="1.0" encoding="UTF-8"?>\n<collection>${record}</collection>`],
		['in a namespace', `<collection xmlns="http://www.loc.gov/MARC21/slim">${record}</collection>`],
		['with a prefix', `<m:collection xmlns:m="http://www.loc.gov/MARC21/slim">${record.replace(/<(\/?)/gu, '<$1m:')}</m:collection>`],
		[
			'in an answer of OAI-PMH',
			`<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header/><metadata>${record}</metadata></record></GetRecord></OAI-PMH>`,
		],
		['in an answer of SRU', `<r:records xmlns:r="x"><r:record><r:recordData>${record}</r:recordData></r:record></r:records>`],
		['behind a byte order mark', `\uFEFF${record}`],
	])('readMarcXml reads the same MARC record when it is %s', (_form, xml) => {
		const found = readMarcXml(xml);
		expect(found).toMatchObject(whole);
		expect(found[0]?.fields).toEqual([
			{ tag: '245', indicators: '10', subfields: [{ code: 'a', value: 'Crème & Ödegård' }] },
			{
				tag: '999',
				indicators: '11',
				subfields: [
					{ code: 's', value: 'ISIL:US-EAST' },
					{ code: 'p', value: 'LOANABLE' },
				],
			},
		]);
	});

	it('readMarcXml reads the same fields from VuFind, OAI-PMH and SRU', () => {
		const [vufind] = (JSON.parse(readMarcFixture('vufind-search.json')) as { records: Array<{ fullRecord: string }> }).records;
		const [oai] = readMarcXml(readMarcFixture('oai-record.xml'));
		expect(readMarcXml(vufind?.fullRecord ?? '')).toEqual([oai]);
		expect(readMarcXml(readMarcFixture('sru.xml'))[0]).toEqual(oai);
	});

	it('readMarcXml drops control characters and the characters that replace them', () => {
		expect(
			readMarcXml(
				'<record><datafield tag="245" ind1="1"><subfield code="a"> one\u0007\n two&#xFFFD;three </subfield></datafield></record>',
			)[0]?.fields,
		).toEqual([{ tag: '245', indicators: '1 ', subfields: [{ code: 'a', value: 'one two three' }] }]);
	});

	it.each([
		['cut off', record.slice(0, -20)],
		['empty', ''],
		['a web page', '<html><body><p>Sorry<br></body></html>'],
		['not XML', '{"status":"OK"}'],
		[
			'an entity bomb',
			`<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><record><leader>&b;</leader></record>`,
		],
		['XML with a DOCTYPE, which no shared index sends', `<!DOCTYPE record>${record}`],
		['XML with an undeclared entity', '<record><leader>&b;</leader></record>'],
		[
			'XML with an entity for a local file',
			'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><record><leader>&x;</leader></record>',
		],
		['nested too deeply', '<a>'.repeat(100)],
	])('readMarcXml refuses a text that is %s', (_form, xml) => {
		expect(() => readMarcXml(xml)).toThrow(
			expect.objectContaining({ kind: 'badAnswer', message: 'The shared inventory sent a record damaged or only in part' }),
		);
	});

	it("readMarcXml reads a record that is damaged at any place, or throws the client's own error", () => {
		const cut = fc.tuple(fc.nat(record.length), fc.string({ unit: 'binary', maxLength: 5 }), fc.nat(20));
		fc.assert(
			fc.property(cut, ([place, put, gone]) => {
				try {
					readMarcXml(record.slice(0, place) + put + record.slice(place + gone));
				} catch (error) {
					expect(error).toMatchObject({ name: 'ReShareError', kind: 'badAnswer' });
				}
			}),
		);
	});
});
