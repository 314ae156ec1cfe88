import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
const isbn = '9780151446476';

/** VuFind with one work and these copies. */
function vufind(...copies: string[]): VufindIndex {
	return withExtent('3 volumes', ...copies);
}

function withExtent(extent: string, ...copies: string[]): VufindIndex {
	const fullRecord = writeMarcXml([
		`001 ${id}`,
		`020 ## $a ${isbn}`,
		'245 10 $a A history of the theatre',
		`300 ## $a ${extent}`,
		...copies,
	]);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const own = { ownSymbols: ['US-EAST'] };
const lent = '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE $v v. 1';

it('a volume that its only library does not lend goes to review, although that library lends another volume', async () => {
	const index = vufind(lent, '999 11 $s ISIL:US-WEST $l 1 $p UNLOANABLE $v v. 2');
	expect(await findEligible(index, { isbn, volume: '1' }, own)).toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(index, { isbn, volume: '2' }, own)).toMatchObject({ outcome: 'needsReview', reason: 'otherVolume' });
});

it('a volume that one library keeps and another lends is Eligible', async () => {
	const index = vufind(lent, '999 11 $s ISIL:US-WEST $l 1 $p UNLOANABLE $v v. 2', '999 11 $s ISIL:US-HILL $l 2 $p LOANABLE $v v. 2');
	expect(await findEligible(index, { isbn, volume: '2' }, own)).toMatchObject({ outcome: 'eligible' });
});

it('the explanation says that the lenders name other volumes than the requested one', async () => {
	const { explanation, lendingLibraries } = await findEligible(
		vufind(lent, '999 11 $s ISIL:US-WEST $l 1 $p UNLOANABLE $v v. 2'),
		{ isbn, volume: '2' },
		own,
	);
	expect(explanation).toContain('The libraries that lend it name the volumes that they lend, and not the one that was asked for.');
	expect(lendingLibraries).toEqual(['US-WEST']);
});

it('two copies of a book on one record do not count as a set in volumes', async () => {
	const copies = ['c.1', 'c.2'].map((copy) => `999 11 $s ISIL:US-WEST $l 1 $p LOANABLE $v ${copy}`);
	expect(await findEligible(withExtent('200 pages', ...copies), { isbn }, own)).toMatchObject({ outcome: 'eligible' });
});

it('a title that ends with "Vol. 1 of 3" asks for volume 1', async () => {
	expect(await findEligible(vufind(lent), { isbn, title: 'A history of the theatre. Vol. 1 of 3' }, own)).toMatchObject({
		outcome: 'eligible',
	});
	expect(await findEligible(vufind(lent), { isbn, title: 'A history of the theatre (Volume 2 of 3)' }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherVolume',
	});
});
