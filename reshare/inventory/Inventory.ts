import { z } from 'zod';
import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { instancesAnswer, itemAnswer, itemsAnswer } from './answers';
import { capabilitiesOf, type Capabilities } from './capabilities';
import { byIds, itemsOf } from './cql';
import { GraphqlGateway } from './graphql/GraphqlGateway';
import { QuestionBatcher, type BatcherOptions, type Reply } from './graphql/QuestionBatcher';
import { HoldingsReader } from './HoldingsReader';
import { readInstance } from './readRecords';
import type { HoldingList, InventoryRecord, RecordList } from './records';
import { readTableRows, smallTables, type SmallTables } from './tables';

export type InventoryOptions = BatcherOptions;

const storageSelection =
	'id hrid title alternativeTitles { alternativeTitle } editions languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } physicalDescriptions instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';
/** mod-search gives neither editions nor physical descriptions. */
const searchSelection =
	'id hrid title alternativeTitles { alternativeTitle } languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';

/** Records of a small table asked for at once. */
const tablePage = 2000;

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
 * One tenant's shared inventory for the length of one run: small tables are read once, equal questions are asked once,
 * and questions asked at the same time share HTTP requests.
 */
export class Inventory {
	readonly #gateway: GraphqlGateway;
	readonly #batcher: QuestionBatcher;
	readonly #scope: string;
	readonly #holdings: HoldingsReader;
	#tables: Promise<SmallTables> | undefined;

	constructor(okapi: OkapiClient, options: InventoryOptions = {}) {
		this.#gateway = new GraphqlGateway(okapi);
		this.#batcher = new QuestionBatcher(this.#gateway, options);
		this.#scope = okapi.scope;
		this.#holdings = new HoldingsReader(this, this.#batcher);
	}

	/** @throws ReShareError `noModule` where this consortium has no GraphQL inventory */
	async capabilities(): Promise<Capabilities> {
		return await capabilitiesOf(this.#scope, this.#gateway);
	}

	/** The small tables. A table that cannot be read is named in `failed`; what depends on it is unknown. */
	async tables(): Promise<SmallTables> {
		this.#tables ??= this.#readTables();
		return await this.#tables;
	}

	/**
	 * The records that a CQL query finds.
	 *
	 * @throws ReShareError when the inventory refused the query or could not answer
	 */
	async find(cql: string, page: Page): Promise<RecordList> {
		const [{ form }, tables] = await Promise.all([this.capabilities(), this.tables()]);
		const reply = await this.#batcher.ask({
			field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
			args: { query: { type: 'String', value: cql }, offset: { type: 'Int', value: page.offset }, limit: { type: 'Int', value: page.limit } },
			selection: `totalRecords instances { ${form === 'search' ? searchSelection : storageSelection} }`,
		});
		const answer = parse(reply, instancesAnswer, 'a list of records');
		const { instances } = answer;
		// No list is not an empty list: nothing may be called absent because of it.
		if (instances === undefined || instances === null) throw unreadableList();
		const records = instances.flatMap((instance): InventoryRecord[] => { const record = readInstance(instance, tables); return record === undefined ? [] : [record]; });
		return { records, total: answer.totalRecords ?? null, unreadable: instances.length - records.length };
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

	async #readTables(): Promise<SmallTables> {
		const { fields } = await this.capabilities();
		const failed = new Map<'policies' | 'locations' | 'identifierTypes', ReShareError>();
		const read = async (name: 'policies' | 'locations' | 'identifierTypes', field: string, list: string, selection: string) => {
			if (!fields.has(field)) return undefined;
			try {
				return await this.#readTable(field, list, selection);
			} catch (error) {
				if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
				failed.set(name, error);
				return undefined;
			}
		};
		const [policies, locations, identifierTypes] = await Promise.all([
			read('policies', 'ill_policies', 'illPolicies', 'id name'),
			read('locations', 'locations', 'locations', 'id code name'),
			read('identifierTypes', 'identifier_types', 'identifierTypes', 'id name'),
		]);
		return smallTables(
			{ ...(policies === undefined ? {} : { policies }), ...(locations === undefined ? {} : { locations }), ...(identifierTypes === undefined ? {} : { identifierTypes }) },
			failed,
		);
	}

	async #readTable(field: string, list: string, selection: string): Promise<ReturnType<typeof readTableRows>> {
		const rows: unknown[] = [];
		for (;;) {
			const reply = await this.#batcher.ask({
				field,
				args: { limit: { type: 'Int', value: tablePage }, offset: { type: 'Int', value: rows.length } },
				selection: `totalRecords ${list} { ${selection} }`,
			});
			const answer = parse(reply, z.record(z.unknown()), 'a table');
			const page = Array.isArray(answer[list]) ? (answer[list] as unknown[]) : [];
			rows.push(...page);
			if (page.length < tablePage) return readTableRows(rows);
		}
	}
}

function unreadableList(): ReShareError {
	return new ReShareError('badAnswer', 'The shared inventory sent a list of records in an unknown form', {
		description: 'The server may be newer or older than this package knows. Please report it with this text.',
	});
}

/** Whether an error says that this account cannot work here at all, so that going on would only hide it. */
export function isAboutAccess(error: ReShareError): boolean {
	const kinds: ReadonlyArray<ReShareError['kind']> = [
		'wrongCredentials',
		'userBlocked',
		'loginRefusedEarlier',
		'unknownTenant',
		'notOkapi',
		'unauthorized',
		'noModule',
		'certificate',
		'redirect',
		'blocked',
		'badInput',
	];
	return kinds.includes(error.kind);
}

export function parse<Schema extends z.ZodTypeAny>(reply: Reply, schema: Schema, what: string): z.output<Schema> {
	const parsed = schema.safeParse(reply.value);
	if (parsed.success) return parsed.data as z.output<Schema>;
	const issue = parsed.error.issues[0];
	throw new ReShareError('badAnswer', `The shared inventory sent ${what} in an unknown form: field '${issue?.path.join('.') ?? ''}' (${issue?.code ?? 'invalid'})`, {
		description: 'The server may be newer or older than this package knows. Please report it with this text.',
	});
}

