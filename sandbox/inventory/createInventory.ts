import { defineRoute } from '../route';
import type { InventoryHolding, InventoryInstance, InventoryLookup, Route } from '../sharedTypes';
import { serveGraphql } from './graphql/serveGraphql';
import { graphqlReleases, newestGraphql, type GraphqlVersion } from './graphql/releases';
import { graphqlSchemaOf } from './graphql/inventorySchema';
import { buildInstanceId } from './recordIds';
import { localIdentifierTypes, locations } from './locations';
import { bibRecords } from './records/bibRecords';
import type { BibRecord } from './records/BibRecord';
import { identifierTypes, illPolicies } from './referenceData';
import type { InventoryFaults } from './storage/InventoryFaults';
import { storedHoldingsOf, identifiersOf } from './storage/readInstanceParts';
import type { StorageEra } from './storage/searchableFields';
import { buildInventoryTables, type InventoryTables, type StoredRecord } from './storage/inventoryTables';
import { InventoryModules, type ModuleCallCounts } from './storage/InventoryModules';

export type { GraphqlVersion } from './graphql/releases';
export type { BibRecord } from './records/BibRecord';
export type { ModuleFault } from './storage/InventoryFaults';

export interface InventoryOptions {
	readonly era?: StorageEra;
	readonly graphqlVersion?: GraphqlVersion;
	/** How many records mod-search has indexed so far, in the order of storage; by default all. */
	readonly indexed?: number;
	/**
	 * `absent` (default): GraphQL does not know `search_instances`. `loaded`: it answers. `loadedWithoutModule`: GraphQL knows
	 * it, but no module answers behind it (404 within HTTP 200).
	 */
	readonly searchModule?: 'absent' | 'loaded' | 'loadedWithoutModule';
	/** Whether the tenant has no GraphQL module. Then there are no routes, and the gateway answers 404. */
	readonly noGraphql?: boolean;
	readonly records?: readonly BibRecord[];
	/** Changes the stored tables before they are served, for example to remove a title. */
	readonly alterTables?: (tables: InventoryTables) => InventoryTables;
}

export interface InventoryService extends InventoryLookup {
	readonly routes: readonly Route[];
	readonly records: readonly BibRecord[];
	readonly tables: InventoryTables;
	readonly faults: InventoryFaults;
	readonly calls: ModuleCallCounts;
	/** The URLs of these calls in order, decoded, e.g. `/ill-policies?limit=10&query=id=="…"`. */
	readonly callUrls: readonly string[];
	/** Removes all faults and sets the counters to zero. */
	reset(): void;
}

export function createInventory(options: InventoryOptions = {}): InventoryService {
	const {
		era = 'classic',
		graphqlVersion = newestGraphql,
		searchModule = 'absent',
		noGraphql = false,
		records = bibRecords,
		alterTables,
	} = options;
	const release = graphqlReleases[graphqlVersion];
	const built = buildInventoryTables(records, era === 'current');
	const tables = alterTables?.(built) ?? built;
	const upstream = new InventoryModules(tables, { era, searchModule: searchModule === 'loaded', indexed: options.indexed ?? Infinity });
	const schema = graphqlSchemaOf(searchModule === 'absent' ? 'none' : release.searchRecord);
	// The module itself needs no permission, but each nested call needs one.
	const graphql = defineRoute('POST', '/graphql/?', undefined, (request) => serveGraphql(request, schema, upstream, release));
	const byId = new Map(records.map((record) => [buildInstanceId(record.number), record]));
	return {
		routes: noGraphql ? [] : [graphql],
		records,
		tables,
		faults: upstream.faults,
		get calls() {
			return upstream.calls;
		},
		get callUrls() {
			return upstream.urls;
		},
		reset() {
			upstream.faults.clear();
			upstream.resetCounters();
		},
		instance: (id) => {
			const record = byId.get(id);
			const row = tables.instances.find((candidate) => candidate.id === id);
			return record === undefined || row === undefined ? undefined : lookUp(record, row, tables);
		},
	};
}

function lookUp(record: BibRecord, row: StoredRecord, tables: InventoryTables): InventoryInstance {
	const typeNames = new Map([...Object.values(identifierTypes), ...localIdentifierTypes].map((type) => [type.id, type.name]));
	return {
		id: row.id,
		title: record.title,
		author: record.authors?.[0] ?? record.corporateAuthors?.[0] ?? null,
		publicationDate: record.date ?? null,
		identifiers: identifiersOf(row).map(({ value, identifierTypeId }) => ({ type: typeNames.get(identifierTypeId) ?? '', value })),
		holdings: storedHoldingsOf(row, tables).map(asInventoryHolding),
	};
}

function asInventoryHolding(holding: StoredRecord): InventoryHolding {
	const callNumber = holding['callNumber'];
	return {
		id: holding.id,
		callNumber: typeof callNumber === 'string' ? callNumber : null,
		illPolicyName: Object.values(illPolicies).find((policy) => policy.id === holding['illPolicyId'])?.name ?? null,
		locationCode: locations.find((location) => location.id === holding['permanentLocationId'])?.code ?? '',
	};
}
