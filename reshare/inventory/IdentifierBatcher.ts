import { clock } from '../clock';
import { getOrCreate } from '../memoize';
import type { ActiveLookupCallers } from './ActiveLookupCallers';
import { undefinedIfSingleMaySucceed } from './errorsOfWholeInventory';
import { isComplete, type InventoryRecord, type RecordList } from './recordsAndHoldings';
import type { IdentifierKind } from './SharedIndex';

export const mostRecordsOfQuery = 100;

/** The most records that one query for several lookups returns. A list of exactly this length may have been cut. */
const mostRecordsOfCombinedQuery = 500;

interface Source {
	/**
	 * How many identifiers of several lookups fit into one query. A query is part of an address, which many servers cut at 4,096 characters.
	 */
	perQuery(kind: IdentifierKind): number | Promise<number>;
	/**
	 * Finds the records that carry one of the keys.
	 *
	 * @param once is true for a query that is not repeated after a failure, and whose list is useless if it was cut
	 */
	find(kind: IdentifierKind, keys: readonly string[], limit: number, once: boolean): Promise<RecordList>;
}

interface Lookup {
	readonly keys: readonly string[];
	resolve(list: Promise<RecordList>): void;
}

/**
 * Finds records by identifiers, with one query for many lookups of the same kind. If that query fails, brings a damaged record or may have
 * been cut, each lookup runs by itself.
 */
export class IdentifierBatcher {
	readonly #lists = new Map<string, Promise<RecordList>>();
	readonly #waiting = new Map<IdentifierKind, Lookup[]>();

	constructor(
		private readonly source: Source,
		private readonly activeCallers: ActiveLookupCallers,
	) {
		activeCallers.onClose(() => {
			for (const kind of this.#waiting.keys()) this.#send(kind);
		});
	}

	find(kind: IdentifierKind, keys: readonly string[]) {
		return getOrCreate(this.#lists, JSON.stringify([kind, keys]), () => this.#collect(kind, keys));
	}

	async #collect(kind: IdentifierKind, keys: readonly string[]) {
		const most = await this.source.perQuery(kind);
		return await new Promise<RecordList>((resolve) => {
			if (keysOf(this.#waiting.get(kind)).length + keys.length > most) this.#send(kind);
			const waiting = getOrCreate(this.#waiting, kind, () => []);
			waiting.push({ keys, resolve });
			if (keysOf(waiting).length >= most) this.#send(kind);
			else if (waiting.length === 1) {
				void clock.nextTurn().then(() => {
					if (!this.activeCallers.isOpen) this.#send(kind);
				});
			}
		});
	}

	#send(kind: IdentifierKind) {
		const lookups = this.#waiting.get(kind) ?? [];
		this.#waiting.delete(kind);
		const asked = [...new Set(keysOf(lookups))];
		const together = lookups.length < 2 ? undefined : runCombinedQuery((limit) => this.source.find(kind, asked, limit, true));
		for (const lookup of lookups) lookup.resolve(this.#answer(lookup, kind, asked, together));
	}

	/** Answers one lookup from the query for all that were asked, or else by itself. */
	async #answer({ keys }: Lookup, kind: IdentifierKind, asked: readonly string[], together?: Promise<RecordList | undefined>) {
		const common = await together;
		const shared = common && partOf(common, kind, keys, asked);
		const list = shared ?? (await this.source.find(kind, keys, mostRecordsOfQuery, false));
		const records = list.records.filter((record) => hasAnyIdentifier(record, kind, keys));
		const strays = list.records.filter((record) => !records.includes(record));
		return { ...list, records, total: isComplete(list) ? records.length + list.unreadable : list.total, strays };
	}
}

/** Returns what a query for several lookups has found for one of them; undefined if a query of its own may find more. */
function partOf({ records, foreign = 0 }: RecordList, kind: IdentifierKind, keys: readonly string[], asked: readonly string[]) {
	const own = records.filter((record) => hasAnyIdentifier(record, kind, keys));
	// If a record in the answer carries none of the numbers, any of them may have found it.
	const isFoundByAny = (record: InventoryRecord) => !hasAnyIdentifier(record, kind, asked) && !carriedOnce(record, asked);
	const isUnclear = own.length === 0 && (foreign > 0 || records.some(isFoundByAny));
	if (isUnclear || own.length >= mostRecordsOfQuery) return undefined;
	return { records: records.filter((record) => own.includes(record) || carriedOnce(record, keys)), total: null, unreadable: 0 };
}

/**
 * Answers several lookups with one query. The result is undefined if the query failed, brought a damaged record or may have been cut; then
 * each lookup must run by itself.
 *
 * @param find gets the most records that it may return
 * @throws ReShareError when each lookup by itself would fail, too
 */
export async function runCombinedQuery(find: (limit: number) => Promise<RecordList>) {
	const list = await undefinedIfSingleMaySucceed(find(mostRecordsOfCombinedQuery));
	if (list === undefined || list.records.length >= mostRecordsOfCombinedQuery || list.total === null) return undefined;
	return list.unreadable === 0 && isComplete(list) ? list : undefined;
}

function keysOf(lookups: readonly Lookup[] = []) {
	return lookups.flatMap(({ keys }) => keys);
}

function carriedOnce({ formerNumbers }: InventoryRecord, keys: readonly string[]) {
	return formerNumbers.some((key) => keys.includes(key));
}

/** Whether the record itself has one of the identifiers. An index may also find records that do not. */
export function hasAnyIdentifier(record: InventoryRecord, kind: IdentifierKind, keys: readonly string[]) {
	return identifiersOf(record, kind).some((key) => keys.includes(key));
}

/**
 * Whether the record has identifiers of the kind that was searched, but neither has nor had any of those that were searched. For a search
 * by Instance ID or title the result is false.
 */
export const hasOnlyOtherIdentifiers = (
	record: InventoryRecord,
	{ matchedBy: kind, values }: { readonly matchedBy: IdentifierKind | 'title'; readonly values: readonly string[] },
) =>
	kind !== 'instanceId' &&
	kind !== 'title' &&
	identifiersOf(record, kind).length > 0 &&
	!hasAnyIdentifier(record, kind, values) &&
	!carriedOnce(record, values);

const identifiersOf = ({ id, identifiers: { oclc, isbn, issn } }: InventoryRecord, kind: IdentifierKind) =>
	({ instanceId: [id.toLowerCase()], oclcNumber: oclc, isbn, issn })[kind];
