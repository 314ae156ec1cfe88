import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { HttpClient, OkapiClient } from '../../reshare/index';
import { loadClient, type Client } from './client';
import { credentialTypes, readCredential, type CredentialUse, type OkapiCredential } from './credential';
import { egressFilter, refuseOtherDomains, refuseProtectedAddress } from './egress';

export type ConnectingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What a credential leads to. */
export interface Reached {
	/** The client library's exports. */
	readonly client: Client;
	readonly credential: OkapiCredential;
	/** For the addresses in the credential, such as the OpenURL resolver. */
	readonly http: HttpClient;
}

export interface Connection extends Reached {
	readonly okapi: OkapiClient;
}

/**
 * Connects with the account in the node's credential.
 *
 * @param use which of the two types of credential the node has
 * @throws NodeOperationError when the node has none
 * @throws ReShareError `badInput` when a field of the credential cannot be used
 */
export async function connect(context: ConnectingContext, use: CredentialUse): Promise<Connection> {
	return withAccount(await reach(context, use));
}

/** @throws ReShareError `badInput` when a field of the account cannot be used */
export function withAccount(reached: Reached): Connection {
	const { client, credential, http } = reached;
	return { ...reached, okapi: new client.OkapiClient({ account: credential, http, sessions: client.processSessions }) };
}

/**
 * Reads the node's credential and gets ready to call the addresses in it, with an account or without.
 *
 * @throws NodeOperationError when the node has none
 */
export async function reach(context: ConnectingContext, use: CredentialUse): Promise<Reached> {
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
	return { client, credential, http };
}

/** Whether the node has a credential of the type; a workflow of version 0.1.0 may have one of the other. */
export function hasCredential(context: ConnectingContext, use: CredentialUse): boolean {
	return context.getNode().credentials?.[credentialTypes[use].name] !== undefined;
}
