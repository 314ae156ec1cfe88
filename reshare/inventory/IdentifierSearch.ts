import { ReShareError } from '../errors';
import { once } from '../once';
import { isAboutAccess } from './access';
import type { Gathering } from './Gathering';
import { orNone } from './recordLists';
import type { InventoryRecord, RecordList } from './records';
import type { IdentifierKind, Page } from './SharedIndex';

/** Identifiers in one query, unless one look-up alone has more. */
const identifiersPerQuery = 25;
/** A query goes in an address, which many servers cut at 4,096 characters. */
const longestQuery = 2500;
/** Records that a query for several look-ups may bring; a list of this length may be cut. */
const mostTogether = 500;

/** How an index is asked. */
interface Source<Query> {
	/** The query for the records that carry any of these identifiers, in the language of the index. */
	query(kind: IdentifierKind, keys: readonly string[]): Query | Promise<Query>;
	/** The query as it stands in an address. */
	text(query: Query): string;
	/** `once`: a failure is not asked again, and a list that is cut is of no use. */
	find(query: Query, page: Page, how?: { readonly once: boolean }): Promise<RecordList>;
}

interface LookUp<Query> {
	readonly keys: readonly string[];
	/** For this look-up alone. */
	readonly query: Query;
	resolve(list: Promise<RecordList>): void;
}

interface Common {
	readonly records: readonly InventoryRecord[];
	/** Whether a record names none of the numbers, so that any of them may have found it. */
	readonly hasStrays: boolean;
}

/**
 * Looks records up by identifiers, with one query for many look-ups of one kind. The records found are told apart by the
 * identifiers that they carry. Wherever the common answer might be less than the answers one by one, each look-up is made
 * by itself: when the query fails, when a record comes broken, when the list may be cut.
 */
export class IdentifierSearch<Query> {
	readonly #lists = new Map<string, Promise<RecordList>>();
	readonly #waiting = new Map<IdentifierKind, Array<LookUp<Query>>>();

	/**
	 * @param mostRecords records that one look-up gives at most
	 * @param together whether look-ups of a kind may share a query
	 */
	constructor(private readonly source: Source<Query>, private readonly gathering: Gathering, private readonly options: { readonly mostRecords: number; readonly together: (kind: IdentifierKind) => boolean }) {
		gathering.onClose(() => this.#sendAll());
	}

	/** @throws ReShareError when the inventory refused this look-up or could not answer it */
	async find(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		return await once(this.#lists, JSON.stringify([kind, keys]), async () => await this.#collect(kind, keys));
	}

	async #collect(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		const query = await this.source.query(kind, keys);
		return await new Promise((resolve) => {
			const before = this.#waiting.get(kind) ?? [];
			if (this.#lengthOf([...before, { query }]) > longestQuery || countOf(before) + keys.length > identifiersPerQuery) this.#send(kind);
			const waiting = this.#waiting.get(kind) ?? [];
			this.#waiting.set(kind, [...waiting, { keys, query, resolve }]);
			if (countOf(waiting) + keys.length >= (this.options.together(kind) ? identifiersPerQuery : 1)) this.#send(kind);
			else if (waiting.length === 0) {
				setImmediate(() => {
					if (!this.gathering.isOpen) this.#send(kind);
				});
			}
		});
	}

	/** Characters that the queries have in an address; a query for all of them has no more. */
	#lengthOf(lookUps: ReadonlyArray<Pick<LookUp<Query>, 'query'>>): number {
		return lookUps.reduce((sum, { query }) => sum + this.source.text(query).length, 0);
	}

	#sendAll(): void {
		for (const kind of this.#waiting.keys()) this.#send(kind);
	}

	#send(kind: IdentifierKind): void {
		const lookUps = this.#waiting.get(kind) ?? [];
		this.#waiting.delete(kind);
		const together = lookUps.length < 2 ? undefined : this.#findTogether(kind, lookUps.flatMap(({ keys }) => keys));
		for (const lookUp of lookUps) lookUp.resolve(this.#answer(kind, lookUp, together));
	}

	async #answer(kind: IdentifierKind, { keys, query }: LookUp<Query>, together: Promise<Common | undefined> | undefined): Promise<RecordList> {
		const common = together && (await together);
		const records = common?.records.filter((record) => carries(record, kind, keys)) ?? [];
		if (common === undefined || records.length >= this.options.mostRecords || (records.length === 0 && common.hasStrays)) return await this.#findAlone(kind, keys, query);
		const strays = common.records.filter((record) => !records.includes(record) && carriedOnce(record, keys));
		return { records, total: records.length, unreadable: 0, strays: orNone(strays) };
	}

	/** Undefined where the look-ups must be made one by one. */
	async #findTogether(kind: IdentifierKind, keys: readonly string[]): Promise<Common | undefined> {
		const query = await this.source.query(kind, [...new Set(keys)]);
		try {
			const { records, total, unreadable, foreign = 0 } = await this.source.find(query, { offset: 0, limit: mostTogether }, { once: true });
			const isWhole = unreadable === 0 && records.length < mostTogether && total !== null && total <= records.length;
			return isWhole ? { records, hasStrays: foreign > 0 || records.some((record) => !carries(record, kind, keys) && !carriedOnce(record, keys)) } : undefined;
		} catch (error) {
			if (!(error instanceof ReShareError) || isAboutAccess(error) || error.kind === 'network' || error.kind === 'rateLimited') throw error;
			return undefined;
		}
	}

	async #findAlone(kind: IdentifierKind, keys: readonly string[], query: Query): Promise<RecordList> {
		const list = await this.source.find(query, { offset: 0, limit: this.options.mostRecords });
		const records = list.records.filter((record) => carries(record, kind, keys));
		const isWhole = list.total === null || list.total <= list.records.length + list.unreadable;
		const strays = list.records.filter((record) => !records.includes(record));
		return { records, total: isWhole ? records.length + list.unreadable : list.total, unreadable: list.unreadable, strays: orNone(strays), foreign: list.foreign };
	}
}

function countOf(lookUps: ReadonlyArray<{ readonly keys: readonly string[] }>): number {
	return lookUps.reduce((sum, { keys }) => sum + keys.length, 0);
}

/** Whether one of these is an old number of the record. */
function carriedOnce({ formerNumbers }: InventoryRecord, keys: readonly string[]): boolean {
	return formerNumbers.some((key) => keys.includes(key));
}

/** Whether the record itself has one of the identifiers: an index may find more than was asked for. */
export function carries({ id, identifiers }: InventoryRecord, kind: IdentifierKind, keys: readonly string[]): boolean {
	const own = { instanceId: [id.toLowerCase()], oclcNumber: identifiers.oclc, isbn: identifiers.isbn, issn: identifiers.issn }[kind];
	return own.some((key) => keys.includes(key));
}
