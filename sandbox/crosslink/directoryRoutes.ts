import { members, pickupEntries } from '../consortium';
import { makeStableId } from '../stableIds';
import { noModuleAnswer } from '../okapi/Gateway';
import type { SandboxAnswer, ModuleRequest, Route } from '../sharedTypes';
import type { Broker } from './Broker';
import { unescapeTerm } from '../cql/parseCqlQuery';
import { compileCql, buildExactField, type IndexField } from './compileCql';
import { crossLinkTenants, isilOf, symbolsOfTenant } from './crossLinkMembers';
import { badRequestProblem, BrokerProblem } from './brokerProblems';

interface Entry extends Readonly<Record<string, unknown>> {
	readonly id: string;
	readonly name: string;
	readonly symbols: ReadonlyArray<{ readonly symbol: string; readonly authority: string }>;
	readonly parent?: string;
	readonly tenant?: string;
}

const tiers = [
	{ level: 'standard', cost: 0 },
	{ level: 'rush', cost: 25 },
].map(({ level, cost }) => ({ id: makeStableId(`tier:${level}`), name: `Practice ${level}`, type: 'loan', level, cost }));

const idOf = (symbol: string) => makeStableId(`crosslink:${symbol}`);

/**
 * Lists the members with their symbols. Below the first symbol of each tenant are its pickup locations, and its other symbols as branches
 * that name no tenant. For a library with both back ends, the entries have the tenant that asks.
 */
function entries(broker: Broker, asker: string): Entry[] {
	const institutions = members.map((member): Entry => {
		const symbol = isilOf(member);
		const tenant = [asker, ...crossLinkTenants].find((candidate) => symbolsOfTenant(candidate).includes(symbol));
		const [first = symbol] = tenant === undefined ? [] : symbolsOfTenant(tenant);
		return {
			id: idOf(symbol),
			name: member.name,
			type: first === symbol ? 'Institution' : 'Branch',
			vendor: tenant === undefined ? 'ReShare' : 'CrossLink',
			timeZone: 'America/New_York',
			symbols: [{ authority: 'ISIL', symbol: member.symbol }],
			tiers,
			...(first === symbol ? { tenant } : { parent: idOf(first) }),
			...(tenant === undefined
				? {}
				: {
						illConfig: {
							duplicateCheckWindowHours: broker.world.options.crosslinkDuplicateHours,
							maxRequestsPerPatron: broker.world.options.crosslinkMaxRequests,
						},
					}),
		};
	});
	const branches = (['east', 'west'] as const).flatMap((library) => {
		const tenant = asker === library ? library : `${library}_crosslink`;
		const parent = institutions.find(({ tenant: owner }) => owner === tenant);
		return pickupEntries[library]
			.filter(({ status }) => status === 'managed')
			.map((place): Entry => ({
				id: makeStableId(`crosslink:${library}:${place.lmsLocationCode}`),
				name: place.name,
				type: 'Branch',
				symbols: [],
				tenant,
				lmsLocationCode: place.lmsLocationCode,
				// mod-rs does not accept a location without a slug as pickup location either.
				illConfig: { isPickupLocation: place.slug !== undefined },
				...(parent === undefined ? {} : { parent: parent.id }),
			}));
	});
	return [...institutions, ...branches];
}

/** The permissions of which the module itself requires one, although Okapi requires none. */
const roles = ['directory.consortium.all', 'directory.institution.all', 'directory.system.all', 'directory.public.all'];

const symbolsIn = (entry: Entry | undefined) => entry?.symbols.map(({ authority, symbol }) => `${authority}:${symbol}`) ?? [];

/**
 * Makes the index of symbols with their authority, which is searched with the relation `any`: an entry fits if it has one of the symbols.
 */
function symbolField(get: (entry: Entry) => readonly string[]): IndexField<Entry> {
	return {
		sortBy: () => undefined,
		test: (relation, term) => {
			if (relation !== 'any') throw badRequestProblem(`unsupported relation ${relation}`);
			const wanted = new Set(unescapeTerm(term).toUpperCase().split(' '));
			return (entry) => get(entry).some((symbol) => wanted.has(symbol));
		},
	};
}

const indexesOf = (all: readonly Entry[]): ReadonlyMap<string, IndexField<Entry>> =>
	new Map([
		['tenant', buildExactField<Entry>(({ tenant }) => tenant)],
		['symbol', symbolField(symbolsIn)],
		['parentsymbol', symbolField(({ parent }) => symbolsIn(all.find(({ id }) => id === parent)))],
	]);

/** Serves `/directory/entries`; the tenant's own entries only since 3.7.0. */
export function createDirectoryRoutes(broker: Broker): Route[] {
	const route = (path: RegExp, handle: Route['handle']): Route => ({
		method: 'GET',
		path,
		permissions: [],
		handle: (request, match) =>
			request.user?.permissions.some((permission) => roles.includes(permission)) === true
				? handle(request, match)
				: { status: 401, body: 'Access denied' },
	});
	const page = (request: ModuleRequest, found: readonly Entry[]): SandboxAnswer => {
		const number = (name: string, usual: number) => Number(request.query.get(name) ?? usual);
		const items = found.slice(number('offset', 0), number('offset', 0) + number('limit', 10));
		// The count comes with the rows, so that an empty page has no count.
		return { status: 200, body: { about: { count: items.length === 0 ? 0 : found.length }, items } };
	};
	return [
		route(/^\/directory\/entries$/, (request) => {
			const all = entries(broker, request.tenant).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
			const cql = request.query.get('cql') ?? '';
			try {
				return page(request, cql === '' ? all : all.filter(compileCql(cql, indexesOf(all)).test));
			} catch (error) {
				if (!(error instanceof BrokerProblem)) throw error;
				return { status: 400, body: `CQL parse error: ${error.message}` };
			}
		}),
		route(/^\/directory\/entries\/owned$/, (request) =>
			broker.isLater
				? page(
						request,
						entries(broker, request.tenant).filter(({ tenant }) => tenant === request.tenant),
					)
				: noModuleAnswer(broker.world.options, request.path, request.tenant),
		),
	];
}
