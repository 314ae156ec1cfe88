import type { Citation } from '../../reshare';
import { familyNameOf, lettersAndDigits, numbersOf, type Book } from './Book';
import { SeededChance } from './SeededChance';
import { citationKinds, expectsRecord, type ExpectedAnswer, type CitationKind } from './citationKinds';
import type { JudgeOptions } from './judgeOptions';

export interface CitationCase {
	readonly kind: string;
	readonly expects: ExpectedAnswer;
	readonly citation: Citation;
	readonly book: Book;
}

export interface InventedCitations {
	readonly cases: readonly CitationCase[];
	/** The books that the catalog does not serve, to be cited as absent. */
	readonly withheld: ReadonlySet<Book>;
}

/** One record in so many is not served, so that it can be cited as absent. */
const withheldIn = 20;

/** Invents citations; the same seed gives the same ones. */
export function inventCitations(
	books: readonly Book[],
	{ sample, seed, kinds: wanted }: Pick<JudgeOptions, 'sample' | 'seed' | 'kinds'>,
): InventedCitations {
	const isAsked = ({ name }: CitationKind) => wanted.length === 0 || wanted.some((kind) => name.toLowerCase().startsWith(kind));
	const shuffled = shuffledBy(
		new SeededChance(seed, 'records'),
		books.filter(({ kind }) => kind !== 'part'),
	);
	const similarBooks = new SimilarBooks(books);
	const withheld = new Set(shuffled.slice(0, Math.floor(shuffled.length / withheldIn)).filter((book) => similarBooks.isAlone(book)));
	const present = shuffled.filter((book) => !withheld.has(book)).slice(0, sample);
	const served = books.filter((book) => !withheld.has(book));
	const cases = citationKinds.filter(isAsked).flatMap((kind) => {
		const { name, expects } = kind;
		const from =
			expects === 'absent'
				? [...withheld]
				: present.filter((book) => (expectsRecord(expects) ? similarBooks.isClear(book) : similarBooks.isAlone(book)));
		return from.flatMap((book) => {
			const citation = kind.make(book, new SeededChance(seed, name, book.number), served);
			return citation === undefined ? [] : [{ kind: name, expects, citation, book }];
		});
	});
	return { cases, withheld };
}

function shuffledBy(chance: SeededChance, books: readonly Book[]) {
	const shuffled = [...books];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = chance.below(last + 1);
		[shuffled[last], shuffled[other]] = [shuffled[other] as Book, shuffled[last] as Book];
	}
	return shuffled;
}

class SimilarBooks {
	readonly #counts = new Map<string, number>();

	constructor(books: readonly Book[]) {
		for (const book of books)
			for (const trait of [...numbersOf(book), work(book), title(book)]) this.#counts.set(trait, (this.#counts.get(trait) ?? 0) + 1);
	}

	/** Whether no other record has one of the book's numbers, or its title proper, author and year. If one has, a review is right. */
	isClear(book: Book): boolean {
		return [...numbersOf(book), work(book)].every((trait) => this.#counts.get(trait) === 1);
	}

	/** Whether no other record has one of the book's numbers, or its title proper. */
	isAlone(book: Book): boolean {
		return [...numbersOf(book), title(book)].every((trait) => this.#counts.get(trait) === 1);
	}
}

function title({ title: { proper } }: Book) {
	return `title ${wordsOfTitle(proper)}`;
}

function work(book: Book) {
	return `work ${wordsOfTitle(book.title.proper)}, ${lettersAndDigits(familyNameOf(book))}, ${book.year ?? ''}`;
}

/** Returns the words of a title without those in brackets, which another catalog may leave out, if it has any others. */
const wordsOfTitle = (proper: string) =>
	lettersAndDigits(proper.replace(/\[[^\]]*\]|<[^>]*>|\([^)]*\)/gu, ' ')) || lettersAndDigits(proper);
