import { ReShareError } from '../../errors';
import type { OkapiClient } from '../../okapi';
import type { RecordList } from '../recordsAndHoldings';
import type { IdentifierKind, RecordRange } from '../SharedIndex';
import { readListOfAnswer, instanceSelections } from './answerSchemas';
import { readCapabilities, capabilitiesCache, type InventoryCapabilities } from './capabilities';
import { cqlForIdentifiers, cqlForIsbns, type InventoryApi } from './cql';
import type { FieldQueryOptions, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { parseInstance } from './parseRecords';
import { readReferenceTables, type ReferenceTables } from './referenceTables';

/** Reads records through GraphQL. What the tenant offers, and its reference tables, are read once. */
export class FolioRecordReader {
	#capabilities: Promise<InventoryCapabilities> | undefined;
	#tables: Promise<ReferenceTables> | undefined;
	#askedAgain: Promise<InventoryCapabilities> | undefined;

	constructor(
		private readonly okapi: OkapiClient,
		private readonly batcher: GraphqlQueryBatcher,
	) {}

	/**
	 * What the tenant's inventory offers.
	 *
	 * @throws ReShareError `noModule` where this consortium has no GraphQL inventory
	 */
	async capabilities(): Promise<InventoryCapabilities> {
		this.#capabilities ??= readCapabilities(this.okapi.accountScope, this.batcher);
		return await this.#capabilities;
	}

	async tables(): Promise<ReferenceTables> {
		this.#tables ??= this.capabilities().then(({ fields }) => readReferenceTables(this.batcher, fields));
		return await this.#tables;
	}

	/**
	 * Finds records through the API that this inventory offers. Which one that is, is cached, and its module may have been removed since.
	 * If the inventory says that it lacks the module, it is asked again what it offers, once in a run.
	 *
	 * @throws ReShareError `noModule` if it still names the same API
	 */
	async find(cqlFor: (api: InventoryApi) => string, page: RecordRange, manner: FieldQueryOptions = {}): Promise<RecordList> {
		const { api } = await this.capabilities();
		try {
			return await this.findIn(api, cqlFor(api), page, manner);
		} catch (error) {
			if (!(error instanceof ReShareError) || error.kind !== 'noModule') throw error;
			this.#askedAgain ??= this.#askAgain();
			const now = await this.#askedAgain;
			if (now.api === api) throw error;
			return await this.findIn(now.api, cqlFor(now.api), page, manner);
		}
	}

	async #askAgain() {
		capabilitiesCache.forget(this.okapi.accountScope);
		this.#capabilities = undefined;
		return await this.capabilities();
	}

	async findIn(api: InventoryApi, cql: string, page: RecordRange, manner: FieldQueryOptions = {}): Promise<RecordList> {
		const asked = this.batcher.ask(
			{
				field: api === 'search' ? 'search_instances' : 'instance_storage_instances',
				query: cql,
				...page,
				selection: `totalRecords instances { ${instanceSelections[api]} }`,
			},
			manner,
		);
		const [{ value }, tables] = await Promise.all([asked, this.tables()]);
		const { entries, total } = readListOfAnswer(value, 'instances', 'a list of records');
		const records = entries.flatMap((entry) => parseInstance(entry, tables) ?? []);
		// Records that a list counts but does not contain count as unreadable, unless the list was cut.
		const wanted = Math.min(page.limit, Math.max(0, (total ?? 0) - page.offset));
		return { records, total, unreadable: Math.max(wanted, entries.length) - records.length };
	}

	async findByIdentifiers(kind: IdentifierKind, keys: readonly string[], limit: number, once: boolean): Promise<RecordList> {
		// A search by ISBN needs none of the reference tables, so it does not wait until they have been read.
		const types = kind === 'isbn' ? undefined : (await this.tables()).identifierTypes;
		return await this.find(
			(api) => (types === undefined ? cqlForIsbns(api, keys) : cqlForIdentifiers(kind, api, keys, types)),
			{ offset: 0, limit },
			{ once },
		);
	}
}
