import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import type { Citation } from '../../../../reshare/inventory/find/findTypes';
import { defineBook, type BibRecord } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex, openVufind } from './judgeLookups';
import { eligibleResult as found, findInSingleRecord, isbn, ownSymbolOptions, reviewResult, marcFieldOfIsbn } from './vufindWithWorks';
import { sandboxForAll } from '../../sandboxForTests';

const english = '008 190312s2019    enka     b    001 0 eng d';
const marsh = [
	'100 1# $a Marlow, Ada, $d 1950-',
	'245 10 $a Marsh birds / $c Ada Marlow ; edited by Joan Hill and Peter Ode.',
	'264 #1 $a Leeds : $b Harbour Press, $c 2019.',
];
const find = (asked: Citation, fields: readonly string[] = marsh, leader?: string) =>
	findInSingleRecord([english, ...fields], asked, leader);
const citation = { title: 'Marsh birds', author: 'Ada Marlow', year: '2019' };
const eligible = { ...found, title: 'Marsh birds' };
const reviewed = reviewResult('titleOnly');

const records: readonly BibRecord[] = [
	defineBook(1, 'Marsh birds', ['Marlow, Ada, 1950-'], '2019'),
	defineBook(2, 'Feardom : how a town was frightened', ['Boyce, Colin'], '2014'),
	defineBook(3, 'Cellular ecology of the estuary', ['Hill, Joan'], '2007'),
	defineBook(4, 'The big fellow', ["O'Hara, Frank"], '1998'),
	defineBook(5, 'Introduction to tides', ['Beck, Paul'], '1988'),
	defineBook(7, 'This could take some time', ['Muschel, Clara'], '2022'),
	defineBook(130, 'Agrarianism in early Georgia, 1732-1743', ['Butler, Jay'], '2011'),
	defineBook(131, 'Love enough', ['Marlowe, Dionne'], '2014'),
	defineBook(8, '10 1/2-fold paper birds', ['Barn, Julian'], '1991'),
	defineBook(9, 'Muzykantu-li\uFE20u\uFE21byteli\uFE20u\uFE21', ['Weber, Karl'], '1965'),
	// As some catalogs write the ISBN of a volume: neither a blank nor a subfield separates the qualifier.
	defineBook(6, 'Harbor songs', ['Ode, Peter'], '1992', { identifiers: { isbn: ['0192547011(v1)'] } }),
	// These are books of other authors with the same words, too many to compare.
	...Array.from({ length: 120 }, (_, index) =>
		defineBook(index + 10, `Common birds in the year ${1700 + index}`, [`Poet${String.fromCharCode(97 + (index % 26))}, Ann`], '1990'),
	),
];

