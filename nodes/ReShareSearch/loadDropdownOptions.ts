import { createOptionsLoader } from '../shared/loadOptions';

/** Lists the libraries that the inventory's locations name. */
export const getLibraries = createOptionsLoader('sharedInventory', async ({ inventory }) =>
	(await inventory.libraries()).map(({ symbol, name }) => ({ name: name === '' ? symbol : `${symbol} (${name})`, value: symbol })),
);
