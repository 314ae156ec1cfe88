import type { Entry } from '@retorquere/bibtex-parser';
import { execFileSync } from 'node:child_process';
import { readBibtex } from '../../../reshare/draft/bibtex';
import { parseCitationIntoDraft } from '../../../reshare/draft/parseCitationIntoDraft';
import type { OpenUrlMetadata } from '../../../reshare/draft/openUrl';

/**
 * The spellings of the samples come from BibTeX, BibLaTeX and the programs that write them. The data are invented, or those of well-known
 * works.
 */

const read = (text: string) => parseCitationIntoDraft(text).draft;

const article =
	'@article{godel1931,\n  author = {G{\\"o}del, Kurt and \\v{C}ech, Eduard and others},\n  title = {{\\"U}ber formal unentscheidbare S{\\"a}tze, I},\n  journal = "Monatshefte f{\\"u}r Mathematik \\& Physik",\n  year = 1931, volume = {38}, number = {1}, pages = {173--198}, month = jan\n}';
const book = '@Book{k, title={Gilead}, subtitle={A Novel}, author={Robinson, Marilynne}, date={2004}, isbn={0-374-15389-2}}';
const chapter = '@incollection{x,\n\ttitle = {On pears},\n\tbooktitle = {Fruit in Law},\n\tauthor = {Doe, Jane},\n\tpages = {1-9},\n}';

describe('a reference in BibTeX', () => {
	it('parseCitationIntoDraft reads an article in BibTeX, with letters written as TeX commands', () =>
		expect(read(article)).toEqual({
			title: 'Monatshefte für Mathematik & Physik',
			partTitle: 'Über formal unentscheidbare Sätze, I',
			partAuthor: 'Gödel, Kurt; Čech, Eduard',
			publicationDate: '1931',
			volume: '38',
			issue: '1',
			pages: '173-198',
			genre: 'article',
		}));

	it('parseCitationIntoDraft reads a book and a chapter in BibTeX', () => {
		expect(read(book)).toEqual({
			title: 'Gilead: A Novel',
			author: 'Robinson, Marilynne',
			publicationDate: '2004',
			isbn: '0-374-15389-2',
			genre: 'book',
		});
		expect(read(chapter)).toEqual({
			title: 'Fruit in Law',
			partTitle: 'On pears',
			partAuthor: 'Doe, Jane',
			pages: '1-9',
			genre: 'bookitem',
		});
	});

	it('a BibTeX author list keeps names as written, and does not split an organization in braces at its "and"', () =>
		expect(
			read('@book{k, title = {A}, author = {Ludwig van Beethoven and {Bureau of Maps and Charts} AND de la Cruz, Jr, Juana}}'),
		).toMatchObject({
			author: 'Ludwig van Beethoven; Bureau of Maps and Charts; de la Cruz, Jr, Juana',
		}));

	it.each([
		['brace', '@article{a, title = {On pears, year = 2001}'],
		['quotation mark', '@article{a, title = "On pears, year = 2001}'],
		['brace, before another entry', '@book{a, title = {On pears}\n@book{b, title = {On {plums}'],
		['bracket', '@book{a, title = {On pears}, pages = '],
	])('a BibTeX text that misses its closing %s is refused', (_name, text) =>
		expect(parseCitationIntoDraft(text)).toEqual({ draft: {}, problem: 'holds neither an OpenURL nor a reference in RIS or BibTeX' }),
	);

	it('a BibTeX text whose joined strings would grow without bound is refused', () => {
		const doubled = Array.from({ length: 60 }, (_, index) => `@string{s${index + 1} = s${index} # s${index}}`).join('\n');
		expect(parseCitationIntoDraft(`@string{s0 = {pears}}\n${doubled}\n@book{k, title = s60}`).draft).toEqual({});
	});

	it('a BibTeX text with a cross-referenced second entry is refused, because one reference is needed', () =>
		expect(parseCitationIntoDraft('@inbook{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, year = 2001}').problem).toBe(
			'holds 2 references, and one is needed',
		));

	it('a BibTeX value keeps the text of an unknown TeX command, and reads commands for a blank and a name', () =>
		expect(read('@book{k, title = {The\\ \\LaTeX{} companion to \\unheardof{pears}}}').title).toBe(
			'The LaTeX companion to \\unheardofpears',
		));
});

