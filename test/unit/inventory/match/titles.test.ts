import fc from 'fast-check';
import { authorSearchWord, compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';
import { compareYears, yearsOf } from '../../../../reshare/inventory/match/compareYears';
import { fold, tokenize } from '../../../../reshare/inventory/match/text';
import { titlesIn } from '../../../../reshare/inventory/folio/titlesIn';
import { properOf, readTitle } from '../../../../reshare/inventory/match/readTitle';
import { searchWords } from '../../../../reshare/inventory/find/titleQueries';
import { recordOf, titleFit } from '../record';
import { askedTitle, compareTitles } from '../../../../reshare/inventory/match/compareTitles';

describe('a title as people write it', () => {
	it.each([
		['Capital, vol. 1: a critique', 'Capital', { volume: '1' }],
		['Geschichte des Westens. Zweiter Band', 'Geschichte des Westens', { volume: '2' }],
		['Catch-22 (2nd ed.) (paperback)', 'Catch-22', { edition: '2nd ed' }],
		['Campbell biology, tenth edition', 'Campbell biology', { edition: 'tenth edition' }],
		['Gilead [sound recording]', 'Gilead', { medium: 'audio' }],
		['Gilead (large print)', 'Gilead', { medium: 'large print' }],
		['Dune (Paperback, 1965)', 'Dune', { year: '1965' }],
		['Beach music: a novel', 'Beach music', {}],
		['Sense, sensibility & the novel', 'Sense, sensibility & the novel', {}],
		['Dune (Dune chronicles, book 1)', 'Dune', {}],
		['Message of the President. Dec. 7, 1864', 'Message of the President. Dec. 7, 1864', { year: '1864' }],
		['Great Gatsby, The', 'Great Gatsby', {}],
	])('reads the title %j as people write it', (title, proper, behind) => {
		const { pieces, written, ...found } = readTitle(title);
		expect(written.length).toBeGreaterThanOrEqual(pieces.length);
		expect([properOf({ pieces, written }), found]).toEqual([proper, behind]);
	});
});

describe('words to search by', () => {
	it.each([
		['The name of the rose', ['name', 'rose']],
		['Catch-22', ['catch-22']],
		['The Great War, 1914-1918', ['great', 'war', '1914-1918']],
		['COVID-19 in Africa', ['covid-19', 'africa']],
		['HIV/AIDS in Africa', ['hiv/aids', 'africa']],
		['Node.js in action', ['node.js', 'action']],
		['S/Z', ['s/z']],
		['A.I. : artificial intelligence', ['a.i', 'artificial', 'intelligence']],
		['The baby whisperer\'s "quick" guide: 100% * tips?', ['baby', "whisperer's", 'quick', 'guide', '100', 'tips']],
		['It', ['it']],
		['The', ['the']],
		['红楼梦', ['红楼梦']],
		['À la recherche du temps perdu', ['recherche', 'temps', 'perdu']],
		['one two three four five six seven eight nine ten eleven', ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']],
		['***', []],
	])('chooses the search words of the title %j', (title, words) => {
		expect(searchWords(title)).toEqual(words);
	});

	it('are at most eight, and begin and end with a letter or digit', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
				const words = searchWords(title);
				expect(words.length).toBeLessThanOrEqual(8);
				for (const word of words) expect(word).toMatch(/^[\p{Letter}\p{Number}\p{Mark}](?:\S*[\p{Letter}\p{Number}\p{Mark}])?$/u);
			}),
		);
	});
});

