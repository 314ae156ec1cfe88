import type { ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialTestResult } from 'n8n-workflow';
import { loadClient, type Client } from './client';
import type { Connection } from './connection';
import { readCredential } from './credential';
import { refuseOtherDomains } from './egress';
import { isReShareError } from './errors';
import { fetchOverRequest } from './hostFetch';

/** n8n's functions for allowed domains want a node to blame; a test has none. */
const noNode: INode = { id: '', name: 'Credential test', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

/*
 * The tests of the credentials by hand. Each makes one real login, even after a refused one, reads what the nodes will
 * read with this type of credential, and says in words what was reached or what is wrong.
 */

export async function libraryConnection(this: ICredentialTestFunctions, decrypted: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await tryOut(this, decrypted, async (client, reached) => await client.checkMyLibrary({ ...reached.credential, ...reached }));
}

export async function inventoryConnection(this: ICredentialTestFunctions, decrypted: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await tryOut(this, decrypted, async (client, { okapi }) => await new client.FolioIndex(okapi).check());
}

type Reached = Pick<Connection, 'credential' | 'okapi' | 'http'>;

async function tryOut(
	context: ICredentialTestFunctions,
	decrypted: ICredentialsDecrypted,
	check: (client: Client, reached: Reached) => Promise<string>,
): Promise<INodeCredentialTestResult> {
	const client = await loadClient();
	try {
		const data = decrypted.data ?? {};
		const credential = readCredential(data);
		const http = new client.HttpClient({
			fetch: fetchOverRequest(context.helpers),
			// Three times half a minute is longer than anybody looks at a dialog.
			repeatAfterTimeout: false,
			allowUrl: (url) => refuseOtherDomains(client, noNode, data, credential, url),
		});
		const okapi = new client.OkapiClient({ account: credential, http, sessions: client.processSessions });
		return { status: 'OK', message: await check(client, { credential, okapi, http }) };
	} catch (error) {
		return { status: 'Error', message: inWords(error) };
	}
}

function inWords(error: unknown): string {
	if (!isReShareError(error)) return error instanceof Error ? error.message : String(error);
	return error.description === '' ? error.message : `${error.message}. ${error.description}`;
}
