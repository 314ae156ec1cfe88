import { Cache } from '../Cache';
import { badInputError, rethrowUnlessOfKind, undefinedIfFailed } from '../errors';
import { countWithNoun } from '../sentences';
import type { OkapiClient } from '../okapi';
import { callOrExplainMissingModule, hasService } from '../okapi/probeServices';
import { checkPermissions, nonexistentId } from '../okapi/permissions';
import { cqlEquals } from '../requests/crosslink/cql';
import { CrossLinkBackend } from '../requests/crosslink/CrossLinkBackend';
import { CrossLinkClient } from '../requests/crosslink/CrossLinkClient';
import { readSymbols, undefinedIfNotAllowed } from '../requests/crosslink/ownedSymbols';
import type { BackEndOpener } from './settings';

export const crossLinkOpener: BackEndOpener = {
	backend: (okapi, _http, { librarySymbol }) =>
		new CrossLinkBackend(okapi, symbolOf(librarySymbol), undefined, { name: 'mod-rs', open: () => openModRs(okapi) }),
	check: (okapi, _http, { librarySymbol }) => checkCrossLink(okapi, symbolOf(librarySymbol)),
};

/** Whether a tenant also has mod-rs. Key: Okapi and tenant. TTL: ten minutes. A failure is not cached, so the next run asks again. */
const tenantsWithModRs = new Cache<boolean>(10 * 60_000);

/** Opens the tenant's mod-rs; undefined if it has none. While a library migrates, its tenant has both mod-rs and CrossLink. */
async function openModRs(okapi: OkapiClient) {
	if (!(await tenantsWithModRs.get(okapi.scope, () => hasService(okapi, 'modRs')))) return undefined;
	return new (await import('../requests/modrs/ModRsBackend')).ModRsBackend(okapi);
}

/** Adds the authority `ISIL:` to a symbol that was typed without one, since CrossLink knows no other authority. */
function symbolOf(typed = '') {
	const symbol = typed.trim();
	if (symbol === '') return undefined;
	return symbol.includes(':') ? symbol : `ISIL:${symbol}`;
}

/**
 * Reads a little of everything that the client needs from CrossLink, creates nothing, and says what was reached.
 *
 * @param symbol `authority:symbol` of the one library to use; undefined: every symbol that the tenant owns
 */
async function checkCrossLink(okapi: OkapiClient, symbol: string | undefined) {
	const client = new CrossLinkClient(okapi);
	const { tenant } = okapi.account;
	let total = 0;
	await checkPermissions([
		['to list requests', async () => (total = await callOrExplainMissingModule(okapi, 'crossLink', countFor(client, symbol)))],
		['to read one request', () => client.getRow(nonexistentId)],
		// Most of the following calls name a request that does not exist. The answer that there is none proves the permission.
		['to read what happened to a request', () => undefinedIfFailed(client.events(nonexistentId), 'notFound')],
		['to read messages', () => undefinedIfFailed(client.notifications(nonexistentId), 'notFound')],
		['to read the states', () => client.stateModel()],
		['to read which actions are possible', () => undefinedIfFailed(client.allowedActions(nonexistentId), 'notFound')],
		['to read the copies of a request', () => undefinedIfFailed(client.items(nonexistentId), 'notFound')],
		['to read which libraries were asked', () => client.locatedSuppliers(nonexistentId)],
		['to read why no library was found', () => client.transactionEvents(nonexistentId)],
		// Not every tenant has the directory at its Okapi, and an older directory may refuse this query; neither is a missing permission.
		['to read the Directory', () => undefinedIfFailed(client.directoryEntries(cqlEquals('tenant', tenant)), 'noModule', 'refused')],
	]);
	const owned = symbol === undefined ? await readSymbols(client) : [symbol];
	if (owned.length > 1)
		throw badInputError(
			`The login works, but the tenant '${tenant}' has the symbols ${owned.join(', ')}, and CrossLink would choose one of them for new requests`,
			"Enter your library's symbol in '⟦librarySymbol⟧'.",
		);
	return `Connected to CrossLink: ${countWithNoun(total, 'borrowing request', 'borrowing requests')}${symbol === undefined ? '' : ` of ${symbol}`}`;
}

/** Counts the requests of the symbol. If the tenant does not own the symbol, the error lists those that it owns. */
async function countFor(client: CrossLinkClient, symbol: string | undefined) {
	try {
		return await client.count({ side: 'borrowing', symbol });
	} catch (error) {
		rethrowUnlessOfKind(error, 'refused');
		const owned = await readSymbols(client).catch(() => []);
		throw owned.length === 0 ? error : badInputError(error.message, `${error.description} The tenant has ${owned.join(', ')}.`);
	}
}

/** Counts the borrowing requests that the account's tenant has at CrossLink. The count is 0 also where the account may not ask. */
export async function countCrossLinkRequests(okapi: OkapiClient) {
	return (await undefinedIfNotAllowed(new CrossLinkClient(okapi).count({ side: 'borrowing' }))) ?? 0;
}
