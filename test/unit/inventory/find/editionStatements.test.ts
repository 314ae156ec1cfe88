import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { readInstance } from '../../../../reshare/inventory/folio/readRecords';
import { buildReferenceTables } from '../../../../reshare/inventory/folio/referenceTables';
import { createRecordFitter } from '../../../../reshare/inventory/find/recordFit';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
const isbn = '9780151446476';

/** Makes a record with several statements of edition, since MARC 21 allows field 250 to be repeated since 2013. */
function vufind(...editions: string[]): VufindIndex {
	const fullRecord = writeMarcXml([
		`001 ${id}`,
		`020 ## $a ${isbn}`,
		'100 1# $a Brockett, Oscar G.',
		'245 10 $a A history of the theatre',
		...editions.map((edition) => `250 ## $a ${edition}`),
		'260 ## $c 1995',
		'999 11 $s ISIL:US-WEST $l 1 $p LOANABLE',
	]);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const own = { ownSymbols: ['US-EAST'] };
const book = { title: 'A history of the theatre', author: 'Brockett, Oscar', year: '1995' };

it('an edition number counts although another edition statement comes before it', async () => {
	const index = vufind('Canadian edition.', '3rd edition.');
	const other = await findEligible(index, { isbn, edition: '2nd ed.' }, own);
	expect(other).toMatchObject({ outcome: 'needsReview', reason: 'otherEdition' });
	expect(other.explanation).toContain('"Canadian edition; 3rd edition"');
	expect(await findEligible(index, { isbn, edition: '3rd ed.' }, own)).toMatchObject({ outcome: 'eligible' });
});

it('an abridged edition goes to review, although the record also calls it a first edition', async () => {
	expect(await findEligible(vufind('First edition.', 'Abridged edition.'), book, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
	expect(await findEligible(vufind('First edition.', 'Abridged edition.'), { ...book, edition: '1st ed.' }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
	expect(await findEligible(vufind('First edition.'), { ...book, edition: '1st ed.' }, own)).toMatchObject({ outcome: 'eligible' });
});

it.each([
	['Thirteenth edition.', '13th ed.', '14th ed.'],
	['Twentieth edition.', '20', '2nd ed.'],
	['Twenty-first edition.', '21st edition', 'First edition'],
	['Thirty second edition', 'Thirty-second ed.', '2nd ed.'],
])('an edition number in English words is read as a number: %s', async (recorded, same, other) => {
	expect(await findEligible(vufind(recorded), { isbn, edition: same }, own)).toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(vufind(recorded), { isbn, edition: other }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
	expect(await findEligible(vufind(recorded), { isbn, title: `${book.title}, Fifteenth Edition` }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
	expect(await findEligible(vufind(recorded), { ...book, title: `${book.title}, ${recorded}` }, own)).toMatchObject({
		outcome: 'eligible',
	});
});

it.each([
	['Terza edizione', '3', '2'],
	['Terceira edição', '3', '2'],
	['Séptima edición', '7', '2'],
	['Derde druk', '3', '2'],
	['Tredje upplagan', '3', '2'],
	['Wydanie trzecie', '3', '2'],
	['Vierte, neu bearbeitete Auflage', '4', '2'],
	['第3版', '3', '2'],
	['第三版', '3', '2'],
])('an edition number in another language is read as a number: %s', async (recorded, same, other) => {
	expect(await findEligible(vufind(recorded), { isbn, edition: `${same}th edition` }, own)).toMatchObject({ outcome: 'eligible' });
	expect(await findEligible(vufind(recorded), { isbn, edition: `${other}nd edition` }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
});

it('the edition number of a FOLIO record is read from its second edition statement, too', () => {
	const record = readInstance({ id, title: book.title, editions: ['Canadian edition.', '3rd edition.'] }, buildReferenceTables({}));
	expect(
		record && [
			createRecordFitter({ ...book, edition: '2' })(record).edition,
			createRecordFitter({ ...book, edition: '3' })(record).edition,
		],
	).toEqual(['different', 'same']);
});
