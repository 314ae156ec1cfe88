import { unless } from '../../errors';
import type { CrossLinkClient } from './CrossLinkClient';
import { equals, ofSymbols } from './cql';

/**
 * The symbols, `authority:symbol`, that the directory gives a tenant and its branches, which need not name the tenant, and that the broker
 * takes for it. Empty where the directory gives none, though the broker may know one by a rule of its own; undefined where it may not be read.
 */
export async function symbolsOwned(client: CrossLinkClient, tenant: string): Promise<string[] | undefined> {
	const entries = await allowed(client.directoryEntries(equals('tenant', tenant)));
	if (entries === undefined) return undefined;
	const given = entries.flatMap(({ symbols }) => symbols);
	const branches = given.length === 0 ? undefined : await allowed(client.directoryEntries(ofSymbols('parentSymbol', given)));
	const all = [...new Set([...given, ...(branches ?? []).flatMap(({ symbols }) => symbols)])].sort();
	return (await Promise.all(all.map(async (symbol) => ((await unless(client.count({ side: 'borrowing', symbol }), 'refused')) === undefined ? [] : [symbol])))).flat();
}

/** Undefined where the account lacks the permission, or the server the part. */
export async function allowed<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
	return await unless(asking, 'permission', 'noModule', 'notFound', 'refused');
}