describe.each([
	['inventory storage to 23.x', { era: 'classic', searchModule: 'absent', records }, openFolioIndex],
	['mod-search', { searchModule: 'loaded', records }, openFolioIndex],
	['VuFind', { records }, openVufind],
] as const)('lookups by title over %s', (_name, inventory, open) => {
	const sandbox = sandboxForAll({ inventory });

	it.each([
		['two letters swapped', { title: 'Mrash birds', author: 'Ada Marlow', year: '2019' }, 'Marsh birds'],
		['a letter too few in a title of one word', { title: 'Fardom', author: 'Colin Boyce', year: '2014' }, 'Feardom'],
		['two letters swapped in one', { title: 'Feardmo', author: 'Boyce, Colin', year: '2014' }, 'Feardom'],
		['a letter doubled', { title: 'The big felllow', author: "Frank O'Hara", year: '1998' }, 'The big fellow'],
		['a letter wrong in a long one', { title: 'Cellular ecology of the estaury', author: 'Joan Hill', year: '2007' }, 'Cellular ecology'],
		['title and author in one cell', { title: 'Marsh birds by Ada Marlow' }, 'Marsh birds'],
		['a title with "by" in it, and its author', { title: 'Introduction to tides by Paul Beck' }, 'Introduction to tides'],
		['a citation', { title: 'Marlow, A. Marsh birds. Leeds: Harbour Press, 2019.' }, 'Marsh birds'],
		['two typing errors', { title: 'Mrash bidrs', author: 'Ada Marlow', year: '2019' }, 'Marsh birds'],
		['one in the title and one in the family name', { title: 'Mrash birds', author: 'Ada Marlwo', year: '2019' }, 'Marsh birds'],
		['one in a title of short words alone', { title: 'This colud take some time' }, 'This could take'],
		[
			'one in a title of short words and one in the family name',
			{ title: 'This colud take some time', author: 'Clara Mushcel' },
			'This could take',
		],
		[
			'a title with a hyphen, and one in a word',
			{ title: 'Agraarianism in early Georgia, 1732-1743', author: 'Jay Butlre' },
			'Agrarianism',
		],
		['one in a family name that another author has', { title: 'Love enouhg', author: 'Dionne Marlow' }, 'Love enough'],
		['signs within words, and the author in the same cell', { title: '10 1/2-fold paper birds by Julian Barn' }, '10 1/2-fold'],
		['a transcription with ligatures', { title: 'Muzykantu-li\uFE20u\uFE21byteli\uFE20u\uFE21', author: 'Hans Other' }, 'Muzykantu'],
		['the author of a part', { title: 'Cellular ecology of the estuary', author: 'Paul Oyster' }, 'Cellular ecology'],
		['a part with its author', { title: 'Waders in winter. In: Marsh birds', author: 'Paul Oyster', year: '2019' }, 'Marsh birds'],
		['a part in a book with editors', { title: 'Waders. In A. Marlow (Ed.), Marsh birds (pp. 3-9)', author: 'Paul Oyster' }, 'Marsh birds'],
		['a citation of another form', { title: 'Joan Hill, Cellular ecology of the estuary (Oxford: Quay, 2007)' }, 'Cellular ecology'],
	])(
		'a citation with a small mistake or an unusual form goes to review with the right record, and not to Not Available: %s',
		async (_slip, asked, title) => {
			expect(await findEligible(open(sandbox), asked, ownSymbolOptions)).toMatchObject({
				...reviewed,
				title: expect.stringContaining(title),
			});
		},
	);

	it.each(['0192547011', '9780192547019'])(
		'a record is found by its ISBN %s, although the ISBN field of the record has another number right after the ISBN',
		async (isbn) => {
			expect(await findEligible(open(sandbox), { isbn }, ownSymbolOptions)).toMatchObject({ outcome: 'eligible', title: 'Harbor songs' });
		},
	);

	it("a title with none of the author's books is Not Available, although many other records share a word of it", async () => {
		expect(
			await findEligible(open(sandbox), { title: 'Common marshes', author: 'Ada Marlow', year: '2019' }, ownSymbolOptions),
		).toMatchObject({
			outcome: 'notAvailable',
			reason: 'nothingFound',
		});
	});

	it('a title similar to another book of the same author is not Eligible', async () => {
		expect(
			await findEligible(open(sandbox), { title: 'Marsh flowers', author: 'Ada Marlow', year: '2019' }, ownSymbolOptions),
		).not.toMatchObject({
			outcome: 'eligible',
		});
		expect(
			await findEligible(open(sandbox), { title: 'Cellular ecology of the delta', author: 'Joan Hill', year: '2007' }, ownSymbolOptions),
		).not.toMatchObject(found);
	});
});

