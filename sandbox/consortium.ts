import data from './consortium.json';
import { makeStableId } from './stableIds';
import type { SandboxLibrary, SandboxUser } from './sharedTypes';

/**
 * The practice consortium's members, accounts and patrons. Every name is invented.
 *
 * Two libraries have staff who log in (`east`, `west`); the others only lend. The directory knows all of them.
 */

export const inventoryTenant = 'shared';

/** The Okapi tenant of Reservoir, in which consortia have their shared inventory today. */
export const reservoirTenant = 'reservoir';

export type LibraryTenant = 'east' | 'west';

/** The values of `policy.ill.loan_policy`, by which a directory entry says whether and what its library lends. */
export const loanPolicies = ['lending_all_types', 'lending_physical_only', 'lending_electronic_only', 'not_lending'] as const;
export type LoanPolicy = (typeof loanPolicies)[number];

export interface Member {
	/** The symbol without authority, as in part 1 of a holding's location code. */
	readonly symbol: string;
	readonly name: string;
	/** The authority before the symbol, as rota entries write a member. */
	readonly authority: 'RESHARE' | 'ISIL';
	/** The tenant in whose mod-rs lending requests appear. A member without a tenant exists only as a supplier. */
	readonly tenant?: LibraryTenant;
	readonly loanPolicy?: LoanPolicy;
}

export const members = data.members as readonly Member[];

/** Returns a member's symbol as rotas, settings and the directory write it, for example `RESHARE:US-EAST`. */
export function combinedSymbolOf(member: Member): string {
	return `${member.authority}:${member.symbol}`;
}

/** Returns all symbols by which the directory knows a member: it also has an ISIL. */
export function combinedSymbolsOf(member: Member): string[] {
	return [...new Set([combinedSymbolOf(member), `ISIL:${member.symbol}`])];
}

/** Finds a member by its symbol without authority, in capitals or not. */
export function findMember(symbol: string): Member | undefined {
	const wanted = symbol.toUpperCase();
	return members.find((member) => member.symbol === wanted);
}

/** Finds a member by `authority:symbol`, in capitals or not. */
export function resolveCombinedSymbol(combined: string): Member | undefined {
	return members.find((member) => combinedSymbolsOf(member).includes(combined.toUpperCase()));
}

interface PickupEntry {
	/** The slug. Entries that somebody made by hand have none, so that nobody can choose them as pickup location. */
	readonly slug?: string;
	readonly name: string;
	readonly lmsLocationCode: string;
	/** The `authority:symbol` to which parcels are addressed. In a request, mod-rs writes it after the name. */
	readonly shippingSymbol?: string;
	/** Only `managed` entries are the library's own. */
	readonly status: 'managed' | 'reference';
}

/** The locations include cases with which a client must cope: two of the same name, one without a slug, and one of another library. */
export const pickupEntries = data.pickupEntries as Readonly<Record<LibraryTenant, readonly PickupEntry[]>>;

function library(tenant: LibraryTenant, symbol: string, hridPrefix: string): SandboxLibrary {
	const member = findMember(symbol);
	if (member === undefined) throw new Error(`No member has the symbol ${symbol}`);
	const pickupLocations = pickupEntries[tenant].flatMap((entry) =>
		entry.slug !== undefined && entry.status === 'managed'
			? [{ slug: entry.slug, name: entry.name, lmsLocationCode: entry.lmsLocationCode }]
			: [],
	);
	return { tenant, symbol, name: member.name, openUrlTenant: combinedSymbolOf(member), hridPrefix, pickupLocations };
}

export const libraries: Readonly<Record<LibraryTenant, SandboxLibrary>> = {
	east: library('east', 'US-EAST', 'EAST-'),
	west: library('west', 'US-WEST', 'WEST-'),
};

/** The permissions that an account for automation needs, and no more. */
export const { permissions } = data;

/**
 * The accounts that exist from the start. Those whose name begins with `no-` lack a permission, so that each refusal can be tried. A
 * library has accounts of the same names in CrossLink as in mod-rs, so that a migration changes only the tenant and the back end of a
 * credential.
 */
export const accounts: readonly SandboxUser[] = data.accounts.map(({ tenant, username, password, role, lacks = [] as string[] }) => ({
	id: makeStableId(`user:${tenant}:${username}`),
	tenant,
	username,
	password,
	permissions: permissions[role as keyof typeof permissions].filter((name) => !lacks.includes(name)),
}));

export function findAccount(tenant: string, username: string): SandboxUser {
	const account = accounts.find((candidate) => candidate.tenant === tenant && candidate.username === username);
	if (account === undefined) throw new Error(`The consortium has no account ${username} in tenant ${tenant}`);
	return account;
}
