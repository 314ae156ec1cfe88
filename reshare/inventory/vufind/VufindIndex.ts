import type { HttpClient } from '../../transport';
import { hostOf } from '../../transport/errorOfFailedCall';
import { normalizeSymbol } from '../availability';
import { ActiveLookupCallers } from '../ActiveLookupCallers';
import { hasAnyIdentifier, IdentifierBatcher, mostRecordsOfQuery } from '../IdentifierBatcher';
import { readUuid, uuidDescription } from '../match/uuid';
import { allIdentifiersOf, joinRecordLists, type InventoryRecord, type RecordList } from '../recordsAndHoldings';
import { holdingsOfMarc, reservoirLendingPolicy, reservoirLenderSelectionClause, toReservoirPolicy } from '../reservoir/holdingsOfMarc';
import { RateLimitedClient } from '../../transport/RateLimitedClient';
import { ReservoirClient, type ReservoirAddress } from '../reservoir/ReservoirClient';
import {
	libraryChoicesOf,
	type IdentifierKind,
	type IndexQuery,
	type RecordRange,
	type SharedIndex,
	type TitleQuery,
} from '../SharedIndex';
import { normalizeVufindUrl } from './vufindUrl';
import type { SearchAnswer } from './searchAnswer';
import { checkVufindRecords } from './checkVufindRecords';
import { queryForIdentifiers, queryForFields, queryForTitle } from './queries';
import { readRecordOfMarc, type RecordWithHoldings } from './parseVufindRecord';
import { VufindClient } from './VufindClient';

/** The most requests by which the list of libraries is read. */
const mostCounts = 20;

export interface VufindAddress {
	/** The address of VuFind itself; its API is below it. */
	readonly vufindUrl: string;
	/** The API key, where the site requires one; empty or missing: none. */
	readonly key?: string;
	/** The Reservoir whose records VuFind has, where its address is known. */
	readonly reservoir?: ReservoirAddress;
}

/**
 * The shared index of a consortium that uses Reservoir. VuFind searches a copy of Reservoir's records, which is as old as its last harvest.
 * If the address of the Reservoir is known, each record that may be chosen is read there.
 */
export class VufindIndex implements SharedIndex {
	readonly ids = { form: uuidDescription, read: readUuid };
	readonly lending = {
		loanPolicies: [reservoirLendingPolicy],
		copyPolicies: [reservoirLendingPolicy],
		asks: reservoirLenderSelectionClause,
		nameOf: toReservoirPolicy,
	};
	readonly freshness = 'This is as of the last time that VuFind took over the records';
	readonly numbersMissed = 'A record there may lack the numbers of some of its libraries: look for the title, too.';
	readonly #base;
	readonly #reservoir;
	readonly #activeCallers = new ActiveLookupCallers();
	readonly #records;
	readonly #identifiers;
	/** The records that were read so far, by id: as VuFind first gave them, or as the Reservoir has them now. */
	readonly #known = new Map<string, RecordWithHoldings>();
	/** The ids of records that VuFind still has, but Reservoir no longer has. */
	readonly #gone = new Set<string>();
	/**
	 * The ids of records that have lost libraries or numbers in Reservoir since VuFind's last harvest, probably to records that VuFind does
	 * not have yet.
	 */
	readonly #parted = new Set<string>();

