import type { HeadWithRawRow } from '../../../../reshare/requests/crosslink/schemas';
import type { CrossLinkClient, CrossLinkListOptions } from '../../../../reshare/requests/crosslink/CrossLinkClient';
import { createRowComparator, readPages } from '../../../../reshare/requests/crosslink/RequestLists';

const moment = '2026-11-20T10:00:00Z';
const row = (id: string, values: Partial<HeadWithRawRow> = {}) =>
	({ id, side: 'borrowing', createdAt: moment, changedAt: moment, ...values }) as HeadWithRawRow;

async function read(answer: (limit: number) => readonly HeadWithRawRow[]): Promise<{ readonly ids: string[]; readonly limits: number[] }> {
	const limits: number[] = [];
	const client = {
		list: async ({ limit }: CrossLinkListOptions) => {
			limits.push(limit);
			return { items: [...answer(limit)] };
		},
	} as unknown as CrossLinkClient;
	const ids: string[] = [];
	for await (const page of readPages(client, undefined, { side: 'borrowing', order: { by: 'changedAt', newestFirst: false } }))
		ids.push(...page.map(({ id }) => id));
	return { ids, limits };
}

it('a CrossLink list of one side leaves out requests of the other side, and counts as a bad answer if it contains only these', async () => {
	expect((await read(() => [row('a'), row('b', { side: 'lending' }), row('c')])).ids).toEqual(['a', 'c']);
	await expect(read(() => [row('b', { side: 'lending' })])).rejects.toMatchObject({ kind: 'badAnswer' });
	expect((await read(() => [])).ids).toEqual([]);
});

it('the page size of a CrossLink list doubles while requests with the same time fill the page, and each request comes once', async () => {
	const rows = Array.from({ length: 250 }, (_, index) => row(`r${index}`));
	const { ids, limits } = await read((limit) => rows.slice(0, limit));
	expect(limits).toEqual([100, 200, 400]);
	expect([ids.length, new Set(ids).size]).toEqual([250, 250]);
});

it('a CrossLink list counts as a bad answer if requests with the same time fill its pages, however large these are', async () => {
	let calls = 0;
	const endless = (limit: number) => {
		if (++calls > 20) throw new Error('It asks for ever more');
		return Array.from({ length: limit }, (_, index) => row(`r${index}`));
	};
	await expect(read(endless)).rejects.toMatchObject({ kind: 'badAnswer' });
});

it('requests of CrossLink that changed at the same time are sorted by id, whether the newest or the oldest come first', () => {
	const rows = [row('b'), row('a'), row('c', { changedAt: '2026-11-20T10:00:00.5Z' })];
	const ids = (newestFirst: boolean) => [...rows].sort(createRowComparator({ by: 'changedAt', newestFirst })).map(({ id }) => id);
	expect([ids(true), ids(false)]).toEqual([
		['c', 'a', 'b'],
		['a', 'b', 'c'],
	]);
});