describe('a title and author compared with the whole record', () => {
	it.each([
		'Marsh birds by Ada Marlow',
		'Ada Marlow: Marsh birds',
		"Ada Marlow's Marsh birds",
		'Marlow, A. Marsh birds. Leeds: Harbour Press, 2019.',
		'Marsh birds / edited by Joan Hill',
	])('a typed title with author or imprint added is Eligible if the record has all of what was added: %s', async (title) => {
		expect(await find({ ...citation, title })).toMatchObject(eligible);
	});

	it.each(['Marsh birds by Ada Marlow: coloring pages', 'Marsh birds, Dover thrift'])(
		'a typed title with more words than the record has anywhere goes to review: %s',
		async (title) => {
			expect(await find({ ...citation, title })).toMatchObject(reviewed);
		},
	);

	it('a title in which "edited" was added beside a number, and not beside a name, goes to review even with the ISBN of the record', async () => {
		const numbered = [marcFieldOfIsbn, '245 10 $a Marsh birds of the nineteenth century / $c Ada Marlow and Joan Hill.'];
		const asked = (title: string) => find({ isbn, title }, numbered);
		expect(await asked('Marsh birds of the nineteenth century')).toMatchObject(found);
		expect(await asked('Marsh birds of the edited nineteenth century')).toMatchObject(reviewResult('recordDoesNotFit'));
	});

	it('"ed. with a memoir" behind a title is the subtitle of another work, although "a memoir" alone only names a genre', async () => {
		const asked = async (title: string) => await find({ isbn, title }, [marcFieldOfIsbn, '245 10 $a Marsh birds / $c Ada Marlow.']);
		expect(await asked('Marsh birds: a memoir')).toMatchObject(found);
		expect(await asked('Marsh birds: ed. with a memoir')).toMatchObject(reviewResult('recordDoesNotFit'));
	});

	it('a requested author who is named only in the statement of responsibility of the record counts as its author', async () => {
		expect(await find({ ...citation, author: 'Joan Hill' })).toMatchObject(eligible);
		expect(await find({ ...citation, author: 'Ode, P.' })).toMatchObject(eligible);
		expect(await find({ ...citation, author: 'Joan Ode' })).toMatchObject(reviewed);
	});

	it.each(['Richard McLuhan', 'Clara McLuhan', 'Leeds McLuhan'])(
		'an author whose given and family names come from different persons in the statement of responsibility goes to review: %s',
		async (author) => {
			const translated = [
				'100 1# $a Marlow, Ada, $d 1950-',
				'245 10 $a Marsh birds / $c Ada Marlow, Leeds ; translated by Richard and Clara Winston.',
				'264 #1 $c 2019.',
			];
			expect(await find({ ...citation, author }, translated)).toMatchObject(reviewed);
			expect(await find({ ...citation, author: 'Clara Winston' }, translated)).toMatchObject(eligible);
		},
	);

	it.each([
		["Tr. de l'allemand par L. Winston", 'Winston Tracy', 'L. Winston'],
		['Clara Winston avec la collaboration de Joan Hill', 'Clara Hill', 'Clara Winston'],
		['par Clara Winston et Joan Hill', 'Clara Hill', 'Joan Hill'],
		['a cura di Angela degli Esposti', 'Cura Esposti', 'Angela degli Esposti'],
	])(
		'a record with the statement of responsibility "%s" goes to review for the author %s, and is Eligible for %s',
		async (statement, pieced, whole) => {
			const stated = ['100 1# $a Marlow, Ada', `245 10 $a Marsh birds / $c ${statement}`, '264 #1 $c 2019.'];
			expect(await find({ ...citation, author: pieced }, stated)).toMatchObject(reviewed);
			expect(await find({ ...citation, author: whole }, stated)).toMatchObject(eligible);
		},
	);

	it("an author in Latin script is compared with the record's name in that script, although the record has Cyrillic, too", async () => {
		const twoScripts = [
			marcFieldOfIsbn,
			'100 1# $6 880-01 $a Marlova, Ada',
			'245 10 $6 880-02 $a Bolotnye ptit︠s︡y',
			'880 1# $6 100-01 $a Марлова, Ада',
			'880 10 $6 245-02 $a Болотные птицы',
		];
		const asked = { isbn, title: 'Bolotnye ptitsy' };
		expect(await find({ ...asked, author: 'Ada Marlova' }, twoScripts)).toMatchObject(found);
		expect(await find({ ...asked, author: 'Joan Hill' }, twoScripts)).toMatchObject(reviewResult('recordDoesNotFit'));
	});
});

describe('brackets behind a title', () => {
	const inSeries = [...marsh, '490 1# $a Birds of the North ; $v 7', '830 #0 $a Northern birds.'];

	it.each(['Marsh birds (Birds of the North)', 'Marsh birds (Birds of the North, book 7)', 'Marsh birds (Northern birds)'])(
		"brackets behind a title are ignored if they name the record's series: %s",
		async (title) => {
			expect(await find({ ...citation, title }, inSeries)).toMatchObject(eligible);
		},
	);

	it.each(['Marsh birds (Dover thrift editions)', 'Marsh birds (Birds of the North, book 8)', 'Marsh birds (manga)'])(
		'brackets behind a title send it to review if the record does not name such a series: %s',
		async (title) => {
			expect(await find({ ...citation, title }, inSeries)).toMatchObject(reviewed);
		},
	);

	it.each([
		['Marsh birds (2nd ed.)', 'otherEdition'],
		['Marsh birds (large print)', 'otherEdition'],
		['Marsh birds (vol. 2)', 'otherVolume'],
	])('brackets behind a title that name an edition, form or volume are compared with the record: %s', async (title, reason) => {
		expect(await find({ ...citation, title }, [...inSeries, '250 ## $a 3rd ed.', '300 ## $a 214 pages'])).toMatchObject(
			reviewResult(reason),
		);
	});
});

it.each([
	['Marsh &amp; moor birds', 'Marsh & moor birds'],
	['Marsh &amp;amp; moor birds', 'Marsh & moor birds'],
	['L&#8217;&eacute;tang', 'L’étang'],
	['Fr&#xF6;ken Julie', 'Fröken Julie'],
	['AT&T and birds', 'AT&T and birds'],
])('a title with encoded characters from a web page is decoded: %s', async (title, recorded) => {
	expect(await find({ ...citation, title }, ['100 1# $a Marlow, Ada', `245 10 $a ${recorded}`, '264 #1 $c 2019.'])).toMatchObject({
		outcome: 'eligible',
		title: recorded,
	});
});

