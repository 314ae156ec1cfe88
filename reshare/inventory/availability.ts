import type { Holding, HoldingList } from './records';

export interface LendingRules {
	/** Normalized by `normalizeSymbol`. */
	readonly ownSymbols: ReadonlySet<string>;
	/** Those that lend, exactly as the inventory writes them. */
	readonly policies: ReadonlySet<string>;
}

export interface Availability {
	/**
	 * - `lends`: another library lends it, and the back end will ask it
	 * - `unseen`: it is lendable, but not by any holding that the back end will ask for
	 * - `unknown`: nobody is known to lend it, but something could not be read
	 * - `none`: nobody lends it
	 */
	readonly status: 'lends' | 'unseen' | 'unknown' | 'none';
	/** The symbols of the others that lend, sorted. */
	readonly lendingLibraries: readonly string[];
	/** The holdings that they lend; others of theirs may not be lent. */
	readonly lent: readonly Holding[];
	/** Lendable holdings whose place names no library, so that nobody can be asked. */
	readonly lendableWithoutLibrary: number;
	/** Libraries that the back end will ask, in its order. */
	readonly seenLibraries: readonly string[];
	readonly heldByOwnLibrary: boolean;
	/** Holdings that could lend if their policy or place were known. */
	readonly unknownHoldings: number;
	readonly cut: boolean;
	readonly totalHoldings: number;
}

/** A symbol without naming authority, upper case: `reshare:us-east` becomes `US-EAST`. */
export function normalizeSymbol(symbol: string): string {
	const trimmed = symbol.trim().toUpperCase();
	return trimmed.slice(trimmed.indexOf(':') + 1).trim();
}

export function availabilityOf(list: HoldingList, rules: LendingRules): Availability {
	const lending = new Set<string>();
	const lent: Holding[] = [];
	let lendableWithoutLibrary = 0;
	let unknownHoldings = list.error === undefined ? 0 : 1;
	let heldByOwnLibrary = false;
	for (const holding of list.holdings) {
		const { library, policy, policyUnknown, locationUnknown } = holding;
		if (library !== null && rules.ownSymbols.has(library)) {
			heldByOwnLibrary = true;
			continue;
		}
		if (policyUnknown) unknownHoldings += 1;
		if (policy === null || !rules.policies.has(policy)) continue;
		if (library !== null) {
			lending.add(library);
			lent.push(holding);
		} else if (locationUnknown) unknownHoldings += 1;
		else lendableWithoutLibrary += 1;
	}
	// A policy that the back end accepts counts only where the library's own list has it, too.
	const seenLibraries = list.asked.flatMap(({ library, policy }) => (library !== null && !rules.ownSymbols.has(library) && policy !== null && rules.policies.has(policy) ? [library] : []));
	return {
		status: statusOf(seenLibraries.length, lending.size + lendableWithoutLibrary, unknownHoldings, list.cut),
		lendingLibraries: [...lending].sort(),
		lent,
		lendableWithoutLibrary,
		seenLibraries,
		heldByOwnLibrary,
		unknownHoldings,
		cut: list.cut,
		totalHoldings: list.holdings.length,
	};
}

function statusOf(seen: number, lendable: number, unknown: number, cut: boolean): Availability['status'] {
	if (seen > 0) return 'lends';
	if (unknown > 0) return 'unknown';
	if (lendable > 0) return 'unseen';
	return cut ? 'unknown' : 'none';
}
