import type { ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialTestResult } from 'n8n-workflow';
import { loadClient } from './client';
import { accessOf, readCredential, type CredentialUse } from './credential';
import { refuseOtherDomains } from './egress';
import { inWords } from './errors';
import { fetchOverRequest } from './hostFetch';

/** n8n's functions for allowed domains want a node to blame; a test has none. */
const noNode: INode = { id: '', name: 'Credential test', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

/*
 * The tests of the credentials by hand. Each makes one real login, even after a refused one, reads what the nodes will read with this
 * type of credential, and tells what was reached or what is wrong.
 */

export async function libraryConnection(
	this: ICredentialTestFunctions,
	decrypted: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await tryOut(this, decrypted, 'myLibrary');
}

export async function inventoryConnection(
	this: ICredentialTestFunctions,
	decrypted: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await tryOut(this, decrypted, 'sharedInventory');
}

async function tryOut(
	context: ICredentialTestFunctions,
	decrypted: ICredentialsDecrypted,
	use: CredentialUse,
): Promise<INodeCredentialTestResult> {
	const client = await loadClient();
	try {
		const data = decrypted.data ?? {};
		const credential = readCredential(data);
		const reshare = await client.ReShare.open({
			...accessOf(use, credential),
			transport: {
				fetch: fetchOverRequest(context.helpers),
				// Three times half a minute is longer than anybody looks at a dialog.
				repeatAfterTimeout: false,
				allowUrl: (url) => refuseOtherDomains(client, noNode, data, credential, url),
			},
		});
		return { status: 'OK', message: await reshare.check() };
	} catch (error) {
		return { status: 'Error', message: inWords(error) };
	}
}
