import { recordFormOf, unusualMediumOf } from '../../../../reshare/inventory/find/recordForm';
import { readInstance } from '../../../../reshare/inventory/folio/readRecords';
import { buildReferenceTables } from '../../../../reshare/inventory/folio/referenceTables';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';

function vufind(leader: string, ...fields: string[]): VufindIndex {
	const fullRecord = writeMarcXml(
		[
			`001 ${id}`,
			'100 1# $a Brockett, Oscar G.',
			'245 10 $a A history of the theatre',
			'260 ## $c 1995',
			...fields,
			'999 11 $s ISIL:US-WEST $l 1 $p LOANABLE',
		],
		leader,
	);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const own = { ownSymbols: ['US-EAST'] };
const book = { title: 'A history of the theatre', author: 'Brockett, Oscar', year: '1995' };
const text = '01500cam a2200289 i 4500';

/** In MARC, what accompanies a book is described by 007 and by a second 338. */
const withDisc: ReadonlyArray<readonly [name: string, fields: readonly string[]]> = [
	['a CD, by its carrier', ['300 ## $a xii, 300 pages $e 1 audio disc', '338 ## $b nc', '338 ## $3 audio disc $b sd']],
	['a CD, by 007', ['007 sd fsngnnmmned', '008 190312s1995    enka     b    001 0 eng d', '300 ## $a xii, 300 p. $e 1 CD']],
	['a DVD, by its carrier', ['300 ## $a xii, 300 pages $e 1 DVD', '338 ## $b nc', '338 ## $b vd']],
	['a DVD, by 007', ['007 vd cvaizq', '008 190312s1995    enka     b    001 0 eng d', '300 ## $a xii, 300 p. $e 1 DVD']],
];

it.each(withDisc)('a book with %s counts as a printed book, not as a recording', async (_name, fields) => {
	const found = await findEligible(vufind(text, ...fields), book, own);
	expect(found).toMatchObject({ outcome: 'eligible', warnings: [], candidates: [{ format: 'print' }] });
});

it.each(withDisc)('a book with %s is not Eligible if an audiobook was requested', async (_name, fields) => {
	expect(await findEligible(vufind(text, ...fields), { ...book, title: `${book.title} (audiobook)` }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
});

it('a sound recording with a booklet stays a recording and goes to review if a book was requested', async () => {
	const recording = vufind(
		'01500cim a2200289 i 4500',
		'007 sd fsngnnmmned',
		'300 ## $a 3 audio discs $e 1 booklet',
		'338 ## $b sd',
		'338 ## $b nc',
	);
	expect(await findEligible(recording, book, own)).toMatchObject({ outcome: 'needsReview', reason: 'otherEdition' });
});

it('a FOLIO record of a book with an audio disc counts as print', () => {
	const instanceFormatIds = ['8d511d33-5e85-4c5d-9bce-6e3c9cd0c324', '5642320a-2ab9-475c-8ca2-4af7551cf296'];
	const record = readInstance(
		{ id, title: book.title, instanceFormatIds, physicalDescriptions: ['xii, 300 pages ; 24 cm + 1 audio disc'] },
		buildReferenceTables({}),
	);
	expect(record && [recordFormOf(record), unusualMediumOf(record)]).toEqual(['print', undefined]);
});
