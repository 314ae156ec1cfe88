import { unless } from '../../errors';
import type { DirectoryEntry } from './schemas';
import type { CrossLinkClient } from './CrossLinkClient';
import { equals, ofBranches } from './cql';

/**
 * The symbols, `authority:symbol`, that the directory gives a tenant and its branches, which need not name the tenant, and that the broker
 * takes for it. Empty where the directory gives none, though the broker may know one by a rule of its own; undefined where it may not be read.
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

/** Undefined where the account lacks the permission, or the server the part. */
export async function allowed<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
	return await unless(asking, 'permission', 'noModule', 'notFound', 'refused');
}
