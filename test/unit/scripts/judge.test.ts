import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveCatalog } from '../../../scripts/judge/serveCatalog';
import { judgeCitationLookups, type JudgedCase } from '../../../scripts/judge/judgeCitationLookups';
import { readBooks } from '../../../scripts/judge/readBooks';
import { listCasesToExamine } from '../../../scripts/judge/listCasesToExamine';
import { verdictTableOf } from '../../../scripts/judge/verdictTable';
import type { Book } from '../../../scripts/judge/Book';
import { mostSimilarBookOf } from '../../../scripts/judge/misleadingCitations';
import { citationKinds } from '../../../scripts/judge/citationKinds';
import { SeededChance } from '../../../scripts/judge/SeededChance';
import { buildDataField } from '../../../sandbox/reservoir/marcInJson';
import { writeNaturalName } from '../../../scripts/judge/writingStyles';
import { inventCitations } from '../../../scripts/judge/inventCitations';
import { writeMarcXml } from '../inventory/marc/marcXml';

const english = (year: string) => `008 190312s${year}    enka     b    001 0 eng d`;
const places = ['Leeds', 'Hull', 'York', 'Ripon'];
const subjects = [
	'Otters',
	'Herons',
	'Sluices',
	'Ferries',
	'Lanterns',
	'Orchards',
	'Quarries',
	'Hedges',
	'Kilns',
	'Barges',
	'Mosses',
	'Weirs',
	'Looms',
	'Dikes',
	'Storks',
	'Bells',
	'Signals',
	'Granaries',
	'Causeways',
	'Foundries',
];

const nameOf = (subject: string) => `S${[...subject.toLowerCase()].reverse().slice(1).join('')}ward`;

/** Invented records in MARCXML. */
const records = subjects.map((subject, index) =>
	writeMarcXml([
		`001 b${index}`,
		english(String(1980 + index)),
		`020 ## $a 978015144${String(index).padStart(3, '0')}`,
		`035 ## $a (OCoLC)${7_000_001 + index}`,
		`100 1# $a ${nameOf(subject)}, Ada,`,
		`245 10 $a ${subject} of ${places[index % 4]} : $b a history of the valley / $c Ada ${nameOf(subject)}.`,
		`260 ## $a Leeds : $b Harbour Press, $c ${1980 + index}.`,
		'300 ## $a 200 p.',
	]),
);

let folder = '';

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'judge-'));
	mkdirSync(path.join(folder, 'below'));
	writeFileSync(path.join(folder, 'a.xml'), `<collection>${records.join('')}${records[0] ?? ''}</collection>`);
	writeFileSync(
		path.join(folder, 'below', 'b.xml'),
		`<collection>${writeMarcXml(['001 gone', '245 00 $a Withdrawn'], '01500dam a2200289 i 4500')}</collection>`,
	);
	writeFileSync(path.join(folder, 'notes.txt'), 'no MARC');
});

afterAll(() => {
	rmSync(folder, { recursive: true });
});

const options = { sample: 1000, seed: 3, kinds: [] };

it('readBooks reads each MARC record in a folder once, and says what it left out', () => {
	const { books, remarks } = readBooks(folder);
	expect(books).toHaveLength(subjects.length);
	expect(books[0]).toMatchObject({
		name: 'a.xml#1 b0',
		title: { proper: 'Otters of Leeds', subtitle: 'a history of the valley', full: 'Otters of Leeds: a history of the valley' },
		author: 'Srettoward, Ada',
		isPerson: true,
		year: '1980',
		oclc: '7000001',
		language: 'eng',
		kind: 'book',
	});
	expect(remarks).toEqual([
		expect.stringContaining('1 records were left out: the folder has the same one'),
		expect.stringContaining('1 records were left out: deleted'),
	]);
	expect(() => readBooks(path.join(folder, 'below'))).toThrow('There are no MARC records');
});

it('readBooks takes the year that a person reads on the record, and does not call a film a book', () => {
	const bookOf = (date: string, extent = '200 p.') => {
		const own = mkdtempSync(path.join(folder, 'one-'));
		writeFileSync(
			path.join(own, 'one.xml'),
			writeMarcXml([
				english('1948'),
				'100 1# $a Srettoward, Ada',
				'245 10 $a Otters of Leeds',
				...(date === '' ? [] : [`260 ## $c ${date}`]),
				`300 ## $a ${extent}`,
			]),
		);
		const { books } = readBooks(own);
		rmSync(own, { recursive: true });
		return books[0];
	};
	expect(['c1947', 'Anno M D C XLVIII', '[19--]', '[n.d.]', ''].map((date) => bookOf(date)?.year)).toEqual([
		'1947',
		'1948',
		undefined,
		undefined,
		undefined,
	]);
	const extents = ['200 p.', '1 videocassette : 50 min.', '2 v.', '1 computer disc (2 v.)'].map((extent) => bookOf('1947', extent));
	expect(extents.map((book) => [book?.kind, book?.comesInVolumes])).toEqual([
		['book', false],
		['other', false],
		['set', true],
		['other', true],
	]);
});

