import type { Holding } from '../recordsAndHoldings';

/** The one policy that mod-rs treats as lendable (openlibraryenvironment/mod-rs FolioSharedIndexService.groovy). */
export const modRsLendingPolicy = 'Will lend';

/**
 * The number of holdings that mod-rs sees: it asks for them without a limit, and the inventory then gives ten
 * (openlibraryenvironment/mod-rs FolioSharedIndexService.groovy).
 */
export const mostHoldingsSeenByModRs = 10;

export const folioLenderSelectionClause =
	"reads a record's first ten holdings, the first one of each library, and lends only where the policy is exactly 'Will lend' and the location code has four parts";

/** Returns the library symbol in a location code as mod-rs reads it: the first of exactly four parts; null for every other code. */
export function symbolInLocationCode(locationCode: string | null) {
	const [symbol = '', ...others] = (locationCode ?? '').split('/').map((part) => part.trim());
	return others.length === 3 && symbol !== '' ? symbol.toUpperCase() : null;
}

/**
 * Returns the holdings whose libraries mod-rs puts into its rota. Of its first ten holdings, it takes the first one of each library, if
 * that library lends it.
 */
export function holdingsInRotaOfModRs(holdings: readonly Holding[]) {
	const seen = holdings.slice(0, mostHoldingsSeenByModRs).filter(({ library }) => library !== null);
	return seen.filter(
		(holding) => holding.policy === modRsLendingPolicy && holding === seen.find(({ library }) => library === holding.library),
	);
}