	/** @throws ReShareError `badInput` for an address that cannot be VuFind's or Reservoir's */
	constructor(http: HttpClient, { vufindUrl, key = '', reservoir }: VufindAddress) {
		this.#base = normalizeVufindUrl(vufindUrl);
		const client = new RateLimitedClient(http);
		this.#reservoir = reservoir && new ReservoirClient(client, reservoir);
		this.#records = new VufindClient(client, this.#base, this.#reservoir, this.#known, key);
		this.#identifiers = new IdentifierBatcher(
			{
				perQuery: (kind) => (kind === 'oclcNumber' ? 1 : 25),
				find: (kind, keys, limit) => this.#records.find(queryForIdentifiers(kind, keys), { offset: 0, limit }),
			},
			this.#activeCallers,
		);
	}

	async check() {
		const { resultCount, records } = await this.#records.some();
		return await checkVufindRecords(hostOf(this.#base), resultCount, this.#records.read(records), this.#reservoir);
	}

	gather() {
		return this.#activeCallers.open();
	}

	async byIdentifier(kind: IdentifierKind, keys: readonly string[]) {
		// VuFind's search `oclc_num` takes only one OCLC number at a time.
		const lists = await Promise.all(
			kind === 'oclcNumber' ? keys.map((key) => this.#identifiers.find(kind, [key])) : [this.#identifiers.find(kind, keys)],
		);
		return this.#present(joinRecordLists(lists), (record) => hasAnyIdentifier(record, kind, keys));
	}

	async byTitle(query: TitleQuery) {
		// A list of all titles of an author is of use only if it is not cut. If more records than this are asked for, only the first page of a
		// cut list is read.
		const limit = mostRecordsOfQuery + (query.alternatives.length === 0 ? 1 : 0);
		return this.#present(await this.#records.list(queryForTitle(query), { offset: 0, limit }));
	}

	async search(query: IndexQuery, page: RecordRange) {
		const list = await this.#records.list(queryForFields(query), page);
		return { ...list, total: list.total + list.foreign, furthest: null };
	}

	async holdings(recordId: string) {
		const known = this.#known.get(recordId)?.holdings;
		if (known === undefined) return { holdings: [], inRota: [], cut: true };
		if (known.problem === undefined || this.#reservoir === undefined) return known;
		// This VuFind gives no holdings, but the Reservoir may have them.
		await this.rereadAtSource(recordId).catch(() => undefined);
		return this.#known.get(recordId)?.holdings ?? known;
	}

	async rereadAtSource(recordId: string) {
		if (this.#reservoir === undefined) return undefined;
		const before = this.#known.get(recordId);
		const marc = await this.#reservoir.record(recordId);
		if (marc === 'gone') {
			this.#gone.add(recordId);
			return true;
		}
		const read = readRecordOfMarc(marc, recordId);
		const record = read?.record ?? before?.record;
		if (record === undefined) return false;
		// Only VuFind may know whether it is an e-book.
		const formats = [...new Set([...record.formats, ...(before?.record.formats ?? [])])];
		const now = { record: { ...record, formats }, holdings: read?.holdings ?? holdingsOfMarc(marc) };
		this.#known.set(recordId, now);
		if (before !== undefined && hasLost(before, now)) this.#parted.add(recordId);
		return JSON.stringify(before) !== JSON.stringify(now);
	}

	/**
	 * Finds the libraries by VuFind's own facet counts, which name only the largest (30, unless the site configures another number). The
	 * records that none of these libraries has lead to the others. A library is not found if others have all of its titles.
	 */
	async libraries() {
		const first = await this.#records.some();
		const held = this.#records.read(first.records).found.flatMap(({ holdings }) => holdings.holdings);
		const named = new Set<string>();
		let counts = institutionsIn(first);
		for (let round = 0; round < mostCounts && counts.some((value) => !named.has(value)); round += 1) {
			for (const value of counts) named.add(value);
			const others = [...named].map((value): [string, string] => ['filter[]', `-institution:"${value.replace(/["\\]/gu, '\\$&')}"`]);
			const answer = await this.#records.ask({
				endpoint: 'search',
				parameters: [['lookfor', ''], ['limit', '0'], ['facet[]', 'institution'], ...others],
			});
			counts = institutionsIn(answer);
		}
		const counted = [...named].map((value) => [normalizeSymbol(value), null] as const);
		return libraryChoicesOf([...counted, ...held.map(({ library, locationName }) => [library, locationName] as const)]);
	}

	/**
	 * Shows the list as the Reservoir has its records now, without those that are gone. A record that `isFound` no longer accepts becomes a
	 * stray.
	 */
	#present(list: RecordList & { readonly total: number }, isFound: (record: InventoryRecord) => boolean = () => true) {
		const { records: given, strays: stray = [], total } = list;
		const current = (records: readonly InventoryRecord[]) =>
			records.filter(({ id }) => !this.#gone.has(id)).map((record) => this.#known.get(record.id)?.record ?? record);
		const found = current(given);
		const records = found.filter(isFound);
		const strays = [...found.filter((record) => !isFound(record)), ...current(stray)];
		const gone = [...given, ...stray].filter(({ id }) => this.#gone.has(id) || this.#parted.has(id)).length;
		return { ...list, records, total: total - (given.length - records.length), gone, strays };
	}
}

function hasLost(before: RecordWithHoldings, now: RecordWithHoldings) {
	const librariesAndNumbersOf = ({ record, holdings }: RecordWithHoldings) => [
		...holdings.holdings.map(({ library }) => library),
		...allIdentifiersOf(record.identifiers),
	];
	const left = librariesAndNumbersOf(now);
	return librariesAndNumbersOf(before).some((one) => one !== null && !left.includes(one));
}

function institutionsIn({ facets }: SearchAnswer) {
	return facets.institution.map(({ value }) => value).filter((value) => normalizeSymbol(value) !== '');
}