it('readBooks leaves out a title or author that field 880 does not spell out, and an OCLC number marked as that of another edition', () => {
	const own = mkdtempSync(path.join(folder, 'script-'));
	const record = (number: number, author: string, title: string) =>
		writeMarcXml([
			`001 b${number}`,
			english('1987'),
			`035 ## $a (OCoLC)700000${number}${number === 1 ? ' (print ed.)' : ''}`,
			'100 1# $6 880-01 $a Marlova, Ada',
			`245 10 $6 880-02 $a Bolotnye ptitsy ${number}`,
			'260 ## $a Leeds : $b Harbour Press, $c 1987.',
			'300 ## $a 200 p.',
			`880 1# $6 100-01 $${author}`,
			`880 10 $6 245-02 $${title}`,
		]);
	writeFileSync(
		path.join(own, 'two.xml'),
		`<collection>${record(1, '[ ?', 'a Болотные птицы')}${record(2, 'a Марлова, Ада', '[ ?')}</collection>`,
	);
	const { books } = readBooks(own);
	rmSync(own, { recursive: true });
	expect(books.map(({ ownScript, oclc }) => [ownScript, oclc])).toEqual([
		[{ title: 'Болотные птицы', author: undefined }, undefined],
		[undefined, '7000002'],
	]);
});

it.each([
	['Marlow, A. B. (Ada Beatrice)', 'A. B. Marlow'],
	['Marlow, Ada. [from old catalog]', 'Ada Marlow'],
])('writeNaturalName writes the name "%s" as %s', (author, natural) => {
	expect(writeNaturalName({ author, isPerson: true })).toBe(natural);
});

it('inventCitations makes the same citations from the same seed, and expects absent only for withheld books', () => {
	const { books } = readBooks(folder);
	const { cases, withheld } = inventCitations(books, options);
	expect(inventCitations(books, options).cases).toEqual(cases);
	expect(inventCitations(books, { ...options, seed: 4 }).cases).not.toEqual(cases);
	expect(withheld.size).toBe(1);
	expect(cases.every(({ expects, book }) => (expects === 'absent') === withheld.has(book))).toBe(true);
	expect(new Set(inventCitations(books, { ...options, kinds: ['one typo'] }).cases.map(({ kind }) => kind))).toEqual(new Set(['one typo']));
});

it('inventCitations withholds no book that another record has too, with an addition in angle brackets to its title', () => {
	const { books } = readBooks(folder);
	const [otters] = books;
	if (otters === undefined) throw new Error('There are no books');
	const proper = `${otters.title.proper} <Otter von Leeds>`;
	const twin: Book = { ...otters, number: 100, isbns: [], oclc: undefined, title: { proper, full: proper } };
	const withheld = Array.from(
		{ length: 60 },
		(_, seed) => inventCitations([...books, twin], { ...options, seed, kinds: ['ISBN'] }).withheld,
	);
	expect(withheld.flatMap((some) => [...some].filter((book) => book === otters || book === twin))).toEqual([]);
});

