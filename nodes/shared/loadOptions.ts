import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { connect, hasCredential } from './connection';
import { credentialTypes, type CredentialRole } from './credentials';
import type { ReShare } from './loadClient';
import { toNodeError } from './nodeErrors';

/**
 * Makes a drop-down list that is loaded with the node's credential. n8n also loads it for a new node, which has no credential yet, and does
 * not show the message of an error; the list then contains a sentence instead.
 */
export function createOptionsLoader(
	use: CredentialRole,
	load: (reshare: ReShare, context: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>,
) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		if (!hasCredential(this, use))
			return [
				{
					name: `Choose a credential of the type ${credentialTypes[use].displayName} first`,
					value: '',
					description: 'If one is chosen: Refresh List, in the menu ⋮ beside the name of this field',
				},
			];
		return await connectAndLoad(this, use, load);
	};
}

/** Makes a searchable list. In such a list, n8n itself shows the message of an error, and how to add a missing credential. */
export function createListSearch(
	search: (reshare: ReShare, typed: string, context: ILoadOptionsFunctions) => Promise<INodeListSearchItems[]>,
) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return { results: await connectAndLoad(this, 'myLibrary', async (reshare) => await search(reshare, filter?.trim() ?? '', this)) };
	};
}

async function connectAndLoad<List>(
	context: ILoadOptionsFunctions,
	use: CredentialRole,
	load: (reshare: ReShare, context: ILoadOptionsFunctions) => Promise<List>,
): Promise<List> {
	try {
		const { reshare } = await connect(context, use);
		return await load(reshare, context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
