import { undefinedIfFailed } from '../../errors';
import { mostRecordsOfQuery } from '../IdentifierBatcher';
import { readUuid } from '../match/uuid';
import type { RecordList } from '../recordsAndHoldings';
import type { RateLimitedClient } from '../../transport/RateLimitedClient';
import type { ReservoirClient } from '../reservoir/ReservoirClient';
import type { RecordRange } from '../SharedIndex';
import { isOverIdLimit, readSearchAnswer, type SearchAnswer } from './searchAnswer';
import { recordsPerPage, type QueryParameters, type VufindQuery } from './queries';
import { readRecordOfMarc, parseVufindRecord, type RecordWithHoldings } from './parseVufindRecord';

/**
 * The fields of a record for which VuFind is asked. It leaves out those that a site has not configured, without an error (vufind-org/vufind
 * config/vufind/SearchApiRecordFields.yaml).
 */
const fields: QueryParameters = ['id', 'fullRecord', 'formats', 'lendingStatus'].map((name) => ['field[]', name]);

/** Reads records through VuFind's API, and from the Reservoir those that VuFind has not harvested yet. */
export class VufindClient {
	constructor(
		private readonly client: RateLimitedClient,
		private readonly base: string,
		private readonly reservoir: ReservoirClient | undefined,
		private readonly known: Map<string, RecordWithHoldings>,
		private readonly key: string,
	) {}

	/** Searches VuFind. A search by ids also finds records in the Reservoir that VuFind does not have yet. */
	async find(query: VufindQuery, page: RecordRange): Promise<RecordList> {
		const list = await this.list(query, page);
		const { reservoir } = this;
		if (query.endpoint === 'search' || reservoir === undefined) return list;
		const ids = query.parameters.map(([, value]) => value);
		const late = ids.filter((id) => !list.records.some((record) => record.id === id));
		const asked = await Promise.all(
			late.map(async (id) => {
				// Records that VuFind has are returned even if the Reservoir fails; the others remain unknown.
				const marc = await (list.records.length === 0 ? reservoir.record(id) : undefinedIfFailed(reservoir.record(id)));
				return marc === 'gone' ? [] : [marc && readRecordOfMarc(marc, id)];
			}),
		);
		const read = asked.flat();
		const found = read.flatMap((one) => one ?? []);
		for (const one of found) this.known.set(one.record.id, one);
		const records = [...list.records, ...found.map(({ record }) => record)];
		const unreadable = read.length - found.length;
		return { ...list, records, unreadable, total: records.length + unreadable };
	}

	async list(query: VufindQuery, { offset, limit }: RecordRange) {
		const first = Math.floor(offset / recordsPerPage);
		const start = await this.#page(query, first);
		const total = start.resultCount;
		const isCut = total > offset + limit && limit > mostRecordsOfQuery;
		const pages = Math.ceil(Math.min(offset + limit, total) / recordsPerPage);
		const length = isCut || query.endpoint === 'record' ? 0 : Math.max(0, pages - first - 1);
		const others = await Promise.all(Array.from({ length }, (_, index) => this.#page(query, first + 1 + index)));
		const skipped = offset - first * recordsPerPage;
		const given = [start, ...others].flatMap(({ records }) => records).slice(skipped, skipped + limit);
		const { found, unreadable, foreign } = this.read(given);
		const missing = isCut ? 0 : Math.max(0, Math.min(total - offset, limit) - given.length);
		return { records: found.map(({ record }) => record), total: total - foreign, unreadable: unreadable + missing, foreign };
	}

	/** Returns a few of all records, and the symbols of the libraries. */
	some() {
		return this.ask({ endpoint: 'search', parameters: [['lookfor', ''], ['facet[]', 'institution'], ...fields] });
	}

	async ask({ endpoint, parameters }: VufindQuery): Promise<SearchAnswer> {
		const url = `${this.base}/api/v1/${endpoint}?${String(new URLSearchParams(parameters))}`;
		const answer = await this.client.get(url, this.key === '' ? {} : { 'X-API-KEY': this.key });
		const ids = parameters.filter(([name]) => name === 'id[]');
		const others = parameters.filter(([name]) => name !== 'id[]');
		if (ids.length <= 1 || !isOverIdLimit(answer)) return readSearchAnswer(answer, url, this.client.pauseOf(url));
		const half = Math.ceil(ids.length / 2);
		const ask = (part: QueryParameters) => this.ask({ endpoint: 'record', parameters: [...part, ...others] });
		const [first, second] = await Promise.all([ask(ids.slice(0, half)), ask(ids.slice(half))]);
		const records = [...first.records, ...second.records];
		return { ...first, resultCount: records.length, records };
	}

	read(answers: SearchAnswer['records']) {
		const found = new Map<string, RecordWithHoldings>();
		let unreadable = 0;
		let foreign = 0;
		for (const answer of answers) {
			const id = answer && readUuid(answer.id);
			// A record that is already known may have come from the Reservoir and be newer than VuFind's.
			const read = answer && id && (this.known.get(id) ?? parseVufindRecord(answer, id));
			if (answer && !id) foreign += 1;
			else if (!read || !id) unreadable += 1;
			else {
				found.set(id, read);
				this.known.set(id, read);
			}
		}
		return { found: [...found.values()], unreadable, foreign };
	}

	#page({ endpoint, parameters }: VufindQuery, page: number) {
		const paging: QueryParameters = endpoint === 'record' ? [] : [['page', String(page + 1)]];
		return this.ask({ endpoint, parameters: [...parameters, ...fields, ...paging] });
	}
}
