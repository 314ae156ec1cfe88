import { usualBehaviour, type Behaviour } from './behaviour';
import { SandboxClock, type MachineTime } from './clock';
import { userAccount, accounts, inventoryTenant, libraries, permissions, reservoirTenant, type LibraryTenant } from './consortium';
import { controlAnswer } from './control';
import { crossLinkTenants, startCrossLink } from './crosslink';
import { Directory } from './directory';
import { FaultBook } from './faults';
import { createInventory } from './inventory';
import { instanceId } from './inventory/ids';
import { RequestLog } from './log';
import { Accounts } from './okapi/accounts';
import { Gateway, longestRequestLine } from './okapi/gateway';
import { loginRoutes } from './okapi/login';
import { Tokens } from './okapi/tokens';
import type { SandboxOptions } from './options';
import { RequestAccess } from './modrs/access';
import { ScenarioBook } from './modrs/scenarios';
import { ancillaryRoutes } from './modrs/ancillary';
import { requestRoutes } from './modrs/routes';
import { RequestService } from './modrs/service';
import { AppSettings } from './modrs/settings';
import { RequestStore } from './modrs/store';
import { usualWaits } from './modrs/world';
import { clusterId, createReservoir } from './reservoir';
import { mountResolvers } from './resolver-part';
import type { CrossLinkLibrary, SandboxLibraryAccess, Sandbox } from './Sandbox';
import { startServer, type RawRequest, type ServerParts } from './server';
import type { SandboxAnswer, Route } from './types';
import { writePast } from './past';
import { createOpenIndexes, openIndexPaths } from './openIndexes';
import { createVufind, vufindPaths } from './vufind';

