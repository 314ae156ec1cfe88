import { availabilityOf } from '../../../../reshare/inventory/availability';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';
import { holdingsOfMarc, reservoirLendingPolicy } from '../../../../reshare/inventory/reservoir/holdingsOfMarc';
import { readMarcFixture, marcRecordOf } from '../marc/marcXml';

const rules = { ownSymbols: new Set(['US-EAST']), policies: new Set([reservoirLendingPolicy]) };
const availability = (...fields: string[]) => availabilityOf(holdingsOfMarc(marcRecordOf(...fields)), rules);
const east = '999 11 $l e1 $s ISIL:US-EAST $p LOANABLE';
const west = (policy: string) => `999 11 $l w1 $s ISIL:US-WEST ${policy}`;
const members = [
	'999 10 $i 5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10 $l e1 $s US-EAST $m key',
	'999 10 $i 5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10 $l w1 $s US-WEST $m key',
];

describe('holdingsOfMarc', () => {
	it('holdingsOfMarc reads each copy in 999 11 as a holding with library, location, call number and policy', () => {
		const [record] = readMarcXml(readMarcFixture('oai-record.xml'));
		const list = record && holdingsOfMarc(record);
		expect(list?.holdings).toHaveLength(4);
		expect(list?.holdings[0]).toEqual({
			id: 'i1',
			library: 'US-EAST',
			callNumber: 'TS545 .O3 2019',
			policy: 'LOANABLE',
			policyUnknown: false,
			locationCode: 'estk',
			locationName: 'Cardinal East',
			locationUnknown: false,
			statements: [],
		});
		// The first copy of US-WEST is not lent.
		expect(list?.inRota.map(({ library }) => library)).toEqual(['US-EAST', 'US-WEST']);
		expect(list && availabilityOf(list, rules)).toMatchObject({
			status: 'lends',
			lendingLibraries: ['US-WEST'],
			lent: { length: 1 },
			heldByOwnLibrary: true,
		});
	});

	it.each([
		['LOANABLE', '$p LOANABLE', 'lends'],
		['UNLOANABLE, although it contains LOANABLE', '$p UNLOANABLE', 'none'],
		['any other text', '$p NOT_LOANABLE', 'none'],
		['no policy, which counts as lendable, as in mod-rs', '', 'lends'],
	])('holdingsOfMarc decides by the lending policy (999 $p) whether a copy is lendable: %s', (_policy, policy, status) => {
		expect(availability(east, west(policy)).status).toBe(status);
	});

	it.each([
		['no authority', '999 11 $l w1 $s US-WEST $p LOANABLE'],
		['no local number', '999 11 $s ISIL:US-WEST $p LOANABLE'],
		['no library', '999 11 $l w1 $p LOANABLE'],
	])('holdingsOfMarc marks a copy whose MARC field 999 has %s as one that mod-rs does not see', (_lack, copy) => {
		expect(availability(copy).status).toBe('unseen');
		expect(holdingsOfMarc(marcRecordOf(copy)).inRota).toEqual([]);
	});

	it("copies with their library's symbol in lower and upper case belong to one library", () => {
		expect(availability('999 11 $l w1 $s isil:us-west $p LOANABLE', west('$p LOANABLE'))).toMatchObject({
			status: 'lends',
			lendingLibraries: ['US-WEST'],
			lent: { length: 2 },
		});
	});

	it('fields 999 of vendors and online copies are not holdings', () => {
		const fields = [east, '999 12 $l w1 $s ISIL:US-WEST $p LOANABLE', '999 13 $l w1 $s ISIL:US-WEST'];
		expect(availability(...fields).status).toBe('none');
		expect(holdingsOfMarc(marcRecordOf(...fields)).holdings).toHaveLength(1);
	});

	it('holdingsOfMarc gives holdings as unknown, not as absent, if the MARC record names libraries and no copies', () => {
		const list = holdingsOfMarc(marcRecordOf(...members));
		expect(availabilityOf(list, rules)).toMatchObject({ status: 'unknown', heldByOwnLibrary: true });
		expect(list).toMatchObject({ holdings: { length: 2 }, cut: false });
		expect(list.problem?.message).toBe('the record names libraries but no copies');
	});

	it('holdingsOfMarc reads no volume from a 999 $m that is a match key of the title, even if it begins like a volume number (v2a...)', () => {
		const list = holdingsOfMarc(
			marcRecordOf(
				'245 10 $a V2 : $b a novel',
				'999 10 $i 5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10 $l w1 $s US-WEST $m v2anovel____2020___harpe_________harris_____p',
			),
		);
		expect(list.holdings.map(({ statements }) => statements)).toEqual([[]]);
	});

	it.each([
		['online', ['338 ## $a online resource $b cr'], 'none'],
		['online and in print, as a merged record says', ['338 ## $a online resource $b cr', '338 ## $a volume $b nc'], 'unknown'],
		['a disc', ['007 co', '338 ## $a computer disc $b cd'], 'unknown'],
	])(
		'a record that names only libraries counts as not lendable if it is online only, and as unknown otherwise: %s',
		(_form, fields, status) => {
			expect(availability(...fields, ...members).status).toBe(status);
		},
	);

	it('holdingsOfMarc gives holdings as unknown if the MARC record has no field 999 at all', () => {
		const list = holdingsOfMarc(marcRecordOf('245 10 $a Walden'));
		expect(availabilityOf(list, rules).status).toBe('unknown');
		expect(list.cut).toBe(true);
		expect(list.problem?.message).toBe('the record came without holdings');
	});

	it('holdingsOfMarc ignores libraries that a MARC record names without copies if other libraries have copies on it', () => {
		expect(availability(...members, east).status).toBe('none');
		expect(holdingsOfMarc(marcRecordOf(...members, east)).holdings).toHaveLength(1);
	});

	it.each([
		['$v v. 3', ['v. 3']],
		['$v 3', ['v. 3']],
		['$n v.7-8 $u 2000-01', ['v.7-8 2000-01']],
		['$c BF724.85.C64A35 v.7-8 2000-01', ['v.7-8 2000-01']],
		['$v 12 $n 12 3 $u 2005 Jan', ['v. 12 3 2005 Jan']],
		['$v v.2 $n v.2 $u v.2', ['v.2']],
		['$n 2004', ['2004']],
		['$u 2004', ['2004']],
		['$u 2004 $c PS3515 .E37 V.2', ['V.2', '2004']],
		['$m v.4 $c PS3515 .E37', ['v.4']],
		['$m in a box $c PS3515 .E37', []],
		['$c TS545 .O3 2019', []],
		['$c T385 .C5 1999', []],
		['$c Oversize T 385 .C5', []],
		['$c Folio PT 2621 .A26', []],
		['$c PS3515 .E37 T45 2001', []],
		['$c PA5610.K39 V5 1946', []],
		['$v c.2', []],
		['$n copy 2', []],
		['$u c. 1', []],
		['$n v.1 c.2', ['v.1']],
		['$v 3, c.2', ['v. 3']],
		['$c BF724.85.C64A35 v.7 c.1', ['v.7']],
		['$v v.2 $u 1998 c.3', ['v.2 1998']],
	])('holdingsOfMarc reads the volume from the subfields %s', (subfields, statements) => {
		expect(holdingsOfMarc(marcRecordOf(`${east} ${subfields}`)).holdings[0]?.statements).toEqual(statements);
	});
});
