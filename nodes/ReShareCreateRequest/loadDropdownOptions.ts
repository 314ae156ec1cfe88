import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/connection';

/** Adds the code to the name, because two locations may have the same name. */
const listed = (name: string, code: string) => `${name} (${code})`;

export const removeCodeFromPickupName = (entry: string): string => entry.replace(/ \([^()]*\)$/, '');

export async function searchPickupLocations(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { reshare } = await connect(this, 'myLibrary');
	const wanted = filter?.trim().toLowerCase() ?? '';
	const locations = await reshare.requests.pickupLocations();
	return {
		results: locations
			.map(({ name, slug, code = slug }) => ({ name: listed(name, code), value: slug }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

export async function getCopyrightTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'myLibrary');
	return (await reshare.requests.choices('copyrightTypes')).map(({ value, label }) => ({ name: label, value }));
}
