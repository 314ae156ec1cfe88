import { badInputError, ReShareError, undefinedIfFailed } from '../errors';
import type { OkapiClient } from '../okapi';
import { hasModRs, explainOtherBackend } from '../okapi/explainOtherBackend';
import { Cache } from '../Cache';
import { checkPermissions, nonexistentId } from '../okapi/permissions';
import { CrossLinkClient } from '../requests/crosslink/CrossLinkClient';
import { CrossLinkBackend } from '../requests/crosslink/CrossLinkBackend';
import { cqlEquals } from '../requests/crosslink/cql';
import { undefinedIfNotAllowed, readSymbols } from '../requests/crosslink/symbols';
import type { RequestBackend } from '../requests/port/RequestBackend';
import { countWithNoun, quotedTerm } from '../hostTerms';
import type { BackEndOpener } from './settings';

export const crossLinkOpener: BackEndOpener = {
	backend: (okapi, _http, { librarySymbol }) =>
		new CrossLinkBackend(okapi, symbolOf(librarySymbol), undefined, { name: 'mod-rs', open: async () => await openModRs(okapi) }),
	check: async (okapi, _http, { librarySymbol }) => await check(okapi, symbolOf(librarySymbol)),
};

/** Whether a tenant also has mod-rs. Key: Okapi and tenant. TTL: ten minutes. A failure is not cached, so the next run asks again. */
const tenantsWithModRs = new Cache<boolean>(10 * 60_000);

/** While a library migrates, its tenant has both mod-rs and CrossLink. */
async function openModRs(okapi: OkapiClient): Promise<RequestBackend | undefined> {
	const isThere = await tenantsWithModRs.get(okapi.scope, async () => await hasModRs(okapi));
	return isThere ? new (await import('../requests/modrs/ModRsBackend')).ModRsBackend(okapi) : undefined;
}

/** Counts the borrowing requests that the account's tenant has at CrossLink. The count is 0 also where the account may not ask. */
export async function countCrossLinkRequests(okapi: OkapiClient): Promise<number> {
	return (await undefinedIfNotAllowed(new CrossLinkClient(okapi).count({ side: 'borrowing' }))) ?? 0;
}

/** CrossLink knows only the authority `ISIL`, and people write a symbol without it. */
function symbolOf(typed = ''): string | undefined {
	const symbol = typed.trim();
	if (symbol === '') return undefined;
	return symbol.includes(':') ? symbol : `ISIL:${symbol}`;
}

/**
 * Reads a little of everything, creates nothing, and says what was reached.
 *
 * @param symbol `authority:symbol` of the one library to use; undefined: every symbol that the tenant owns
 */
async function check(okapi: OkapiClient, symbol: string | undefined): Promise<string> {
	const client = new CrossLinkClient(okapi);
	const { tenant } = okapi.account;
	let total = 0;
	await checkPermissions([
		['to list requests', async () => (total = await explainOtherBackend(okapi, 'crossLink', async () => await countFor(client, symbol)))],
		['to read one request', async () => await client.getRow(nonexistentId)],
		// These calls name a request that does not exist, so that only a missing permission makes them fail.
		['to read what happened to a request', async () => await undefinedIfFailed(client.events(nonexistentId), 'notFound')],
		['to read messages', async () => await undefinedIfFailed(client.notifications(nonexistentId), 'notFound')],
		['to read the states', async () => await client.stateModel()],
		['to read which actions are possible', async () => await undefinedIfFailed(client.allowedActions(nonexistentId), 'notFound')],
		['to read the copies of a request', async () => await undefinedIfFailed(client.items(nonexistentId), 'notFound')],
		['to read which libraries were asked', async () => await client.locatedSuppliers(nonexistentId)],
		['to read why no library was found', async () => await client.transactionEvents(nonexistentId)],
		// Not every tenant has the directory at its Okapi, and an older directory may refuse this query.
		[
			'to read the Directory',
			async () => await undefinedIfFailed(client.directoryEntries(cqlEquals('tenant', tenant)), 'noModule', 'refused'),
		],
	]);
	const owned = symbol === undefined ? await readSymbols(client) : [symbol];
	if (owned.length > 1) {
		throw badInputError(
			`The login works, but the tenant '${tenant}' has the symbols ${owned.join(', ')}, and CrossLink would choose the one for new requests`,
			`Enter your library's as ${quotedTerm('librarySymbol')}.`,
		);
	}
	return `Connected to CrossLink: ${countWithNoun(total, 'borrowing request', 'borrowing requests')}${symbol === undefined ? '' : ` of ${symbol}`}`;
}

/** Counts the requests of the symbol. If the tenant does not own the symbol, the error lists those that it owns. */
async function countFor(client: CrossLinkClient, symbol: string | undefined): Promise<number> {
	try {
		return await client.count({ side: 'borrowing', symbol });
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'refused') throw error;
		const owned = await readSymbols(client).catch(() => []);
		throw owned.length === 0 ? error : badInputError(error.message, `${error.description} The tenant has ${owned.join(', ')}.`);
	}
}
