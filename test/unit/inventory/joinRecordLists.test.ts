import { joinRecordLists } from '../../../reshare/inventory/recordsAndHoldings';
import type { InventoryRecord } from '../../../reshare/inventory/recordsAndHoldings';

const records = (...ids: string[]) => ids.map((id) => ({ id }) as unknown as InventoryRecord);
const idsOf = (list: readonly InventoryRecord[] = []) => list.map(({ id }) => id);

it('joinRecordLists merges lists of records without duplicates, and adds up how many records each list is missing', () => {
	const {
		records: all,
		strays,
		...rest
	} = joinRecordLists([
		{ records: records('a', 'b'), total: 3, unreadable: 1, strays: records('s', 'c') },
		{ records: records('b', 'c'), total: 7, unreadable: 0, foreign: 2 },
		{ records: records('d'), total: null, unreadable: 0, gone: 4 },
	]);
	expect([idsOf(all), idsOf(strays)]).toEqual([['a', 'b', 'c', 'd'], ['s']]);
	expect(rest).toEqual({ total: 4 + 1 + 5, unreadable: 1, foreign: 2, gone: 4 });
	expect(joinRecordLists([]).strays).toEqual([]);
});
