import type { Side } from '../model/request';
import { rowOrders } from '../port/listRequestRows';
import { cqlAllWords, cqlFlagEquals } from './cql';
import { parseRow, type RequestLists } from './RequestLists';
import type { HeadWithRawRow } from './schemas';

/** The most requests for one copy that are read, the newest first; over the years it may have had more. */
const mostLoans = 50;

/**
 * Finds the requests for an item with this barcode. The search for words covers items, too, except in versions of August 2026, which
 * overwrite a request's items: there the last message of open requests names the items that were sent. Only the item list of a request
 * proves that it has the item.
 */
export async function findByBarcode(lists: RequestLists, barcode: string, side: Side) {
	const newest = await lists.first({ side, cql: cqlAllWords(barcode), order: rowOrders.createdNewest }, mostLoans);
	const found = await withItem(lists, barcode, newest);
	return found.length > 0 ? found : await withItem(lists, barcode, await openThatMayHave(lists, barcode, side));
}

async function withItem({ client }: RequestLists, barcode: string, rows: readonly HeadWithRawRow[]) {
	const items = await Promise.all(rows.map(({ id }) => client.items(id)));
	return rows.filter((_, index) => items[index]?.some((item) => [item.barcode, item.itemId].includes(barcode)));
}

/**
 * Lists the open requests whose last message names the item. A lender's promised requests are listed, too, because their messages do not
 * name it yet. The list is empty for versions whose requests keep their items.
 */
async function openThatMayHave(lists: RequestLists, barcode: string, side: Side) {
	const named: HeadWithRawRow[] = [];
	const promised: HeadWithRawRow[] = [];
	for await (const page of lists.rows({ side, cql: cqlFlagEquals('terminal_state', false), order: rowOrders.createdNewest })) {
		for (const row of page) {
			if (Array.isArray(row.raw.items) && row.raw.items.length > 0) return [];
			const illResponse = parseRow(row.raw)?.illResponse;
			if (illResponse?.note?.includes(barcode) === true) named.push(row);
			else if (side === 'lending' && illResponse?.status === 'WillSupply') promised.push(row);
		}
	}
	return [...named, ...promised].slice(0, mostLoans);
}
