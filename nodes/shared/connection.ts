import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { loadClient, type ClientModule, type ReShare, type ReShareOptions } from './loadClient';
import { n8nTerms } from './n8nTerms';
import { buildClientOptions, credentialTypes, readCredential, type CredentialRole } from './credentials';
import { egressFilterOf, addressGuardOf, refuseOtherDomains, refuseProtectedAddress } from './egressFilter';

type ConnectingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface Connection {
	readonly client: ClientModule;
	readonly reshare: ReShare;
	/** The library's name at the OpenURL resolver; empty if the credential has none. */
	readonly openUrlTenant: string;
	/** The library's own symbols in the shared inventory, as the credential lists them. */
	readonly ownSymbols: readonly string[];
}

/**
 * Connects with the node's credential. If a field of the credential cannot be used, the ReShareError `badInput` comes only when it is first
 * used.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function connect(
	context: ConnectingContext,
	use: CredentialRole,
	options: Pick<ReShareOptions, 'home'> & { readonly batchSize?: number } = {},
): Promise<Connection> {
	if (!hasCredential(context, use)) {
		throw new NodeOperationError(context.getNode(), `The node has no credential of the type ${credentialTypes[use].displayName}`, {
			description: 'Choose or create one in the field Credential.',
		});
	}
	const data = await context.getCredentials(credentialTypes[use].name);
	const credential = readCredential(data);
	const client = await loadClient();
	const filter = egressFilterOf(context);
	const { batchSize, ...others } = options;
	const reshare = await client.ReShare.open({
		caller: n8nTerms,
		...buildClientOptions(use, credential, batchSize),
		...others,
		// When somebody presses Stop, n8n ignores the node but lets it run on, so that the node must stop by itself.
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		transport: {
			guard: addressGuardOf(context.helpers),
			allowUrl: async (url) => {
				refuseOtherDomains(client, context.getNode(), data, credential, url);
				await refuseProtectedAddress(filter, url);
			},
		},
	});
	return { client, reshare, openUrlTenant: credential.openUrlTenant, ownSymbols: credential.ownSymbols };
}

/**
 * Whether the node has a credential of the type that it needs for this role. A workflow of version 0.1.0 may have one of the other type.
 */
export function hasCredential(context: ConnectingContext, use: CredentialRole): boolean {
	return context.getNode().credentials?.[credentialTypes[use].name] !== undefined;
}
