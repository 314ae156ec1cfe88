import { namesAnyVolume, namesVolume } from '../../../../reshare/inventory/find/volumesOfRecord';
import cases from '../../../fixtures/cases/catalogTexts.json';
import { makeHolding } from '../buildHoldings';
import { recordOf } from '../buildRecord';
import { eligibleResult, findInSingleRecord, isbn, lentCopyField, reviewResult, marcFieldOfIsbn } from './vufindWithWorks';

const record = recordOf('A journal of rivers', { issuance: 'serial' });
const names = (statement: string, volume: string) =>
	namesVolume(record, [makeHolding('US-WEST', 'Will lend', { statements: [statement] })], volume);

/** Textual holdings as in ANSI/NISO Z39.71 and most catalogs: a volume, its issues or parts, its year. */
it.each(cases.statements as Array<[string, string[], string[]]>)(
	'the holdings statement "%s" names the volumes %j and not %j',
	(statement, there, absent) => {
		expect(there.filter((volume) => !names(statement, volume))).toEqual([]);
		expect(absent.filter((volume) => names(statement, volume))).toEqual([]);
	},
);

/** If a library names its volumes, it has no others. */
it.each(['vols. 2, 4', 'Bd. II', 'Teil 2', 'Bk. 2', 'v.2A'])('the holdings statement "%s" is recognized as naming volumes', (statement) => {
	expect(namesAnyVolume(record, [makeHolding('US-WEST', 'Will lend', { statements: [statement] })])).toBe(true);
});

it.each(['Vol. 3 of 5', '3 of 5', 'v. 003', '3 (1990)', 'Bd. 3 von 5', 'Vol. 3 (of 5)'])(
	'a citation with "%s" in its volume field asks for volume 3',
	(volume) => {
		expect(['v.1-5', 'v.3', 'v.5'].map((statement) => names(statement, volume))).toEqual([true, true, false]);
	},
);

it.each(['1-3', '1, 2', '3/5', '3.1', '3 and 4'])(
	'the volume field "%s" does not name a single volume that holdings could confirm',
	(volume) => {
		expect(names('v.1-5', volume)).toBe(false);
	},
);

it('a journal that a library holds from volume 5 to 10 is Eligible if volume 7 is requested, and goes to review for volume 3', async () => {
	const journal = ['022 ## $a 0028-0836', '245 10 $a Rivers', `${lentCopyField} $v v.5:no.3(1990)-v.10:no.12(1999)`];
	const find = (volume: string) => findInSingleRecord(journal, { issn: '0028-0836', volume }, '01500cas a2200289 i 4500');
	expect(await find('7')).toMatchObject(eligibleResult);
	expect(await find('3')).toMatchObject(reviewResult('otherVolume'));
});

const theatre = (extent: string, ...copies: string[]) => [
	marcFieldOfIsbn,
	'245 10 $a A history of the theatre',
	`300 ## $a ${extent}`,
	...copies,
];

