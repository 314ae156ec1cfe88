import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { HttpClient, OkapiClient } from '../../reshare/index';
import { loadClient, type Client } from './client';
import { credentialNames, readCredential, type CredentialUse, type OkapiCredential } from './credential';
import { egressFilter, refuseOtherDomains, refuseProtectedAddress } from './egress';

export type ConnectingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface Connection {
	/** The client library's exports. */
	readonly client: Client;
	readonly credential: OkapiCredential;
	readonly okapi: OkapiClient;
	/** For services beside Okapi, such as the OpenURL resolver. */
	readonly http: HttpClient;
}

/**
 * Connects with the node's credential.
 *
 * @param use which of the two types of credential the node has
 * @throws ReShareError `badInput` when a field of the credential cannot be used
 */
export async function connect(context: ConnectingContext, use: CredentialUse): Promise<Connection> {
	const data = await context.getCredentials(credentialNames[use]);
	const credential = readCredential(data);
	const client = await loadClient();
	const http = new client.HttpClient({
		fetch: client.processFetch(egressFilter(context)?.createSecureLookup()),
		allowUrl: async (url) => {
			refuseOtherDomains(client, context.getNode(), data, credential, url);
			await refuseProtectedAddress(egressFilter(context), url);
		},
	});
	const okapi = new client.OkapiClient({ account: credential, http, sessions: client.processSessions });
	return { client, credential, okapi, http };
}
