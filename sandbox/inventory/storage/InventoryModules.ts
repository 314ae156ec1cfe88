import { CqlError } from '../cql/parseInventoryCql';
import type { SandboxUser } from '../../sharedTypes';
import { buildStorageCollections, type StorageCollection } from './storageCollections';
import { InventoryFaults, type ModuleAnswer, type ModuleCallKind } from './InventoryFaults';
import { searchableFieldsOf, type StorageEra } from './searchableFields';
import { findRows } from './findRows';
import { answerInstanceSearch } from '../search/answerInstanceSearch';
import type { InventoryTables, StoredRecord } from './inventoryTables';

export interface CallerIdentity {
	readonly tenant: string;
	readonly token: string;
	/** The user of the session; absent if no known session has the token. */
	readonly user?: SandboxUser;
}

/** How many nested calls were made since the last reset. As in mod-graphql, each link of each parent is one call, and none are merged. */
export interface ModuleCallCounts extends Readonly<Record<ModuleCallKind, number>> {
	readonly total: number;
}

interface UpstreamOptions {
	readonly era: StorageEra;
	readonly searchModule: boolean;
	readonly indexed: number;
}

const kinds: readonly ModuleCallKind[] = [
	'instances',
	'holdings',
	'items',
	'ill-policies',
	'locations',
	'identifier-types',
	'search',
	'other',
];

class UpstreamConnectionError extends Error {
	override readonly name = 'FetchError';
}

/** The modules behind GraphQL: inventory storage and mod-search, read by `GET` with a path and query. */
export class InventoryModules {
	readonly faults = new InventoryFaults();
	private readonly collections: ReadonlyMap<string, StorageCollection>;
	private readonly counts = new Map<ModuleCallKind, number>();
	private readonly seenUrls: string[] = [];
	private scans = 0;

	constructor(
		private readonly tables: InventoryTables,
		private readonly options: UpstreamOptions,
	) {
		this.collections = buildStorageCollections(tables);
	}

	get calls(): ModuleCallCounts {
		const byKind = Object.fromEntries(kinds.map((kind) => [kind, this.counts.get(kind) ?? 0])) as Record<ModuleCallKind, number>;
		return { ...byKind, total: Object.values(byKind).reduce((sum, count) => sum + count, 0) };
	}

	get urls(): readonly string[] {
		return this.seenUrls;
	}

	resetCounters(): void {
		this.counts.clear();
		this.seenUrls.length = 0;
	}

	/**
	 * Answers one nested call. `pathAndQuery` is escaped and begins with a slash.
	 *
	 * @throws UpstreamConnectionError if a fault breaks the connection
	 */
	async get(pathAndQuery: string, caller: CallerIdentity): Promise<ModuleAnswer> {
		const url = new URL(pathAndQuery, 'http://inventory.example.org');
		const path = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/gu, '');
		const { collection, recordId } = this.findCollection(path);
		const kind = path === 'search/instances' ? 'search' : (collection?.kind ?? 'other');
		const decoded = `/${path}${url.search === '' ? '' : `?${[...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&')}`}`;
		this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
		this.seenUrls.push(decoded);

		const fault = this.faults.answerFor({ kind, url: decoded, token: caller.token });
		if (fault === 'html') return { status: 200, text: '<html>proxy error</html>' };
		if (fault === 'hangUp') {
			throw new UpstreamConnectionError(`request to ${url.href} failed, reason: socket hang up`);
		}
		if (fault !== undefined && fault !== 'fewer') return fault;
		const answer = this.answer(path, url.searchParams, caller, collection, recordId);
		return fault === 'fewer' && answer.status === 200 ? { ...answer, text: withoutLast(answer.text) } : answer;
	}

	private findCollection(path: string): { collection?: StorageCollection; recordId?: string } {
		const collection = this.collections.get(path);
		if (collection !== undefined) return { collection };
		const slash = path.lastIndexOf('/');
		const parent = slash < 0 ? undefined : this.collections.get(path.slice(0, slash));
		return parent === undefined ? {} : { collection: parent, recordId: path.slice(slash + 1) };
	}

	private answer(
		path: string,
		query: URLSearchParams,
		caller: CallerIdentity,
		collection?: StorageCollection,
		recordId?: string,
	): ModuleAnswer {
		const isSearch = path === 'search/instances' && this.options.searchModule;
		if (collection === undefined && !isSearch) {
			return { status: 404, text: `No suitable module found for path /${path} for tenant ${caller.tenant}` };
		}
		if (caller.user === undefined) return { status: 401, text: 'Invalid token' };
		const permission =
			collection === undefined
				? 'search.instances.collection.get'
				: `inventory-storage.${collection.permission}.${recordId === undefined ? 'collection' : 'item'}.get`;
		if (!caller.user.permissions.includes(permission)) {
			const { username, id } = caller.user;
			return { status: 403, text: `Access for user '${username}' (${id}) requires permission: ${permission}` };
		}
		if (collection === undefined) return answerInstanceSearch(this.tables, query, this.options.indexed);
		if (recordId !== undefined) {
			const row = collection.rows.find((candidate) => candidate.id === recordId);
			return row === undefined ? { status: 404, text: 'Not found' } : { status: 200, text: JSON.stringify(row) };
		}
		return this.list(collection, query);
	}

	/**
	 * Returns the position at which the next scan of a table starts, a different one each time. PostgreSQL, too, may start a scan without
	 * an index anywhere, and a sort leaves equal rows in the order of the scan, so that their order differs from call to call.
	 */
	private nextScanStart(rows: readonly StoredRecord[]): number {
		this.scans += 1;
		return (this.scans * 37) % rows.length;
	}

	private list(collection: StorageCollection, query: URLSearchParams): ModuleAnswer {
		const limit = readCount(query, 'limit', 10);
		const offset = readCount(query, 'offset', 0);
		if (typeof limit === 'string') return { status: 400, text: limit };
		if (typeof offset === 'string') return { status: 400, text: offset };
		const cql = query.get('query') ?? '';
		try {
			const definition = searchableFieldsOf(collection.table ?? 'small', this.options.era);
			let found = findRows(collection.rows, cql, definition);
			if (this.options.era === 'current' && collection.table === 'instances' && found.length > limit)
				found = findRows(collection.rows, cql, definition, this.nextScanStart(collection.rows));
			const page = found.slice(offset, offset + limit);
			const resultInfo = { totalRecords: found.length, facets: [], diagnostics: [] };
			return { status: 200, text: JSON.stringify({ [collection.property]: page, totalRecords: found.length, resultInfo }) };
		} catch (error) {
			if (error instanceof CqlError) return { status: 400, text: `${error.message}: ${cql}` };
			throw error;
		}
	}
}

/** Removes the last record of a list, but leaves its count. A single record is no list. */
function withoutLast(text: string): string {
	const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
	if (!('totalRecords' in answer)) return text;
	const fewer = Object.entries(answer).map(([name, value]): [string, unknown] => [name, Array.isArray(value) ? value.slice(0, -1) : value]);
	return JSON.stringify(Object.fromEntries(fewer));
}

function readCount(query: URLSearchParams, name: string, whenAbsent: number): number | string {
	const value = query.get(name);
	if (value === null || value === '') return whenAbsent;
	const count = Number(value);
	if (!Number.isInteger(count) || count < 0)
		return `'${name}' parameter is incorrect. parameter value {${value}} is not valid: must be greater than or equal to 0`;
	return count;
}
