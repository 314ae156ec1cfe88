import fc from 'fast-check';
import data from '../../../fixtures/lookups/comparisons.json';
import { longestFamilyNameWord, compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';
import { compareYears, yearsOf } from '../../../../reshare/inventory/match/compareYears';
import { foldText, tokenize } from '../../../../reshare/inventory/match/foldAndTokenize';
import { splitJoinedTitle } from '../../../../reshare/inventory/folio/splitJoinedTitle';
import { titleProperOf, readTitle } from '../../../../reshare/inventory/match/readTitle';
import { titleSearchWords } from '../../../../reshare/inventory/find/titleQueries';
import cases from '../../../fixtures/cases/catalogTexts.json';
import { recordOf, titleFit } from '../buildRecord';
import { readAskedTitle, compareTitles } from '../../../../reshare/inventory/match/compareTitles';

/** The title of a citation, the title of a record, and how they must fit. */
const comparisons = data as unknown as {
	readonly titles: ReadonlyArray<readonly [given: string, recorded: string, fit: string]>;
	readonly authors: ReadonlyArray<readonly [given: string, recorded: readonly string[], fit: string]>;
	readonly years: ReadonlyArray<readonly [given: string, recorded: readonly string[], fit: string]>;
};

it.each(cases.titles as Array<[string, string, object]>)(
	'readTitle separates the title %j from its volume, edition, medium and year',
	(title, proper, behind) => {
		const { pieces, written, ...found } = readTitle(title);
		expect(written.length).toBeGreaterThanOrEqual(pieces.length);
		expect([titleProperOf({ pieces, written }), found]).toEqual([proper, behind]);
	},
);

describe('titleSearchWords', () => {
	it.each(cases.searchWords as Array<[string, string[]]>)(
		'titleSearchWords chooses the words by which to search the title %j',
		(title, words) => {
			expect(titleSearchWords(title)).toEqual(words);
		},
	);

	it('titleSearchWords gives at most eight words, which begin and end with a letter or digit', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
				const words = titleSearchWords(title);
				expect(words.length).toBeLessThanOrEqual(8);
				for (const word of words) expect(word).toMatch(/^[\p{Letter}\p{Number}\p{Mark}](?:\S*[\p{Letter}\p{Number}\p{Mark}])?$/u);
			}),
		);
	});
});

describe('comparing titles', () => {
	it.each(comparisons.titles)('compareTitles compares the title %j with the recorded %j as %s', (given, recorded, fit) => {
		expect(titleFit(given, recorded)).toBe(fit);
	});

	it.each(["The queen's twin", "queen's twin"])(
		'compareTitles finds "%s" the same as a recorded title that goes on with ", and other stories", if the author agrees',
		(title) => {
			const record = recordOf("The queen's twin, and other stories", { contributors: ['Jewett, Sarah Orne, 1849-1909'] });
			expect(compareTitles(readAskedTitle(title, { author: 'Sarah Orne Jewett' }), record)).toBe('same');
		},
	);

	it("compareTitles ignores a leading article of the record's language, and of no other", () => {
		expect(titleFit('Peste, La', 'La peste / Albert Camus', 'fre')).toBe('exact');
		expect(titleFit('Peste', 'La peste', 'fre')).toBe('exact');
		expect(titleFit('Hard', 'Die hard', 'eng')).toBe('different');
	});

	it('compareTitles finds every title equal to itself, with accents composed or decomposed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (title) => {
				// Some letters fold to an empty text, e.g. an Arabic mark by itself.
				fc.pre(tokenize(splitJoinedTitle(title).titles[0]?.proper ?? '').length > 0);
				expect(titleFit(title.normalize('NFD'), title.normalize('NFC'))).toBe('exact');
			}),
			{ examples: [['é[é['], ['一#&']] },
		);
	});
});

describe('comparing authors', () => {
	it.each(comparisons.authors)('compareAuthors compares the author %j with the recorded %j as %s', (given, recorded, fit) => {
		expect(compareAuthors(given, recorded)).toBe(fit);
	});

	it.each([
		['Kahneman, Daniel, 1934-2024', 'kahneman'],
		['Daniel Kahneman', 'kahneman'],
		['García Márquez, Gabriel', 'marquez'],
		['', undefined],
	])('longestFamilyNameWord returns, for the author %j, the search word %j', (author, word) => {
		expect(longestFamilyNameWord(author)).toBe(word);
	});
});

describe('comparing years', () => {
	it.each(comparisons.years)('compareYears compares the year %j with the recorded %j as %s', (given, recorded, fit) => {
		expect(compareYears(given, recorded, true)).toBe(fit);
	});

	it('yearsOf reads four-digit years and nothing else', () => {
		expect(yearsOf('19991 c1999 [2001] 199u 12345')).toEqual([1999, 2001]);
	});
});

it('foldText gives plain letters for letters that Unicode does not decompose', () => {
	expect(foldText('Łódź & Ørsted Straße Æther')).toBe('lodz  and  orsted strasse aether');
});

it('compareTitles calls a title with two typing errors similar, although a variant title on the record differs', () => {
	const titles = ['The invisible child and other stories', 'The invisible child'].map((proper) => ({ proper, rest: '', part: '' }));
	const record = recordOf('The invisible child and other stories', { titles });
	expect(compareTitles(readAskedTitle('The invisible chilld and otehr stories'), record)).toBe('similar');
});

it('compareTitles calls a title with a missing letter similar, and one with two replaced letters another title', () => {
	expect(['malakiah', 'madaniyah'].map((word) => titleFit(`The return of the ${word}`, 'The return of the malakiyah'))).toEqual([
		'similar',
		'another',
	]);
});
