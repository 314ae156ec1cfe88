import type { Citation } from '../../reshare';
import { subfieldValuesOf } from '../../sandbox/reservoir/marcInJson';
import { familyNameOf, lettersAndDigits, type Book } from './Book';
import type { SeededChance } from './SeededChance';
import {
	inventAuthorFromTwoRecords,
	inventTitle,
	mostSimilarBookOf,
	chooseBookByOtherAuthor,
	withStrangeWord,
} from './misleadingCitations';
import { writeNaturalName, withEntities, withTypo } from './writingStyles';

/**
 * `find`: the record exists and the citation is clear. `find or review`: it exists, but the citation leaves something open, or people seldom
 * ask for such a record. `doubt`: the citation describes something else. `absent`: no library has it.
 */
export type ExpectedAnswer = 'find' | 'find or review' | 'doubt' | 'absent';

export const expectsRecord = (expects: ExpectedAnswer): boolean => expects === 'find' || expects === 'find or review';

export interface CitationKind {
	readonly name: string;
	readonly expects: ExpectedAnswer;
	/** Returns undefined if this record cannot be cited in this way. */
	make(book: Book, chance: SeededChance, all: readonly Book[]): Citation | undefined;
}

const isText = ({ kind }: Book): boolean => kind === 'book' || kind === 'set';

const volumeOf = ({ comesInVolumes }: Book): Pick<Citation, 'volume'> => (comesInVolumes ? { volume: '1' } : {});

/** Returns author and year, with the given name first for half of the names. */
function authorAndYear(book: Book, chance: SeededChance): Pick<Citation, 'author' | 'year'> | undefined {
	const { author, year } = book;
	if (author === undefined || year === undefined) return undefined;
	return { author: chance.below(2) === 0 ? author : writeNaturalName(book), year };
}

/** Makes citations in which only the title is written in a special way. */
function titled(
	name: string,
	expects: ExpectedAnswer,
	titleOf: (book: Book, chance: SeededChance, all: readonly Book[]) => string | undefined,
	further: CitationKind['make'] = () => ({}),
): CitationKind {
	return {
		name,
		expects,
		make: (book, chance, all) => {
			const rest = isText(book) ? authorAndYear(book, chance) : undefined;
			const title = rest === undefined ? undefined : titleOf(book, chance, all);
			const more = title === undefined ? undefined : further(book, chance, all);
			return more === undefined ? undefined : { title, ...rest, ...volumeOf(book), ...more };
		},
	};
}

function numbered(
	name: string,
	expects: ExpectedAnswer,
	titleOf: (book: Book, chance: SeededChance, all: readonly Book[]) => string | undefined,
): CitationKind {
	return {
		name,
		expects,
		make: (book, chance, all) => {
			const number = numberOf(book, chance);
			const title = number === undefined || !isText(book) ? undefined : titleOf(book, chance, all);
			return title === undefined ? undefined : { ...number, title, ...volumeOf(book) };
		},
	};
}

function numberOf({ isbns, oclc }: Book, chance: SeededChance): Citation | undefined {
	const numbers = [...isbns.map((isbn) => ({ isbn })), ...(oclc === undefined ? [] : [{ oclcNumber: oclc }])];
	return numbers.length === 0 ? undefined : chance.pick(numbers);
}

const aboutIt = [': study guide', ': workbook', " : instructor's manual", ' - teacher guide', ': solutions manual', ', workbook'];
const isAboutAnother = ({ title }: Book): boolean =>
	/guide|workbook|manual|exercises|solutions|teacher|instructor|student|companion|arbeitsbuch|cahier|cuaderno/iu.test(title.full);

/** Makes citations whose number and title proper fit the record, while something else does not. */
function alsoGiven(name: string, further: CitationKind['make']): CitationKind {
	return {
		name,
		expects: 'doubt',
		make: (book, chance, all) => {
			const [number, more] = [numberOf(book, chance), isText(book) ? further(book, chance, all) : undefined];
			return number === undefined || more === undefined ? undefined : { ...number, title: book.title.proper, ...volumeOf(book), ...more };
		},
	};
}

