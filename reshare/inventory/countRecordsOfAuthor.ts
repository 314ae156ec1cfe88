import { authorSearchWords, foldNameWordForSearch, longestFamilyNameWord } from './match/compareAuthors';
import { tokenize } from './match/foldAndTokenize';
import type { SharedIndex } from './SharedIndex';

/**
 * Counts the records that have all words of the name of one of the authors. A single author's records have just been read by a search by
 * title, and the index answers the same query only once. So if it gave all of them, this costs no call.
 *
 * @returns null if the index does not say
 */
export async function countRecordsOfAuthor(index: SharedIndex, given: string) {
	const authors = authorSearchWords(given);
	const [name = [], ...others] = authors;
	const author = longestFamilyNameWord(given);
	// Records found by a word that the index would not search for, such as a transcription, are not all that it would count.
	if (others.length === 0 && author !== undefined && name.some((word) => foldNameWordForSearch(word) === author)) {
		const words = tokenize(name.join(' '));
		const { records, total, unreadable, foreign = 0 } = await index.byTitle({ alternatives: [], author });
		if (total === records.length && unreadable + foreign === 0) {
			const names = records.map(({ contributors }) => contributors.flatMap(tokenize));
			return names.filter((own) => words.every((word) => own.includes(word))).length;
		}
	}
	return (await index.search({ authors }, { offset: 0, limit: 1 })).total;
}
