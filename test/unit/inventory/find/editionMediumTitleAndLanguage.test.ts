import type { Citation } from '../../../../reshare/inventory/find/findTypes';
import { recordFormOf, unusualMediumOf } from '../../../../reshare/inventory/find/recordForm';
import { createRecordFitter } from '../../../../reshare/inventory/find/recordFit';
import { parseInstance } from '../../../../reshare/inventory/folio/parseRecords';
import { buildReferenceTables } from '../../../../reshare/inventory/folio/referenceTables';
import { eligibleResult, findInSingleRecord, isbn, reviewResult, marcFieldOfIsbn } from './vufindWithWorks';

const theatre = [marcFieldOfIsbn, '100 1# $a Brockett, Oscar G.', '245 10 $a A history of the theatre', '260 ## $c 1995'];
const book = { title: 'A history of the theatre', author: 'Brockett, Oscar', year: '1995' };
const otherEdition = reviewResult('otherEdition');
const readFolio = (changes: object) =>
	parseInstance({ id: '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10', title: book.title, ...changes }, buildReferenceTables({}));

describe('statements of edition', () => {
	/** MARC 21 allows field 250 to be repeated since 2013. */
	const find = (editions: readonly string[], citation: Citation) =>
		findInSingleRecord([...theatre, ...editions.map((edition) => `250 ## $a ${edition}`)], citation);

	it('the edition number in the second edition statement of a record is compared with the requested edition', async () => {
		const editions = ['Canadian edition.', '3rd edition.'];
		const other = await find(editions, { isbn, edition: '2nd ed.' });
		expect(other).toMatchObject(otherEdition);
		expect(other.explanation).toContain('"Canadian edition; 3rd edition"');
		expect(await find(editions, { isbn, edition: '3rd ed.' })).toMatchObject(eligibleResult);
		const record = readFolio({ editions });
		expect(record && ['2', '3'].map((edition) => createRecordFitter({ ...book, edition })(record).edition)).toEqual(['different', 'same']);
	});

	it('a record that is called both a first and an abridged edition goes to review, even if a first edition was requested', async () => {
		const abridged = ['First edition.', 'Abridged edition.'];
		expect(await find(abridged, book)).toMatchObject(otherEdition);
		expect(await find(abridged, { ...book, edition: '1st ed.' })).toMatchObject(otherEdition);
		expect(await find(['First edition.'], { ...book, edition: '1st ed.' })).toMatchObject(eligibleResult);
	});

	it.each([
		['Thirteenth edition.', '13th ed.', '14th ed.'],
		['Twentieth edition.', '20', '2nd ed.'],
		['Twenty-first edition.', '21st edition', 'First edition'],
		['Thirty second edition', 'Thirty-second ed.', '2nd ed.'],
	])(
		'an edition statement with its number in English words is compared with the requested edition as that number: %s',
		async (recorded, same, other) => {
			expect(await find([recorded], { isbn, edition: same })).toMatchObject(eligibleResult);
			expect(await find([recorded], { isbn, edition: other })).toMatchObject(otherEdition);
			expect(await find([recorded], { isbn, title: `${book.title}, Fifteenth Edition` })).toMatchObject(otherEdition);
			expect(await find([recorded], { ...book, title: `${book.title}, ${recorded}` })).toMatchObject(eligibleResult);
		},
	);

	it.each([
		['Terza edizione', '3'],
		['Terceira edição', '3'],
		['Séptima edición', '7'],
		['Derde druk', '3'],
		['Tredje upplagan', '3'],
		['Wydanie trzecie', '3'],
		['Vierte, neu bearbeitete Auflage', '4'],
		['3ème édition', '3'],
		['第3版', '3'],
		['第三版', '3'],
	])(
		'an edition statement in another language than English is compared with the requested edition by its number: %s',
		async (recorded, number) => {
			expect(await find([recorded], { isbn, edition: `${number}th edition` })).toMatchObject(eligibleResult);
			expect(await find([recorded], { isbn, edition: '2nd edition' })).toMatchObject(otherEdition);
		},
	);
});

describe('what accompanies a book', () => {
	/** MARC describes what accompanies a book by field 007 and by a second field 338. */
	it.each([
		['a CD, by its carrier', ['300 ## $a xii, 300 pages $e 1 audio disc', '338 ## $b nc', '338 ## $3 audio disc $b sd']],
		['a CD, by 007', ['007 sd fsngnnmmned', '008 190312s1995    enka     b    001 0 eng d', '300 ## $a xii, 300 p. $e 1 CD']],
		['a DVD, by its carrier', ['300 ## $a xii, 300 pages $e 1 DVD', '338 ## $b nc', '338 ## $b vd']],
		['a DVD, by 007', ['007 vd cvaizq', '008 190312s1995    enka     b    001 0 eng d', '300 ## $a xii, 300 p. $e 1 DVD']],
	])('a book with %s counts as a printed book, and goes to review if an audiobook was requested', async (_name, fields) => {
		const record = [...theatre, ...fields];
		expect(await findInSingleRecord(record, book)).toMatchObject({ ...eligibleResult, warnings: [], candidates: [{ format: 'print' }] });
		expect(await findInSingleRecord(record, { ...book, title: `${book.title} (audiobook)` })).toMatchObject(otherEdition);
	});

	it('a sound recording with a booklet stays a recording and goes to review if a book was requested', async () => {
		const recording = ['007 sd fsngnnmmned', '300 ## $a 3 audio discs $e 1 booklet', '338 ## $b sd', '338 ## $b nc'];
		expect(await findInSingleRecord([...theatre, ...recording], book, '01500cim a2200289 i 4500')).toMatchObject(otherEdition);
	});

	it('a FOLIO record of a book with an audio disc counts as print', () => {
		const record = readFolio({
			instanceFormatIds: ['8d511d33-5e85-4c5d-9bce-6e3c9cd0c324', '5642320a-2ab9-475c-8ca2-4af7551cf296'],
			physicalDescriptions: ['xii, 300 pages ; 24 cm + 1 audio disc'],
		});
		expect(record && [recordFormOf(record), unusualMediumOf(record)]).toEqual(['print', undefined]);
	});
});

