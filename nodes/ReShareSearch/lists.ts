import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openIndex } from './inventory';

/** The libraries of the consortium, as far as the inventory's locations name them. */
export async function getLibraries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { index } = await openIndex(this);
	return (await index.libraries()).map(({ symbol, name }) => ({ name: name === '' ? symbol : `${symbol} (${name})`, value: symbol }));
}