describe('comparing titles', () => {
	it.each([
		['Sapiens', 'Sapiens : a brief history of humankind /', 'same'],
		['Sapiens: A Brief History of Humankind', 'Sapiens', 'shorter'],
		['Sapiens a brief history of humankind', 'Sapiens : a brief history of humankind', 'exact'],
		['The Name of the Rose', 'name of the rose', 'exact'],
		['Преступление и наказание', 'Crime and punishment = Преступление и наказание', 'exact'],
		['CAFÉ MÜLLER', 'Cafe\u0301 Mu\u0308ller', 'exact'],
		['Straße und Weg', 'Strasse und Weg', 'exact'],
		["Don't look now", 'Dont look now', 'exact'],
		['Pride & prejudice', 'Pride and prejudice', 'exact'],
		['Pride prejudice', 'Pride & prejudice', 'exact'],
		['SONS BROTHERS THE DAYS OF JACK', 'Sons & brothers : the days of Jack', 'exact'],
		['Catch22', 'Catch-22', 'exact'],
		['USA', 'U.S.A.', 'exact'],
		['Organic chemistry (3rd edition)', 'Organic chemistry', 'exact'],
		['Biology', 'Biology : study guide', 'another'],
		['Capital. Volume 1', 'Capital. Volume 2', 'similar'],
		['Maus', "Maus : a survivor's tale. II, And here my troubles began", 'similar'],
		['Nature : a novel', 'Nature : a weekly journal', 'same'],
		['Great Gatsby, The', 'The great Gatsby', 'exact'],
		['Farewell to Arms, A (paperback)', 'A farewell to arms', 'exact'],
		['Hobbit, The: or, There and back again', 'The hobbit, or, There and back again', 'exact'],
		['War, the west, and the wilderness', 'The war, the west, and the wilderness', 'exact'],
		['Gatsby, The Great', 'The great Gatsby', 'different'],
		['Braiding swetgrass indigenous wisdom', 'Braiding sweetgrass : indigenous wisdom', 'similar'],
		['The idiot', 'The idiots', 'similar'],
		['War and peace', 'Pride and prejudice', 'different'],
		['Emma', 'Emma and Knightley', 'different'],
		['The art', 'The art of computer programming', 'different'],
		['***', '***', 'different'],
		['', 'The idiot', 'different'],
	] as const)('compares the title %j with the recorded %j: %s', (given, recorded, fit) => {
		expect(titleFit(given, recorded)).toBe(fit);
	});

	it.each(["The queen's twin", "queen's twin"])('takes %s for a title that goes on without a sign, by the author given', (title) => {
		const record = recordOf("The queen's twin, and other stories", { contributors: ['Jewett, Sarah Orne, 1849-1909'] });
		expect(compareTitles(askedTitle(title, { author: 'Sarah Orne Jewett' }), record)).toBe('same');
	});

	it('leaves out the articles of the language', () => {
		expect(titleFit('Peste, La', 'La peste / Albert Camus', 'fre')).toBe('exact');
		expect(titleFit('Peste', 'La peste', 'fre')).toBe('exact');
		expect(titleFit('Hard', 'Die hard', 'eng')).toBe('different');
	});

	it('finds every title the same as itself, with or without marks, in any case of letters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (title) => {
				// Some letters fold to nothing, e.g. an Arabic mark by itself.
				fc.pre(tokenize(titlesIn(title).titles[0]?.proper ?? '').length > 0);
				expect(titleFit(title.normalize('NFD'), title.normalize('NFC'))).toBe('exact');
			}),
			{ examples: [['é[é[']] },
		);
	});
});

