import { crossLinkAccounts } from './crosslink/accounts';
import { stableId } from './ids';
import type { Library, SandboxUser } from './types';

/**
 * The practice consortium's members, accounts and patrons. Every name is invented.
 *
 * Two libraries have staff who log in (`east`, `west`); the others only lend. The directory knows all of them.
 */

export const inventoryTenant = 'shared';

/** Okapi tenant of Reservoir, where consortia keep their shared inventory today. */
export const reservoirTenant = 'reservoir';

/** Okapi tenants of the libraries whose staff use ReShare. */
export type LibraryTenant = 'east' | 'west';

/** Whether and what a library lends, as its directory entry has it (`policy.ill.loan_policy`). */
export const loanPolicies = ['lending_all_types', 'lending_physical_only', 'lending_electronic_only', 'not_lending'] as const;
export type LoanPolicy = (typeof loanPolicies)[number];

export interface Member {
	/** Symbol without authority, as it stands in part 1 of a holding's location code. */
	readonly symbol: string;
	readonly name: string;
	/** Naming authority of its directory symbol: a rota entry is written `authority:symbol`. */
	readonly authority: 'RESHARE' | 'ISIL';
	/** The tenant whose mod-rs works for it; lending requests appear there. Absent: the member exists only as a supplier. */
	readonly tenant?: LibraryTenant;
	/** What the directory says of its lending; absent: nothing, so that it lends. */
	readonly loanPolicy?: LoanPolicy;
}

export const members: readonly Member[] = [
	{ symbol: 'US-EAST', name: 'East Harbor University Library', authority: 'RESHARE', tenant: 'east' },
	{ symbol: 'US-EASTLAW', name: 'East Harbor Law Library', authority: 'RESHARE', tenant: 'east' },
	{ symbol: 'US-WEST', name: 'West Prairie College Library', authority: 'RESHARE', tenant: 'west' },
	{ symbol: 'US-NORTH', name: 'North Fells University Library', authority: 'ISIL' },
	{ symbol: 'US-SOUTH', name: 'South Bay State University Library', authority: 'ISIL' },
	{ symbol: 'US-LAKE', name: 'Lakeside College Library', authority: 'ISIL' },
	{ symbol: 'US-HILL', name: 'Hilltop Institute Library', authority: 'ISIL' },
	{ symbol: 'US-RIVER', name: 'Rivermouth University Library', authority: 'ISIL' },
	{ symbol: 'US-COAST', name: 'Coastal Research Library', authority: 'ISIL' },
	{ symbol: 'US-VALE', name: 'Vale of Elms Public Library', authority: 'ISIL' },
	{ symbol: 'US-MOOR', name: 'Moorland Seminary Library', authority: 'ISIL' },
	{ symbol: 'US-ISLE', name: 'Isle Royal Community College Library', authority: 'ISIL' },
	{ symbol: 'US-CAVE', name: 'Cavern City Archive', authority: 'ISIL', loanPolicy: 'not_lending' },
];

/** `RESHARE:US-EAST`: how rotas, settings and the directory write a member's symbol. */
export function combinedSymbol(member: Member): string {
	return `${member.authority}:${member.symbol}`;
}

/** The same and, where it is not one, the ISIL: the directory knows a member by both. */
export function combinedSymbols(member: Member): string[] {
	return [...new Set([combinedSymbol(member), `ISIL:${member.symbol}`])];
}

/** A member by its symbol without authority, in any case of letters. */
export function findMember(symbol: string): Member | undefined {
	const wanted = symbol.toUpperCase();
	return members.find((member) => member.symbol === wanted);
}

/** A member by `authority:symbol`, in any case of letters. */
export function resolveCombinedSymbol(combined: string): Member | undefined {
	return members.find((member) => combinedSymbols(member).includes(combined.toUpperCase()));
}

export interface PickupEntry {
	/** Absent on entries made by hand: such a location cannot be asked for. */
	readonly slug?: string;
	readonly name: string;
	readonly lmsLocationCode: string;
	/** `authority:symbol` that parcels are addressed to; mod-rs writes it behind the name in a request. */
	readonly shippingSymbol?: string;
	/** Directory status; only `managed` entries are the library's own. */
	readonly status: 'managed' | 'reference';
}

/** Pickup locations as the directory holds them: two with the same name, one without slug, one of another library. */
export const pickupEntries: Readonly<Record<LibraryTenant, readonly PickupEntry[]>> = {
	east: [
		{ slug: 'EAST-MAIN', name: 'Main Library', lmsLocationCode: 'MAIN', status: 'managed' },
		{ slug: 'EAST-SCI', name: 'Science Library', lmsLocationCode: 'SCI', shippingSymbol: 'ISIL:US-EASTSCI', status: 'managed' },
		{ slug: 'EAST-DESK-N', name: 'Circulation Desk', lmsLocationCode: 'DESKN', status: 'managed' },
		{ slug: 'EAST-DESK-S', name: 'Circulation Desk', lmsLocationCode: 'DESKS', status: 'managed' },
		{ name: 'Bookmobile', lmsLocationCode: 'BUS', status: 'managed' },
		{ slug: 'WEST-MAIN', name: 'West Prairie Main Desk', lmsLocationCode: 'MAIN', status: 'reference' },
	],
	west: [
		{ slug: 'WEST-MAIN', name: 'West Prairie Main Desk', lmsLocationCode: 'MAIN', status: 'managed' },
		{ slug: 'WEST-MUSIC', name: 'Music Library', lmsLocationCode: 'MUSIC', status: 'managed' },
		{ slug: 'WEST-ANNEX-1', name: 'Annex', lmsLocationCode: 'ANX1', status: 'managed' },
		{ slug: 'WEST-ANNEX-2', name: 'Annex', lmsLocationCode: 'ANX2', status: 'managed' },
		{ name: 'Reading Room Locker', lmsLocationCode: 'LOCK', status: 'managed' },
	],
};