/**
 * Prepares two texts for the comparison, because the oracle writes for typesetting, and the reader for a catalog's search. The kind of
 * dash, space and hyphen, quotation marks, superscript and subscript, markup, the dot of an i under an accent, and the order of the parts
 * of a name do not count.
 */
const alike = (text: string) =>
	text
		.replace(/ı(?=\p{M})/gu, 'i')
		.normalize('NFKC')
		.replace(/<[^>]*>/g, '')
		.replace(/[\u2010-\u2015\u2212]|-{2,}/g, '-')
		.replace(/[\u00ad\u200b"“”]/g, '')
		.replace(/\s+/g, ' ')
		.trim();
const nameAlike = (parts: ReadonlyArray<string | undefined>) =>
	alike(parts.filter(Boolean).join(' '))
		.split(/[\s,]+/)
		.sort()
		.join(' ');

type Values = Record<string, string | string[]>;
const given = (values: Record<string, string | string[] | undefined>): Values =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]): Array<[string, string | string[]]> =>
			value === undefined || value.length === 0 ? [] : [[name, typeof value === 'string' ? alike(value) : value]],
		),
	);

function valuesOf(metadata: OpenUrlMetadata): Values {
	const one = (...names: string[]) => names.map((name) => metadata.get(name)?.[0]).find((value) => value !== undefined);
	return given({
		title: one('rft.atitle', 'rft.btitle'),
		host: one('rft.jtitle') ?? (metadata.has('rft.atitle') ? one('rft.btitle') : undefined),
		authors: metadata.get('rft.au')?.map((name) => nameAlike([name])),
		...Object.fromEntries(same.map((name) => [name, one(`rft.${name}`)])),
		issue: one('rft.issue'),
		date: one('rft.date'),
	});
}

const same = ['volume', 'pages', 'isbn', 'issn', 'edition', 'language'];

function valuesOfOracle({ fields }: Entry): Values {
	const names = fields.author ?? fields.editor ?? [];
	return given({
		title: fields.subtitle === undefined ? fields.title : `${fields.title}: ${fields.subtitle}`,
		host: fields.journal ?? fields.journaltitle ?? fields.booktitle,
		authors: names
			.map(({ name, prefix, lastName, suffix, firstName }) => nameAlike([name, prefix, lastName, suffix, firstName]))
			.filter((name) => name !== 'others'),
		...Object.fromEntries(same.map((name) => [name, [fields[name] ?? []].flat()[0]])),
		issue: fields.number ?? fields.issue,
		date: fields.year ?? fields.date,
	});
}

