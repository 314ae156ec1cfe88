import { rethrowUnlessSingleMaySucceed } from './errorsOfWholeInventory';
import type { RecordList } from './recordsAndHoldings';

/** The most records that one query for several lookups returns. A list of exactly this length may have been cut. */
const mostRecords = 500;

/**
 * Answers several lookups with one query. The result is undefined if the query failed, brought a damaged record or may have been cut; then
 * each lookup must run by itself.
 *
 * @param find gets the most records that it may return
 * @throws ReShareError when each lookup by itself would fail, too
 */
export async function runCombinedQuery(find: (limit: number) => Promise<RecordList>): Promise<RecordList | undefined> {
	try {
		const list = await find(mostRecords);
		const isWhole = list.unreadable === 0 && list.records.length < mostRecords && list.total !== null && list.total <= list.records.length;
		return isWhole ? list : undefined;
	} catch (error) {
		rethrowUnlessSingleMaySucceed(error);
		return undefined;
	}
}
