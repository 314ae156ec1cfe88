import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { HttpClient, OkapiClient } from '../../reshare/index';
import { loadClient, type Client } from './client';
import { credentialName, readCredential, useNames, type CredentialUse, type OkapiCredential } from './credential';
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
 * @param use which of the two kinds of credential the node needs; the other is refused in words
 * @throws NodeOperationError when the credential is of the other kind
 * @throws ReShareError `badInput` when a field of the credential cannot be used
 */
export async function connect(context: ConnectingContext, use: CredentialUse): Promise<Connection> {
	const data = await context.getCredentials(credentialName);
	const credential = readCredential(data);
	refuseOtherUse(context, credential.usedFor, use);
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

function refuseOtherUse(context: ConnectingContext, found: CredentialUse, needed: CredentialUse): void {
	if (found === needed) return;
	throw new NodeOperationError(context.getNode(), `The chosen credential is for ${useNames[found]}, and this node needs one for ${useNames[needed]}`, {
		description: `Choose or create a ReShare Okapi API credential with 'Used For' set to ${useNames[needed]}.`,
	});
}
