import { getCredentialAllowedDomains, isDomainAllowed, NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { HttpClient, OkapiClient } from '../../reshare/index';
import { loadClient, type Client } from './client';
import { credentialName, readCredential, type CredentialUse, type OkapiCredential } from './credential';

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
			checkAllowedDomains(context, client, data, credential, url);
			const verdict = await egressFilter(context)?.validateUrl(url);
			if (verdict !== undefined && !verdict.ok) {
				throw new client.ReShareError('blocked', `n8n does not allow connections to ${new URL(url).host}`, {
					description: 'This n8n protects internal addresses (N8N_SSRF_PROTECTION_ENABLED). Ask its administrator to allow this host.',
				});
			}
		},
	});
	const okapi = new client.OkapiClient({ account: credential, http, sessions: client.processSessions });
	return { client, credential, okapi, http };
}

function refuseOtherUse(context: ConnectingContext, found: CredentialUse, needed: CredentialUse): void {
	if (found === needed) return;
	const names: Record<CredentialUse, string> = { sharedInventory: 'Shared Inventory', myLibrary: "My Library's ReShare" };
	throw new NodeOperationError(context.getNode(), `The chosen credential is for ${names[found]}, and this node needs one for ${names[needed]}`, {
		description: `Choose or create an Okapi API credential with 'Used For' set to ${names[needed]}.`,
	});
}

/** Hosts before n8n 2.37 have no egress filter. */
function egressFilter(context: ConnectingContext): ReturnType<IExecuteFunctions['helpers']['getSecureEgressFilter']> | undefined {
	const helpers: Partial<Pick<IExecuteFunctions['helpers'], 'getSecureEgressFilter'>> = context.helpers;
	return helpers.getSecureEgressFilter?.();
}

function checkAllowedDomains(
	context: ConnectingContext,
	client: Client,
	credentialData: ICredentialDataDecryptedObject,
	credential: OkapiCredential,
	url: string,
): void {
	const nodeEndpointUrl = url.startsWith(credential.url.trim().replace(/\/+$/, '')) ? credential.url.trim() : credential.openUrlBaseUrl.trim();
	const allowedDomains = getCredentialAllowedDomains({
		node: context.getNode(),
		credentialData,
		credentialOwnedSurface: true,
		nodeEndpointUrl,
	});
	if (allowedDomains === undefined || isDomainAllowed({ url, allowedDomains })) return;
	throw new client.ReShareError('blocked', `The credential may not be used for ${new URL(url).host}`, {
		description: "Add this host to 'Allowed Domains' in the credential.",
	});
}
