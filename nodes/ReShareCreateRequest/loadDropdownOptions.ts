import { createListSearch, createOptionsLoader } from '../shared/loadOptions';

/** Adds the code to the name, because two locations may have the same name. */
const listed = (name: string, code: string) => `${name} (${code})`;

export const removeCodeFromPickupName = (entry: string): string => entry.replace(/ \([^()]*\)$/, '');

export const searchPickupLocations = createListSearch(async ({ requests }, typed) =>
	(await requests.pickupLocations())
		.map(({ name, slug, code = slug }) => ({ name: listed(name, code), value: slug }))
		.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())),
);

export const getCopyrightTypes = createOptionsLoader('myLibrary', async ({ requests }) =>
	(await requests.choices('copyrightTypes')).map(({ value, label }) => ({ name: label, value })),
);
