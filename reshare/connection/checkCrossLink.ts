import { badInputError, rethrowUnlessOfKind, undefinedIfFailed } from '../errors';
import { countWithNoun } from '../sentences';
import type { OkapiClient } from '../okapi';
import { callOrExplainMissingModule } from '../okapi/probeServices';
import { checkPermissions, nonexistentId } from '../okapi/permissions';
import { cqlEquals } from '../requests/crosslink/cql';
import { CrossLinkClient } from '../requests/crosslink/CrossLinkClient';
import { readSymbols, undefinedIfNotAllowed } from '../requests/crosslink/directory';

/**
 * Reads a little of everything that the client needs from CrossLink, creates nothing, and says what was reached.
 *
 * @param symbol `authority:symbol` of the one library to use; undefined: every symbol that the tenant owns
 */
export async function checkCrossLink(okapi: OkapiClient, symbol: string | undefined) {
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
	if (owned.length > 1) {
		throw badInputError(
			`The login works, but the tenant '${tenant}' has the symbols ${owned.join(', ')}, and CrossLink would choose one of them for new requests`,
			"Enter your library's symbol in '⟦librarySymbol⟧'.",
		);
	}
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
