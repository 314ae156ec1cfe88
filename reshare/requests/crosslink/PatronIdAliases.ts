import { cqlFlagEquals } from './cql';
import type { CrossLinkRow } from './schemas';
import { Cache } from '../../Cache';

/** The ids that requests show, for each id with which requests were made, if the two differ. */
type Ids = Map<string, Set<string>>;

/*
 * The key of each cache is the account with its library symbol, because an account that may not list requests must not learn who has any. A
 * failure is not cached, and every lookup of a patron's ids fails with it.
 */

/** Whether the library's own system has other ids for patrons than those with which requests are made. TTL: 60 minutes. */
const renaming = new Cache<boolean>(60 * 60_000);
/** The ids of patrons in open requests. TTL: 1 minute. */
const known = new Cache<Ids>(60_000);
/** The ids of patrons in requests that this process has made or read one by one. At most `mostShown` are kept, until the process ends. */
const shown = new Map<string, Ids>();
const mostShown = 10_000;

/** How many of the newest requests are read to find out whether patrons have other ids. */
const mostRead = 20;
/** The most open requests that are read, the newest first; any further ones are left out. */
const mostOpen = 2000;

/**
 * Finds the ids by which the broker knows a patron. The broker replaces the id with which a request was made, such as a barcode, by the id
 * in the library's own system, and finds the request only by that (indexdata/crosslink broker/patron_request/service/action.go). The
 * request shows both ids.
 */
export class PatronIdAliases {
	/**
	 * Finds the ids of patrons.
	 *
	 * @param borrowing reads the newest borrowing requests, at most `most` of them
	 */
	constructor(
		private readonly cacheKey: string,
		private readonly borrowing: (cql: string | undefined, most: number) => Promise<CrossLinkRow[]>,
	) {}

	/** Returns the given id, and those that open requests show for it. */
	async of(patronId: string) {
		const ids = [patronId, ...(shown.get(this.cacheKey)?.get(patronId) ?? [])];
		if (!(await renaming.get(this.cacheKey, async () => idsIn(await this.borrowing(undefined, mostRead)).size > 0))) return ids;
		const areOpen = cqlFlagEquals('terminal_state', false);
		const others = await known.get(this.cacheKey, async () => idsIn(await this.borrowing(areOpen, mostOpen)));
		return [...new Set([...ids, ...(others.get(patronId) ?? [])])];
	}

	/** Adds the ids that a request shows, so that they are known before the open requests are read again. */
	learn(row: CrossLinkRow) {
		const ids: Ids = shown.get(this.cacheKey) ?? new Map();
		if (ids.size >= mostShown) ids.clear();
		shown.set(this.cacheKey, idsIn([row], ids));
	}
}

function idsIn(rows: readonly CrossLinkRow[], ids: Ids = new Map()) {
	for (const { patron, illRequest } of rows) {
		const given = illRequest?.patronInfo?.patronId;
		if (given !== undefined && patron !== undefined && given !== patron) ids.set(given, (ids.get(given) ?? new Set()).add(patron));
	}
	return ids;
}
