import { members, pickupEntries } from '../consortium';
import { stableId } from '../ids';
import type { Answer, ModuleRequest, Route } from '../types';
import { crossLinkTenants, symbolOf, symbolsOf } from './members';
import type { Broker } from './broker';

interface Entry extends Readonly<Record<string, unknown>> {
	readonly id: string;
	readonly name: string;
	readonly symbols: ReadonlyArray<{ readonly symbol: string; readonly authority: string }>;
	readonly parent?: string;
	readonly tenant?: string;
}

const tiers = [{ level: 'standard', cost: 0 }, { level: 'rush', cost: 25 }].map(({ level, cost }) => ({ id: stableId(`tier:${level}`), name: `Practice ${level}`, type: 'loan', level, cost }));

/** Members with their symbols, and below each tenant's first one its pickup locations. */
function entries(broker: Broker): Entry[] {
	const institutions = members.map((member): Entry => {
		const symbol = symbolOf(member);
		const tenant = crossLinkTenants.find((candidate) => symbolsOf(candidate).includes(symbol));
		return {
			id: stableId(`crosslink:${symbol}`),
			name: member.name,
			type: 'Institution',
			vendor: tenant === undefined ? 'ReShare' : 'CrossLink',
			timeZone: 'America/New_York',
			symbols: [{ authority: 'ISIL', symbol: member.symbol }],
			tiers,
			...(tenant === undefined ? {} : { tenant, illConfig: { duplicateCheckWindowHours: broker.world.options.crosslinkDuplicateHours ?? 0, maxRequestsPerPatron: broker.world.options.crosslinkMaxRequests ?? 0 } }),
		};
	});
	const branches = (['east', 'west'] as const).flatMap((library) => {
		const tenant = `${library}_crosslink`;
		const parent = institutions.find(({ tenant: owner }) => owner === tenant);
		return pickupEntries[library].filter(({ status }) => status === 'managed').map((place): Entry => ({
			id: stableId(`crosslink:${library}:${place.lmsLocationCode}`),
			name: place.name,
			type: 'Branch',
			symbols: [],
			tenant,
			lmsLocationCode: place.lmsLocationCode,
			// What has no slug cannot be asked for in ReShare either.
			illConfig: { isPickupLocation: place.slug !== undefined },
			...(parent === undefined ? {} : { parent: parent.id }),
		}));
	});
	return [...institutions, ...branches];
}

/** `/directory/entries`; the tenant's own ones only since 3.7.0. */
export function crossLinkDirectoryRoutes(broker: Broker): Route[] {
	const permissions = ['directory.institution.all'];
	const page = (request: ModuleRequest, found: readonly Entry[]): Answer => {
		const number = (name: string, usual: number) => Number(request.query.get(name) ?? usual);
		return { status: 200, body: { about: { count: found.length }, items: found.slice(number('offset', 0), number('offset', 0) + number('limit', 10)) } };
	};
	return [
		{
			method: 'GET',
			path: /^\/directory\/entries$/,
			permissions,
			handle: (request) => {
				const match = /^\s*(symbol|parentSymbol|tenant)\s*(?:==?|any|exact)\s*"?([^"]*)"?\s*$/u.exec(request.query.get('cql') ?? '');
				if (match === null && (request.query.get('cql') ?? '') !== '') return { status: 400, body: 'unsupported query\n' };
				const wanted = (match?.[2] ?? '').split(/\s+/u);
				const all = entries(broker);
				const symbols = (entry: Entry | undefined) => entry?.symbols.map(({ authority, symbol }) => `${authority}:${symbol}`) ?? [];
				const test: Record<string, (entry: Entry) => boolean> = {
					symbol: (entry) => symbols(entry).some((symbol) => wanted.includes(symbol)),
					parentSymbol: (entry) => symbols(all.find(({ id }) => id === entry.parent)).some((symbol) => wanted.includes(symbol)),
					tenant: (entry) => wanted.includes(entry.tenant ?? ''),
				};
				return page(request, match === null ? all : all.filter(test[match[1] ?? ''] ?? (() => false)));
			},
		},
		{
			method: 'GET',
			path: /^\/directory\/entries\/owned$/,
			permissions,
			handle: (request) => (broker.isLater ? page(request, entries(broker).filter(({ tenant }) => tenant === request.tenant)) : { status: 404, body: `No suitable module found for path ${request.path} for tenant ${request.tenant}` }),
		},
		{
			method: 'GET',
			path: /^\/directory\/entries\/(id|symbol)\/([^/]+)$/,
			permissions,
			handle: (_request, match) => {
				const value = decodeURIComponent(match[2] ?? '');
				const found = entries(broker).find(({ id, symbols }) => (match[1] === 'id' ? id === value : symbols.some(({ authority, symbol }) => `${authority}:${symbol}` === value)));
				return found === undefined ? { status: 404, body: 'not found\n' } : { status: 200, body: found };
			},
		},
	];
}
