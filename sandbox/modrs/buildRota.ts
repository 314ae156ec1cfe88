import { randomSource } from '../randomSource';
import { combinedSymbolOf, findMember, resolveCombinedSymbol } from '../consortium';
import type { RequestRow, ModRsRotaEntry } from './requestRow';
import type { ModRsContext } from './ModRsContext';

/** The only policy that makes a holding lendable. Case matters. */
const lendablePolicy = 'Will lend';
/** How many holdings mod-rs sees: it asks the inventory without a limit, and the default limit is ten. */
const holdingsSeen = 10;

interface Holder {
	/** The symbol as `authority:symbol`. */
	readonly combined: string;
	readonly policy: string | null;
	readonly instanceIdentifier?: string;
	/** The local id of the copy; Reservoir names none. */
	readonly copyIdentifier?: string;
}

interface RotaResult {
	/** Whether there is no candidate at all, lendable or not. The request then ends immediately. */
	readonly noCandidates: boolean;
	readonly entries: ModRsRotaEntry[];
}

/**
 * Lists the libraries in FOLIO's inventory that have the title, in the order in which mod-rs finds them. It sees the title's first ten
 * holdings, only location codes of four parts, of which the first is the library's symbol, and only the first holding of each symbol.
 */
function inInventory(world: ModRsContext, row: RequestRow): Holder[] {
	const instance = row.systemInstanceIdentifier === undefined ? undefined : world.inventory.instance(row.systemInstanceIdentifier);
	const holders = new Map<string, Holder>();
	for (const holding of instance?.holdings.slice(0, holdingsSeen) ?? []) {
		const parts = holding.locationCode.split('/');
		const member = parts.length === 4 ? findMember(parts[0] ?? '') : undefined;
		if (member === undefined || holders.has(member.symbol)) continue;
		const combined = combinedSymbolOf(member);
		const ownNumber = instance?.identifiers.find(({ type }) => type === combined)?.value;
		holders.set(member.symbol, {
			combined,
			policy: holding.illPolicyName,
			instanceIdentifier: ownNumber,
			copyIdentifier: holding.id,
		});
	}
	return [...holders.values()];
}

/**
 * Lists the libraries that have the title in Reservoir, by all copies. The first copy of a symbol gives the number; if any copy is
 * lendable, the library lends.
 */
function inReservoir(world: ModRsContext, row: RequestRow): Holder[] {
	const holders = new Map<string, Holder>();
	for (const { symbol, localId, policy } of world.reservoir.copies(row.systemInstanceIdentifier ?? '')) {
		const lends = policy === '' || policy === 'LOANABLE';
		const first = holders.get(symbol);
		if (first !== undefined && !lends) continue;
		holders.set(symbol, {
			combined: symbol.toUpperCase(),
			policy: lends ? lendablePolicy : policy,
			instanceIdentifier: first?.instanceIdentifier ?? localId,
		});
	}
	return [...holders.values()];
}

/**
 * Builds the list of suppliers as mod-rs does: libraries that have the title, that the directory knows, and that lend, beginning with the
 * library's own. Then holdings other than `Will lend` are left out, and the lenders of last resort are added.
 */
export function buildRota(world: ModRsContext, row: RequestRow): RotaResult {
	const local = localSymbolsOf(world, row.tenant);
	const holders = findsLendersInReservoir(world, row.tenant) ? inReservoir(world, row) : inInventory(world, row);
	const lending = holders
		.filter(({ combined }) => world.directory.isLending(row.tenant, combined))
		.map((holder) => ({
			...holder,
			score: local.has(holder.combined) ? 10_000 : 0,
			scoreReason: local.has(holder.combined) ? 'Local lending sources prioritized' : 'No load balancing information available for peer',
		}));
	const now = world.clock.now();
	const entries = lending
		.sort((left, right) => right.score - left.score)
		.filter(({ policy }) => policy === lendablePolicy)
		.map(({ combined, instanceIdentifier, copyIdentifier, score, scoreReason }, position): ModRsRotaEntry => ({
			id: randomSource.uuid(),
			createdAt: now,
			updatedAt: now,
			position,
			directoryId: combined,
			instanceIdentifier,
			copyIdentifier,
			score,
			scoreReason,
		}));
	const added = lastResortLenders(world, row.tenant).map((directoryId, index): ModRsRotaEntry => ({
		id: randomSource.uuid(),
		createdAt: now,
		updatedAt: now,
		position: entries.length + index,
		directoryId,
	}));
	return { noCandidates: lending.length + added.length === 0, entries: [...entries, ...added] };
}

/**
 * Lists the libraries that the setting `last_resort_lenders` names. They are asked last, whether or not they have the title, and whatever
 * the directory says. In broker mode there are none.
 */
function lastResortLenders(world: ModRsContext, tenant: string) {
	if (world.settings.isInBrokerMode(tenant)) return [];
	return (world.settings.get(tenant, 'last_resort_lenders') ?? '')
		.split(',')
		.map((symbol) => symbol.trim())
		.filter((symbol) => symbol !== '');
}

export function localSymbolsOf(world: Pick<ModRsContext, 'settings'>, tenant: string): ReadonlySet<string> {
	const text = world.settings.get(tenant, 'local_symbols') ?? '';
	const symbols = text.split(',').map((symbol) => symbol.trim().toUpperCase());
	return new Set(symbols.filter((symbol) => resolveCombinedSymbol(symbol) !== undefined));
}

/** Whether lenders are found in Reservoir, by OAI, instead of in FOLIO's inventory. */
export function findsLendersInReservoir({ settings }: ModRsContext, tenant: string) {
	return (
		settings.get(tenant, 'shared_index_integration') === 'OAIPMH' &&
		settings.get(tenant, 'shared_index_base_url')?.endsWith('/reservoir/oai') === true
	);
}
