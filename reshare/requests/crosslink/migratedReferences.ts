import { Cache } from '../../Cache';
import { rowOrders } from '../port/listRequestRows';
import { cqlLike } from './cql';
import { modRsIdOf, callerReferencesOf, migratedRotaMark } from './migratedRow';
import { requireRow, type RequestLists } from './RequestLists';

/**
 * For each request that came from mod-rs: its UUID there and its references, by its id, because the broker has no index for these. Key: the
 * account with its library symbol, since another account of the tenant may not be allowed to list requests. TTL: 1 minute. A failure is not
 * cached, and every lookup that needs the list fails with it.
 */
const migrated = new Cache<Map<string, readonly string[]>>(60_000);

/** Returns the ids of the requests that had one of these UUIDs or references in mod-rs. */
export async function findMigratedIds(lists: RequestLists, references: readonly string[]) {
	return [...(await readMigrated(lists))].flatMap(([id, names]) => (names.some((name) => references.includes(name)) ? id : []));
}

/**
 * Adds the references of one request to the cache, so that they can be looked up before all migrated requests are read again. If the cache
 * does not have the request yet, all are read.
 */
export async function noteMigratedReferences(lists: RequestLists, id: string, references: readonly string[]) {
	const known = await readMigrated(lists);
	const names = known.get(id);
	if (names === undefined) await readMigrated(lists, 0);
	else known.set(id, [...names, ...references]);
}

function readMigrated(lists: RequestLists, fresherThanMs?: number) {
	const read = async () => {
		const cql = cqlLike('requester_req_id', '*', migratedRotaMark, '*');
		const found = new Map<string, readonly string[]>();
		for await (const page of lists.rows({ side: 'borrowing', cql, order: rowOrders.createdNewest })) {
			for (const row of page.map(requireRow)) {
				const uuid = modRsIdOf(row);
				if (uuid !== undefined) found.set(row.id, [uuid, ...callerReferencesOf(row, lists.tenant)]);
			}
		}
		return found;
	};
	return migrated.get(lists.cacheKey, read, fresherThanMs);
}