/** VuFind's search for titles finds uniform titles, too. */
describe('the title of another work or edition', () => {
	const work = (author: string, uniform: string, title: string, year: string) => [
		`100 1# $a ${author}`,
		`240 10 $a ${uniform}`,
		`245 14 $a ${title}`,
		`264 #1 $c ${year}.`,
	];
	const stranger = work('Camus, Albert, $d 1913-1960.', 'Étranger. $l English', 'The stranger / $c Albert Camus.', '1989');
	const selection = work('Pepys, Samuel, $d 1633-1703.', 'Diary. $k Selections', 'The great fire of London / $c Samuel Pepys.', '2015');
	const whale = work('Melville, Herman, $d 1819-1891.', 'Moby Dick', 'The whale / $c Herman Melville.', '2009');
	const diary = ['100 1# $a Marlow, Ada.', '245 14 $a The diaries : $b 1921 / $c Ada Marlow.', '264 #1 $c 2000.'];
	const guide = ['100 1# $a Marlow, Ada.', '245 10 $a Guide to tides / $c Ada Marlow.', '264 #1 $c 2000.'];

	it.each<[string, readonly string[], Citation, object]>([
		[
			'a translation, requested by the title of the original, goes to review',
			stranger,
			{ title: "L'étranger", author: 'Albert Camus', year: '1989' },
			{ outcome: 'needsReview', title: 'The stranger' },
		],
		[
			'a translation, requested by its own title, is Eligible',
			stranger,
			{ title: 'The stranger', author: 'Albert Camus', year: '1989' },
			eligibleResult,
		],
		[
			'a selection goes to review if the whole work was requested',
			selection,
			{ title: 'Diary', author: 'Samuel Pepys', year: '2015' },
			{ outcome: 'needsReview', title: 'The great fire of London' },
		],
		[
			'an original under another title is Eligible by the title that it is known by',
			whale,
			{ title: 'Moby Dick', author: 'Herman Melville', year: '2009' },
			{ ...eligibleResult, title: 'The whale' },
		],
		[
			'an annual volume of another year goes to review',
			diary,
			{ title: 'The diaries: 1920', author: 'Ada Marlow', year: '2000' },
			reviewResult('titleOnly'),
		],
		[
			'a year behind the title counts as part of it if another year is given',
			guide,
			{ title: 'Guide to tides (2001)', author: 'Ada Marlow', year: '2000' },
			reviewResult('titleOnly'),
		],
		[
			'a year behind the title does not count as part of it if the same year is given',
			guide,
			{ title: 'Guide to tides (2000)', author: 'Ada Marlow', year: 'c2000' },
			eligibleResult,
		],
	])('a record found by a uniform or similar title is judged by its own title and year: %s', async (_what, fields, citation, result) => {
		expect(await findInSingleRecord(fields, citation)).toMatchObject(result);
	});
});

describe('the language of a record', () => {
	const poems = [marcFieldOfIsbn, '245 10 $a Poems'];

	it.each([
		['English or German', 'ger', 'onlyMatch'],
		['French, English', 'eng', 'onlyMatch'],
		['fre/ger', 'eng', 'otherEdition'],
		['Ancient Greek', 'grc', 'onlyMatch'],
		['Haitian Creole', 'hat', 'onlyMatch'],
		['Norwegian Bokmål', 'nob', 'onlyMatch'],
		['Old English', 'eng', 'otherEdition'],
		['Brazilian Portuguese', 'por', 'onlyMatch'],
		['Mandarin', 'chi', 'onlyMatch'],
		['Mandarin Chinese', 'chi', 'onlyMatch'],
		['Simplified Chinese', 'chi', 'onlyMatch'],
		['Farsi', 'per', 'onlyMatch'],
		['fa', 'per', 'onlyMatch'],
		['Castilian', 'spa', 'onlyMatch'],
		['Latin American Spanish', 'spa', 'onlyMatch'],
		['Flemish', 'dut', 'onlyMatch'],
		['Modern Greek', 'gre', 'onlyMatch'],
		['in English', 'eng', 'onlyMatch'],
		['Latin', 'lat', 'onlyMatch'],
		['Mandarin', 'eng', 'otherEdition'],
		['Modern Greek', 'grc', 'otherEdition'],
	])('a request for the language "%s" and a record in the language %s give the reason %s', async (language, code, reason) => {
		expect(await findInSingleRecord([...poems, `041 0# $a ${code}`], { isbn, language })).toMatchObject({ reason });
	});

	it.each<[Citation, string[], string[]]>([
		[{ language: 'German' }, [], ['The record does not say whether its language is "German", which was asked for']],
		[{ edition: '2nd' }, [], ['The record does not say whether its edition is "2nd", which was asked for']],
		[{ edition: '2nd' }, ['250 ## $a Rev. ed.'], ['The record does not say whether its edition is "2nd", which was asked for']],
		[{ language: 'any language' }, [], []],
	])('an ISBN with %j, for a record with the further MARC fields %j, gives the warnings %j', async (asked, more, warnings) => {
		expect((await findInSingleRecord([...poems, ...more], { isbn, ...asked })).warnings).toEqual(warnings);
	});
});
