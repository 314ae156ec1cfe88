import { createListSearch, createOptionsLoader } from '../shared/loadOptions';

export const removeCodeFromPickupName = (entry: string): string => entry.replace(/ \([^()]*\)$/, '');

export const searchPickupLocations = createListSearch(async ({ requests }, typed) =>
	(await requests.pickupLocations())
		// The name has the code behind it, because two locations may have the same name.
		.map(({ name, slug, code = slug }) => ({ name: `${name} (${code})`, value: slug }))
		.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())),
);

export const getCopyrightTypes = createOptionsLoader('myLibrary', async ({ requests }) =>
	(await requests.choices('copyrightTypes')).map(({ value, label }) => ({ name: label, value })),
);
