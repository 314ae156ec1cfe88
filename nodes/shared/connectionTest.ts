import type { ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialTestResult } from 'n8n-workflow';
import { loadClient } from './client';
import { readCredential } from './credential';
import { refuseOtherDomains } from './egress';
import { isReShareError } from './errors';
import { fetchOverRequest } from './hostFetch';

/** Name under which nodes offer the test: `testedBy` in their description, the key in `methods.credentialTest`. */
export const connectionTestName = 'okapiConnection';

/** n8n's functions for allowed domains want a node to blame; a test has none. */
const noNode: INode = { id: '', name: 'Credential test', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

/**
 * The test of a credential by hand. Makes one real login, even after a refused one, reads what the nodes will read with
 * this kind of credential, and says in words what was reached or what is wrong.
 */
export async function okapiConnection(this: ICredentialTestFunctions, decrypted: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const client = await loadClient();
	try {
		const data = decrypted.data ?? {};
		const credential = readCredential(data);
		const http = new client.HttpClient({
			fetch: fetchOverRequest(this.helpers),
			// Three times half a minute is longer than anybody looks at a dialog.
			repeatAfterTimeout: false,
			allowUrl: (url) => refuseOtherDomains(client, noNode, data, credential, url),
		});
		const okapi = new client.OkapiClient({ account: credential, http, sessions: client.processSessions });
		const message =
			credential.usedFor === 'sharedInventory' ? await client.checkSharedInventory(okapi) : await client.checkMyLibrary({ ...credential, okapi, http });
		return { status: 'OK', message };
	} catch (error) {
		return { status: 'Error', message: inWords(error) };
	}
}

function inWords(error: unknown): string {
	if (!isReShareError(error)) return error instanceof Error ? error.message : String(error);
	return error.description === '' ? error.message : `${error.message}. ${error.description}`;
}
