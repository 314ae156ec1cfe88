import { isErrorOfOneCall, type ReShareError, type ReShareErrorKind } from '../errors';

/**
 * The kinds of error that make every other lookup in the inventory fail, too, since all lookups go to the same address with the same
 * settings.
 */
const stopsTheInventory = new Set<ReShareErrorKind>(['unauthorized', 'noModule', 'certificate', 'redirect', 'badInput']);

/**
 * Returns the error of a single query, if the rest of the search is still useful without its answer.
 *
 * @throws what concerns the account or the inventory as a whole, so that going on would only hide it, and what is no failure of a query
 */
export function rethrowUnlessOfOneQuery(error: unknown): ReShareError {
	if (!isErrorOfOneCall(error) || stopsTheInventory.has(error.kind)) throw error;
	return error;
}

/**
 * Waits for the answer to a query for several lookups. The result is undefined if the query failed, but each lookup may succeed by itself.
 *
 * @throws the error if each lookup by itself would fail, too
 */
export async function undefinedIfSingleMaySucceed<Answer>(asking: Promise<Answer>) {
	try {
		return await asking;
	} catch (error) {
		const { kind } = rethrowUnlessOfOneQuery(error);
		if (kind === 'network' || kind === 'rateLimited') throw error;
		return undefined;
	}
}
