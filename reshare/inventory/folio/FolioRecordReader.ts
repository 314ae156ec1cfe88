import { rethrowUnlessOfKind } from '../../errors';
import { once } from '../../memoize';
import type { OkapiClient } from '../../okapi';
import type { RecordRange } from '../SharedIndex';
import { readListOfAnswer, instanceSelections } from './answerSchemas';
import { readCapabilities, capabilitiesCache, type InventoryCapabilities } from './capabilities';
import type { InventoryApi } from './cql';
import type { FieldQueryOptions, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { parseInstance } from './parseRecords';
import { readReferenceTables } from './referenceTables';

/** Reads records through GraphQL. What the tenant offers, and its reference tables, are read once. */
export class FolioRecordReader {
	#capabilities: Promise<InventoryCapabilities> | undefined;
	readonly tables = once(async () => await readReferenceTables(this.batcher, (await this.capabilities()).fields));
	readonly #askAgain = once(() => {
		capabilitiesCache.forget(this.okapi.accountScope);
		this.#capabilities = undefined;
		return this.capabilities();
	});

	constructor(
		private readonly okapi: OkapiClient,
		private readonly batcher: GraphqlQueryBatcher,
	) {}

	/**
	 * What the tenant's inventory offers.
	 *
	 * @throws ReShareError `noModule` where this consortium has no GraphQL inventory
	 */
	capabilities() {
		return (this.#capabilities ??= readCapabilities(this.okapi.accountScope, this.batcher));
	}

	/**
	 * Finds records through the API that this inventory offers. Which one that is, is cached, and its module may have been removed since.
	 * If the inventory says that it lacks the module, it is asked again what it offers, once in a run.
	 *
	 * @throws ReShareError `noModule` if it still names the same API
	 */
	async find(cqlFor: (api: InventoryApi) => string, page: RecordRange, manner?: FieldQueryOptions) {
		const { api } = await this.capabilities();
		try {
			return await this.findIn(api, cqlFor(api), page, manner);
		} catch (error) {
			rethrowUnlessOfKind(error, 'noModule');
			const now = await this.#askAgain();
			if (now.api === api) throw error;
			return await this.findIn(now.api, cqlFor(now.api), page, manner);
		}
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