it.each(['vufind', 'reservoir', 'folio', 'folio24'] as const)(
	"judging the client over the index %s, which serves the catalog's own records, finds no wrong verdict",
	async (index) => {
		const { books } = readBooks(folder);
		const { cases, withheld } = inventCitations(books, {
			...options,
			kinds: ['number and full title', 'full title, author, year', 'another year', 'absent: full title, author'],
		});
		const catalog = serveCatalog(
			books.filter((book) => !withheld.has(book)),
			index,
		);
		const results: JudgedCase[] = [];
		await judgeCitationLookups(catalog, cases, (judged) => results.push(judged));
		const verdicts = (wanted: string) => new Set(results.filter(({ expects }) => expects === wanted).map(({ verdict }) => verdict));
		expect([verdicts('find'), verdicts('doubt'), verdicts('absent')]).toEqual([
			new Set(['right']),
			new Set(['review']),
			new Set(['silent']),
		]);
		expect(verdictTableOf(index, results)).toMatch(
			/Eligible wrong: 0 of \d+ \(target 0\)\nSilent no of what the catalog has: 0 of \d+ \(0\.00 %, [^\n]*\)\nClear citations Eligible: (\d+) of \1 \(100\.0 %, /u,
		);
		expect(verdictTableOf(index, results)).not.toContain('MISSED');
		expect(listCasesToExamine(index, results)).toEqual([]);
	},
);

it('the verdict table counts and lists a wrong book that is Eligible, and a book that was silently not found', async () => {
	const { books } = readBooks(folder);
	const [one, other] = books;
	if (one === undefined || other === undefined) throw new Error('There are no books');
	const asked = { kind: 'ISBN', expects: 'find', book: one } as const;
	const results: JudgedCase[] = [];
	await judgeCitationLookups(
		serveCatalog([one, other], 'vufind'),
		[
			{ ...asked, citation: { oclcNumber: other.oclc ?? '' } },
			{ ...asked, citation: { oclcNumber: '999' } },
		],
		(judged) => results.push(judged),
	);
	expect(results.map(({ verdict }) => verdict)).toEqual(['wrong', 'silent']);
	expect(verdictTableOf('vufind', results)).toContain('Eligible wrong: 1 of 2');
	expect(verdictTableOf('vufind', results)).toMatch(/^ISBN .* MISSED$/mu);
	expect(listCasesToExamine('vufind', results).join('\n')).toMatch(
		/Eligible wrong, 1 \(onlyMatch 1\)\nISBN \| a\.xml#1 b0[^\n]*Herons of Hull[^\n]*\n\n## vufind: silent no, 1/u,
	);
});

it.each([
	['Hundred [100] years of tides : an ess. on floods', 'right'],
	['Hundred years of tides : an essay on ferries', 'wrong'],
])(
	'a record titled "%s", found for "Hundred years of tides: an essay on floods" of the same author and year, is judged a %s answer',
	async (title, verdict) => {
		const folderOfTwo = mkdtempSync(path.join(tmpdir(), 'judge-'));
		const record = (number: number, full: string) =>
			writeMarcXml([
				`001 b${number}`,
				english('1987'),
				`020 ## $a ${number === 1 ? '9780151440009' : '9780151440016'}`,
				'100 1# $a Marlow, Ada,',
				`245 10 $a ${full.replace(' : ', ' : $b ')}`,
				'260 ## $a Leeds : $b Harbour Press, $c 1987.',
				'300 ## $a 200 p.',
			]);
		writeFileSync(
			path.join(folderOfTwo, 'two.xml'),
			`<collection>${record(1, 'Hundred years of tides : an essay on floods')}${record(2, title)}</collection>`,
		);
		const { books } = readBooks(folderOfTwo);
		rmSync(folderOfTwo, { recursive: true });
		const [book, other] = books;
		if (book === undefined || other === undefined) throw new Error('There are no two books');
		const results: JudgedCase[] = [];
		await judgeCitationLookups(
			serveCatalog(books, 'vufind'),
			[{ kind: 'ISBN', expects: 'find', book, citation: { isbn: other.isbns[0] ?? '' } }],
			(judged) => results.push(judged),
		);
		expect(results.map((judged) => judged.verdict)).toEqual([verdict]);
	},
);

it.each([
	['Complete novels of Ada Marlow', undefined],
	['Complete novels of Basil Reed', 'Complete novels of Basil Reed'],
])(
	'given "The complete novels" by Ada Marlow and a book titled "%s", mostSimilarBookOf returns as the most similar other work %j',
	(title, given) => {
		const book = (proper: string, author: string) =>
			({ title: { proper, full: proper }, author, language: 'eng', marc: { fields: [] } }) as unknown as Book;
		const novels = book('The complete novels', 'Marlow, Ada');
		const all = [novels, book(title, 'Marlow, Ada'), ...subjects.map((subject) => book(subject, 'Srettoward, Ada'))];
		expect(mostSimilarBookOf(novels, all)?.title.proper).toBe(given);
	},
);

it('no citation combines the OCLC number of one record with the ISBN of another if the first names the title of the other', () => {
	const { books } = readBooks(folder);
	const [one, other] = books;
	const kind = citationKinds.find(({ name }) => name === 'number of one record and ISBN of another');
	if (one === undefined || other === undefined || kind === undefined) throw new Error('There are no two books, or no such kind');
	const isbn = '9780151440016';
	const citationOf = (book: Book) => kind.make(book, new SeededChance(1), [{ ...other, isbns: [isbn] }]);
	expect(citationOf(one)).toEqual({ oclcNumber: one.oclc, isbn });
	const uniform = buildDataField('240', '10', [['a', other.title.proper]]);
	expect(citationOf({ ...one, marc: { ...one.marc, fields: [...one.marc.fields, uniform] } })).toBeUndefined();
});
