import editDistance from 'damerau-levenshtein';
import { getOrCreate } from '../../reshare/memoize';
import { isDataField, marcFieldsOf, subfieldValuesOf, type MarcDataField } from '../../sandbox/reservoir/marcInJson';
import { familyNameOf, lettersAndDigits, subfieldTextOf, type Book } from './Book';
import type { SeededChance } from './SeededChance';

/**
 * Makes citations with words that no field of the record explains. The words come from other records of the catalog, so that no list of
 * words in the client can know them.
 */

const wordsOf = (text: string) => lettersAndDigits(text).split(' ').filter(Boolean);

const known = new WeakMap<Book, Set<string>>();

/** Returns all words of a record, whatever their field. */
function wordsOfRecord(book: Book) {
	return getOrCreate(known, book, () => new Set(book.marc.fields.filter(isDataField).flatMap((field) => wordsOf(allOf(field)))));
}

const allOf = (field: MarcDataField) => subfieldTextOf(field, 'abcdefghijklmnopqrstuvwxyz');

/**
 * Returns a word of five letters or more from the title of another record in the same language, which is like no word in any field of this
 * record.
 */
function strangeWord(book: Book, chance: SeededChance, all: readonly Book[]) {
	const own = wordsOfRecord(book);
	for (let attempt = 0; attempt < 30; attempt += 1) {
		const other = chance.pick(all);
		if (other.language !== book.language) continue;
		const words = other.title.proper.split(/[^\p{L}\p{M}]+/u).filter((word) => /^[\p{Script=Latin}\p{M}]{5,}$/u.test(word));
		const strange = words.filter(
			(word) => lettersAndDigits(word).length >= 5 && ![...own].some((one) => isNear(one, lettersAndDigits(word))),
		);
		if (strange.length > 0) return chance.pick(strange);
	}
	return undefined;
}

/**
 * Whether two words have the same beginning, differ in a letter, or one contains the other. Forms of one word do not count as other words.
 */
const isNear = (one: string, other: string) =>
	editDistance(one, other).steps < 2 ||
	one.slice(0, 4) === other.slice(0, 4) ||
	(one.length > 4 && other.length > 4 && (one.includes(other) || other.includes(one.slice(1))));

