import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/connection';

/** Two places with one name are told apart by their codes. */
const listed = (name: string, code: string): string => `${name} (${code})`;

/** The name of a place that was chosen from the list. */
export const nameInList = (entry: string): string => entry.replace(/ \([^()]*\)$/, '');

/** The library's pickup locations, by name. */
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