/** Puts one typo into each half of the title proper. */
function withTwoTypos({ title: { proper, full } }: Book, chance: SeededChance): string | undefined {
	const middle = proper.indexOf(' ', proper.length / 2);
	const second = middle < 0 ? undefined : withTypo(proper.slice(middle), chance, full.slice(middle));
	return second === undefined ? undefined : withTypo(proper.slice(0, middle), chance, proper.slice(0, middle) + second);
}

/**
 * Whether the record has its author in Latin and in another script, so that a citation in Latin script agrees with only one of the two
 * forms.
 */
const hasTwoScripts = ({ author, ownScript }: Book): boolean =>
	isLatin(author) && ownScript?.author !== undefined && !isLatin(ownScript.author);

const isLatin = (author = ''): boolean => /\p{Script=Latin}/u.test(author);

/** Returns the author of another record, with the given name first. */
const authorOfOtherRecord: CitationKind['make'] = (book, chance, all) => {
	const other = chooseBookByOtherAuthor(book, chance, all);
	return other && { author: writeNaturalName(other) };
};

function citation(book: Book, chance: SeededChance): string | undefined {
	const { author, year, publisher = 'University Press', title } = book;
	if (author === undefined || year === undefined || title.full.length < 12) return undefined;
	const name = writeNaturalName(book);
	return chance.pick([
		`${author}. (${year}). ${title.full}. ${publisher}.`,
		`${author}. ${title.full}. ${publisher}, ${year}.`,
		`${name}, ${title.full} (${publisher}, ${year})`,
		`${author}, ${title.full}, ${year}`,
		`"${title.full}" by ${name}, ${publisher}, ${year}`,
		`${title.full} / ${name}. - ${publisher}, ${year}`,
	]);
}

