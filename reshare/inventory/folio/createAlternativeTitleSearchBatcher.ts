import type { LimitFunction } from 'p-limit';
import { mostRecordsOfQuery, runCombinedQuery } from '../IdentifierBatcher';
import { foldText } from '../match/foldAndTokenize';
import type { RecordList } from '../recordsAndHoldings';
import { cqlForAlternativeTitleWords, cqlForTitle } from './cql';
import { KeyBatcher } from './KeyBatcher';

/** The most lookups that share one query. */
const mostLookups = 5;

/**
 * Finds records by titles other than the main one. Inventory storage has no index for these and reads all records for each query, so that
 * several lookups share one query for the longest word of each. If it fails or finds too many records, each lookup runs by itself. Lookups
 * that come while no scan may start share the next one.
 *
 * @param search runs a query; `once` means that it is not repeated after a failure
 */
export function createAlternativeTitleSearchBatcher(
	limit: LimitFunction,
	search: (cql: string, limit: number, once: boolean) => Promise<RecordList>,
) {
	const scanAlone = (title: string) =>
		limit(() => search(cqlForTitle({ alternatives: [[title]] }, 'storage', ['alternativeTitles']), mostRecordsOfQuery, false));
	const scan = async (titles: readonly string[]) => {
		const words = titles.map(longestWord).filter((word) => word !== '');
		const cql = cqlForAlternativeTitleWords(words);
		const together = words.length < 2 ? undefined : await runCombinedQuery((most) => search(cql, most, true));
		if (together === undefined) return undefined;
		return (title: string) => {
			const word = foldText(longestWord(title));
			if (word === '') return scanAlone(title);
			const records = together.records.filter(({ titles: own }) =>
				foldText(own.flatMap(({ proper, rest, part }) => [proper, rest, part]).join(' ')).includes(word),
			);
			return { records, total: records.length, unreadable: 0 };
		};
	};
	return new KeyBatcher<RecordList>(mostLookups, scan, scanAlone, limit);
}

/** Returns the longest word without a sign inside, because a sign would make several words of it; empty if there is none. */
const longestWord = (title: string) =>
	title
		.split(' ')
		.filter((word) => /^[\p{Letter}\p{Mark}\p{Number}]+$/u.test(word))
		.sort((one, other) => other.length - one.length)[0] ?? '';
