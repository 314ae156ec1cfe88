import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/connection';

/** Lists the libraries that the inventory's locations name. */
export async function getLibraries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'sharedInventory');
	return (await reshare.inventory.libraries()).map(({ symbol, name }) => ({
		name: name === '' ? symbol : `${symbol} (${name})`,
		value: symbol,
	}));
}