export const citationKinds: readonly CitationKind[] = [
	{
		name: 'ISBN',
		expects: 'find',
		make: (book, chance) => (book.isbns.length === 0 ? undefined : { isbn: chance.pick(book.isbns), ...volumeOf(book) }),
	},
	{
		name: 'OCLC number',
		expects: 'find',
		make: (book) => (book.oclc === undefined ? undefined : { oclcNumber: book.oclc, ...volumeOf(book) }),
	},
	{ name: 'ISSN', expects: 'find', make: (book) => (book.issn === undefined ? undefined : { issn: book.issn, ...volumeOf(book) }) },
	numbered('number and full title', 'find', ({ title }) => title.full),
	numbered('number and title proper', 'find', ({ title }) =>
		title.subtitle === undefined || title.part !== undefined ? undefined : title.proper,
	),
	titled('full title, author, year', 'find', ({ title }) => title.full),
	titled('title proper, author, year', 'find', ({ title }) =>
		title.subtitle === undefined || title.part !== undefined ? undefined : title.proper,
	),
	titled('in capitals, no accents or punctuation', 'find', ({ title }) => {
		const bare = title.full
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.replace(/[^\p{L}\p{N}\s]/gu, ' ')
			.replace(/\s+/gu, ' ')
			.trim()
			.toUpperCase();
		return /[A-Z]{3}/u.test(bare) ? bare : undefined;
	}),
	titled('its series in brackets behind the title', 'find', ({ title, series }) =>
		// A single word in brackets may be anything, so that a person must decide.
		series?.includes(' ') === true ? `${title.full} (${series})` : undefined,
	),
	titled('HTML entities in the title', 'find', ({ title }) =>
		withEntities(title.full) === title.full ? undefined : withEntities(title.full),
	),
	titled('one typo', 'find or review', ({ title }, chance) => withTypo(title.proper, chance, title.full)),
	{
		name: '"Title by Author" in one cell',
		expects: 'find or review',
		make: (book) =>
			!isText(book) || book.author === undefined
				? undefined
				: { title: `${book.title.full} by ${writeNaturalName(book)}`, ...volumeOf(book) },
	},
	{
		name: 'a whole citation in one cell',
		expects: 'find or review',
		make: (book, chance) => {
			const title = isText(book) ? citation(book, chance) : undefined;
			return title === undefined ? undefined : { title, ...volumeOf(book) };
		},
	},
	{
		name: 'title and author in their own script',
		expects: 'find',
		make: (book) => {
			const { ownScript, year } = book;
			return ownScript?.author === undefined || !isText(book) || year === undefined
				? undefined
				: { title: ownScript.title, author: ownScript.author, year, ...volumeOf(book) };
		},
	},
	{
		name: 'full title and year; the record has no author',
		expects: 'find or review',
		make: (book) =>
			book.author !== undefined || !isText(book) || book.year === undefined
				? undefined
				: { title: book.title.full, year: book.year, ...volumeOf(book) },
	},
	{
		name: 'full title alone',
		expects: 'find or review',
		make: (book) => (isText(book) ? { title: book.title.full, ...volumeOf(book) } : undefined),
	},
	{
		name: 'full title, author, year of a film, a map, music, an e-book',
		expects: 'find or review',
		make: (book, chance) => {
			const rest = book.kind === 'other' ? authorAndYear(book, chance) : undefined;
			return rest === undefined ? undefined : { title: book.title.full, ...rest };
		},
	},
	{
		name: 'title of a serial',
		expects: 'find or review',
		make: (book) => (book.kind === 'serial' ? { title: book.title.full, ...volumeOf(book) } : undefined),
	},
	numbered('number, with "title: study guide", "workbook"', 'doubt', (book, chance) =>
		isAboutAnother(book) ? undefined : book.title.proper + chance.pick(aboutIt),
	),
	numbered('number, with another subtitle', 'doubt', (book, chance, all) => {
		// A short subtitle such as `a romance` contradicts no other one, and brackets hold a series.
		const speaks = ({ subtitle = '' }: Book['title']): boolean => subtitle.split(' ').length > 2 && !/^[=([]/u.test(subtitle);
		if (!speaks(book.title) || book.title.part !== undefined) return undefined;
		const others = Array.from({ length: 20 }, () => chance.pick(all)).filter(
			({ title, language }) =>
				speaks(title) &&
				language === book.language &&
				lettersAndDigits(title.subtitle ?? '') !== lettersAndDigits(book.title.subtitle ?? ''),
		);
		return others[0] === undefined ? undefined : `${book.title.proper}: ${others[0].title.subtitle}`;
	}),
	{
		name: 'another year',
		expects: 'doubt',
		make: (book, chance, all) => {
			const rest = book.kind === 'book' && book.isOfOneYear ? authorAndYear(book, chance) : undefined;
			const year = String(Number(book.year) + chance.pick([-21, -14, -9, 8, 13, 22]));
			// The author may have the same work under another title in that year, such as `The complete novels`.
			return rest === undefined || all.some((other) => other.author === book.author && other.year === year)
				? undefined
				: { title: book.title.full, ...rest, year };
		},
	},
	{
		name: 'a volume of a book in one volume',
		expects: 'doubt',
		make: (book, chance) => {
			const rest = book.kind === 'book' && book.title.part === undefined ? authorAndYear(book, chance) : undefined;
			return rest === undefined ? undefined : { title: book.title.full, ...rest, volume: '7' };
		},
	},
	titled(
		'another language',
		'doubt',
		({ title, language, marc }) =>
			/^(?!und|mul|zxx|hun)[a-z]{3}$/u.test(language) &&
			namesALanguage(language) &&
			!subfieldValuesOf(marc, '041', 'a').join(' ').includes('hun')
				? title.full
				: undefined,
		() => ({ language: 'Hungarian' }),
	),
	titled('large print', 'doubt', ({ title, edition = '', marc }) =>
		/large|grande?s? caract/iu.test([edition, ...subfieldValuesOf(marc, '245', 'h')].join(' ')) ? undefined : `${title.full} (large print)`,
	),
	...(['before', 'behind', 'within', 'instead'] as const).map((where) =>
		numbered(
			`number, with a word of another title ${where === 'before' ? 'in front' : where === 'instead' ? 'for one of its own' : where}`,
			'doubt',
			(book, chance, all) => withStrangeWord(where, book, chance, all),
		),
	),
	numbered('number, with the title of its neighbor', 'doubt', (book, _chance, all) => mostSimilarBookOf(book, all)?.title.proper),
	{
		name: 'number of one record and ISBN of another',
		expects: 'doubt',
		make: (book, chance, all) => {
			const other =
				book.oclc === undefined ? undefined : Array.from({ length: 20 }, () => chance.pick(all)).find(({ isbns }) => isbns.length > 0);
			return other === undefined ||
				other === book ||
				// A record that names the other title, perhaps as its uniform title, may be an edition of the same work.
				lettersAndDigits(JSON.stringify(book.marc)).includes(lettersAndDigits(other.title.proper)) ||
				JSON.stringify(other.marc).includes(book.oclc ?? '')
				? undefined
				: { oclcNumber: book.oclc, isbn: other.isbns[0], ...volumeOf(book) };
		},
	},
	alsoGiven('number, title, author of another record', (book, chance, all) => {
		const other = isLatin(book.author) ? chooseBookByOtherAuthor(book, chance, all) : undefined;
		return other && { author: chance.below(2) === 0 ? other.author : writeNaturalName(other) };
	}),
	alsoGiven('number, title, author of another record; two scripts', (book, ...rest) =>
		hasTwoScripts(book) ? authorOfOtherRecord(book, ...rest) : undefined,
	),
	alsoGiven('number, title, a fragment of 245 $c as author', (book, ...rest) =>
		isLatin(book.author) ? inventAuthorFromTwoRecords(book, ...rest) : undefined,
	),
	titled('title, year, a fragment of 245 $c as author', 'doubt', ({ title }) => title.full, inventAuthorFromTwoRecords),
	titled('two typos', 'find or review', (book, chance) => withTwoTypos(book, chance)),
	titled(
		'a typo in the title and one in the surname',
		'find or review',
		({ title }, chance) => withTypo(title.proper, chance, title.full),
		(book, chance) => {
			const slip = book.isPerson ? withTypo(familyNameOf(book), chance, book.author ?? '') : undefined;
			return slip === undefined ? undefined : { author: slip };
		},
	),
	titled('the host of a part, with the author of the part', 'find or review', ({ title }) => title.full, authorOfOtherRecord),
	titled(
		'"Part. In: host" in one cell, with the author of the part',
		'find or review',
		({ title, language }, chance, all) => {
			const part = inventTitle(chance, all, language);
			return part === undefined || title.full.length < 12 ? undefined : `${part}. In: ${title.full}`;
		},
		authorOfOtherRecord,
	),
	{
		name: 'invented reference',
		expects: 'absent',
		make: ({ language }, chance, all) => {
			const title = inventTitle(chance, all, language);
			const author = Array.from({ length: 20 }, () => chance.pick(all)).find(({ isPerson }) => isPerson);
			return title === undefined || author === undefined
				? undefined
				: {
						title,
						author: writeNaturalName(author),
						year: String(1990 + chance.below(35)),
						...(chance.below(3) === 0 ? { edition: '2nd ed.' } : {}),
					};
		},
	},
	{ name: 'absent: its ISBN', expects: 'absent', make: ({ isbns }) => (isbns[0] === undefined ? undefined : { isbn: isbns[0] }) },
	titled('absent: full title, author, year', 'absent', ({ title }) => title.full),
	titled('absent: title proper, author, year', 'absent', ({ title }) => title.proper),
	{ name: 'absent: full title alone', expects: 'absent', make: (book) => (isText(book) ? { title: book.title.full } : undefined) },
];

/** Whether the code is one of MARC's or ISO 639's. Records also hold others, such as `ser`, which say nothing. */
function namesALanguage(code: string): boolean {
	return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) !== undefined;
}
