import { everyRow, type RowsWanted } from '../../../../reshare/requests/modrs/everyRow';
import { ModRsLibrary } from '../changes/modRsLibrary';

async function idsOf(library: ModRsLibrary, order: RowsWanted['order'], more: Partial<RowsWanted> = {}): Promise<string[]> {
	const ids: string[] = [];
	for await (const { request } of everyRow(library.client, { filters: [], order, ...more })) ids.push(request.id);
	return ids;
}

const orders: Array<RowsWanted['order']> = (['createdAt', 'changedAt'] as const).flatMap((by) => [{ by, newestFirst: true }, { by, newestFirst: false }]);

describe.each(orders)('every row by %j', (order) => {
	// A page of 100, or of 50 whole ones, ends inside a second; times are kept in milliseconds and shown in seconds.
	it.each([
		[60, {}],
		[60, { fullRecord: true }],
		[100, {}],
		[130, {}],
		[400, {}],
		[7, { perPage: 10 }],
	])('comes once, %s of 400 in a second, %j', async (perSecond, more) => {
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
	});
});
