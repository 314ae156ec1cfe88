import { ReShareError } from '../../errors';
import { Cache } from '../../Cache';
import { once } from '../../memoize';
import type { CrossLinkClient } from './CrossLinkClient';
import { cqlOfSymbols } from './cql';
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
