import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { hasCredential } from './connection';
import { credentialTypes, type CredentialUse } from './credential';
import { toNodeError } from './errors';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/**
 * A drop-down list that is read with the node's credential. n8n loads it before a new node has one, and shows no error's message: the
 * list then holds a sentence instead.
 */
export function dropDown(use: CredentialUse, load: LoadOptions): LoadOptions {
	return async function () {
		if (!hasCredential(this, use))
			return [
				{
					name: `Choose a credential of the type ${credentialTypes[use].displayName} first`,
					value: '',
					description: 'If one is chosen: Refresh List, in the menu ⋮ beside the name of this field',
				},
			];
		try {
			return await load.call(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

/** For a searchable list, n8n shows an error's message and, without a credential, how to add one. */
export function searchable(search: ListSearch): ListSearch {
	return async function (filter) {
		try {
			return await search.call(this, filter);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}
