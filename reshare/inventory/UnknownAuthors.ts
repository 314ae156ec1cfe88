import { foldNameWordForSearch } from './match/compareAuthors';
import type { RecordList } from './recordsAndHoldings';
import type { IndexQuery, TitleQuery } from './SharedIndex';

/**
 * Words of author names for which the index has found no record. They make it unnecessary to ask the index again how many records an author
 * with such a word in the name has.
 */
export class UnknownAuthors {
	readonly #words = new Set<string>();

	/** Stores the author of a query if the query asked for all titles of that author and found nothing. */
	remember({ alternatives, author }: TitleQuery, { total, unreadable, foreign = 0 }: RecordList): void {
		if (alternatives.length === 0 && author !== undefined && total === 0 && unreadable + foreign === 0) this.#words.add(author);
	}

	/** Whether no record can meet the conditions of a query, because nobody has the name of any of its authors. */
	preclude({ native, authors = [] }: IndexQuery): boolean {
		const isUnknown = (name: readonly string[]): boolean => name.some((word) => this.#words.has(foldNameWordForSearch(word)));
		return native === undefined && authors.length > 0 && authors.every(isUnknown);
	}
}
