import { stopsEverything, type ReShareError, type ReShareErrorKind } from '../errors';

/** The inventory has one address and one path, so that these hit every look-up, too. */
const stopsTheInventory: ReadonlySet<ReShareErrorKind> = new Set(['unauthorized', 'noModule', 'certificate', 'redirect', 'badInput'] as const);

/** Whether this account cannot work here at all, so that going on would only hide the error. */
export function isAboutAccess({ kind }: ReShareError): boolean {
	return stopsEverything.has(kind) || stopsTheInventory.has(kind);
}
