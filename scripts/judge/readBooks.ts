import { bookOf, type Book } from './Book';
import { readMarcFiles } from './readMarcFiles';

interface BooksRead {
	readonly books: readonly Book[];
	/** One sentence for each thing that was left out. */
	readonly remarks: readonly string[];
}

/**
 * Reads the MARC records of a folder. Of several records that share a key, such as an ISBN, only the first is returned.
 *
 * @throws Error if there is none
 */
export function readBooks(folder: string): BooksRead {
	const books: Book[] = [];
	const known = new Set<string>();
	const remarks: string[] = [];
	let repeated = 0;
	let others = 0;
	for (const { name, records, unread } of readMarcFiles(folder)) {
		records.forEach((marc, index) => {
			const book = bookOf(marc, books.length + 1, `${name}#${index + 1}`);
			if (book === undefined) others += 1;
			else if (book.keys.some((key) => known.has(key))) repeated += 1;
			else books.push(book);
			for (const key of book?.keys ?? []) known.add(key);
		});
		for (const reason of unread) remarks.push(`${name}, ${reason}`);
	}
	if (books.length === 0) throw new Error(`There are no MARC records in ${folder}`);
	if (repeated > 0) remarks.push(`${repeated} records were left out: the folder has the same one, as far as a Reservoir would see.`);
	if (others > 0) remarks.push(`${others} records were left out: deleted, no bibliographic records, or without title.`);
	return { books, remarks };
}
