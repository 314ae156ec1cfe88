import { foldNameWordForSearch } from './match/compareAuthors';
import { tokenize } from './match/foldAndTokenize';
import type { InventoryRecord, RecordList } from './recordsAndHoldings';
import type { AuthorNames, TitleQuery } from './SharedIndex';

/** The records of authors, as far as an index has given all of them. They make it unnecessary to ask it how many records an author has. */
export class RecordsOfAuthors {
	/** Key: the word of a name by which the records were found. Only what is compared is stored, because a run may look up many authors. */
	readonly #lists = new Map<string, ReadonlyArray<Pick<InventoryRecord, 'id' | 'contributors'>>>();

	/** Stores the answer to a query if it has all records of an author. */
	remember({ alternatives, author }: TitleQuery, { records, total, unreadable, foreign = 0 }: RecordList) {
		if (alternatives.length === 0 && author !== undefined && total === records.length && unreadable + foreign === 0)
			this.#lists.set(
				author,
				records.map(({ id, contributors }) => ({ id, contributors })),
			);
	}

	/** Counts the records that have all words of one of the names; undefined if the stored lists may lack any of them. */
	count(names: AuthorNames): number | undefined {
		const lists = names.map((name) => {
			const words = tokenize(name.join(' '));
			const list = name.map((word) => this.#lists.get(foldNameWordForSearch(word))).find((known) => known !== undefined);
			return list?.filter(({ contributors }) => {
				const own = contributors.flatMap(tokenize);
				return words.every((word) => own.includes(word));
			});
		});
		return lists.includes(undefined) ? undefined : new Set(lists.flatMap((list) => list?.map(({ id }) => id))).size;
	}
}