const samples: Record<string, string> = {
	'an article': article,
	'a book': book,
	'a chapter': chapter,
	'nested braces': '@book{k, title = {{The {DNA} of {{Pears}}}}, year = {{1999}}}',
	'quotation marks within braces and braces within quotation marks': '@book{k, title = "A {"}quoted{"} pear", edition = {2nd}}',
	'parentheses around the entry': '@book(k, title = {Pears (and plums)}, year = 2001)',
	'strings, joined':
		'@string{jp = "Journal of "}\n@STRING(fr = {Fruit})\n@article{k, title = "On " # {pears}, journal = JP # fr, volume = 3}',
	'strings in names': '@string{doe = "Doe, Jane"}\n@book{k, title = {A}, author = doe # " and Roe, Richard"}',
	'a joint within a value': '@book{k, title = {C# and "#" in {#}}, edition = "2"}',
	'a preamble and comments around it':
		'% Encoding: UTF-8\n\n@preamble{"\\newcommand{\\x}{y}"}\n@comment{@book{no, title = {No}}}\n@book{k, title = {Yes},\n % the year\n year = 2001}\n\n@Comment{jabref-meta: databaseType:bibtex;}',
	'an entry within an abstract': '@book{k, title = {A}, abstract = {Cited as @book{b, title = {B}} by some}, year = 2001}',
	'no key':
		'@article{\n   author = {Doe, Jane},\n   title = {On pears},\n   journal = {Fruit},\n   pages = {1204-22},\n   ISSN = {0028-0836}\n}',
	'an annotation': '@book{k, author = {Doe, Jane}, author+an:role = {1="Editor of pears"}, title = {A}, date = {2019-04}}',
	'blanks and lines': '@ book { k ,\n title\n=\n{On\n   pears} , volume=\t7 }',
	'a capital name of a field and no comma at the end': '@BOOK{k, TITLE={A}, Year=1999, ISBN = "9780140135152"}',
	'the forms of names':
		'@book{k, title = {A}, author = {Jane Q. Doe and Ludwig van Beethoven and von Humboldt, Alexander and King, Jr, Martin Luther and Plato}}',
	'organizations in braces': '@techreport{k, title = {A}, author = {{Bureau of Maps and Charts} and {Food and Farm Agency}}, year = 1987}',
	'an editor without an author': '@book{k, title = {A}, editor = {Doe, Jane and Roe, Richard}}',
	'names over lines': '@book{k, title = {A}, author = {Doe, Jane\n   and\n   Roe, Richard and others}}',
	'accents in all forms':
		'@book{k, title = {Caf\\\'e, M\\\'{e}lange, {\\"u}ber, \\"{o}l, {\\"{a}}, \\~{n}, \\^o, \\`a, \\c{c}, \\c s, \\v{s}, \\H{o}, \\k{a}, \\r{u}, \\u{g}, \\.z, \\={a}, \\d{h}, na{\\"\\i}ve, d\\\'{\\i}a}}',
	'letters of their own':
		"@book{k, title = {Stra{\\ss}e, \\AE r\\o, {\\O}rsted, \\L{}\\'od\\'z, \\oe uvre, \\aa, \\th{}orn, \\dh, \\dj, \\i}, author = {S{\\o}ren, K{\\aa}re}}",
	'signs that are escaped': '@book{k, title = {50\\% of R\\&D for \\$5, item\\_1, \\#2, set \\{1, 2\\}}}',
	fonts:
		'@article{k, title = {On \\emph{Natrix cetti} and {\\it Homo} \\textbf{not} {\\sc Mars}, \\textit{in \\textsc{vivo}}}, journal = {Actes du 4\\textsuperscript{e}}}',
	'quotation marks as TeX writes them': "@book{k, title = {A ``quoted'' pear and the pear's `core'}}",
	'dashes, ties and hyphens': '@book{k, title = {Pears~--- 1900--1950: hy\\-phen\\-ation, either\\slash or, a\\,b}, pages = {iv--xii}}',
	formulas: '@book{k, title = {H$_2$O, $\\alpha$-pinene, $\\Delta^9$, 5~$\\mu$m $\\pm$ 2, $x^{2}$, $\\rightarrow$}}',
};

/**
 * The program that runs the oracle in a process of its own, because the oracle and one of its packages are ES modules, which jest's
 * CommonJS cannot load.
 */
const oracle = `
	import { parse } from '@retorquere/bibtex-parser';
	import { text } from 'node:stream/consumers';
	const options = { sentenceCase: false, caseProtection: false, english: false, applyCrossRef: false };
	const entries = (sample) => parse(sample, options).entries;
	console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(entries)));`;

describe('the reader of BibTeX beside an oracle', () => {
	let entries: Record<string, Entry[]>;
	beforeAll(() => {
		const input = JSON.stringify(Object.values(samples));
		const answers = JSON.parse(
			execFileSync(process.execPath, ['--input-type=module', '--eval', oracle], { input, encoding: 'utf8' }),
		) as Entry[][];
		entries = Object.fromEntries(Object.keys(samples).map((name, index) => [name, answers[index] ?? []]));
	});

	it.each(Object.entries(samples))('readBibtex agrees with another parser on a sample with %s', (name, text) => {
		expect(entries[name]).toHaveLength(1);
		expect(readBibtex(text)?.map(valuesOf)).toEqual(entries[name]?.map(valuesOfOracle));
	});
});
