import { unless } from '../../errors';
import type { DirectoryEntry } from './schemas';
import type { CrossLinkClient } from './CrossLinkClient';
import { equals, ofBranches } from './cql';

/**
 * The symbols that the directory gives a tenant and its branches, which need not name the tenant themselves, and that the broker
 * takes for it, `authority:symbol`. Empty where the directory gives it none, undefined where it may not be read; the broker may know one all the same, by a rule of its own.
 */
export async function symbolsOwned(client: CrossLinkClient, tenant: string): Promise<string[] | undefined> {
	const entries = await allowed(client.directoryEntries(equals('tenant', tenant)));
	if (entries === undefined) return undefined;
	const given = symbolsIn(entries);
	const branches = given.length === 0 ? undefined : await allowed(client.directoryEntries(ofBranches(given)));
	const owned = await Promise.all([...new Set([...given, ...symbolsIn(branches ?? [])])].sort().map(async (symbol) => ((await isOwned(client, symbol)) ? [symbol] : [])));
	return owned.flat();
}

function symbolsIn(entries: readonly DirectoryEntry[]): string[] {
	return entries.flatMap(({ symbols }) => symbols.flatMap(({ authority, symbol }) => (symbol === undefined ? [] : [`${authority ?? 'ISIL'}:${symbol}`])));
}

async function isOwned(client: CrossLinkClient, symbol: string): Promise<boolean> {
	return (await unless(client.count({ side: 'borrowing', symbol }), 'refused')) !== undefined;
}

/** What may be missing: undefined where the account lacks the permission, or the server the part. */
export async function allowed<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
	return await unless(asking, 'permission', 'noModule', 'notFound', 'refused');
}
