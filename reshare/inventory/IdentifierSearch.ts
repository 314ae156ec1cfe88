import { once } from '../once';
import { ReShareError } from '../errors';
import { isAboutAccess } from './access';
import type { Gathering } from './Gathering';
import type { InventoryRecord, RecordList } from './records';
import type { IdentifierKind, Page } from './SharedIndex';

/** Identifiers that one query asks for, unless one look-up alone has more. */
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
	resolve(list: RecordList): void;
	reject(error: unknown): void;
}

/**
 * Looks records up by identifiers, with one query for many look-ups of one kind. The records found are told apart by the
 * identifiers that they carry themselves. Wherever the common answer might be less than the answers one by one, each of
 * its look-ups is made by itself: when the query fails, when a record comes broken, when the list may be cut.
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

	/**
	 * The records that carry any of these identifiers.
	 *
	 * @throws ReShareError when the inventory refused this look-up or could not answer it
	 */
	async find(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		return await once(this.#lists, JSON.stringify([kind, keys]), async () => await this.#collect(kind, keys));
	}

	async #collect(kind: IdentifierKind, keys: readonly string[]): Promise<RecordList> {
		const query = await this.source.query(kind, keys);
		return await new Promise((resolve, reject) => {
			const before = this.#waiting.get(kind) ?? [];
			if (this.#lengthOf([...before, { query }]) > longestQuery || countOf(before) + keys.length > identifiersPerQuery) this.#send(kind);
			const waiting = this.#waiting.get(kind) ?? [];
			this.#waiting.set(kind, [...waiting, { keys, query, resolve, reject }]);
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
		if (lookUps.length > 0) void this.#answer(kind, lookUps);
	}

	async #answer(kind: IdentifierKind, lookUps: ReadonlyArray<LookUp<Query>>): Promise<void> {
		try {
			const together = lookUps.length === 1 ? undefined : await this.#findTogether(kind, lookUps);
			const found = together?.records;
			// A record that names none of the numbers may have been found by any of them.
			const hasStrays = (together?.foreign ?? 0) > 0 || found?.some((record) => !lookUps.some(({ keys }) => carries(record, kind, keys) || record.formerNumbers.some((key) => keys.includes(key)))) === true;
			for (const { keys, query, resolve, reject } of lookUps) {
				const records = found?.filter((record) => carries(record, kind, keys));
				const strays = found?.filter((record) => !carries(record, kind, keys) && record.formerNumbers.some((key) => keys.includes(key))) ?? [];
				if (records !== undefined && records.length < this.options.mostRecords && (records.length > 0 || !hasStrays)) resolve({ records, total: records.length, unreadable: 0, ...(strays.length === 0 ? {} : { strays }) });
				else void this.#findAlone(kind, keys, query).then(resolve, reject);
			}
		} catch (error) {
			for (const { reject } of lookUps) reject(error);
		}
	}

	/** Undefined where the look-ups must be made one by one. */
	async #findTogether(kind: IdentifierKind, lookUps: ReadonlyArray<LookUp<Query>>): Promise<Pick<RecordList, 'records' | 'foreign'> | undefined> {
		const query = await this.source.query(kind, [...new Set(lookUps.flatMap(({ keys }) => keys))]);
		try {
			const { records, total, unreadable, foreign } = await this.source.find(query, { offset: 0, limit: mostTogether }, { once: true });
			const isWhole = unreadable === 0 && records.length < mostTogether && total !== null && total <= records.length;
			return isWhole ? { records, foreign } : undefined;
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
		return { records, total: isWhole ? records.length + list.unreadable : list.total, unreadable: list.unreadable, ...(strays.length === 0 ? {} : { strays }), foreign: list.foreign };
	}
}

function countOf(lookUps: ReadonlyArray<{ readonly keys: readonly string[] }>): number {
	return lookUps.reduce((sum, { keys }) => sum + keys.length, 0);
}

/** Whether the record really has one of the identifiers: an index may find more than was asked for. */
export function carries({ id, identifiers }: InventoryRecord, kind: IdentifierKind, keys: readonly string[]): boolean {
	const own = { instanceId: [id.toLowerCase()], oclcNumber: identifiers.oclc, isbn: identifiers.isbn, issn: identifiers.issn }[kind];
	return own.some((key) => keys.includes(key));
}
