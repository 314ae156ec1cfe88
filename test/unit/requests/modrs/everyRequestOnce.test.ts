import { eachModRsRequest, type ModRsRowQuery } from '../../../../reshare/requests/modrs/listPages';
import { ModRsLibrary } from '../changes/ModRsLibrary';

async function idsOf(library: ModRsLibrary, order: ModRsRowQuery['order'], more: Partial<ModRsRowQuery> = {}) {
	const ids: string[] = [];
	for await (const { request } of eachModRsRequest(library.client, { side: 'borrowing', order, ...more })) ids.push(request.id);
	return ids;
}

const newest: ModRsRowQuery['order'] = { by: 'createdAt', newestFirst: true };
const others: ReadonlyArray<ModRsRowQuery['order']> = [
	{ by: 'createdAt', newestFirst: false },
	{ by: 'changedAt', newestFirst: true },
	{ by: 'changedAt', newestFirst: false },
];

// A page of 100, or of 50 whole requests, ends inside a second. Times are stored in milliseconds and shown in seconds.
it.each<[number, Partial<ModRsRowQuery>, ModRsRowQuery['order']]>([
	[60, {}, newest],
	[60, { fullRecord: true }, newest],
	[100, {}, newest],
	[130, {}, newest],
	[400, {}, newest],
	[7, { perPage: 10 }, newest],
	...others.flatMap((order): Array<[number, Partial<ModRsRowQuery>, ModRsRowQuery['order']]> => [
		[60, {}, order],
		[130, {}, order],
	]),
])(
	'each of 400 patron requests, %s of them per second, is read once from a paged mod-rs list with the options %j, sorted by %j',
	async (perSecond, more, order) => {
		const library = new ModRsLibrary();
		const rows = Array.from({ length: 400 }, (_, index) => {
			const at = (library.now - 5000 + Math.floor(index / perSecond)) * 1000 + Math.floor(((index % perSecond) * 1000) / perSecond);
			return library.request({ dateCreated: at, lastUpdated: at });
		});
		const ids = await idsOf(library, order, more);
		expect(ids).toHaveLength(400);
		expect(new Set(ids)).toEqual(new Set(rows.map(({ id }) => id)));
		const seconds = ids.map((id) => Math.floor((rows.find((row) => row.id === id)?.dateCreated ?? 0) / 1000));
		expect(seconds).toEqual([...seconds].sort((a, b) => (order.newestFirst ? b - a : a - b)));
	},
);
