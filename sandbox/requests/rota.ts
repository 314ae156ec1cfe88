import { randomUUID } from 'node:crypto';
import { combinedSymbol, findMember, resolveCombinedSymbol } from '../consortium';
import type { Member } from '../consortium';
import type { RequestRow, RotaEntry } from './row';
import type { World } from './world';

/** The only policy that makes a holding lendable, to the letter. */
export const lendablePolicy = 'Will lend';
/** mod-rs asks the inventory for holdings without a limit, and the default limit is ten. */
export const holdingsSeen = 10;

interface Candidate {
	readonly member: Member;
	readonly policy: string | null;
	readonly instanceIdentifier?: string;
	readonly copyIdentifier: string;
	readonly score: number;
	readonly scoreReason: string;
}

export interface RotaResult {
	/** No candidate at all, lendable or not: the request ends at once. */
	readonly noCandidates: boolean;
	readonly entries: RotaEntry[];
}

/**
 * The list of suppliers as mod-rs makes it: the title's first ten holdings; location codes of four parts, whose first is
 * the library's symbol; only the first holding of each symbol; only libraries that the directory knows and that are
 * lending; own libraries first. Then whoever's holding is not `Will lend` is left out, and the lenders of last resort come on.
 */
export function buildRota(world: World, row: RequestRow): RotaResult {
	const local = localSymbols(world, row.tenant);
	const instance = row.systemInstanceIdentifier === undefined ? undefined : world.inventory.instance(row.systemInstanceIdentifier);
	const candidates = new Map<string, Candidate>();
	for (const holding of instance?.holdings.slice(0, holdingsSeen) ?? []) {
		const parts = holding.locationCode.split('/');
		const member = parts.length === 4 ? findMember(parts[0] ?? '') : undefined;
		if (member === undefined || candidates.has(member.symbol)) continue;
		const combined = combinedSymbol(member);
		const ownNumber = instance?.identifiers.find(({ type }) => type === combined)?.value;
		candidates.set(member.symbol, {
			member,
			policy: holding.illPolicyName,
			...(ownNumber === undefined ? {} : { instanceIdentifier: ownNumber }),
			copyIdentifier: holding.id,
			score: local.has(combined) ? 10_000 : 0,
			scoreReason: local.has(combined) ? 'Local lending sources prioritized' : 'No load balancing information available for peer',
		});
	}
	const lending = [...candidates.values()].filter(({ member }) => world.directory.isLending(row.tenant, combinedSymbol(member)));
	const lastResort = lastResortLenders(world, row.tenant);
	const now = world.clock.now();
	const entries = lending
		.sort((left, right) => right.score - left.score)
		.filter(({ policy }) => policy === lendablePolicy)
		.map((candidate, position): RotaEntry => ({
			id: randomUUID(),
			createdAt: now,
			updatedAt: now,
			position,
			directoryId: combinedSymbol(candidate.member),
			...(candidate.instanceIdentifier === undefined ? {} : { instanceIdentifier: candidate.instanceIdentifier }),
			copyIdentifier: candidate.copyIdentifier,
			score: candidate.score,
			scoreReason: candidate.scoreReason,
		}));
	const added = lastResort.map((directoryId, index): RotaEntry => ({ id: randomUUID(), createdAt: now, updatedAt: now, position: entries.length + index, directoryId }));
	return { noCandidates: lending.length + added.length === 0, entries: [...entries, ...added] };
}

/** Libraries of the setting, asked last, whether they hold the title or not, and whatever the directory says. A broker does not ask them. */
function lastResortLenders(world: World, tenant: string): string[] {
	if (world.settings.brokerMode(tenant)) return [];
	const text = world.settings.get(tenant, 'last_resort_lenders') ?? '';
	return text.split(',').map((symbol) => symbol.trim()).filter((symbol) => symbol !== '');
}

/** The tenant's own symbols, as its setting names them. */
export function localSymbols(world: Pick<World, 'settings'>, tenant: string): ReadonlySet<string> {
	const text = world.settings.get(tenant, 'local_symbols') ?? '';
	const symbols = text.split(',').map((symbol) => symbol.trim().toUpperCase());
	return new Set(symbols.filter((symbol) => resolveCombinedSymbol(symbol) !== undefined));
}
