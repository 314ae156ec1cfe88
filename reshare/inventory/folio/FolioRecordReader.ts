import { once } from '../../memoize';
import type { OkapiClient } from '../../okapi';
import type { RecordRange } from '../SharedIndex';
import { readListOfAnswer, instanceSelections } from './answerSchemas';
import { TenantCapabilities } from './capabilities';
import type { InventoryApi } from './cql';
import type { FieldQueryOptions, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { parseInstance } from './parseRecords';
import { readReferenceTables } from './referenceTables';

/** Reads records through GraphQL. What the tenant offers, and its reference tables, are read once. */
export class FolioRecordReader {
	readonly #capabilities;
	readonly tables = once(async () => await readReferenceTables(this.batcher, (await this.capabilities()).fields));

	constructor(
		okapi: OkapiClient,
		private readonly batcher: GraphqlQueryBatcher,
	) {
		this.#capabilities = new TenantCapabilities(okapi.accountScope, batcher);
	}

	/**
	 * What the tenant's inventory offers.
	 *
	 * @throws ReShareError `noModule` where this consortium has no GraphQL inventory
	 */
	capabilities() {
		return this.#capabilities.current();
	}

	/** Finds records through the API that this inventory offers. */
	find(cqlFor: (api: InventoryApi) => string, page: RecordRange, manner?: FieldQueryOptions) {
		return this.#capabilities.readThroughOfferedApi((api) => this.findIn(api, cqlFor(api), page, manner));
	}

	async findIn(api: InventoryApi, cql: string, page: RecordRange, manner?: FieldQueryOptions) {
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
}