describe('comparing authors', () => {
	it.each([
		['Jane Austen', ['Austen, Jane, 1775-1817'], 'same'],
		['Austen', ['Austen, Jane, 1775-1817'], 'same'],
		['Austen, J.', ['Austen, Jane, 1775-1817'], 'same'],
		['J. Austen', ['Austen, Jane, 1775-1817'], 'same'],
		['Austin, Jane', ['Austen, Jane, 1775-1817'], 'similar'],
		['Beauvoir, Simone de', ['De Beauvoir, Simone, 1908-1986'], 'same'],
		['Lloyd-Jones, Martyn', ['Jones, Martyn Lloyd'], 'same'],
		['edited by Pat Conroy', ['Conroy, Pat'], 'same'],
		['Daniel Kahneman, Amos Tversky', ['Tversky, Amos'], 'same'],
		['Smith, John, Jones, Kate', ['Jones, Kate'], 'same'],
		['Fyodor Dostoevsky', ['Dostoyevsky, Fyodor, 1821-1881'], 'similar'],
		['Tchaikovsky, Peter', ['Chaikovskii, Petr'], 'different'],
		['Fyodor Dostoevsky', ['Достоевский, Федор Михайлович'], 'similar'],
		['Толстой, Лев', ['Tolstoĭ, Lev Nikolaevich, graf'], 'same'],
		['Yukio Mishima', ['三島由紀夫'], 'unknown'],
		['Herta Mueller', ['Müller, Herta, 1953-'], 'same'],
		['Rowling', ['Galbraith, Robert'], 'different'],
		['Smith, John', ['Smith, Zadie'], 'different'],
		['Austen, Caroline', ['Austen, Jane, 1775-1817'], 'different'],
		['Yuval Noah Harari', ['Harari, Yuval N.'], 'same'],
		['Robin Wall Kimmerer', ['Kimmerer, Robin Wall'], 'same'],
		['Somebody Else; Richard Pevear', ['Dostoyevsky, Fyodor, 1821-1881', 'Pevear, Richard, 1943-'], 'same'],
		['García Márquez, Gabriel', ['Garcia Marquez, Gabriel, 1927-2014'], 'same'],
		['W. B. Fisher', ['Fisher, W. B. (William Bayne)'], 'same'],
		['D. H. Marsh', ['Marsh, D. H. (Dora Hilda), 1885-1930'], 'same'],
		['L. Frank Hill', ['Hill, L. Frank (Lyman Frank)'], 'same'],
		['Y. L. Beck', ['Beck, Y. L.'], 'same'],
		['Maria L. Hill-Maria', ['Hill-Maria, Maria L.'], 'same'],
		['Juan García García', ['García García, Juan'], 'same'],
		['Juan L. García García', ['García García, Juan L.'], 'same'],
		["Jeanne d'Ode", ["Ode, Jeanne d'"], 'same'],
		["D'Ode, Jeanne", ["Ode, Jeanne d', 1950-"], 'same'],
		['José Marlow y Beck', ['Marlow y Beck, José'], 'same'],
		['Marlow Beck, José', ['Marlow y Beck, José'], 'same'],
		['World Health Organization', ['World Health Organization'], 'same'],
		['World Health Organization', ['World Health Organization. Regional Office for Europe'], 'same'],
		['University of Chicago', ['University of Illinois at Chicago'], 'similar'],
		['Department of Education', ['California. Department of Education'], 'similar'],
		['Austen', ['Jane Austen'], 'same'],
		['曹雪芹', ['曹雪芹, 约1717-1763'], 'same'],
		['', ['Austen, Jane'], 'unknown'],
		['Austen', [], 'unknown'],
	] as const)('compares the author %j with the recorded %j: %s', (given, recorded, fit) => {
		expect(compareAuthors(given, recorded)).toBe(fit);
	});

	it.each([
		['Kahneman, Daniel, 1934-2024', 'kahneman'],
		['Daniel Kahneman', 'kahneman'],
		['García Márquez, Gabriel', 'marquez'],
		['', undefined],
	])('searches the author %j by the word %j', (author, word) => {
		expect(authorSearchWord(author)).toBe(word);
	});
});

describe('comparing years', () => {
	it.each([
		['2003', ['c2003'], 'same'],
		['2003', ['[2003?]'], 'same'],
		['1975', ['1968-1991'], 'same'],
		['1992', ['1968-1991'], 'different'],
		['1995', ['[between 1990 and 1999?]'], 'same'],
		['1989', ['[between 1990 and 1999?]'], 'different'],
		['1995', ['[199-?]'], 'same'],
		['1995', ['199-'], 'same'],
		['1989', ['199u'], 'different'],
		['2003', ['2002, c2003'], 'same'],
		['2003', ['2004'], 'different'],
		['', ['2004'], 'unknown'],
		['2004', [], 'unknown'],
		['2004', ['[date unknown]'], 'unknown'],
		['n.d.', ['2004'], 'unknown'],
		['1999-2001', ['2000'], 'same'],
		['1999-2001', ['2002'], 'different'],
		['2005', ['1990-'], 'same'],
		['2005', ['1990- .'], 'same'],
		['2005', ['[1990]-'], 'same'],
		['1989', ['1990-'], 'different'],
		['2005', ['1990-<1999>'], 'different'],
		['2005', ['1990-c1995'], 'different'],
		['2005', ['199-'], 'different'],
		['2018-11-13', ['2018'], 'same'],
		['2018-11-13', ['2020'], 'different'],
	] as const)('compares the year %j with the recorded %j: %s', (given, recorded, fit) => {
		expect(compareYears(given, recorded)).toBe(fit);
	});

	it('reads years only', () => {
		expect(yearsOf('19991 c1999 [2001] 199u 12345')).toEqual([1999, 2001]);
	});
});

it('folds letters that Unicode does not take apart', () => {
	expect(fold('Łódź & Ørsted Straße Æther')).toBe('lodz  and  orsted strasse aether');
});
