import { ReShareError, rethrowUnlessOfKind } from '../../errors';
import { Cache } from '../../Cache';
import { once } from '../../memoize';
import { totalRecordsSchema, identifierSampleSchema, instanceSelections } from './answerSchemas';
import { allRecordsCql, anyIsbnCql, type InventoryApi } from './cql';
import { inventoryError } from './graphqlErrors';
import type { GraphqlFieldQuery, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { referenceTableQueries } from './referenceTables';

export interface InventoryCapabilities {
	readonly api: InventoryApi;
	/** The top-level fields of the schema. What a missing field would give is read as nested fields of records and holdings instead. */
	readonly fields: ReadonlySet<string>;
}

const count = (field: string, query?: string): GraphqlFieldQuery => ({ field, query, limit: 0, selection: 'totalRecords' });

const searchProbe = count('search_instances', allRecordsCql);
/** Reads a record with its numbers as a search does, because mod-graphql before 1.14 gives mod-search's records without them. */
const searchSample: GraphqlFieldQuery = {
	field: 'search_instances',
	query: anyIsbnCql,
	limit: 1,
	selection: `totalRecords instances { ${instanceSelections.search} }`,
};
/** The first page of each reference table is read instead of only its number of rows, because every run needs the tables immediately. */
const otherProbes: readonly GraphqlFieldQuery[] = [
	count('instance_storage_instances'),
	count('holdings_storage_holdings'),
	...referenceTableQueries,
];

/**
 * Through which API each account reads the inventory. Key: the account, since another account of the tenant may be allowed to read more or
 * less. TTL: an hour, because an inventory may get another module while the program runs. If one of the APIs did not answer, that run uses
 * the other one and nothing is cached.
 */
export const capabilitiesCache = new Cache<InventoryCapabilities | undefined>(3_600_000);

/** What a tenant's inventory offers, as one run knows it. */
export class TenantCapabilities {
	#current: Promise<InventoryCapabilities> | undefined;
	readonly #detectAgain = once(() => {
		capabilitiesCache.forget(this.account);
		this.#current = undefined;
		return this.current();
	});

	constructor(
		private readonly account: string,
		private readonly batcher: GraphqlQueryBatcher,
	) {}

	current() {
		return (this.#current ??= readCapabilities(this.account, this.batcher));
	}

	/**
	 * Reads through the API that the inventory offers. Which one that is, is cached, and its module may have been removed since. If the
	 * inventory says that it lacks the module, it is asked again what it offers, once in a run.
	 *
	 * @throws ReShareError `noModule` if it still names the same API
	 */
	async readThroughOfferedApi<Answer>(read: (api: InventoryApi) => Promise<Answer>) {
		const { api } = await this.current();
		try {
			return await read(api);
		} catch (error) {
			rethrowUnlessOfKind(error, 'noModule');
			const now = await this.#detectAgain();
			if (now.api === api) throw error;
			return await read(now.api);
		}
	}
}

/**
 * Chooses the API through which this tenant's inventory is read. If both answer, it is mod-search, which alone has indexes for ISSN, OCLC
 * number and author in every release. Its records must have their numbers, though, and it must have indexed all that inventory storage has.
 *
 * @param batcher knows the first pages of the reference tables afterwards, unless the result was cached
 * @throws ReShareError when neither API answers
 */
export async function readCapabilities(account: string, batcher: GraphqlQueryBatcher) {
	let detected: Awaited<ReturnType<typeof detect>> | undefined;
	const known = await capabilitiesCache.get(account, async () => {
		detected = await detect(batcher);
		return detected.isCertain ? detected.capabilities : undefined;
	});
	// If this run has waited for another run's detection, and that was not certain, the cache gives nothing. Then this run detects by
	// itself.
	return known ?? (detected ?? (await detect(batcher))).capabilities;
}

async function detect(batcher: GraphqlQueryBatcher) {
	const [search, counts] = await Promise.all([countOfSearch(batcher), countOthers(batcher)]);
	const storage = counts.get('instance_storage_instances');
	const isCertain = ![search, storage].some((count) => count instanceof ReShareError && count.kind !== 'noModule');
	// Inventory storage counts exactly up to a thousand records, and estimates larger numbers.
	const hasAll = (indexed: number, stored: number) => indexed > 0 && indexed >= (stored <= 1000 ? stored : stored * 0.95);
	const isSearchWhole = typeof search === 'number' && (typeof storage !== 'number' || hasAll(search, storage));
	const api = isSearchWhole ? ('search' as const) : ('storage' as const);
	if (isSearchWhole || typeof storage === 'number') return { capabilities: { api, fields: new Set(counts.keys()) }, isCertain };
	const nothing = 'Neither instance_storage_instances nor search_instances is there. Check the tenant, or ask your ReShare provider.';
	throw storage ?? search ?? new ReShareError('noModule', 'The GraphQL of this consortium offers no search for titles', nothing);
}

/**
 * Counts the records of each field of the schema but search_instances. A schema that lacks one field refuses the whole document, and most
 * schemas lack search_instances, so that this field is asked for separately. If the others are refused as well, each is asked for by
 * itself.
 */
async function countOthers(batcher: GraphqlQueryBatcher) {
	const together = await ask(batcher, otherProbes);
	const counts = new Map<string, ReturnType<typeof countIn>>();
	for (const [index, probe] of otherProbes.entries()) {
		const answers = together?.slice(index) ?? (await ask(batcher, [probe]));
		if (answers !== undefined) counts.set(probe.field, countIn(answers[0]));
	}
	return counts;
}

/** Returns mod-search's own count, unless its records lack what a search needs. */
async function countOfSearch(batcher: GraphqlQueryBatcher) {
	const [probe, sample] = (await ask(batcher, [searchProbe, searchSample])) ?? [];
	if (probe === undefined) return undefined;
	const count = countIn(probe);
	const records = sample instanceof ReShareError ? undefined : identifierSampleSchema.safeParse(sample).data?.instances;
	const hasNumbers = records?.every(({ identifiers }) => identifiers.length > 0) === true;
	return typeof count === 'number' && !hasNumbers ? undefined : count;
}

function countIn(answer: unknown) {
	if (answer instanceof ReShareError) return answer;
	const count = totalRecordsSchema.safeParse(answer).data;
	// An answer of unknown form is no count, not even 0.
	return count === undefined ? inventoryError('') : (count.totalRecords ?? 0);
}

/** Returns the answers to some field queries, or undefined if the schema refuses them. */
async function ask(batcher: GraphqlQueryBatcher, fieldQueries: readonly GraphqlFieldQuery[]) {
	try {
		return await batcher.askNow(fieldQueries);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused' && error.status === 400) return undefined;
		throw error;
	}
}
