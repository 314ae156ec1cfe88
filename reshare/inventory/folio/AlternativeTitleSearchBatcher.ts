import type { LimitFunction } from 'p-limit';
import { clock } from '../../clock';
import { getOrCreate } from '../../memoize';
import { runCombinedQuery } from '../runCombinedQuery';
import { mostRecordsOfQuery } from '../IdentifierBatcher';
import { foldText } from '../match/foldAndTokenize';
import type { RecordList } from '../recordsAndHoldings';
import { cqlForAlternativeTitleWords, cqlForTitle } from './cql';

/** The most lookups that share one query. */
const mostLookups = 5;

interface Lookup {
	readonly words: readonly string[];
	resolve(list: Promise<RecordList>): void;
}

/**
 * Finds records by titles other than the main one. Inventory storage has no index for these and reads all records for each query, so that
 * several lookups share one query for the longest word of each. If it fails or finds too many records, each lookup runs by itself.
 */
export class AlternativeTitleSearchBatcher {
	readonly #lists = new Map<string, Promise<RecordList>>();
	readonly #waiting: Lookup[] = [];

	constructor(
		private readonly limit: LimitFunction,
		/** Runs a query; `once` means that it is not repeated after a failure. */
		private readonly search: (cql: string, limit: number, once: boolean) => Promise<RecordList>,
	) {}

	/** Lookups that come while no scan may start share the next one. */
	find(words: readonly string[]): Promise<RecordList> {
		const ask = () =>
			new Promise<RecordList>((resolve) => {
				this.#waiting.push({ words, resolve });
				void this.limit(() => this.#scanForWaiting());
			});
		return getOrCreate(this.#lists, words.join(' '), ask);
	}

	async #scanForWaiting() {
		await clock.nextTurn();
		const lookups = this.#waiting.splice(0, mostLookups);
		const words = lookups.map((lookup) => longestWord(lookup.words)).filter((word) => word !== '');
		const cql = cqlForAlternativeTitleWords(words);
		const together = words.length < 2 ? undefined : runCombinedQuery((limit) => this.search(cql, limit, true));
		for (const lookup of lookups) lookup.resolve(this.#answer(lookup.words, together));
		await Promise.allSettled([together]);
	}

	async #answer(words: readonly string[], together: Promise<RecordList | undefined> | undefined) {
		const word = foldText(longestWord(words));
		const found = word === '' ? undefined : await together;
		if (found === undefined) {
			const cql = cqlForTitle({ alternatives: [words] }, 'storage', ['alternativeTitles']);
			return await this.limit(() => this.search(cql, mostRecordsOfQuery, false));
		}
		const records = found.records.filter(({ titles }) =>
			foldText(titles.flatMap(({ proper, rest, part }) => [proper, rest, part]).join(' ')).includes(word),
		);
		return { records, total: records.length, unreadable: 0 };
	}
}

/** Returns the longest word without a sign inside, because a sign would make several words of it; empty if there is none. */
const longestWord = (words: readonly string[]) =>
	words.filter((word) => /^[\p{Letter}\p{Mark}\p{Number}]+$/u.test(word)).sort((one, other) => other.length - one.length)[0] ?? '';