describe('copies that name their volume', () => {
	const first = `${lentCopyField} $v v. 1`;
	const keptSecond = '999 11 $s ISIL:US-WEST $l 1 $p UNLOANABLE $v v. 2';
	const set = (...copies: string[]) => theatre('3 volumes', first, ...copies);

	it('a request for a volume that its only holder does not lend goes to review, although that library lends another volume', async () => {
		expect(await findInSingleRecord(set(keptSecond), { isbn, volume: '1' })).toMatchObject(eligibleResult);
		const { explanation, lendingLibraries, ...second } = await findInSingleRecord(set(keptSecond), { isbn, volume: '2' });
		expect(second).toMatchObject(reviewResult('otherVolume'));
		expect(explanation).toContain('The libraries that lend it name the volumes that they lend, and not the one that was asked for.');
		expect(lendingLibraries).toEqual(['US-WEST']);
	});

	it('a volume that one library keeps and another lends is Eligible', async () => {
		const lentElsewhere = '999 11 $s ISIL:US-HILL $l 2 $p LOANABLE $v v. 2';
		expect(await findInSingleRecord(set(keptSecond, lentElsewhere), { isbn, volume: '2' })).toMatchObject(eligibleResult);
	});

	it('a record whose copies name different volumes and one year is a set: a request without a volume goes to review', async () => {
		const copies = [`${lentCopyField} $v v.1 1998`, `${lentCopyField} $v v.2 1998`];
		expect(await findInSingleRecord(theatre('200 pages', ...copies), { isbn })).toMatchObject(reviewResult('volumeMissing'));
	});

	it('two copies of a book on one record do not count as a set in volumes', async () => {
		expect(await findInSingleRecord(theatre('200 pages', `${lentCopyField} $v c.1`, `${lentCopyField} $v c.2`), { isbn })).toMatchObject(
			eligibleResult,
		);
	});

	it('a title that ends with "Vol. 1 of 3" asks for volume 1', async () => {
		const find = (title: string) => findInSingleRecord(set(), { isbn, title });
		expect(await find('A history of the theatre. Vol. 1 of 3')).toMatchObject(eligibleResult);
		expect(await find('A history of the theatre (Volume 2 of 3)')).toMatchObject(reviewResult('otherVolume'));
	});
});

/** `none`, `two` and `four` are what a request without volume, for volume 2 and for volume 4 gets. */
describe.each<{ what: string; extents: string[]; none: object; two?: object; four?: object }>([
	{
		// AACR2 leaves the number of volumes open, or puts it in angle brackets.
		what: 'a set that is still being published',
		extents: [
			'v. : $b ill. ; $c 24 cm',
			'v. ; $c 24 cm',
			'v. <1-2 > : $b ill. ; $c 24 cm',
			'v. <1, 3 > ; $c 24 cm',
			'<v. 1-2; in 3 > : $b ill. ; $c 26 cm',
			'Bd. ; $c 22 cm',
			't. <1-3 > ; $c 20 cm',
		],
		none: reviewResult('volumeMissing'),
		two: eligibleResult,
	},
	{
		what: 'a record of a single volume',
		extents: [
			'1 v. (various pagings) ; $c 24 cm',
			'xii, 300 p. : $b ill. ; $c 24 cm',
			'1 volume (unpaged)',
			'147, v p. ; $c 18 cm',
			'v p., 2 l., 11-185 p. ; $c 18 cm',
			'xiv, 529, v, 184 p. ; $c 25 cm',
			'viii, 214 p., [4] p. of plates : $b ill. ; $c 24 cm',
		],
		none: eligibleResult,
	},
	{
		what: 'a set, in catalogs of several languages,',
		extents: [
			'2 voll. ; $c 24 cm',
			'2 dl. ; $c 24 cm',
			'3 t. ; $c 20 cm',
			'2 т. ; $c 21 см',
			'3 тома',
			'2冊 ; $c 22cm',
			'全3册',
			'2 volumi',
			'3 sv. ; $c 20 cm',
			'[2] v. ; $c 24 cm',
			'3 v. in 2 ; $c 24 cm',
		],
		none: reviewResult('volumeMissing'),
		two: eligibleResult,
		four: reviewResult('otherVolume'),
	},
	{
		what: 'a set that is bound in one',
		extents: ['2 v. in 1 (xii, 800 p.) ; $c 24 cm', '3 volumes in 1 ; $c 24 cm', '2 Bde. in 1', '2 v. bound in 1'],
		none: eligibleResult,
		two: eligibleResult,
		four: reviewResult('otherVolume'),
	},
])('$what', ({ what, extents, none, two, four }) => {
	it.each(extents)(`whether ${what} is Eligible depends on the requested volume, given the extent "%s"`, async (extent) => {
		const wanted = Object.entries({ '': none, 2: two, 4: four }).filter(([, judged]) => judged !== undefined);
		for (const [volume, judged] of wanted)
			expect(await findInSingleRecord(theatre(extent), volume === '' ? { isbn } : { isbn, volume })).toMatchObject(judged ?? {});
	});
});
