import {
	getCredentialAllowedDomains,
	isDomainAllowed,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INode,
} from 'n8n-workflow';
import type { ClientModule, ReShareOptions } from './loadClient';
import type { CredentialFields } from './credentials';
import { createFetchOverHttpRequest } from './n8nFetch';

/** n8n's filter for outgoing connections, which exists since n8n 2.37. */
type EgressFilter = ReturnType<IExecuteFunctions['helpers']['getSecureEgressFilter']>;

type Helpers = Pick<IExecuteFunctions['helpers'], 'httpRequest'> & Partial<Pick<IExecuteFunctions['helpers'], 'getSecureEgressFilter'>>;

export function egressFilterOf(context: { readonly helpers: Helpers }): EgressFilter | undefined {
	return context.helpers.getSecureEgressFilter?.();
}

/**
 * Makes the guard by which n8n refuses addresses when a connection is opened, because a name may then resolve to another address than when
 * `validateUrl` asked. Without protection, n8n returns the same filter as for `unsafe`; only with protection must calls use n8n's own
 * helper, which opens a connection for each call.
 */
export function addressGuardOf(helpers: Helpers): NonNullable<ReShareOptions['transport']>['guard'] {
	const filter = helpers.getSecureEgressFilter?.();
	if (filter === undefined) return undefined;
	const isProtecting = filter !== helpers.getSecureEgressFilter?.('unsafe');
	return { lookup: filter.createSecureLookup(), ...(isProtecting && { fetch: createFetchOverHttpRequest(helpers) }) };
}

/** Throws n8n's own error if n8n protects this address; the client puts it into words. It also throws the errors of resolving the name. */
export async function refuseProtectedAddress(filter: EgressFilter | undefined, url: string): Promise<void> {
	const verdict = await filter?.validateUrl(url);
	if (verdict !== undefined && !verdict.ok) throw verdict.error;
}

/**
 * Refuses an address whose host is not among the credential's Allowed Domains. The credential's own addresses always pass, as in n8n's own
 * nodes, because a library fills in that list for the HTTP Request node only.
 *
 * @throws ReShareError `blocked`
 */
export function refuseOtherDomains(
	client: ClientModule,
	node: INode,
	credentialData: ICredentialDataDecryptedObject,
	credential: CredentialFields,
	url: string,
): void {
	const own = [credential.url, credential.openUrlBaseUrl, credential.vufindUrl, credential.reservoirUrl]
		.map((address) => address.trim())
		.find((address) => sameOrigin(address, url));
	// n8n has this function since 2.20. In older versions there is no rule for the credential's own addresses, and no other address is
	// called.
	const domainsOf = getCredentialAllowedDomains as typeof getCredentialAllowedDomains | undefined;
	const allowedDomains = domainsOf?.({ node, credentialData, credentialOwnedSurface: true, nodeEndpointUrl: own });
	if (allowedDomains === undefined || isDomainAllowed({ url, allowedDomains })) return;
	throw new client.ReShareError('blocked', `The credential may not be used for ${new URL(url).host}`, {
		description: "Add this host to 'Allowed Domains' in the credential.",
	});
}

function sameOrigin(first: string, second: string): boolean {
	return URL.canParse(first) && URL.canParse(second) && new URL(first).origin === new URL(second).origin;
}
