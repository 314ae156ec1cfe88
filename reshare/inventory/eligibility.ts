import type { Holding, HoldingList } from './records';

/** The policy that mod-rs itself takes as lendable; it knows no other. */
export const modRsPolicy = 'Will lend';

export interface LendingRules {
	/** The own library's symbols, normalised by `normalizeSymbol`. */
	readonly ownSymbols: ReadonlySet<string>;
	/** Names of the policies that lend, exactly as the inventory writes them. */
	readonly policies: ReadonlySet<string>;
}

/** Who lends one record. */
export interface Availability {
	/**
	 * - `lends`: another library lends it, and mod-rs will see that
	 * - `unseen`: it is lendable, but not by any holding that mod-rs will see
	 * - `unknown`: nobody is known to lend it, but something could not be read
	 * - `none`: nobody lends it
	 */
	readonly status: 'lends' | 'unseen' | 'unknown' | 'none';
	/** Symbols of the other libraries that lend, sorted. */
	readonly lendingLibraries: readonly string[];
	readonly lendableHoldings: number;
	/** Other libraries whose holding is lendable in a place without library, so that mod-rs cannot ask anybody. */
	readonly lendableWithoutLibrary: number;
	/** Libraries that mod-rs will ask, in the order in which it sees them. */
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

/** The library symbol in a location code as mod-rs reads it: part 1 of exactly four; undefined for every other code. */
export function librarySymbol(locationCode: string | null): string | undefined {
	const parts = (locationCode ?? '').split('/').map((part) => part.trim());
	const [symbol] = parts;
	return parts.length === 4 && symbol !== undefined && symbol !== '' ? symbol.toUpperCase() : undefined;
}

/** Counts who lends a record, as the rules and mod-rs say. */
export function availabilityOf(list: HoldingList, rules: LendingRules): Availability {
	const lending = new Set<string>();
	let lendableHoldings = 0;
	let lendableWithoutLibrary = 0;
	let unknownHoldings = list.error === undefined ? 0 : 1;
	let heldByOwnLibrary = false;
	for (const holding of list.holdings) {
		const symbol = librarySymbol(holding.locationCode);
		if (symbol !== undefined && rules.ownSymbols.has(symbol)) {
			heldByOwnLibrary = true;
			continue;
		}
		if (holding.policyUnknown) unknownHoldings += 1;
		if (holding.policy === null || !rules.policies.has(holding.policy)) continue;
		if (symbol !== undefined) {
			lending.add(symbol);
			lendableHoldings += 1;
		} else if (holding.locationUnknown) unknownHoldings += 1;
		else lendableWithoutLibrary += 1;
	}
	const seenLibraries = asModRsSees(list).filter(({ symbol, holding }) => !rules.ownSymbols.has(symbol) && lendsFor(holding, rules)).map(({ symbol }) => symbol);
	const lendingLibraries = [...lending].sort();
	return {
		status: statusOf({ seen: seenLibraries.length, lendable: lending.size + lendableWithoutLibrary, unknown: unknownHoldings, cut: list.cut }),
		lendingLibraries,
		lendableHoldings,
		lendableWithoutLibrary,
		seenLibraries,
		heldByOwnLibrary,
		unknownHoldings,
		cut: list.cut,
		totalHoldings: list.holdings.length,
	};
}

function statusOf(found: { seen: number; lendable: number; unknown: number; cut: boolean }): Availability['status'] {
	if (found.seen > 0) return 'lends';
	if (found.unknown > 0) return 'unknown';
	if (found.lendable > 0) return 'unseen';
	return found.cut ? 'unknown' : 'none';
}

/** A policy of the library's own list counts only where mod-rs takes it, too. */
function lendsFor(holding: Holding, rules: LendingRules): boolean {
	return holding.policy === modRsPolicy && rules.policies.has(modRsPolicy);
}

/** The holdings that mod-rs builds its rota from: of the first ten, the first one of each library. */
function asModRsSees(list: HoldingList): Array<{ symbol: string; holding: Holding }> {
	const byId = new Map(list.holdings.map((holding) => [holding.id, holding]));
	const seen = new Map<string, Holding>();
	for (const id of list.firstTen) {
		const holding = byId.get(id);
		const symbol = librarySymbol(holding?.locationCode ?? null);
		if (holding !== undefined && symbol !== undefined && !seen.has(symbol)) seen.set(symbol, holding);
	}
	return [...seen].map(([symbol, holding]) => ({ symbol, holding }));
}
