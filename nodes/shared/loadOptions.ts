import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { hasCredential } from './connection';
import { credentialTypes, type CredentialRole } from './credentials';
import { toNodeError } from './nodeErrors';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/**
 * Makes a drop-down list that is loaded with the node's credential. n8n also loads it for a new node, which has no credential yet, and does
 * not show the message of an error; the list then contains a sentence instead.
 */
export function createOptionsLoader(use: CredentialRole, load: LoadOptions): LoadOptions {
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

/** Makes a searchable list. In such a list, n8n itself shows the message of an error, and how to add a missing credential. */
export function createListSearch(search: ListSearch): ListSearch {
	return async function (filter) {
		try {
			return await search.call(this, filter);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}
