import { findMember, members, type Member } from '../consortium';

/** The symbol under which the broker itself sends messages. */
export const brokerSymbol = 'ISIL:BROKER';

/** Okapi tenants of the libraries that work with CrossLink; `unfinished_crosslink` has no symbols yet. */
export const crossLinkTenants = ['east_crosslink', 'west_crosslink', 'unfinished_crosslink'] as const;

/**
 * Lists the symbols of a tenant. The first one counts if a call names none. A library that migrates has both back ends in its own tenant
 * for a while.
 */
export function symbolsOfTenant(tenant: string): string[] {
	return members.filter((member) => member.tenant !== undefined && member.tenant === tenant.replace(/_crosslink$/u, '')).map(isilOf);
}

/** Writes a member's symbol as CrossLink does, which knows only one naming authority. */
export function isilOf(member: Member): string {
	return `ISIL:${member.symbol}`;
}

export function memberBySymbol(symbol: string): Member | undefined {
	return symbol.startsWith('ISIL:') ? findMember(symbol.slice(5)) : undefined;
}

/** Whether the member lends with CrossLink, so that its requests appear there. */
export function lendsWithCrossLink(symbol: string): boolean {
	return memberBySymbol(symbol)?.tenant !== undefined;
}

export function nameOfMember(symbol: string): string | undefined {
	return memberBySymbol(symbol)?.name;
}
