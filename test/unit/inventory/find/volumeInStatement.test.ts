import { namesVolume, namesAnyVolume } from '../../../../reshare/inventory/find/volumesOfRecord';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import cases from '../../../fixtures/cases/catalogTexts.json';
import { holding } from '../buildHoldings';
import { recordOf } from '../buildRecord';
import { writeMarcXml } from '../marc/marcXml';

const record = recordOf('A journal of rivers', { issuance: 'serial' });
const names = (statement: string, volume: string): boolean =>
	namesVolume(record, [holding('US-WEST', 'Will lend', { statements: [statement] })], volume);

/** Textual holdings as in ANSI/NISO Z39.71 and most catalogs: a volume, its issues or parts, its year. */
it.each(cases.statements as Array<[string, string[], string[]]>)(
	'the holdings statement "%s" names the volumes %j and not %j',
	(statement, there, absent) => {
		expect(there.filter((volume) => !names(statement, volume))).toEqual([]);
		expect(absent.filter((volume) => names(statement, volume))).toEqual([]);
	},
);

/** If a library names its volumes, it has no others. */
it.each(['vols. 2, 4', 'Bd. II', 'Teil 2', 'Bk. 2', 'v.2A'])(
	'the holdings statement "%s" names the volumes that the library has',
	(statement) => {
		expect(namesAnyVolume(record, [holding('US-WEST', 'Will lend', { statements: [statement] })])).toBe(true);
	},
);

it('a journal held from volume 5 to 10 is Eligible for volume 7, and goes to review for volume 3', async () => {
	const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
	const fullRecord = writeMarcXml(
		[`001 ${id}`, '022 ## $a 0028-0836', '245 10 $a Rivers', '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE $v v.5:no.3(1990)-v.10:no.12(1999)'],
		'01500cas a2200289 i 4500',
	);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	const find = async (volume: string) =>
		await findEligible(
			new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' }),
			{ issn: '0028-0836', volume },
			{ ownSymbols: ['US-EAST'] },
		);
	expect(await find('7')).toMatchObject({ outcome: 'eligible' });
	expect(await find('3')).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
});

it.each(['Vol. 3 of 5', '3 of 5', 'v. 003', '3 (1990)', 'Bd. 3 von 5', 'Vol. 3 (of 5)'])(
	'the volume field "%s" asks for volume 3',
	(volume) => {
		expect(names('v.1-5', volume)).toBe(true);
		expect(names('v.3', volume)).toBe(true);
		expect(names('v.5', volume)).toBe(false);
	},
);

it.each(['1-3', '1, 2', '3/5', '3.1', '3 and 4'])(
	'the volume field "%s" does not name a single volume that holdings could confirm',
	(volume) => {
		expect(names('v.1-5', volume)).toBe(false);
	},
);