describe('parts of a MARC record', () => {
	it('a MARC subtitle without punctuation before it is compared as a subtitle', async () => {
		const unsigned = ['100 1# $a Marlow, Ada', '245 10 $a Marsh birds $b a field guide $c Ada Marlow', '264 #1 $c 2019'];
		expect(await find(citation, unsigned)).toMatchObject(found);
		expect(await find({ ...citation, title: 'Marsh birds: a field guide' }, unsigned)).toMatchObject(found);
		expect(await find({ ...citation, title: 'Marsh birds: a history' }, unsigned)).toMatchObject(reviewed);
	});

	it('a MARC record of a titled part (245 $n $p) is Eligible if that part was requested, and goes to review otherwise', async () => {
		const part = ['100 1# $a Marlow, Ada', '245 10 $a Marsh birds. $n Part 2, $p Waders', '264 #1 $c 2019', '300 ## $a 214 pages'];
		expect(await find({ ...citation, title: 'Marsh birds. Part 2, Waders' }, part)).toMatchObject(found);
		expect(await find({ ...citation, title: 'Marsh birds: waders', volume: '2' }, part)).toMatchObject(found);
		expect(await find(citation, part)).toMatchObject(reviewed);
		expect(await find({ ...citation, volume: '3' }, part)).toMatchObject(reviewed);
	});

	it('a record with a subtitle such as "in two parts" is not taken for a volume of a set', async () => {
		const inParts = [
			'100 1# $a Marlow, Ada',
			'245 10 $a Marsh birds : $b a novel in two parts / $c by Ada Marlow.',
			'264 #1 $c 2019',
			'300 ## $a 214 pages',
		];
		expect(await find(citation, inParts)).toMatchObject(found);
		expect(await find({ ...citation, volume: '2' }, inParts)).toMatchObject(reviewResult('otherVolume'));
	});

	it('the title of a work that a record only lists as contained in it (MARC 740) finds that record, and goes to review', async () => {
		expect(await find({ ...citation, title: 'Moor birds' }, [...marsh, '740 02 $a Moor birds.'])).toMatchObject(reviewed);
	});

	it('a lookup without a volume goes to review if the MARC extent is that of an open set ("v."), even without a colon', async () => {
		expect(await find({ isbn }, [marcFieldOfIsbn, ...marsh, '300 ## $a v. $b ill. $c 24 cm'])).toMatchObject(reviewResult('volumeMissing'));
	});

	it("a record with a character reference in its MARC title is found by the title's proper spelling", async () => {
		expect(
			await find({ ...citation, title: 'Ta’rikh' }, ['100 1# $a Marlow, Ada', '245 10 $a Ta&#x02BC;rikh', '264 #1 $c 2019.']),
		).toMatchObject({ outcome: 'eligible', title: 'Taʼrikh' });
	});
});

describe('records of something other than a book', () => {
	it.each([
		['a kit', '01500com a2200289 i 4500', ['300 ## $a 1 kit (3 books, 1 map)'], '"1 kit (3 books, 1 map)"'],
		['slides', '01500cgm a2200289 i 4500', ['007 gs cj  jbz', '300 ## $a 40 slides'], '"40 slides"'],
		['a CD-ROM', '01500cmm a2200289 i 4500', ['300 ## $a 1 CD-ROM', '338 ## $a computer disc $b cd'], '"1 CD-ROM"'],
	])(
		'a record found by number warns that it describes %s instead of a book, and goes to review if found by title',
		async (_name, leader, fields, words) => {
			const record = [marcFieldOfIsbn, ...marsh, ...fields];
			expect((await find({ isbn }, record, leader)).warnings).toEqual([`The record describes ${words}`]);
			const byTitle = await find(citation, record, leader);
			expect(byTitle).toMatchObject(reviewResult('otherEdition'));
			expect(byTitle.explanation).toContain(`it is ${words}`);
		},
	);

	it('a record of a film found by number warns that it describes a film', async () => {
		const film = [marcFieldOfIsbn, ...marsh, '007 vd cvaizq', '300 ## $a 1 videodisc'];
		expect((await find({ isbn }, film, '01500cgm a2200289 i 4500')).warnings).toEqual(['The record describes a film']);
	});
});

it('if a Chinese or transcribed title is not found, the explanation suggests traditional characters or the original script', async () => {
	const result = await find({ title: '红楼梦' });
	expect(result).toMatchObject({ outcome: 'notAvailable', reason: 'nothingFound' });
	expect(result.explanation).toContain('try the traditional ones for the simplified ones');
	expect((await find({ title: 'Nothing such' })).explanation).not.toContain('simplified');
	expect((await find({ title: 'Menṭshn un verṭn' })).explanation).toContain('not found by a transcription: try that script');
	expect((await find({ title: 'Nothing such' })).explanation).not.toContain('script');
});
