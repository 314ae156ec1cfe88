import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { HttpClient, OkapiClient } from '../../reshare/index';
import { loadClient, type Client } from './client';
import { credentialTypes, readCredential, type CredentialUse, type OkapiCredential } from './credential';
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
 * @throws NodeOperationError when the node has none
 * @throws ReShareError `badInput` when a field of the credential cannot be used
 */
export async function connect(context: ConnectingContext, use: CredentialUse): Promise<Connection> {
	if (!hasCredential(context, use)) {
		throw new NodeOperationError(context.getNode(), `The node has no credential of the type ${credentialTypes[use].displayName}`, {
			description: 'Choose or create one in the field Credential.',
		});
	}
	const data = await context.getCredentials(credentialTypes[use].name);
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

/** Whether the node has a credential of the type; a workflow of version 0.1.0 may have one of the other. */
export function hasCredential(context: ConnectingContext, use: CredentialUse): boolean {
	return context.getNode().credentials?.[credentialTypes[use].name] !== undefined;
}
