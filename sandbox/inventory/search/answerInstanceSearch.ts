import { CqlError, parseInventoryCql } from '../cql/parseInventoryCql';
import type { ModuleAnswer } from '../storage/InventoryFaults';
import { sortRows } from '../storage/findRows';
import { storedHoldingsOf, itemsOfInstance } from '../storage/readInstanceParts';
import type { InventoryTables, StoredRecord } from '../storage/inventoryTables';
import { compileSearchQuery, UnknownSearchField } from './compileSearchQuery';

const maximumLimit = 500;
const defaultLimit = 100;
const maximumOffset = 9999;

/** Serves mod-search's `GET /search/instances`. Errors are JSON. Without `expandAll`, a record has only a few fields. */
export function answerInstanceSearch(tables: InventoryTables, query: URLSearchParams, indexed: number): ModuleAnswer {
	const cql = query.get('query');
	if (cql === null || cql === '')
		return failure("Required request parameter 'query' for method parameter type String is not present", 'validation_error');
	const limit = Number(query.get('limit') ?? defaultLimit);
	const offset = Number(query.get('offset') ?? 0);
	if (!(limit >= 0 && limit <= maximumLimit))
		return failure(`must be less than or equal to ${maximumLimit}`, 'validation_error', 'limit', String(limit));
	if (!(offset >= 0 && offset <= maximumOffset))
		return failure(`must be less than or equal to ${maximumOffset}`, 'validation_error', 'offset', String(offset));
	try {
		const parsed = parseInventoryCql(cql);
		const found = tables.instances.slice(0, indexed).filter(compileSearchQuery(parsed.root));
		const sorted = parsed.sortKeys.length === 0 ? found : sortRows(found, parsed);
		const instances = sorted
			.slice(offset, offset + limit)
			.map((row) => (query.get('expandAll') === 'true' ? asSearchDocument(row, tables) : asBrief(row)));
		return { status: 200, text: JSON.stringify({ totalRecords: found.length, instances }) };
	} catch (error) {
		if (error instanceof UnknownSearchField) return failure(error.message, 'validation_error', 'field', error.field);
		if (error instanceof CqlError) return failure(`Failed to parse CQL query [query: '${cql}']`, 'service_error');
		throw error;
	}
}

/** Makes a record as mod-search shows it in a list: no identifiers, no languages, no formats. */
function asBrief({ id, title, contributors, publication, staffSuppress, discoverySuppress }: StoredRecord): unknown {
	const published = ((publication ?? []) as ReadonlyArray<{ readonly publisher?: string; readonly dateOfPublication?: string }>).map(
		({ publisher, dateOfPublication }) => ({ publisher, dateOfPublication }),
	);
	return {
		id,
		title,
		contributors,
		publication: published,
		staffSuppress,
		discoverySuppress,
		tenantId: 'shared',
		isBoundWith: false,
		holdings: [],
		items: [],
	};
}

/** Makes a record in mod-search's own form: subjects and series as objects, holdings and items inline, no editions. */
function asSearchDocument(row: StoredRecord, tables: InventoryTables): unknown {
	const asObjects = (field: string): unknown[] =>
		((row[field] ?? []) as readonly unknown[]).map((value) => (typeof value === 'string' ? { value } : value));
	const { editions, physicalDescriptions, ...rest } = row;
	return {
		...rest,
		tenantId: 'shared',
		series: asObjects('series'),
		subjects: asObjects('subjects'),
		holdings: storedHoldingsOf(row, tables).map((holding) => ({
			...holding,
			electronicAccess: holding['electronicAccess'] ?? [],
			notes: [],
		})),
		items: itemsOfInstance(row, tables).map((item) => ({ ...item, notes: [], electronicAccess: [] })),
	};
}

function failure(message: string, code: string, key?: string, value?: string): ModuleAnswer {
	const parameters = key === undefined ? [] : [{ key, value }];
	const type = code === 'validation_error' ? 'ValidationException' : 'SearchServiceException';
	return { status: 400, text: JSON.stringify({ errors: [{ message, type, code, parameters }], total_records: 1 }) };
}
