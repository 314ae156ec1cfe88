import type { RecordList } from './recordsAndHoldings';

export function joinRecordLists(lists: readonly RecordList[]): RecordList {
	const records = new Map(lists.flatMap((list) => list.records.map((record) => [record.id, record] as const)));
	const strays = lists.flatMap((list) => list.strays ?? []).filter(({ id }) => !records.has(id));
	const sum = (count: (list: RecordList) => number) => lists.reduce((all, list) => all + count(list), 0);
	const unreadable = sum((list) => list.unreadable);
	const notGiven = sum((list) => Math.max(0, (list.total ?? 0) - list.records.length - list.unreadable));
	return {
		records: [...records.values()],
		total: records.size + unreadable + notGiven,
		unreadable,
		// Several lists may have left out the same records, so the largest number counts and not the sum.
		foreign: Math.max(0, ...lists.map(({ foreign = 0 }) => foreign)),
		gone: Math.max(0, ...lists.map(({ gone = 0 }) => gone)),
		strays,
	};
}
