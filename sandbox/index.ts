import { usualBehavior, type Behavior } from './behavior';
import { SandboxClock, type MachineTime } from './SandboxClock';
import { findAccount, accounts, inventoryTenant, libraries, permissions, reservoirTenant, type LibraryTenant } from './consortium';
import { answerControlCall } from './controlInterface';
import { crossLinkTenants, createCrossLink } from './crosslink/createCrossLink';
import { Directory } from './directory/Directory';
import { FaultBook } from './faults';
import { createInventory } from './inventory/createInventory';
import { buildInstanceId } from './inventory/recordIds';
import { CallLog } from './callLog';
import { Accounts } from './okapi/Accounts';
import { Gateway, longestRequestLine } from './okapi/Gateway';
import { createLoginRoutes } from './okapi/loginRoutes';
import { TokenStore } from './okapi/TokenStore';
import type { SandboxOptions } from './SandboxOptions';
import { DirectModRsAccess } from './modrs/DirectModRsAccess';
import { ScenarioBook } from './scenarios';
import { createAncillaryRoutes } from './modrs/ancillaryRoutes';
import { createRequestRoutes } from './modrs/requestRoutes';
import { PracticeModRs } from './modrs/PracticeModRs';
import { AppSettings } from './modrs/AppSettings';
import { RequestStore } from './modrs/RequestStore';
import { usualStepDurations } from './stepDurations';
import { clusterIdOf, createReservoir } from './reservoir/createReservoir';
import { mountResolvers } from './mountResolvers';
import type { CrossLinkLibraryLogin, SandboxLibraryLogin, Sandbox } from './Sandbox';
import { startServer, type IncomingCall, type ServerParts } from './startServer';
import type { SandboxAnswer, Route } from './sharedTypes';
import { storePastRequests } from './past/storePastRequests';
import { createOpenIndexes, pathsOfOpenIndexes } from './openBibliographicIndexes';
import { createVufind, vufindPaths } from './vufind/createVufind';

