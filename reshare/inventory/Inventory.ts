import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { instancesAnswer, itemAnswer, itemsAnswer, parse } from './answers';
import { capabilitiesOf, type Capabilities } from './capabilities';
import { byIds, itemsOf, type SearchKind } from './cql';
import { Gathering } from './Gathering';
import { GraphqlGateway } from './graphql/GraphqlGateway';
import { QuestionBatcher, type BatcherOptions, type Manner } from './graphql/QuestionBatcher';
import { HoldingsReader } from './HoldingsReader';
import { IdentifierSearch } from './IdentifierSearch';
import { readInstance } from './readRecords';
import type { HoldingList, InventoryRecord, RecordList } from './records';
import { readTables } from './readTables';
import type { SmallTables } from './tables';

export type InventoryOptions = BatcherOptions;

const storageSelection =
	'id hrid title alternativeTitles { alternativeTitle } editions languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } physicalDescriptions instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';
/** mod-search gives neither editions nor physical descriptions. */
const searchSelection =
	'id hrid title alternativeTitles { alternativeTitle } languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';

/** Records that one look-up asks for at most. */
export const mostRecords = 100;

/** Holdings whose items one call brings. */
const holdingsPerCall = 50;

/** One page of records. */
export interface Page {
	readonly offset: number;
	readonly limit: number;
}

/** A copy of a holding, as far as the inventory tells. */
export interface Item {
	readonly id: string;
	readonly barcode: string | null;
	readonly enumeration: string | null;
	readonly status: string | null;
}

/**
 * One tenant's shared inventory for the length of one run: what the tenant offers and the small tables are read once,
 * equal questions are asked once, and questions asked at the same time share HTTP requests.
 */
export class Inventory {
	readonly #gateway: GraphqlGateway;
	readonly #batcher: QuestionBatcher;
	readonly #scope: string;
	readonly #gathering = new Gathering();
	readonly #identifiers: IdentifierSearch;
	readonly #holdings: HoldingsReader;
	#detected: ReturnType<typeof capabilitiesOf> | undefined;
	#tables: Promise<SmallTables> | undefined;

	constructor(okapi: OkapiClient, options: InventoryOptions = {}) {
		this.#gateway = new GraphqlGateway(okapi);
		this.#batcher = new QuestionBatcher(this.#gateway, options, this.#gathering);
		this.#scope = okapi.scope;
		this.#holdings = new HoldingsReader(this, this.#batcher);
		this.#identifiers = new IdentifierSearch(this, this.#gathering, { mostRecords, together: options.batchSize !== 1 });
	}

	/**
	 * Begins to log in, to find out what the tenant offers and to read the small tables, without waiting for it. What goes
	 * wrong is thrown by whoever needs it.
	 */
	prepare(): void {
		this.tables().catch(() => undefined);
	}

	/**
	 * Says that many look-ups are about to come, so that they may wait for each other until one question is full.
	 *
	 * @returns to be called once, when the last of them has been asked
	 */
	gather(): () => void {
		return this.#gathering.open();
	}

	/** @throws ReShareError `noModule` where this consortium has no GraphQL inventory */
	async capabilities(): Promise<Capabilities> {
		this.#detected ??= capabilitiesOf(this.#scope, this.#gateway);
		return (await this.#detected).capabilities;
	}

	/** The small tables. A table that cannot be read is named in `failed`; what depends on it is unknown. */
	async tables(): Promise<SmallTables> {
		this.#tables ??= this.#readTables();
		return await this.#tables;
	}

	async #readTables(): Promise<SmallTables> {
		const { fields } = await this.capabilities();
		return await readTables(this.#batcher, fields, (await this.#detected)?.firstPages);
	}

	/**
	 * The records that a CQL query finds.
	 *
	 * @throws ReShareError when the inventory refused the query or could not answer
	 */
	async find(cql: string, page: Page, manner: Manner = {}): Promise<RecordList> {
		const [{ form }, tables] = await Promise.all([this.capabilities(), this.tables()]);
		const reply = await this.#batcher.ask({
			field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
			args: { query: { type: 'String', value: cql }, offset: { type: 'Int', value: page.offset }, limit: { type: 'Int', value: page.limit } },
			selection: `totalRecords instances { ${form === 'search' ? searchSelection : storageSelection} }`,
		}, manner);
		const answer = parse(reply, instancesAnswer, 'a list of records');
		const { instances } = answer;
		// No list is not an empty list: nothing may be called absent because of it.
		if (instances === undefined || instances === null) throw unreadableList();
		const records = instances.flatMap((instance): InventoryRecord[] => { const record = readInstance(instance, tables); return record === undefined ? [] : [record]; });
		return { records, total: answer.totalRecords ?? null, unreadable: instances.length - records.length };
	}

	/**
	 * The records that carry any of these identifiers, a hundred at most. Look-ups made at the same time share queries.
	 *
	 * @throws ReShareError when the inventory refused this look-up or could not answer it
	 */
	async findByIdentifiers(kind: SearchKind, keys: readonly string[]): Promise<RecordList> {
		return await this.#identifiers.find(kind, keys);
	}

	/** The first hundred records that a query for a title finds. */
	async findByTitle(cql: string): Promise<RecordList> {
		return await this.find(cql, { offset: 0, limit: mostRecords }, { patient: true });
	}

	/** The record with this id, from instance storage where that is there. Undefined where there is none. */
	async record(id: string): Promise<InventoryRecord | undefined> {
		const { records } = await this.find(byIds([id]), { offset: 0, limit: 2 });
		return records.find((record) => record.id.toLowerCase() === id);
	}

	/**
	 * The holdings of one record. Never throws for the inventory's own failures: they are part of the answer, since a
	 * library whose policy is unknown must not count as one that does not lend.
	 */
	async holdings(instanceId: string): Promise<HoldingList> {
		return await this.#holdings.of(instanceId);
	}

	/** The items of some holdings by holding id; a holding without items is absent. */
	async items(holdingIds: readonly string[]): Promise<Map<string, Item[]>> {
		const chunks = Array.from({ length: Math.ceil(holdingIds.length / holdingsPerCall) }, (_, index) => holdingIds.slice(index * holdingsPerCall, (index + 1) * holdingsPerCall));
		const lists = await Promise.all(chunks.map(async (ids) => await this.#readItems(ids)));
		const found = new Map<string, Item[]>();
		for (const { holdingsRecordId, ...item } of lists.flat()) found.set(holdingsRecordId, [...(found.get(holdingsRecordId) ?? []), item]);
		return found;
	}

	async #readItems(holdingIds: readonly string[]): Promise<Array<Item & { readonly holdingsRecordId: string }>> {
		const reply = await this.#batcher.ask({
			field: 'item_storage_items',
			args: { query: { type: 'String', value: itemsOf(holdingIds) }, limit: { type: 'Int', value: 2000 } },
			selection: 'totalRecords items { id barcode enumeration holdingsRecordId status { name } }',
		});
		return (parse(reply, itemsAnswer, 'a list of items').items ?? []).flatMap((entry) => {
			const item = itemAnswer.safeParse(entry);
			if (!item.success || item.data.holdingsRecordId === null) return [];
			const { id, barcode, enumeration, status, holdingsRecordId } = item.data;
			return [{ id, barcode, enumeration, status: status?.name ?? null, holdingsRecordId }];
		});
	}
}

function unreadableList(): ReShareError {
	return new ReShareError('badAnswer', 'The shared inventory sent a list of records in an unknown form', {
		description: 'The server may be newer or older than this package knows. Please report it with this text.',
	});
}
