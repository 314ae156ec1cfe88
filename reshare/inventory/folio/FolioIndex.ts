import pLimit from 'p-limit';
import type { z } from 'zod';
import { ReShareError } from '../../errors';
import type { OkapiClient } from '../../okapi';
import { rethrowUnlessOfOneQuery, undefinedIfSingleMaySucceed } from '../errorsOfWholeInventory';
import type { EligibilityRules } from '../availability';
import { ActiveLookupCallers } from '../ActiveLookupCallers';
import { IdentifierBatcher, mostRecordsOfQuery } from '../IdentifierBatcher';
import { readUuid, uuidDescription } from '../match/uuid';
import { isComplete, joinRecordLists, type InventoryRecord, type HoldingItem } from '../recordsAndHoldings';
import type { IdentifierKind, IndexQuery, RecordRange, SharedIndex, TitleQuery } from '../SharedIndex';
import { inventoryItemSchema, fetchAllPages } from './answerSchemas';
import { checkFolioConnection } from './checkFolioConnection';
import {
	wordIndexProbeCql,
	cqlForIdentifiers,
	cqlForIds,
	cqlForQuery,
	cqlForTitle,
	cqlForTitleBeginning,
	identifiersPerQuery,
	withSortOrder,
	type TitleIndex,
} from './cql';
import { FolioRecordReader } from './FolioRecordReader';
import { FolioGraphqlClient } from './FolioGraphqlClient';
import { GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { HoldingsReader } from './HoldingsReader';
import { KeyBatcher } from './KeyBatcher';
import { createAlternativeTitleSearchBatcher } from './createAlternativeTitleSearchBatcher';
import { folioLenderSelectionClause, modRsLendingPolicy } from './holdingsInRotaOfModRs';

/** mod-search answers only up to its 10,000th record. */
const furthestOfSearch = 10_000;

/** The most searches at the same time that scan all titles. Each costs some 25 microseconds for each record. */
const scansAtOnce = 4;

const firstRecords = { offset: 0, limit: mostRecordsOfQuery };

/** The most holdings whose items one call brings. */
const holdingsPerCall = 50;
const itemQuery = {
	field: 'item_storage_items',
	/** The most items in one answer. The holdings of a journal may have more. */
	limit: 2000,
	selection: 'totalRecords items { id barcode volume enumeration holdingsRecordId status { name } }',
};

/** The shared index of FOLIO inventory behind GraphQL, over instance storage or mod-search. */
export class FolioIndex implements SharedIndex {
	readonly ids = { form: uuidDescription, read: readUuid };
	readonly lending = {
		loanPolicies: [modRsLendingPolicy],
		copyPolicies: [modRsLendingPolicy, 'Will reproduce'],
		asks: folioLenderSelectionClause,
	};
	readonly #graphql;
	readonly #batcher;
	readonly #activeCallers = new ActiveLookupCallers();
	readonly #records;
	readonly #identifiers;
	readonly #holdings;
	readonly #scans = pLimit(scansAtOnce);
	readonly #otherTitles;
	/** The items of each holding. If those of several holdings cannot be read together, each holding's are read by themselves. */
	readonly #items = new KeyBatcher<readonly HoldingItem[]>(
		holdingsPerCall,
		async (ids) => {
			const items = await undefinedIfSingleMaySucceed(this.#readItems(ids));
			return items && ((id) => items.filter(({ holdingsRecordId }) => holdingsRecordId === id).map(toHoldingItem));
		},
		async (id) => (await this.#readItems([id])).map(toHoldingItem),
	);

	constructor(
		private readonly okapi: OkapiClient,
		batchSize = 10,
	) {
		this.#graphql = new FolioGraphqlClient(okapi);
		this.#batcher = new GraphqlQueryBatcher(this.#graphql, this.#activeCallers, batchSize);
		this.#records = new FolioRecordReader(okapi, this.#batcher);
		this.#otherTitles = createAlternativeTitleSearchBatcher(this.#scans, (cql, limit, once) =>
			this.#records.find(() => cql, { offset: 0, limit }, { once }),
		);
		this.#holdings = new HoldingsReader(this.#records, this.#batcher);
		this.#identifiers = new IdentifierBatcher(
			{
				perQuery: async (kind) => (batchSize === 1 ? 1 : identifiersPerQuery(kind, (await this.#records.capabilities()).api)),
				find: async (kind, keys, limit, once) => {
					// A search by ISBN needs none of the reference tables, so it does not wait until they have been read.
					const types = kind === 'isbn' ? undefined : (await this.#records.tables()).identifierTypes;
					return await this.#records.find((api) => cqlForIdentifiers(kind, api, keys, types), { offset: 0, limit }, { once });
				},
			},
			this.#activeCallers,
		);
	}

	ready() {
		return this.#records.tables();
	}

	check() {
		return checkFolioConnection(this.okapi, this.#graphql, () => this.libraries());
	}

	gather() {
		this.#records.tables().catch(() => undefined);
		return this.#activeCallers.open();
	}

	byIdentifier(kind: IdentifierKind, keys: readonly string[]) {
		return this.#identifiers.find(kind, keys);
	}

	async byTitle(query: TitleQuery) {
		// The reference tables are read in a request of their own: a scan of all titles may time out, and the tables would be lost if they
		// were in its request.
		await this.#records.tables();
		return (await this.#hasWordIndex())
			? await this.#records.find((api) => cqlForTitle(query, api), firstRecords, { patient: true })
			: await this.#scan(query);
	}

	async byOtherTitle(query: TitleQuery) {
		await this.#records.tables();
		const { api } = await this.#records.capabilities();
		if (api === 'search') return undefined;
		if (query.author !== undefined) return await this.#scan(query, ['alternativeTitles']);
		return joinRecordLists(await Promise.all(query.alternatives.map((words) => this.#otherTitles.of(words.join(' ')))));
	}

	/**
	 * Searches each alternative in a scan of its own. An alternative with all words of another one is left out, because it finds a part of
	 * the same records, unless that other one finds too many. With an author, one scan searches all alternatives, because only the author's
	 * few records remain to be compared.
	 */
	async #scan({ alternatives, author }: TitleQuery, indexes?: readonly TitleIndex[]) {
		const ask = (part: TitleQuery['alternatives']) =>
			this.#scans(() => this.#records.find((api) => cqlForTitle({ alternatives: part, author }, api, indexes), firstRecords));
		if (author !== undefined) return await ask(alternatives);
		const isNarrower = (words: readonly string[]) =>
			alternatives.some((other) => other.length < words.length && other.every((word) => words.includes(word)));
		const askEach = async (all: TitleQuery['alternatives']) => joinRecordLists(await Promise.all(all.map((words) => ask([words]))));
		const list = await askEach(alternatives.filter((words) => !isNarrower(words)));
		return isComplete(list) ? list : joinRecordLists([list, await askEach(alternatives.filter(isNarrower))]);
	}

	async byBeginning(titles: readonly string[]) {
		await this.#records.tables();
		if (await this.#hasWordIndex()) return undefined;
		return await this.#records.find(() => cqlForTitleBeginning(titles), firstRecords, { patient: true });
	}

	async #hasWordIndex() {
		const { api } = await this.#records.capabilities();
		if (api === 'search') return true;
		try {
			const probe = { field: 'instance_storage_instances', query: wordIndexProbeCql, limit: 0, selection: 'totalRecords' };
			await this.#batcher.ask(probe, { once: true });
			return true;
		} catch (error) {
			rethrowUnlessOfOneQuery(error);
			return false;
		}
	}

	async search(query: IndexQuery, page: RecordRange) {
		const [{ api }, { identifierTypes }] = await Promise.all([this.#records.capabilities(), this.#records.tables()]);
		const list = await this.#records.find((own) => cqlForQuery(query, own, identifierTypes), page);
		return { ...list, furthest: api === 'search' ? furthestOfSearch : null };
	}

	/** mod-search gives neither editions nor physical descriptions. Inventory storage has them, where the tenant offers both. */
	async whole(record: InventoryRecord) {
		const { api, fields } = await this.#records.capabilities();
		if (api === 'storage' || !fields.has('instance_storage_instances')) return record;
		const {
			records: [whole],
		} = await this.#records.findIn('storage', cqlForIds([record.id]), { offset: 0, limit: 1 });
		// Only mod-search gives the series.
		if (whole !== undefined) return { ...whole, series: record.series };
		throw new ReShareError(
			'badAnswer',
			'The shared inventory has it in its search only',
			'Its search may be ahead of the inventory, or behind it. Try again later.',
		);
	}

	holdings(instanceId: string) {
		return this.#holdings.of(instanceId);
	}

	items(holdingId: string) {
		return this.#items.of(holdingId);
	}

	async #readItems(holdingIds: readonly string[]) {
		const query = withSortOrder(cqlForIds(holdingIds, 'holdingsRecordId'), 'none', 'storage');
		const entries = await fetchAllPages(this.#batcher, { ...itemQuery, query }, 'items', 'a list of items');
		return entries.flatMap((entry) => inventoryItemSchema.safeParse(entry).data ?? []);
	}

	async libraries() {
		return (await this.#records.tables()).libraries;
	}

	async unheardOf({ ownSymbols, policies }: EligibilityRules) {
		const tables = await this.#records.tables();
		const symbols = tables.libraries.map(({ symbol }) => symbol);
		const names = [...tables.policies.values(), ...this.lending.copyPolicies];
		// A table is empty if it was not read, or if the tenant does not offer it. Then it does not show that a symbol or a policy does not
		// exist.
		const unknownSymbols = symbols.length === 0 ? [] : [...ownSymbols].filter((symbol) => !symbols.includes(symbol));
		const unknownNames = tables.policies.size === 0 ? [] : [...policies].filter((name) => !names.includes(name));
		return [
			...unknownSymbols.map(
				(symbol) => `The inventory has no location of ${symbol}; if the symbol is mistyped, your own holdings count as another library's`,
			),
			...unknownNames.map((name) => `The inventory has no lending policy '${name}'`),
		];
	}
}

/**
 * Reads an item. FOLIO stores the volume of a work in `volume`, perhaps as a bare number, and that of a serial in `enumeration`.
 */
function toHoldingItem({ id, barcode, volume, enumeration, status }: z.output<typeof inventoryItemSchema>): HoldingItem {
	const named = (volume ?? '').trim().replace(/^(?=\d+\p{Letter}?$)/u, 'v. ');
	const whole = named === '' || named === enumeration ? enumeration : [named, enumeration ?? ''].join(' ').trim();
	return { id, barcode, enumeration: whole, status: status?.name ?? null };
}