function library(tenant: LibraryTenant, symbol: string, hridPrefix: string): Library {
	const member = findMember(symbol);
	if (member === undefined) throw new Error(`No member has the symbol ${symbol}`);
	const pickupLocations = pickupEntries[tenant].flatMap((entry) =>
		entry.slug !== undefined && entry.status === 'managed'
			? [{ slug: entry.slug, name: entry.name, lmsLocationCode: entry.lmsLocationCode }]
			: [],
	);
	return { tenant, symbol, name: member.name, openUrlTenant: combinedSymbol(member), hridPrefix, pickupLocations };
}

export const libraries: Readonly<Record<LibraryTenant, Library>> = {
	east: library('east', 'US-EAST', 'EAST-'),
	west: library('west', 'US-WEST', 'WEST-'),
};

/** What a library's staff account for automation needs, and no more. */
export const staffPermissions: readonly string[] = [
	'rs.patronrequests.collection.get', 'rs.patronrequests.item.get', 'rs.patronrequests.item.post', 'rs.patronrequests.item.put',
	'rs.patronrequests.item.validactions', 'rs.patronrequests.item.performaction', 'rs.status.get', 'rs.refdata.get', 'rs.settings.get',
	'rs.settings.getsection.requests', 'rs.settings.getsection.autoresponder', 'rs.settings.getsection.routing', 'rs.statistics.get',
	'rs.hostlmslocations.get', 'directory.entry.collection.get',
];

/** Permissions of the read-only account of the shared inventory. */
export const inventoryPermissions: readonly string[] = [
	'inventory-storage.instances.collection.get', 'inventory-storage.instances.item.get', 'inventory-storage.holdings.collection.get',
	'inventory-storage.items.collection.get', 'inventory-storage.ill-policies.collection.get', 'inventory-storage.ill-policies.item.get',
	'inventory-storage.identifier-types.collection.get', 'inventory-storage.identifier-types.item.get', 'inventory-storage.locations.collection.get',
	'inventory-storage.locations.item.get', 'inventory-storage.contributor-name-types.collection.get', 'inventory-storage.material-types.collection.get',
	'inventory-storage.instance-formats.collection.get', 'inventory-storage.instance-types.collection.get', 'search.instances.collection.get',
];

function account(tenant: string, username: string, password: string, permissions: readonly string[]): SandboxUser {
	return { id: stableId(`user:${tenant}:${username}`), tenant, username, password, permissions };
}

/**
 * Accounts that exist from the start. Those of `east` whose name begins with `no-` lack the permission, so that each
 * refusal can be practised.
 */
export const accounts: readonly SandboxUser[] = [
	account(inventoryTenant, 'inventory-reader', 'read-the-shelves', inventoryPermissions),
	account('east', 'ill-east', 'east-borrows-books', staffPermissions),
	account('west', 'ill-west', 'west-borrows-books', staffPermissions),
	account('east', 'resolver-east', 'east-takes-openurls', staffPermissions),
	account('west', 'resolver-west', 'west-takes-openurls', staffPermissions),
	account('east', 'no-list', 'may-not-list', without('rs.patronrequests.collection.get')),
	account('east', 'no-item', 'may-not-open', without('rs.patronrequests.item.get')),
	account('east', 'no-create', 'may-not-create', without('rs.patronrequests.item.post')),
	account('east', 'no-action', 'may-not-act', without('rs.patronrequests.item.performaction')),
	account('east', 'no-directory', 'may-not-look-up', without('directory.entry.collection.get')),
	account('east', 'no-item-no-directory', 'may-not-open-or-look-up', without('rs.patronrequests.item.get', 'directory.entry.collection.get')),
	account('east', 'no-settings', 'may-not-see-settings', without('rs.settings.get')),
	account('east', 'no-section', 'may-not-see-the-limit', without('rs.settings.getsection.requests')),
	account(inventoryTenant, 'no-policies', 'may-not-see-policies', inventoryPermissions.filter((name) => !name.includes('ill-policies'))),
	account(inventoryTenant, 'no-instances', 'may-not-see-instances', inventoryPermissions.filter((name) => !name.includes('.instances.'))),
	...crossLinkAccounts,
];

function without(...permissions: readonly string[]): readonly string[] {
	return staffPermissions.filter((name) => !permissions.includes(name));
}
