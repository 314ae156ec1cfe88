import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
const isbn = '9780151446476';

/** VuFind with one work of this extent. */
function vufind(extent: string): VufindIndex {
	const fullRecord = writeMarcXml([
		`001 ${id}`,
		`020 ## $a ${isbn}`,
		'245 10 $a A history of the theatre',
		`300 ## $a ${extent}`,
		'999 11 $s ISIL:US-WEST $l 1 $p LOANABLE',
	]);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const own = { ownSymbols: ['US-EAST'] };

/** Incomplete sets in AACR2: the number of volumes is left open, or stands in angle brackets. */
const open = [
	'v. : $b ill. ; $c 24 cm',
	'v. ; $c 24 cm',
	'v. <1-2 > : $b ill. ; $c 24 cm',
	'v. <1, 3 > ; $c 24 cm',
	'<v. 1-2; in 3 > : $b ill. ; $c 26 cm',
	'Bd. ; $c 22 cm',
	't. <1-3 > ; $c 20 cm',
];

it.each(open)('a set that is still being published goes to review unless a volume was requested: %s', async (extent) => {
	expect(await findEligible(vufind(extent), { isbn }, own)).toMatchObject({ outcome: 'needsReview', reason: 'volumeMissing' });
	expect(await findEligible(vufind(extent), { isbn, volume: '2' }, own)).toMatchObject({ outcome: 'eligible' });
});

it.each([
	'1 v. (various pagings) ; $c 24 cm',
	'xii, 300 p. : $b ill. ; $c 24 cm',
	'1 volume (unpaged)',
	'147, v p. ; $c 18 cm',
	'xiv, 529, v, 184 p. ; $c 25 cm',
	'viii, 214 p., [4] p. of plates : $b ill. ; $c 24 cm',
])('a record of a single volume is Eligible if no volume was requested: %s', async (extent) => {
	expect(await findEligible(vufind(extent), { isbn }, own)).toMatchObject({ outcome: 'eligible' });
});

/** Sets in catalogs of other languages. */
it.each([
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
])('a set goes to review if no volume was requested, or a volume that the set does not have: %s', async (extent) => {
	expect(await findEligible(vufind(extent), { isbn }, own)).toMatchObject({ outcome: 'needsReview', reason: 'volumeMissing' });
	expect(await findEligible(vufind(extent), { isbn, volume: '2' }, own)).toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(vufind(extent), { isbn, volume: '4' }, own)).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
});

it.each(['2 v. in 1 (xii, 800 p.) ; $c 24 cm', '3 volumes in 1 ; $c 24 cm', '2 Bde. in 1', '2 v. bound in 1'])(
	'several volumes bound in one are Eligible if no volume was requested: %s',
	async (extent) => {
		expect(await findEligible(vufind(extent), { isbn }, own)).toMatchObject({ outcome: 'eligible' });
		expect(await findEligible(vufind(extent), { isbn, volume: '2' }, own)).toMatchObject({ outcome: 'eligible' });
		expect(await findEligible(vufind(extent), { isbn, volume: '4' }, own)).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
	},
);
