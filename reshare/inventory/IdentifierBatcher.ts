import { clock } from '../clock';
import { getOrCreate } from '../memoize';
import { runCombinedQuery } from './runCombinedQuery';
import type { ActiveLookupCallers } from './ActiveLookupCallers';
import { isComplete, type InventoryRecord, type RecordList } from './recordsAndHoldings';
import type { IdentifierKind } from './SharedIndex';

export const mostRecordsOfQuery = 100;

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

interface Common {
	readonly records: readonly InventoryRecord[];
	/** Whether a record in the answer carries none of the numbers, so that any of them may have found it. */
	readonly hasStrays: boolean;
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

	find(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		return getOrCreate(this.#lists, JSON.stringify([kind, keys]), () => this.#collect(kind, keys));
	}

	async #collect(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		const most = await this.source.perQuery(kind);
		return await new Promise((resolve) => {
			if (keysOf(this.#waiting.get(kind) ?? []).length + keys.length > most) this.#send(kind);
			const waiting = [...(this.#waiting.get(kind) ?? []), { keys, resolve }];
			this.#waiting.set(kind, waiting);
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
		const together = lookups.length < 2 ? undefined : this.#findTogether(kind, [...new Set(keysOf(lookups))]);
		for (const { keys, resolve } of lookups) resolve(this.#answer(kind, keys, together));
	}

	async #answer(kind: IdentifierKind, keys: readonly string[], together: Promise<Common | undefined> | undefined): Promise<RecordList> {
		const common = await together;
		const records = common?.records.filter((record) => hasAnyIdentifier(record, kind, keys)) ?? [];
		if (common === undefined || records.length >= mostRecordsOfQuery || (records.length === 0 && common.hasStrays))
			return await this.#findAlone(kind, keys);
		const strays = common.records.filter((record) => !records.includes(record) && carriedOnce(record, keys));
		return { records, total: records.length, unreadable: 0, strays };
	}

	/** Answers several lookups with one query; undefined if each must run by itself. */
	async #findTogether(kind: IdentifierKind, keys: readonly string[]): Promise<Common | undefined> {
		const list = await runCombinedQuery((limit) => this.source.find(kind, keys, limit, true));
		if (list === undefined) return undefined;
		const { records, foreign = 0 } = list;
		return {
			records,
			hasStrays: foreign > 0 || records.some((record) => !hasAnyIdentifier(record, kind, keys) && !carriedOnce(record, keys)),
		};
	}

	async #findAlone(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		const list = await this.source.find(kind, keys, mostRecordsOfQuery, false);
		const records = list.records.filter((record) => hasAnyIdentifier(record, kind, keys));
		const strays = list.records.filter((record) => !records.includes(record));
		return {
			records,
			total: isComplete(list) ? records.length + list.unreadable : list.total,
			unreadable: list.unreadable,
			strays,
			foreign: list.foreign,
		};
	}
}

function keysOf(lookups: readonly Lookup[]) {
	return lookups.flatMap(({ keys }) => keys);
}

function carriedOnce({ formerNumbers }: InventoryRecord, keys: readonly string[]) {
	return formerNumbers.some((key) => keys.includes(key));
}

/** Whether the record itself has one of the identifiers. An index may also find records that do not. */
export function hasAnyIdentifier(record: InventoryRecord, kind: IdentifierKind, keys: readonly string[]): boolean {
	return identifiersOf(record, kind).some((key) => keys.includes(key));
}

/**
 * Whether the record has identifiers of the kind that was searched, but neither has nor had any of those that were searched. For a search
 * by Instance ID or title the result is false.
 */
export const hasOnlyOtherIdentifiers = (
	record: InventoryRecord,
	{ matchedBy: kind, values }: { readonly matchedBy: IdentifierKind | 'title'; readonly values: readonly string[] },
): boolean =>
	kind !== 'instanceId' &&
	kind !== 'title' &&
	identifiersOf(record, kind).length > 0 &&
	!hasAnyIdentifier(record, kind, values) &&
	!carriedOnce(record, values);

const identifiersOf = ({ id, identifiers: { oclc, isbn, issn } }: InventoryRecord, kind: IdentifierKind): readonly string[] =>
	({ instanceId: [id.toLowerCase()], oclcNumber: oclc, isbn, issn })[kind];
