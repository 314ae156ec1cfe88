import { changedRows, placeAfter } from '../../../../reshare/requests/modrs/changedRows';
import type { ListOptions } from '../../../../reshare/requests/modrs/ModRsClient';
import type { RequestHead } from '../../../../reshare/requests/model/request';
import { ModRsLibrary } from '../changes/modRsLibrary';

it('refuses a server that ignores the filters', async () => {
	const library = new ModRsLibrary();
	for (let index = 0; index < 100; index++) library.request({ isRequester: false });
	const source = { listHeads: async () => await library.client.listHeads({ filters: [] }) };
	await expect(changedRows(source, 'borrowing', library.now).next()).rejects.toThrow('not asked for');
});

it('drops single rows of the other side and of an earlier time', async () => {
	const library = new ModRsLibrary();
	library.request({ isRequester: false });
	library.request({ createdAt: library.now - 5000 });
	const wanted = library.request();
	const source = { listHeads: async () => await library.client.listHeads({ filters: [] }) };
	expect((await changedRows(source, 'borrowing', library.now - 10).next()).value).toEqual([expect.objectContaining({ id: wanted.id })]);
});

it('goes on after some tries where every row changes between two pages', async () => {
	const library = new ModRsLibrary();
	for (let index = 0; index < 150; index++) library.request();
	let calls = 0;
	const listHeads = async (options: ListOptions): Promise<RequestHead[]> => {
		if (++calls > 30) throw new Error('It begins again and again');
		// So the last row of the page before never comes again.
		return (await library.client.listHeads(options)).map((row) => ({ ...row, version: calls }));
	};
	const seen = new Set<string>();
	for await (const page of changedRows({ listHeads }, 'borrowing', undefined)) for (const { id } of page) seen.add(id);
	expect(seen.size).toBe(150);
});

it('goes on after any number of rows with a page that holds the last of them', () => {
	for (let count = 1; count < 2500; count++) {
		const { page, perPage } = placeAfter(count);
		expect((page - 1) * perPage).toBeLessThan(count);
		expect(page * perPage).toBeGreaterThan(count);
	}
});
