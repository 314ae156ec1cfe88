import type { ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialTestResult } from 'n8n-workflow';
import { loadClient } from './loadClient';
import { n8nTerms } from './n8nTerms';
import { buildClientOptions, readCredential, type CredentialRole } from './credentials';
import { refuseOtherDomains } from './egressFilter';
import { errorInWords } from './nodeErrors';
import { createFetchOverLegacyRequest } from './n8nFetch';

/** A stand-in for a node. n8n's functions for allowed domains need one for their errors, but the test of a credential has none. */
const noNode: INode = { id: '', name: 'Credential test', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

/**
 * Makes the test that people start in a credential's dialog. It makes one real login, even after a refused one, reads what the nodes will
 * read with this type of credential, and reports what was reached or what is wrong.
 */
function createConnectionTest(use: CredentialRole) {
	return async function (this: ICredentialTestFunctions, decrypted: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
		const client = await loadClient();
		try {
			const data = decrypted.data ?? {};
			const credential = readCredential(data);
			const reshare = await client.ReShare.open({
				caller: n8nTerms,
				...buildClientOptions(use, credential),
				transport: {
					fetch: createFetchOverLegacyRequest(this.helpers),
					// Three attempts of half a minute would take longer than anybody watches a dialog.
					repeatAfterTimeout: false,
					allowUrl: (url) => refuseOtherDomains(client, noNode, data, credential, url),
				},
			});
			return { status: 'OK', message: await reshare.check() };
		} catch (error) {
			return { status: 'Error', message: errorInWords(error) };
		}
	};
}

export const testLibraryConnection = createConnectionTest('myLibrary');
export const testInventoryConnection = createConnectionTest('sharedInventory');