export type { Sandbox } from './Sandbox';
export type { SandboxOptions } from './SandboxOptions';
export type { FaultRule } from './faults';
export type { CallLogEntry } from './callLog';
export type { RequestRow } from './modrs/requestRow';
export type { NewRequestRow } from './modrs/RequestStore';

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const consortium = createConsortium(options);
	const host = options.host ?? '127.0.0.1';
	const server = await startServer(consortium, options.port ?? 0, host);
	return consortium.open(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${server.port}`, async () => await server.close());
}

/** A consortium without a server. The simulation uses it, and calls `dispatch` itself. */
export interface Consortium extends ServerParts {
	/** The resolvers reach Okapi by `call`. */
	open(okapiUrl: string, close?: () => Promise<void>, call?: typeof fetch): Sandbox;
}

type Parts = ReturnType<typeof createParts>;

export function createConsortium(options: SandboxOptions, machine?: MachineTime): Consortium {
	const parts = createParts(options, new SandboxClock(options.speed ?? 1, machine), behaviorOf(options));
	const { clock, log, faults, tokens, vufind, openIndexes, behavior, accounts } = parts;
	const gateway = new Gateway(behavior, routesOf(parts, options), accounts, tokens);
	/** What can be made only once the server's address is known. */
	const later: { sandbox?: Sandbox; resolvers?: ReturnType<typeof mountResolvers> } = {};
	const dispatch = async (request: IncomingCall): Promise<SandboxAnswer> => {
		const resolved = await later.resolvers?.handle(request);
		if (resolved !== undefined) return resolved;
		// Tomcat, Vert.x, Go and Apache refuse a path with a broken escape. The resolver takes its path as it is.
		if (/%(?![0-9a-f]{2})/iu.test(request.path)) return { status: 400, body: 'Bad Request' };
		if (request.path.startsWith('/_control') && later.sandbox !== undefined) return answerControlCall(later.sandbox, request);
		const requestLine = `${request.method} ${request.url} HTTP/1.1`;
		if (Buffer.byteLength(requestLine) > longestRequestLine) return { status: 414 };
		return vufind.handle(request) ?? openIndexes.handle(request) ?? gateway.handle(request);
	};
	const open = (okapiUrl: string, close?: () => Promise<void>, call = fetch): Sandbox => {
		later.resolvers = mountResolvers(okapiUrl, call);
		setUp(parts, options, okapiUrl);
		const sandbox = sandboxOf(parts, okapiUrl, close);
		later.sandbox = sandbox;
		if (options.past !== undefined)
			storePastRequests({ until: clock.now(), ...options.past }, { requests: sandbox.requests, crosslink: sandbox.crosslink.requests });
		return sandbox;
	};
	return { clock, log, faults, expireTokens: (tenant) => tokens.expire(tenant), dispatch, open };
}

function behaviorOf(options: SandboxOptions): Behavior {
	const given = Object.keys(usualBehavior).filter((key) => options[key as keyof Behavior] !== undefined);
	return { ...usualBehavior, ...Object.fromEntries(given.map((key) => [key, options[key as keyof Behavior]])) };
}

const tenants = Object.keys(libraries) as LibraryTenant[];
const staff = { east: findAccount('east', 'ill-east'), west: findAccount('west', 'ill-west') };

function createParts(options: SandboxOptions, clock: SandboxClock, behavior: Behavior) {
	const now = () => clock.now();
	const scenarios = new ScenarioBook();
	const [directory, settings] = [new Directory(tenants), new AppSettings(tenants)];
	const inventory = createInventory(options.inventory);
	const reservoir = createReservoir(inventory.records, behavior, now);
	const shared = {
		...{ clock, inventory, scenarios, options: behavior },
		waits: { ...usualStepDurations, ...options.waits },
		autoStaff: options.autoStaff ?? true,
	};
	const decisionDelayMs = options.validationDelayMs ?? Math.max(50, 1500 / (options.speed ?? 1));
	return {
		...{ clock, now, behavior, directory, settings, scenarios, inventory, reservoir },
		tokens: new TokenStore(now),
		accounts: new Accounts(),
		log: new CallLog(),
		faults: new FaultBook(),
		vufind: createVufind(reservoir, inventory.records, behavior),
		openIndexes: createOpenIndexes(inventory.records, options.openWorks),
		service: new PracticeModRs({
			...{ ...shared, directory, settings, reservoir },
			store: new RequestStore(),
			validationDelayMs: decisionDelayMs,
		}),
		crosslink: createCrossLink({
			...shared,
			locateDelayMs: decisionDelayMs,
			instanceIdOf: (recordId) =>
				inventory.records.filter(({ number }) => clusterIdOf(number) === recordId).map(({ number }) => buildInstanceId(number))[0],
		}),
	};
}

/** Returns the routes of the modules that each tenant has behind the gateway. */
function routesOf(parts: Parts, { bothBackEnds = false }: SandboxOptions): ReadonlyMap<string, readonly Route[]> {
	const { behavior, accounts, tokens, now, service, settings, directory, inventory, reservoir, crosslink } = parts;
	const login = createLoginRoutes(behavior, accounts, tokens, now);
	const modRs = [...createRequestRoutes(service), ...createAncillaryRoutes(service), ...settings.routes(), ...directory.routes()];
	return new Map<string, readonly Route[]>([
		[inventoryTenant, [...login, ...inventory.routes]],
		[reservoirTenant, [...login, ...reservoir.routes]],
		...tenants.map((tenant) => [tenant, [...login, ...modRs, ...(bothBackEnds ? crosslink.routes : [])]] as const),
		...crossLinkTenants.map((tenant) => [tenant, [...login, ...crosslink.routes]] as const),
	]);
}

function oaiUrlAt(okapiUrl: string): string {
	return `${okapiUrl}/_/invoke/tenant/${reservoirTenant}/reservoir/oai`;
}

/** Sets what depends on the address and the options: the libraries' settings and accounts. */
function setUp({ settings, accounts: accountBook }: Parts, { sharedIndex, bothBackEnds }: SandboxOptions, okapiUrl: string): void {
	for (const tenant of tenants) {
		settings.set(tenant, 'shared_index_base_url', sharedIndex === 'reservoir' ? oaiUrlAt(okapiUrl) : okapiUrl);
		if (sharedIndex === 'reservoir') settings.set(tenant, 'shared_index_integration', 'OAIPMH');
	}
	if (bothBackEnds !== true) return;
	for (const account of Object.values(staff))
		accountBook.set({ ...account, permissions: [...account.permissions, ...permissions.crosslink] });
}

function sandboxOf(parts: Parts, okapiUrl: string, close?: () => Promise<void>): Sandbox {
	const { clock, tokens, inventory, reservoir, vufind, service, crosslink, scenarios } = parts;
	const reader = findAccount(inventoryTenant, 'inventory-reader');
	const libraryLogin = (tenant: LibraryTenant): SandboxLibraryLogin => {
		const { username, password } = staff[tenant];
		return { ...libraries[tenant], username, password, accounts: accounts.filter((account) => account.tenant === tenant) };
	};
	const migratedLibrary = (tenant: LibraryTenant): CrossLinkLibraryLogin => {
		const { username, password } = staff[tenant];
		return { tenant: `${tenant}_crosslink`, username, password };
	};
	return {
		...parts,
		okapiUrl,
		resolverUrl: `${okapiUrl}/openurl`,
		oldResolverUrl: `${okapiUrl}/openurl-1.6`,
		oldestResolverUrl: `${okapiUrl}/openurl-1.5`,
		defaultResolverUrl: `${okapiUrl}/openurl-default`,
		controlUrl: `${okapiUrl}/_control`,
		inventory: Object.assign(inventory, { tenant: inventoryTenant, username: reader.username, password: reader.password }),
		reservoir: { ...reservoir, tenant: reservoirTenant, oaiUrl: oaiUrlAt(okapiUrl) },
		openIndexes: Object.values(pathsOfOpenIndexes).map((path) => okapiUrl + path),
		vufind: {
			...vufind,
			urls: {
				v7: okapiUrl + vufindPaths.v7,
				v8: okapiUrl + vufindPaths.v8,
				catalog: okapiUrl + vufindPaths.catalog,
				v10: okapiUrl + vufindPaths.v10,
			},
		},
		libraries: { east: libraryLogin('east'), west: libraryLogin('west') },
		requests: new DirectModRsAccess(service),
		crosslink: { east: migratedLibrary('east'), west: migratedLibrary('west'), requests: crosslink.access },
		scenarios,
		expireTokens: (tenant) => tokens.expire(tenant),
		get tokensIssued() {
			return tokens.issued;
		},
		close: async () => {
			clock.stop();
			await close?.();
		},
	};
}
