import * as n8n from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteFunctions, INode } from 'n8n-workflow';
import type { Client } from './client';
import type { OkapiCredential } from './credential';

/** What n8n lends to check outgoing connections; hosts before 2.37 lend nothing. */
export type EgressFilter = ReturnType<IExecuteFunctions['helpers']['getSecureEgressFilter']>;

export function egressFilter(context: { readonly helpers: object }): EgressFilter | undefined {
	const helpers = context.helpers as Partial<Pick<IExecuteFunctions['helpers'], 'getSecureEgressFilter'>>;
	return helpers.getSecureEgressFilter?.();
}

/** Throws n8n's own error where it protects this address, which the client puts into words; and what resolving a name throws. */
export async function refuseProtectedAddress(filter: EgressFilter | undefined, url: string): Promise<void> {
	const verdict = await filter?.validateUrl(url);
	if (verdict !== undefined && !verdict.ok) throw verdict.error;
}

/**
 * Holds to the list of domains that a credential may be used for. The addresses in the credential itself are always on it,
 * as for n8n's own nodes: the list is written with the HTTP Request node in mind.
 *
 * @throws ReShareError `blocked`
 */
export function refuseOtherDomains(
	client: Client,
	node: INode,
	credentialData: ICredentialDataDecryptedObject,
	credential: OkapiCredential,
	url: string,
): void {
	const own = [credential.url, credential.openUrlBaseUrl, credential.vufindUrl, credential.reservoirUrl].map((address) => address.trim()).find((address) => sameOrigin(address, url));
	// Since 2.20. Hosts before that have no rule for the addresses that stand in the credential itself, and there are no others.
	const { getCredentialAllowedDomains } = n8n as Partial<typeof n8n>;
	const allowedDomains = getCredentialAllowedDomains?.({
		node,
		credentialData,
		credentialOwnedSurface: true,
		...(own === undefined ? {} : { nodeEndpointUrl: own }),
	});
	if (allowedDomains === undefined || n8n.isDomainAllowed({ url, allowedDomains })) return;
	throw new client.ReShareError('blocked', `The credential may not be used for ${new URL(url).host}`, {
		description: "Add this host to 'Allowed Domains' in the credential.",
	});
}

function sameOrigin(first: string, second: string): boolean {
	return URL.canParse(first) && URL.canParse(second) && new URL(first).origin === new URL(second).origin;
}
