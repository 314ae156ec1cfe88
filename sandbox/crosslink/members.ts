import { findMember, type Member } from '../consortium';

/** The symbol under which the broker itself speaks. */
export const brokerSymbol = 'ISIL:BROKER';

/** Okapi tenants of the libraries that work with CrossLink; `unfinished_crosslink` has no symbols yet. */
export const crossLinkTenants = ['east_crosslink', 'west_crosslink', 'unfinished_crosslink'] as const;

/** Symbols of each tenant, the first being the one that counts where none is named. */
const symbols: Readonly<Record<string, readonly string[]>> = {
	east_crosslink: ['ISIL:US-EAST', 'ISIL:US-EASTLAW'],
	west_crosslink: ['ISIL:US-WEST'],
	// A library that moves has both back ends in its own tenant for a while.
	east: ['ISIL:US-EAST', 'ISIL:US-EASTLAW'],
	west: ['ISIL:US-WEST'],
};

export function symbolsOf(tenant: string): readonly string[] {
	return symbols[tenant] ?? [];
}

/** How CrossLink writes a member's symbol: it knows one naming authority only. */
export function symbolOf(member: Member): string {
	return `ISIL:${member.symbol}`;
}

export function memberOf(symbol: string): Member | undefined {
	return symbol.startsWith('ISIL:') ? findMember(symbol.slice(5)) : undefined;
}

/** Whether the member's own lending desk works with CrossLink, so that its requests are seen there. */
export function lendsWithCrossLink(symbol: string): boolean {
	return symbolsOf('east_crosslink').includes(symbol) || symbolsOf('west_crosslink').includes(symbol);
}

export function nameOf(symbol: string): string | undefined {
	return memberOf(symbol)?.name;
}

