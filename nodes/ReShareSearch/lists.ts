import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../shared/errors';
import { openInventory } from './inventory';

/** The libraries of the consortium, as far as the inventory's locations name them. */
export async function getLibraries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { client, inventory } = await openInventory(this);
		return (await client.lendingLibrarySymbols(inventory)).map(({ symbol, name }) => ({ name: name === '' ? symbol : `${symbol} (${name})`, value: symbol }));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