/** Writes the title proper with a word that is like none in the record: before it, after it, within it, or in place of one of its words. */
export function withStrangeWord(
	where: 'before' | 'behind' | 'within' | 'instead',
	book: Book,
	chance: SeededChance,
	all: readonly Book[],
): string | undefined {
	const word = strangeWord(book, chance, all);
	const words = book.title.proper.split(' ');
	if (word === undefined || !/^[\p{L}\p{M}\s'’-]+$/u.test(book.title.proper)) return undefined;
	const link = chance.pick(['', ' of', ' and', ' to', ' on']);
	if (where === 'before') return `${word}${link} ${book.title.proper}`;
	if (where === 'behind') return `${book.title.proper} ${word.toLowerCase()}`;
	const long = words.flatMap((one, index) => (one.length >= 4 ? [index] : []));
	if (words.length < 2 || long.length === 0) return undefined;
	const at = where === 'within' ? 1 + chance.below(words.length - 1) : chance.pick(long);
	return [...words.slice(0, at), word.toLowerCase(), ...words.slice(where === 'within' ? at : at + 1)].join(' ');
}

/** Returns the record of another work whose title is most like this one's, and which this record does not mention. */
export function mostSimilarBookOf(book: Book, all: readonly Book[]): Book | undefined {
	const index = indexOf(all);
	const own = new Set(wordsOf(book.title.proper));
	const mentioned = book.marc.fields
		.filter(isDataField)
		.filter(({ tag }) => tag !== '245')
		.map((field) => lettersAndDigits(allOf(field)));
	const [proper = '', full = ''] = [book.title.proper, book.title.full].map(lettersAndDigits);
	// A title that goes on into the subtitle of this record, such as `Hogs and pigs, final estimates`, may mean this record.
	const isMentioned = (name: string) => mentioned.some((text) => text.includes(name)) || (full.includes(name) && !proper.includes(name));
	const shared = new Map<Book, number>();
	for (const word of own) {
		const others = index.get(word) ?? [];
		if (others.length < all.length / 10) for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
	}
	const likeness = ([other, count]: [Book, number]) => count / Math.max(own.size, wordsOf(other.title.proper).length);
	const best = [...shared]
		.filter(
			([other]) => other !== book && isOther(book, other) && !areOneWork(book, other) && !isMentioned(lettersAndDigits(other.title.proper)),
		)
		.sort((one, other) => likeness(other) - likeness(one))[0];
	return best !== undefined && likeness(best) >= 0.34 ? best[0] : undefined;
}

/**
 * Whether the other title belongs to another work: it has a word of more than three letters that this title lacks, or it lacks more than
 * half of this title's words. The author's name in the other title does not count: `Complete novels of Ada Marlow` may mean `The complete
 * novels` by Ada Marlow.
 */
function isOther(one: Book, other: Book) {
	const [left, right] = [one, other].map(({ title }) => wordsOf(title.proper)) as [string[], string[]];
	const lacks = (some: readonly string[], others: readonly string[]) =>
		some.filter((word) => word.length > 3 && !others.some((one) => isNear(one, word))).length;
	const [more, less] = [lacks(right, [...left, ...wordsOf(one.author ?? '')]), lacks(left, right)];
	return (
		one.language === other.language &&
		other.title.part === undefined &&
		one.title.part === undefined &&
		(more > 0 || less * 2 > left.length)
	);
}

/** Returns the title proper with the uniform and original titles, by which translations of one work are recognized. */
function titlesOfWork({ title, marc }: Book) {
	const uniform = ['130', '240'].flatMap((tag) => subfieldValuesOf(marc, tag, 'a'));
	return [title.proper, ...uniform, ...subfieldValuesOf(marc, '765', 't')].map(lettersAndDigits);
}

/** Whether both books are editions of one work, perhaps translated. */
function areOneWork(one: Book, other: Book) {
	const titles = titlesOfWork(one);
	return titlesOfWork(other).some((title) => titles.includes(title));
}

const indexes = new WeakMap<readonly Book[], Map<string, Book[]>>();

/** Returns the books by the words of more than three letters in their titles proper. */
function indexOf(all: readonly Book[]): Map<string, Book[]> {
	return getOrCreate(indexes, all, () => {
		const index = new Map<string, Book[]>();
		for (const book of all)
			for (const word of new Set(wordsOf(book.title.proper))) if (word.length > 3) getOrCreate(index, word, (): Book[] => []).push(book);
		return index;
	});
}

/** Chooses another record whose author's family name does not occur in this one. */
export function chooseBookByOtherAuthor(book: Book, chance: SeededChance, all: readonly Book[]): Book | undefined {
	const own = wordsOfRecord(book);
	for (let attempt = 0; attempt < 30; attempt += 1) {
		const other = chance.pick(all);
		const family = lettersAndDigits(familyNameOf(other));
		if (other.isPerson && /^[a-z]{4,}$/u.test(family) && ![...own].some((one) => isNear(one, family))) return other;
	}
	return undefined;
}

/**
 * Makes an author from a word in the statement of responsibility (245 $c), such as a translator's given name, and another record's family name.
 */
export function inventAuthorFromTwoRecords(book: Book, chance: SeededChance, all: readonly Book[]): { author: string } | undefined {
	const stated = marcFieldsOf(book.marc, '245')
		.map((field) => subfieldTextOf(field, 'c'))
		.join(' ');
	const heading = new Set(wordsOf(book.author ?? ''));
	const given = stated.split(/[^\p{L}\p{M}]+/u).filter((word) => /^\p{Lu}\p{Ll}{2,}$/u.test(word) && !heading.has(lettersAndDigits(word)));
	const other = chooseBookByOtherAuthor(book, chance, all);
	return given.length === 0 || other === undefined ? undefined : { author: `${chance.pick(given)} ${familyNameOf(other)}` };
}

/** Makes a plausible title, as a chatbot invents it, from the halves of two titles in the same language. */
export function inventTitle(chance: SeededChance, all: readonly Book[], language: string): string | undefined {
	const titles = Array.from({ length: 60 }, () => chance.pick(all))
		.filter((book) => book.language === language && book.title.proper.split(' ').length >= 4)
		.map(({ title }) => title.proper.split(' '));
	const [one, other] = titles;
	if (one === undefined || other === undefined) return undefined;
	return [...one.slice(0, Math.ceil(one.length / 2)), ...other.slice(Math.floor(other.length / 2))].join(' ');
}
