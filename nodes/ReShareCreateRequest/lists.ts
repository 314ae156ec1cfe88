import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/connection';

/** The library's pickup locations, by name. Two with one name are told apart by their slugs. */
export async function searchPickupLocations(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { reshare } = await connect(this, 'myLibrary');
	const wanted = filter?.trim().toLowerCase() ?? '';
	const locations = await reshare.requests.pickupLocations();
	return {
		results: locations
			.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted))
			.map(({ name, slug }) => ({ name: `${name} (${slug})`, value: slug })),
	};
}

export async function getCopyrightTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'myLibrary');
	return (await reshare.requests.copyrightTypes()).map(({ value, label }) => ({ name: label, value }));
}
