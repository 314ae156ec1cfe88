import { ReShareError, stopsEverything, type ReShareErrorKind } from '../errors';

/** The kinds of error that every other lookup would meet, too, since the inventory has one address and one path. */
const stopsTheInventory: ReadonlySet<ReShareErrorKind> = new Set([
	'unauthorized',
	'noModule',
	'certificate',
	'redirect',
	'badInput',
] as const);

/** Whether this account cannot work with the inventory at all, so that going on would only hide the error. */
export function isAboutAccess({ kind }: ReShareError): boolean {
	return stopsEverything.has(kind) || stopsTheInventory.has(kind);
}

/**
 * Returns the error of a single query, without whose answer the rest is still useful.
 *
 * @throws what concerns the account or the inventory as a whole, and what is no failure of a query
 */
export function ofOneQuestion(error: unknown): ReShareError {
	if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
	return error;
}
