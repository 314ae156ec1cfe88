import { authorSearchWords, longestFamilyNameWord } from './match/compareAuthors';
import { tokenize } from './match/foldAndTokenize';
import type { SharedIndex } from './SharedIndex';

/**
 * Counts the records that have all words of one of an author's names. If one author is given, whose records a search by title has just
 * read, this costs no call, because the index answers the same query only once.
 *
 * @returns null if the index does not say
 */
export async function countRecordsOfAuthor(index: SharedIndex, given: string): Promise<number | null> {
	const authors = authorSearchWords(given);
	const author = longestFamilyNameWord(given);
	if (authors.length === 1 && author !== undefined) {
		const words = tokenize((authors[0] ?? []).join(' '));
		const { records, total, unreadable, foreign = 0 } = await index.byTitle({ alternatives: [], author });
		if (total === records.length && unreadable + foreign === 0) {
			const names = records.map(({ contributors }) => contributors.flatMap(tokenize));
			return names.filter((own) => words.every((word) => own.includes(word))).length;
		}
	}
	return (await index.search({ authors }, { offset: 0, limit: 1 })).total;
}
