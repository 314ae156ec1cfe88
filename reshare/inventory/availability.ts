import type { Holding, HoldingList } from './recordsAndHoldings';

export interface EligibilityRules {
	/** The symbols of the own library, normalized by `normalizeSymbol`. */
	readonly ownSymbols: ReadonlySet<string>;
	/** The policies that lend, exactly as the inventory writes them. */
	readonly policies: ReadonlySet<string>;
}

export type Availability = Readonly<ReturnType<typeof availabilityOf>>;

/** A symbol in upper case without its naming authority: `reshare:us-east` becomes `US-EAST`. */
export function normalizeSymbol(symbol: string) {
	const trimmed = symbol.trim().toUpperCase();
	return trimmed.slice(trimmed.indexOf(':') + 1).trim();
}

export function availabilityOf({ holdings, inRota, cut, error }: HoldingList, { ownSymbols, policies }: EligibilityRules) {
	const isOwn = ({ library }: Holding) => library !== null && ownSymbols.has(library);
	const isLendable = ({ policy }: Holding) => policy !== null && policies.has(policy);
	const others = holdings.filter((holding) => !isOwn(holding));
	const lendable = others.filter(isLendable);
	const lent = lendable.filter(({ library }) => library !== null);
	const lendingLibraries = [...new Set(lent.flatMap(({ library }) => library ?? []))].sort();
	const placeless = lendable.filter(({ library }) => library === null);
	const lendableWithoutLibrary = placeless.filter(({ locationUnknown }) => !locationUnknown).length;
	const unreadPolicies = others.filter(({ policyUnknown }) => policyUnknown).length + (error === undefined ? 0 : 1);
	const unknownHoldings = unreadPolicies + placeless.length - lendableWithoutLibrary;
	// A holding in the back end's rota counts only if its policy is one of those that lend according to the requesting library's settings.
	const seen = inRota.filter((holding) => holding.library !== null && !isOwn(holding) && isLendable(holding));
	return {
		status: statusOf(seen.length, lendingLibraries.length + lendableWithoutLibrary, unknownHoldings, cut),
		/** The symbols of the other libraries that lend, sorted. */
		lendingLibraries,
		/** The holdings that the lending libraries lend. Their other holdings may not be lendable. */
		lent,
		/** How many lendable holdings are at a location that names no library, so that no library can be asked for them. */
		lendableWithoutLibrary,
		heldByOwnLibrary: others.length < holdings.length,
		/** How many holdings could lend if their policy or location were known. */
		unknownHoldings,
	};
}

/**
 * - `lends`: another library lends the record, and the back end will ask that library
 * - `unseen`: the record is lendable, but from no holding that the back end will ask for
 * - `unknown`: no library is known to lend the record, but something could not be read
 * - `none`: no other library lends the record
 */
function statusOf(seen: number, lendable: number, unknown: number, cut: boolean): 'lends' | 'unseen' | 'unknown' | 'none' {
	if (seen > 0) return 'lends';
	if (unknown > 0) return 'unknown';
	if (lendable > 0) return 'unseen';
	return cut ? 'unknown' : 'none';
}
