import type { Citation } from '../../../../reshare';
import { createSeededNumbers } from '../../../../sandbox/createSeededNumbers';
import { bibRecords } from '../../../../sandbox/inventory/records/bibRecords';
import type { BibRecord } from '../../../../sandbox/inventory/records/BibRecord';
import type { OpenWork } from '../../../../sandbox/openBibliographicIndexes';

/** References as lists of literature and chatbots write them, each set the same in every run. */

const properOf = ({ title }: BibRecord) => (title.split(/\s+[:/]\s+/u)[0] ?? title).trim();
const authorOf = ({ authors = [] }: BibRecord) => (authors[0] ?? '').replace(/,?\s*\d{4}.*$/u, '');
const yearOf = ({ date = '' }: BibRecord) => /\d{4}/u.exec(date)?.[0] ?? '2000';

/** Books with an author, each title once. */
const books = bibRecords.filter(
	(record, index) =>
		record.marc === undefined &&
		(record.carrier ?? 'print') === 'print' &&
		/^\p{Lu}[\p{L}'-]+, \p{Lu}/u.test(authorOf(record)) &&
		/^[\p{Script=Latin}\p{N}\s'-]{8,}$/u.test(properOf(record)) &&
		bibRecords.findIndex((other) => properOf(other).toLowerCase() === properOf(record).toLowerCase()) === index,
);

/** Half of the books are in the consortium; the others exist elsewhere. */
export const heldBooks: readonly BibRecord[] = books.filter((_, index) => index % 2 === 0);
const absent = books.filter((_, index) => index % 2 === 1);
export const worksElsewhere: readonly OpenWork[] = absent.map((record) => ({
	title: properOf(record),
	authors: [authorOf(record)],
	year: Number(yearOf(record)),
	doi: `10.5555/elsewhere.${record.number}`,
}));

const initialed = (name: string) => name.replace(/, (\p{Lu})[\p{L}.\s'-]*$/u, ', $1.');
const natural = (name: string) => name.replace(/^(.*), (.*)$/u, '$2 $1');

const written: ReadonlyArray<(title: string, author: string) => Citation> = [
	(title, author) => ({ title, author }),
	(title, author) => ({ title: title.toUpperCase(), author: natural(author) }),
	(title, author) => ({ title: `${title}.`, author: initialed(author) }),
	(title, author) => ({ title: title.toLowerCase(), author: natural(author) }),
];

export interface SampleReference {
	readonly kind: 'real, held' | 'real, elsewhere' | 'invented';
	readonly citation: Citation;
}

const take = <Element>(list: readonly Element[], count: number) =>
	Array.from({ length: count }, (_, index) => list[index % list.length] as Element);

export const realReferences: readonly SampleReference[] = (
	[
		['real, held', heldBooks],
		['real, elsewhere', absent],
	] as const
).flatMap(([kind, records]) =>
	take(records, 100).map((record, index): SampleReference => {
		const write = written[Math.floor(index / records.length + index) % written.length] ?? written[0];
		return { kind, citation: { ...write?.(properOf(record), authorOf(record)), year: yearOf(record) } };
	}),
);

const nouns = ['archives', 'silence', 'empire', 'memory', 'markets', 'bodies', 'borders', 'algorithms', 'gardens', 'mourning'];
const patterns = [
	(one: string, other: string) => `The ${one} of ${other}`,
	(one: string, other: string) => `Rethinking ${one} and ${other} in the long twentieth century`,
	(one: string, other: string) => `${one} without ${other}`,
	(one: string, other: string) => `Toward a theory of ${one} and ${other}`,
];

/**
 * Invents references as chatbots do: a real author with a title made of two others or with none that exists, a real title by somebody else,
 * or an unknown ISBN.
 */
export function inventedReferences(seed: number): SampleReference[] {
	const random = createSeededNumbers(seed);
	const pick = <Element>(list: readonly Element[]) => list[Math.floor(random() * list.length)] as Element;
	const half = (record: BibRecord, start: boolean) => {
		const words = properOf(record).split(/\s+/u);
		const middle = Math.ceil(words.length / 2);
		return (start ? words.slice(0, middle) : words.slice(middle)).join(' ');
	};
	const made: ReadonlyArray<(author: string) => Citation> = [
		(author) => ({ title: pick(patterns)(pick(nouns), pick(nouns)), author }),
		(author) => ({ title: `${half(pick(books), true)} ${half(pick(books), false)} reconsidered`, author }),
		(author) => ({ title: pick(patterns)(pick(nouns), pick(nouns)), author, isbn: isbnOf(Math.floor(random() * 100_000)) }),
		() => {
			const [one, other] = [pick(books), pick(books)];
			return { title: properOf(one), author: authorOf(one) === authorOf(other) ? 'Nowhere, Basil' : authorOf(other) };
		},
	];
	return Array.from({ length: 200 }, (_, index): SampleReference => {
		const citation = made[index % made.length]?.(authorOf(pick(books))) ?? {};
		return { kind: 'invented', citation: { ...citation, year: String(1950 + Math.floor(random() * 75)) } };
	});
}

/** Makes a valid ISBN from a block that no book of the consortium has. */
function isbnOf(number: number) {
	const digits = `9789990${String(number).padStart(5, '0')}`;
	const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}
