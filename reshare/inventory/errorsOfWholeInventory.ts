import { ReShareError, kindsThatStopARun, type ReShareErrorKind } from '../errors';

/**
 * The kinds of error that make every other lookup in the inventory fail, too, since all lookups go to the same address with the same
 * settings.
 */
const stopsTheInventory: ReadonlySet<ReShareErrorKind> = new Set([
	'unauthorized',
	'noModule',
	'certificate',
	'redirect',
	'badInput',
] as const);

/** Whether this account cannot work with the inventory at all, so that going on would only hide the error. */
export function concernsWholeInventory({ kind }: ReShareError) {
	return kindsThatStopARun.has(kind) || stopsTheInventory.has(kind);
}

/**
 * Returns the error of a single query, if the rest of the search is still useful without its answer.
 *
 * @throws what concerns the account or the inventory as a whole, and what is no failure of a query
 */
export function rethrowUnlessOfOneQuery(error: unknown) {
	if (!(error instanceof ReShareError) || concernsWholeInventory(error)) throw error;
	return error;
}
