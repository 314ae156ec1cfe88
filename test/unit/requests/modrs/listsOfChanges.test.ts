import type { ModRsListOptions } from '../../../../reshare/requests/modrs/ModRsClient';
import { listChangedHeads } from '../../../../reshare/requests/modrs/listPages';
import type { RequestHead } from '../../../../reshare/requests/model/request';
import { ModRsLibrary } from '../changes/ModRsLibrary';

it('a list of changed patron requests from mod-rs is refused if it shows that the server ignored the filters', async () => {
	const library = new ModRsLibrary();
	for (let index = 0; index < 100; index++) library.request({ isRequester: false });
	const source = { listHeads: () => library.client.listHeads({ filters: [] }) };
	await expect(listChangedHeads(source, 'borrowing', library.now).next()).rejects.toThrow('not asked for');
});

it.each(['lastUpdated', 'id'])(
	'a list of changed patron requests from mod-rs is refused if the server ignores the filter by %s from the second page on',
	async (property) => {
		const library = new ModRsLibrary();
		for (let index = 0; index < 250; index++) library.request();
		let calls = 0;
		const listHeads = async ({ filters = [], ...options }: ModRsListOptions) => {
			if (++calls > 30) throw new Error('It begins again and again');
			return await library.client.listHeads({
				...options,
				filters: filters.filter((filter) => !new RegExp(`^${property}[<>]`).test(filter)),
			});
		};
		const all = async () => {
			for await (const page of listChangedHeads({ listHeads }, 'borrowing', undefined)) expect(page.length).toBeLessThanOrEqual(100);
		};
		await expect(all()).rejects.toThrow('not asked for');
	},
);

it('a list of changed mod-rs requests leaves out single ones of the other side or an earlier time, if the server does not', async () => {
	const library = new ModRsLibrary();
	library.request({ isRequester: false });
	library.request({ createdAt: library.now - 5000 });
	const wanted = library.request();
	const source = { listHeads: () => library.client.listHeads({ filters: [] }) };
	expect((await listChangedHeads(source, 'borrowing', library.now - 10).next()).value).toEqual([
		expect.objectContaining({ id: wanted.id }),
	]);
});

it.each([60, 130, 400])(
	'a paged list of 400 changed patron requests from mod-rs has each of them once if %s at a time changed in the same second',
	async (perSecond) => {
		const library = new ModRsLibrary();
		const ids = Array.from(
			{ length: 400 },
			(_, index) => library.request({ lastUpdated: (library.now - 5000 + Math.floor(index / perSecond)) * 1000 + index }).id,
		);
		const found: RequestHead[] = [];
		for await (const page of listChangedHeads(library.client, 'borrowing', undefined)) found.push(...page);
		expect(found).toHaveLength(400);
		expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
		expect(found.map(({ changedAt }) => changedAt)).toEqual(found.map(({ changedAt }) => changedAt).sort());
	},
);