export type { Sandbox } from './Sandbox';
export type { SandboxOptions } from './options';
export type { FaultRule } from './faults';
export type { LogEntry } from './log';
export type { RequestRow } from './modrs/row';
export type { NewRow } from './modrs/store';

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const consortium = createConsortium(options);
	const host = options.host ?? '127.0.0.1';
	const server = await startServer(consortium, options.port ?? 0, host);
	return consortium.open(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${server.port}`, async () => await server.close());
}

/** The consortium without its server; the simulation calls `dispatch` itself. */
export interface Consortium extends ServerParts {
	/** `call` is how the resolvers reach Okapi. */
	open(okapiUrl: string, close?: () => Promise<void>, call?: typeof fetch): Sandbox;
}

export function createConsortium(options: SandboxOptions, machine?: MachineTime): Consortium {
	const speed = options.speed ?? 1;
	const clock = new SandboxClock(speed, machine);
	const now = () => clock.now();
	const behaviour: Behaviour = { ...usualBehaviour };
	for (const key of Object.keys(usualBehaviour) as Array<keyof Behaviour>) {
		if (options[key] !== undefined) Object.assign(behaviour, { [key]: options[key] });
	}

	const tenants = Object.keys(libraries) as LibraryTenant[];
	const tokens = new Tokens(now);
	const accountBook = new Accounts();
	const directory = new Directory(tenants);
	const settings = new AppSettings(tenants);
	const scenarios = new ScenarioBook();
	const log = new RequestLog();
	const faults = new FaultBook();
	const inventory = createInventory(options.inventory);
	const reservoir = createReservoir(inventory.records, behaviour, now);
	const vufind = createVufind(reservoir, inventory.records, behaviour);
	const openIndexes = createOpenIndexes(inventory.records, options.openWorks);
	const waits = { ...usualWaits, ...options.waits };
	const service = new RequestService({
		clock,
		store: new RequestStore(),
		directory,
		settings,
		fates: scenarios,
		inventory,
		reservoir,
		options: behaviour,
		waits,
		verdictDelayMs: options.verdictDelayMs ?? Math.max(50, 1500 / speed),
		autoStaff: options.autoStaff ?? true,
	});

	const crosslink = startCrossLink({
		clock,
		inventory,
		fates: scenarios,
		options: behaviour,
		waits,
		locateDelayMs: options.verdictDelayMs ?? Math.max(50, 1500 / speed),
		autoStaff: options.autoStaff ?? true,
		instanceIdOf: (recordId) =>
			inventory.records.filter(({ number }) => clusterId(number) === recordId).map(({ number }) => instanceId(number))[0],
	});

	const login = loginRoutes(behaviour, accountBook, tokens, now);
	const libraryRoutes = [...login, ...requestRoutes(service), ...ancillaryRoutes(service), ...settings.routes(), ...directory.routes()];
	const routes = new Map<string, readonly Route[]>([
		[inventoryTenant, [...login, ...inventory.routes]],
		[reservoirTenant, [...login, ...reservoir.routes]],
		...tenants.map((tenant): [string, readonly Route[]] => [
			tenant,
			options.bothBackEnds === true ? [...libraryRoutes, ...crosslink.routes] : libraryRoutes,
		]),
		...crossLinkTenants.map((tenant): [string, readonly Route[]] => [tenant, [...login, ...crosslink.routes]]),
	]);
	const gateway = new Gateway(behaviour, routes, accountBook, tokens);

	/** Set once the server has its address. */
	const later: { sandbox?: Sandbox; resolvers?: ReturnType<typeof mountResolvers> } = {};
	const dispatch = async (request: RawRequest): Promise<SandboxAnswer> => {
		const resolved = await later.resolvers?.handle(request);
		if (resolved !== undefined) return resolved;
		// As Tomcat, Vert.x, Go and Apache alike answer a path with a broken escape. The resolver takes its path as it is.
		if (/%(?![0-9a-f]{2})/iu.test(request.path)) return { status: 400, body: 'Bad Request' };
		if (request.path.startsWith('/_control') && later.sandbox !== undefined) return controlAnswer(later.sandbox, request);
		const requestLine = `${request.method} ${request.url} HTTP/1.1`;
		if (Buffer.byteLength(requestLine) > longestRequestLine) return { status: 414 };
		const searched = vufind.handle(request) ?? openIndexes.handle(request);
		if (searched !== undefined) return searched;
		return gateway.handle(request);
	};

	const expireTokens = (tenant?: string) => tokens.expire(tenant);
	const open = (okapiUrl: string, close?: () => Promise<void>, call = fetch): Sandbox => {
		later.resolvers = mountResolvers(okapiUrl, call);
		const oaiUrl = `${okapiUrl}/_/invoke/tenant/${reservoirTenant}/reservoir/oai`;
		for (const tenant of tenants) {
			settings.set(tenant, 'shared_index_base_url', options.sharedIndex === 'reservoir' ? oaiUrl : okapiUrl);
			if (options.sharedIndex === 'reservoir') settings.set(tenant, 'shared_index_integration', 'OAIPMH');
		}

		const reader = userAccount(inventoryTenant, 'inventory-reader');
		const staff = { east: userAccount('east', 'ill-east'), west: userAccount('west', 'ill-west') };
		if (options.bothBackEnds === true) {
			for (const account of Object.values(staff))
				accountBook.set({ ...account, permissions: [...account.permissions, ...permissions.crosslink] });
		}
		const access = (tenant: LibraryTenant): SandboxLibraryAccess => {
			const { username, password } = staff[tenant];
			return { ...libraries[tenant], username, password, accounts: accounts.filter((account) => account.tenant === tenant) };
		};
		const moved = (tenant: LibraryTenant): CrossLinkLibrary => ({
			tenant: `${tenant}_crosslink`,
			username: staff[tenant].username,
			password: staff[tenant].password,
		});
		const sandbox: Sandbox = {
			okapiUrl,
			resolverUrl: `${okapiUrl}/openurl`,
			oldResolverUrl: `${okapiUrl}/openurl-1.6`,
			oldestResolverUrl: `${okapiUrl}/openurl-1.5`,
			defaultResolverUrl: `${okapiUrl}/openurl-default`,
			controlUrl: `${okapiUrl}/_control`,
			inventory: Object.assign(inventory, { tenant: inventoryTenant, username: reader.username, password: reader.password }),
			reservoir: { ...reservoir, tenant: reservoirTenant, oaiUrl },
			openIndexes: Object.values(openIndexPaths).map((path) => okapiUrl + path),
			vufind: {
				...vufind,
				urls: {
					v7: okapiUrl + vufindPaths.v7,
					v8: okapiUrl + vufindPaths.v8,
					catalog: okapiUrl + vufindPaths.catalog,
					v10: okapiUrl + vufindPaths.v10,
				},
			},
			libraries: { east: access('east'), west: access('west') },
			requests: new RequestAccess(service),
			crosslink: { east: moved('east'), west: moved('west'), requests: crosslink.access },
			clock,
			faults,
			fates: scenarios,
			settings,
			directory,
			accounts: accountBook,
			log,
			behaviour,
			expireTokens,
			get tokensIssued() {
				return tokens.issued;
			},
			close: async () => {
				clock.stop();
				await close?.();
			},
		};
		later.sandbox = sandbox;
		if (options.past !== undefined)
			writePast({ until: clock.now(), ...options.past }, { requests: sandbox.requests, crosslink: sandbox.crosslink.requests });
		return sandbox;
	};
	return { clock, log, faults, expireTokens, dispatch, open };
}
