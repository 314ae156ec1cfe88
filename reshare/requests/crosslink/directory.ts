import { ReShareError, rethrowUnlessOfKind, undefinedIfFailed } from '../../errors';
import { Cache } from '../../Cache';
import { once } from '../../memoize';
import type { CrossLinkClient } from './CrossLinkClient';
import { cqlEquals, cqlOfSymbols } from './cql';
import type { DirectoryEntry } from './schemas';

/**
 * The tenant's own entries. Key: the account, since another one may not read them. TTL: 10 minutes. A failure is not cached; the limit and
 * the pickup locations are then unknown.
 */
const directories = new Cache<readonly DirectoryEntry[] | undefined>(10 * 60_000);
/**
 * The names of libraries; null if the Directory has none. Key: the account and the symbol. TTL: 60 minutes. A failure is not cached; the
 * library's symbol then stands in place of its name.
 */
const libraryNames = new Cache<string | null>(60 * 60_000);

/** Reads the tenant's own entries. There are none if the Directory is too old to give them. */
export async function readOwnEntries(client: CrossLinkClient) {
	return (await directories.get(client.okapi.accountScope, () => client.ownEntries())) ?? [];
}

export async function readPatronLimit(client: CrossLinkClient) {
	const limits = (await readOwnEntries(client)).flatMap(({ illConfig }) => illConfig?.maxRequestsPerPatron ?? []);
	const [most] = limits.filter((limit) => limit > 0).sort((a, b) => a - b);
	return { most, isZero: false };
}

/**
 * Reads the library's pickup locations.
 *
 * @throws ReShareError `notFound` if the Directory names none, as in versions of August 2026
 */
export async function readPickupLocations(client: CrossLinkClient) {
	const places = (await readOwnEntries(client)).filter(({ illConfig }) => illConfig?.isPickupLocation === true);
	if (places.length > 0)
		return places
			.map(({ id, name, lmsLocationCode }) => ({ slug: id, name: name ?? id, code: lmsLocationCode }))
			.sort((a, b) => a.name.localeCompare(b.name));
	throw new ReShareError(
		'notFound',
		'the Directory of CrossLink names no pickup locations',
		'It may be too old for that, or none of your entries is marked as a pickup location. The place that is set for the library serves all requests.',
	);
}

/** Reads the names of libraries, by `authority:symbol`. A failure is ignored, because a request can be shown without the names. */
export async function readLibraryNames(client: CrossLinkClient, symbols: readonly string[]) {
	const entries = once(() => client.directoryEntries(cqlOfSymbols('symbol', symbols)));
	const nameOf = async (symbol: string) => (await entries()).find((entry) => entry.symbols.includes(symbol))?.name ?? null;
	const names = symbols.map(async (symbol) => {
		const key = `${client.okapi.accountScope}|${symbol}`;
		return [symbol, await libraryNames.get(key, () => nameOf(symbol)).catch(() => null)] as const;
	});
	return new Map(await Promise.all(names));
}

/**
 * The symbols of a tenant. Key: the account, since others of its tenant may not read the Directory. TTL: 10 minutes. A failure is not
 * cached; lists and polls fail with it.
 */
const ownedSymbols = new Cache<readonly string[]>(10 * 60_000);

/**
 * Lists the symbols that the tenant owns.
 *
 * @throws ReShareError if the symbols are not known, because a list without one of them would silently lack its requests
 */
export function symbolsOwnedBy(client: CrossLinkClient) {
	return ownedSymbols.get(client.okapi.accountScope, () => readSymbols(client));
}

/**
 * Reads the symbols (`authority:symbol`) that the Directory gives a tenant and its branches, and that the broker accepts as the tenant's.
 * Branches are found by the symbol of their parent, because their entries need not name the tenant. The list is never empty.
 *
 * @throws ReShareError if the Directory names no symbol, even if the broker knows one by its own rule (`TENANT_TO_SYMBOL`), which it does
 * not disclose
 */
export async function readSymbols(client: CrossLinkClient) {
	const { tenant } = client.okapi.account;
	const given = await symbolsInDirectory(client, cqlEquals('tenant', tenant));
	const branches = given.length === 0 ? [] : await symbolsInDirectory(client, cqlOfSymbols('parentSymbol', given));
	const all = [...new Set([...given, ...branches])].sort();
	const areOwned = await Promise.all(all.map((symbol) => client.owns(symbol)));
	const owned = all.filter((_, index) => areOwned[index]);
	if (owned.length > 0) return owned;
	// If the broker does not know the tenant either, its own error is clearer.
	await client.count({ side: 'borrowing' });
	throw unknownSymbols(
		new ReShareError('notFound', `the Directory of CrossLink names no library for the tenant '${tenant}'`, "Check '⟦tenant⟧'."),
	);
}

async function symbolsInDirectory(client: CrossLinkClient, cql: string) {
	try {
		return (await client.directoryEntries(cql)).flatMap(({ symbols }) => symbols);
	} catch (error) {
		rethrowUnlessOfKind(error, ...notAllowed);
		throw unknownSymbols(error);
	}
}

function unknownSymbols(cause: ReShareError) {
	return new ReShareError(cause.kind, `Your library's symbols in CrossLink could not be read: ${cause.message}`, {
		...cause,
		description: `${cause.description} Or enter your library's symbol as '⟦librarySymbol⟧' in the ⟦settings⟧.`,
		cause,
	});
}

const notAllowed = ['permission', 'noModule', 'notFound', 'refused'] as const;

/** Waits for an answer. The result is undefined if the account lacks the permission, or the server lacks that part. */
export function undefinedIfNotAllowed<Answer>(asking: Promise<Answer>) {
	return undefinedIfFailed(asking, ...notAllowed);
}
