import { ReShareError } from '../../errors';
import { readUuid } from '../match/uuid';
import type { InventoryRecord, RecordList } from '../records';
import type { PoliteHost } from '../../transport/PoliteHost';
import type { Reservoir } from '../reservoir/Reservoir';
import type { Page } from '../SharedIndex';
import { isOverLimit, readAnswer, type SearchAnswer } from './answers';
import { addressOf, type Parameters, type VufindQuery } from './queries';
import { readMarc, readRecord, type ReadRecord } from './readRecord';

/** Records that one look-up asks for at most. */
export const mostRecords = 100;

/** Records in one answer: a full record with many copies has 25 kB. */
const perRequest = 25;
/** What VuFind gives without a limit, even where the site's own limit is smaller. */
const unnamedLimit = 20;

/** VuFind silently leaves out what a site has not configured. */
const fields: Parameters = ['id', 'fullRecord', 'formats', 'lendingStatus'].map((name) => ['field[]', name]);

/** Reads records through VuFind's API, and those that it has not taken over yet from the Reservoir. */
export class VufindRecords {
	/** Records read so far, by id: as VuFind gave them first, or as the Reservoir has them now. */
	readonly known = new Map<string, ReadRecord>();

	/** Whether the site refuses the usual number of records in one answer. */
	#isNarrow = false;

	constructor(private readonly host: PoliteHost, private readonly base: string, private readonly reservoir: Reservoir | undefined, private readonly key: string) {}

	/** By ids also those that VuFind does not have yet. */
	async find(query: VufindQuery, page: Page): Promise<RecordList> {
		const list = await this.list(query, page);
		return query.way === 'record' ? await this.#withNew(list, query.parameters.map(([, id]) => id)) : list;
	}

	/** `foreign` counts the records of other collections, which are not Reservoir's. */
	async list(query: VufindQuery, page: Page): Promise<RecordList & { readonly foreign: number }> {
		return await this.#asTheSiteAllows(async () => await this.#list(query, page, this.#isNarrow ? unnamedLimit : perRequest));
	}

	/** Once more, without a limit, where the site refuses the usual one. */
	async #asTheSiteAllows<Read>(read: () => Promise<Read>): Promise<Read> {
		const wasNarrow = this.#isNarrow;
		try {
			return await read();
		} catch (error) {
			if (wasNarrow || !this.#isNarrow) throw error;
			return await read();
		}
	}

	#limit(size: number): Parameters {
		return this.#isNarrow ? [] : [['limit', String(size)]];
	}

	async #list(query: VufindQuery, { offset, limit }: Page, perRequest: number): Promise<RecordList & { readonly foreign: number }> {
		const first = Math.floor(offset / perRequest);
		// Pages start at multiples of their size: only a list from its beginning may ask for fewer.
		const size = offset === 0 && !this.#isNarrow ? Math.min(limit, perRequest) : perRequest;
		const answers = [await this.#page(query, first, size)];
		const total = answers[0]?.resultCount ?? 0;
		const end = Math.min(offset + limit, total);
		const isCut = total > offset + limit && limit > mostRecords;
		const others = isCut ? 0 : Math.max(0, Math.ceil(end / perRequest) - first - 1);
		answers.push(...(await Promise.all(Array.from({ length: others }, async (_, index) => await this.#page(query, first + 1 + index, perRequest)))));
		const skipped = offset - first * perRequest;
		const given = answers.flatMap(({ records }) => records).slice(skipped, skipped + limit);
		const { records, unreadable, foreign } = this.read({ records: given });
		return { records, total: total - foreign, unreadable, foreign };
	}

	/** Some records of all, and the symbols of the libraries. */
	async some(): Promise<SearchAnswer> {
		return await this.#asTheSiteAllows(async () => await this.ask({ way: 'search', parameters: [['lookfor', ''], ...this.#limit(perRequest), ['facet[]', 'institution'], ...fields] }));
	}

	async ask({ way, parameters }: VufindQuery): Promise<SearchAnswer> {
		const url = `${this.base}/api/v1/${way}?${addressOf(parameters)}`;
		const answer = await this.host.get(url, this.key === '' ? {} : { 'X-API-KEY': this.key });
		if (isOverLimit(answer)) {
			this.#isNarrow = true;
			const ids = parameters.filter(([name]) => name === 'id[]');
			if (ids.length > 1) return await this.#inHalves(ids, parameters.filter(([name]) => name !== 'id[]'));
		}
		return readAnswer(answer, url, this.host.pauseOf(url));
	}

	async #inHalves(ids: Parameters, others: Parameters): Promise<SearchAnswer> {
		const half = Math.ceil(ids.length / 2);
		const [one, other] = await Promise.all([ids.slice(0, half), ids.slice(half)].map(async (part) => await this.ask({ way: 'record', parameters: [...part, ...others] })));
		return { status: 'OK', resultCount: (one?.resultCount ?? 0) + (other?.resultCount ?? 0), records: [...(one?.records ?? []), ...(other?.records ?? [])] };
	}

	read({ records: answers }: Pick<SearchAnswer, 'records'>): { records: InventoryRecord[]; ids: string[]; unreadable: number; foreign: number } {
		const records = new Map<string, InventoryRecord>();
		let unreadable = 0;
		let foreign = 0;
		for (const answer of answers) {
			const id = answer && readUuid(answer.id);
			const read = answer && id && readRecord(answer, id);
			if (answer && !id) foreign += 1;
			else if (!read || !id) unreadable += 1;
			else {
				records.set(id, read.record);
				// What the Reservoir has said stands.
				if (!this.known.has(id)) this.known.set(id, read);
			}
		}
		return { records: [...records.values()], ids: [...records.keys()], unreadable, foreign };
	}

	/** With those that the Reservoir has and VuFind has not taken over yet. */
	async #withNew(list: RecordList, ids: readonly string[]): Promise<RecordList> {
		const reservoir = this.reservoir;
		if (reservoir === undefined) return list;
		const late = ids.filter((id) => !list.records.some((record) => record.id === id));
		const reading = Promise.all(
			late.map(async (id) => {
				const marc = await reservoir.record(id);
				return marc === 'gone' ? [] : [readMarc(marc, id)];
			}),
		);
		const read = await reading.catch((error: unknown) => {
			if (list.records.length === 0 || !(error instanceof ReShareError)) throw error;
			return undefined;
		});
		// What VuFind has needs no Reservoir; the others are unknown.
		if (read === undefined) return { ...list, unreadable: late.length, total: ids.length };
		const found = read.flat().flatMap((one) => one ?? []);
		for (const one of found) this.known.set(one.record.id, one);
		const records = [...list.records, ...found.map(({ record }) => record)];
		const unreadable = read.flat().length - found.length;
		return { ...list, records, unreadable, total: records.length + unreadable };
	}

	async #page({ way, parameters }: VufindQuery, page: number, size: number): Promise<SearchAnswer> {
		const paging: Parameters = way === 'record' ? [] : [...this.#limit(size), ['page', String(page + 1)]];
		return await this.ask({ way, parameters: [...parameters, ...fields, ...paging] });
	}
}
