import { recordFormOf, unusualMediumOf } from '../../../../reshare/inventory/find/recordForm';
import { bibliographicRecordOfMarc } from '../../../../reshare/inventory/marc/bibliographicRecordOfMarc';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';
import { readAskedTitle, compareTitles } from '../../../../reshare/inventory/match/compareTitles';
import { readMarcFixture, marcRecordOf, writeMarcXml } from './marcXml';

const title = '245 10 $a Walden /';
const read = (...fields: string[]) => bibliographicRecordOfMarc(marcRecordOf(title, ...fields), 'id');

describe('bibliographicRecordOfMarc a MARC record', () => {
	it('bibliographicRecordOfMarc gives a MARC record the same fields as a FOLIO record', () => {
		const [record] = readMarcXml(readMarcFixture('oai-record.xml'));
		expect(record && bibliographicRecordOfMarc(record, '5d0b6a3e')).toEqual({
			id: '5d0b6a3e',
			hrid: null,
			title: 'The clockmaker’s almanac : time & trade in small towns',
			titles: [{ proper: 'The clockmaker’s almanac', rest: 'time & trade in small towns', part: '' }],
			author: 'Ödegård, Maria',
			contributors: ['Ödegård, Maria'],
			responsibility: ['Maria Ödegård'],
			series: [],
			editions: ['2nd ed.'],
			publisher: 'Harbour Press',
			place: 'Leeds',
			publicationDates: ['2019'],
			languages: ['eng'],
			physicalDescriptions: ['xii, 214 pages ; 24 cm'],
			extents: ['xii, 214 pages'],
			formats: ['print'],
			issuance: null,
			identifiers: { isbn: ['9781234567897'], issn: [], oclc: ['987654321'] },
			formerNumbers: [],
			suppressed: false,
		});
	});

	it('bibliographicRecordOfMarc returns nothing for a MARC record without a title', () => {
		expect(bibliographicRecordOfMarc(marcRecordOf('020 ## $a 9781234567897'), 'id')).toBeUndefined();
	});

	/** Records from before RDA often name the medium only in 245 $h, the brackets in the title. */
	it.each([
		['$a Emma $h [text (large print)] / $c Jane Austen.', 'Emma', 'large print', 'unknown'],
		['$a Emma $h [electronic resource] : $b a novel / $c Jane Austen.', 'Emma', undefined, 'e-book'],
		['$a Emma $h [sound recording] = $b Ema / $c Jane Austen.', 'Ema', 'audio', 'audio'],
		['$a Emma $h [cartographic material].', 'Emma', undefined, 'unknown'],
		['$a Emma $h [braille] : $b a novel.', 'Emma: a novel', undefined, 'unknown'],
	])('bibliographicRecordOfMarc reads the medium in brackets in the title: %s', (field, asked, medium, form) => {
		const record = bibliographicRecordOfMarc(marcRecordOf(`245 10 ${field}`), 'id');
		expect(record && [unusualMediumOf(record), recordFormOf(record)]).toEqual([medium, form]);
		expect(['exact', 'same']).toContain(record && compareTitles(readAskedTitle(asked), record));
	});

	it('bibliographicRecordOfMarc keeps all titles, names, dates and numbers of a merged record, and shows the first of each', () => {
		const merged = bibliographicRecordOfMarc(
			marcRecordOf(
				'008 190312s2019    enka     b    001 0 eng d',
				'020 ## $a 9780374275631 (alk. paper) : $c $30.00',
				'020 ## $a 0374533555 (pbk.)',
				'020 ## $z 9781555533700',
				'035 ## $a LIAS2244901',
				'035 ## $a (OCoLC)ocn706020998',
				'035 ## $a (OCoLC)706020998 $z (OCoLC)1001002003',
				'041 1# $a engfre $h ger',
				'100 1# $a Kahneman, Daniel, $d 1934-2024, $e author.',
				'100 1# $a Kahneman, D.',
				'245 10 $a Thinking, fast and slow / $c Daniel Kahneman.',
				'246 3# $a Thinking, slow and fast.',
				'250 ## $a 1st ed.',
				'250 ## $a Second edition.',
				'260 ## $a New York : $b Farrar, Straus and Giroux, $c 2011.',
				'264 #1 $a London : $b Penguin, $c 2012.',
				'264 #4 $c ©2011',
				'880 1# $6 245-01/$1 $a 思考，快与慢',
			),
			'id',
		);
		expect(merged).toMatchObject({
			title: 'Thinking, fast and slow',
			titles: ['Thinking, fast and slow', '思考，快与慢', 'Thinking, slow and fast'].map((proper) => ({ proper, rest: '', part: '' })),
			responsibility: ['Daniel Kahneman'],
			author: 'Kahneman, Daniel, 1934-2024',
			contributors: ['Kahneman, Daniel, 1934-2024', 'Kahneman, D.'],
			editions: ['1st ed.', 'Second edition'],
			publisher: 'Farrar, Straus and Giroux',
			publicationDates: ['2011', '2012', '©2011'],
			languages: ['eng', 'fre'],
			identifiers: { isbn: ['9780374275631', '9780374533557'], issn: [], oclc: ['706020998'] },
			formerNumbers: ['9781555533700', '1001002003'],
		});
	});

	it('bibliographicRecordOfMarc takes publisher and year from the publication statement, not from copyright or manufacture', () => {
		const later = '264 #1 $a London : $b Penguin, $c 2012.';
		expect(read('264 #4 $c ©2011', later)).toMatchObject({ publicationDates: ['2012', '©2011'] });
		expect(read('264 #3 $a Suffolk : $b Clays', later)).toMatchObject({ publisher: 'Penguin', place: 'London' });
	});

	it('bibliographicRecordOfMarc takes the coded year in 008 if no date is written', () => {
		expect(read('008 190312s1987    xxua          000 0 eng d')).toMatchObject({ publicationDates: ['1987'] });
		expect(read('260 ## $c [n.d.]', '008 190312s1987    xxua          000 0 eng d')).toMatchObject({
			publicationDates: ['[n.d.]', '1987'],
		});
		expect(read('008 190312nuuuu    xxua          000 0 und d')).toMatchObject({ publicationDates: [], languages: [] });
	});

	it.each([
		['an RDA carrier type', ['338 ## $a online resource $b cr $2 rdacarrier'], 'e-book'],
		['the form of item in 008', ['008 190312s2019    enka    ob    001 0 eng d'], 'e-book'],
		['a field 007', ['007 cr |||||||||||'], 'e-book'],
		['an extent', ['300 ## $a 1 online resource (214 pages)'], 'e-book'],
		['the field 007 of a microfilm', ['007 hd afu---buca'], 'microform'],
		['microfiche in 008', ['008 190312s2019    enka    bb    001 0 eng d'], 'microform'],
		['the carrier volume', ['338 ## $a volume $b nc'], 'print'],
		['the 008 of a book and no carrier', ['008 190312s2019    enka     b    001 0 eng d'], 'print'],
		['no field that tells it, as unknown', [], 'unknown'],
	])('recordFormOf reads the format of a MARC record with %s', (_by, fields, form) => {
		const record = read(...fields);
		expect(record && recordFormOf(record)).toBe(form);
	});

	it.each([
		['01500cas a2200289 i 4500', 'serial'],
		['01500cam a2200289 a 4500', null],
		['01500cam a2200289 ia4500', 'multipart'],
		// A part with its own title is a book. Nobody asks for a part without one by its title.
		['01500cam a2200289 cb4500', null],
		['01500cam a2200289 cc4500', 'multipart'],
		['', null],
	])('bibliographicRecordOfMarc reads the leader %j as the issuance %s', (leader, issuance) => {
		const [record] = readMarcXml(writeMarcXml([title], leader));
		expect(record && bibliographicRecordOfMarc(record, 'id')?.issuance).toBe(issuance);
	});
});
