import { loanPolicies } from './consortium';
import type { CrossLinkRequest } from './crosslink';
import type { Sandbox } from './Sandbox';
import type { FaultRule } from './faults';
import type { UpstreamFault } from './inventory';
import { instanceId } from './inventory/ids';
import { controlPage, sampleList } from './page';
import type { FateRule } from './modrs/fates';
import type { RequestRow } from './modrs/row';
import { clusterId } from './reservoir';
import { valuesOf } from './reservoir/marc';
import type { RawRequest } from './server';
import type { Answer } from './types';

type Body = Readonly<Record<string, unknown>>;

interface ControlRoute {
	readonly method: string;
	readonly path: RegExp;
	/** The answer's body; undefined is 204. */
	run(sandbox: Sandbox, body: Body, match: RegExpExecArray, query: URLSearchParams): unknown;
}

const dayMs = 24 * 3_600_000;

/** `/_control`: what a teacher or a test does to the consortium over HTTP. Described in docs/practice-consortium.md. */
const routes: readonly ControlRoute[] = [
	{ method: 'GET', path: /^$/, run: (sandbox) => overview(sandbox) },
	{ method: 'GET', path: /^\/clock$/, run: (sandbox) => clockView(sandbox) },
	{
		method: 'POST',
		path: /^\/clock$/,
		run: (sandbox, body) => {
			const speed = number(body, 'speed');
			if (speed !== undefined) {
				if (speed <= 0) throw new ControlProblem('speed must be greater than 0');
				sandbox.clock.speed = speed;
			}
			sandbox.clock.advance((number(body, 'advanceDays') ?? 0) * dayMs + (number(body, 'advanceMs') ?? 0));
			return clockView(sandbox);
		},
	},
	{
		method: 'GET',
		path: /^\/requests$/,
		run: (sandbox, _body, _match, query) => sandbox.requests.all(query.get('tenant') ?? undefined).slice(0, 1000).map(requestView),
	},
	{ method: 'GET', path: /^\/requests\/([^/]+)$/, run: (sandbox, _body, match) => ({ ...requestView(sandbox.requests.get(match[1] ?? '')), audit: sandbox.requests.get(match[1] ?? '').audit }) },
	{
		method: 'POST',
		path: /^\/requests\/([^/]+)\/advance$/,
		run: (sandbox, body, match) => {
			sandbox.requests.advance(match[1] ?? '', text(body, 'to'));
			return requestView(sandbox.requests.get(match[1] ?? ''));
		},
	},
	{
		method: 'POST',
		path: /^\/requests\/([^/]+)\/move$/,
		run: (sandbox, body, match) => {
			const aheadMinutes = number(body, 'aheadMinutes') ?? 0;
			sandbox.requests.move(match[1] ?? '', text(body, 'to'), aheadMinutes === 0 ? {} : { at: sandbox.clock.now() + aheadMinutes * 60_000 });
			return requestView(sandbox.requests.get(match[1] ?? ''));
		},
	},
	{
		method: 'POST',
		path: /^\/requests\/([^/]+)\/age$/,
		run: (sandbox, body, match) => {
			const days = number(body, 'days');
			if (days === undefined || days < 0) throw new ControlProblem('days must be a number, 0 or more');
			sandbox.requests.age(match[1] ?? '', days * dayMs);
			return requestView(sandbox.requests.get(match[1] ?? ''));
		},
	},
	{ method: 'DELETE', path: /^\/requests\/([^/]+)$/, run: (sandbox, _body, match) => sandbox.requests.delete(match[1] ?? '') },
	{ method: 'GET', path: /^\/crosslink\/requests$/, run: (sandbox, _body, _match, query) => sandbox.crosslink.requests.all(query.get('tenant') ?? undefined).slice(0, 1000).map(crossLinkView) },
	{
		method: 'POST',
		path: /^\/crosslink\/requests\/([^/]+)\/(advance|move|age|note)$/,
		run: ({ crosslink: { requests }, clock }, body, match) => {
			const id = decodeURIComponent(match[1] ?? '');
			const days = number(body, 'days');
			if (match[2] === 'advance') requests.advance(id, text(body, 'to'));
			else if (match[2] === 'note') requests.noteFromSupplier(id, text(body, 'note'));
			else if (match[2] === 'move') requests.move(id, text(body, 'to'), { silently: body.silently === true, ...(body.aheadMinutes === undefined ? {} : { at: clock.now() + (number(body, 'aheadMinutes') ?? 0) * 60_000 }) });
			else if (days === undefined || days < 0) throw new ControlProblem('days must be a number, 0 or more');
			else requests.age(id, days * dayMs);
			return crossLinkView(requests.get(id));
		},
	},
	{ method: 'POST', path: /^\/crosslink\/import$/, run: (sandbox) => sandbox.crosslink.requests.import(sandbox.requests.all()) },
	{ method: 'DELETE', path: /^\/crosslink\/requests\/([^/]+)$/, run: (sandbox, _body, match) => sandbox.crosslink.requests.delete(decodeURIComponent(match[1] ?? '')) },
	{ method: 'POST', path: /^\/tokens\/expire$/, run: (sandbox, body) => sandbox.expireTokens(optionalText(body, 'tenant')) },
	{ method: 'GET', path: /^\/faults$/, run: (sandbox) => sandbox.faults.list() },
	{ method: 'POST', path: /^\/faults$/, run: (sandbox, body) => ({ id: sandbox.faults.add(body as unknown as FaultRule) }) },
	{ method: 'DELETE', path: /^\/faults$/, run: (sandbox) => sandbox.faults.clear() },
	{ method: 'DELETE', path: /^\/faults\/(\d+)$/, run: (sandbox, _body, match) => sandbox.faults.remove(Number(match[1])) },
	{
		method: 'POST',
		path: /^\/inventory-faults$/,
		run: (sandbox, body) => {
			if (body.answer === undefined) throw new ControlProblem('answer is missing');
			sandbox.inventory.faults.fail(body as unknown as UpstreamFault);
		},
	},
	{ method: 'DELETE', path: /^\/inventory-faults$/, run: (sandbox) => sandbox.inventory.faults.clear() },
	{
		method: 'GET',
		path: /^\/clusters$/,
		run: (sandbox) => sandbox.reservoir.clusters.all().map(({ id, records }) => ({ id, title: valuesOf(records[0]?.marc ?? { leader: '', fields: [] }, '245', 'ab').join(' '), libraries: records.map(({ sourceId }) => sourceId) })),
	},
	{ method: 'DELETE', path: /^\/clusters\/([^/]+)$/, run: (sandbox, _body, match) => sandbox.reservoir.clusters.dissolve(match[1] ?? '', sandbox.clock.now()) },
	{ method: 'POST', path: /^\/clusters\/([^/]+)\/recluster$/, run: (sandbox, _body, match) => ({ id: sandbox.reservoir.clusters.recluster(match[1] ?? '', sandbox.clock.now()) }) },
	{ method: 'POST', path: /^\/harvest$/, run: (sandbox) => sandbox.vufind.harvest() },
	{
		method: 'POST',
		path: /^\/fates$/,
		run: (sandbox, body) => {
			if (typeof body.fate !== 'object' || body.fate === null || !('kind' in body.fate)) throw new ControlProblem('fate must be an object with a kind');
			for (const id of idsOf(sandbox, optionalText(body, 'instanceId'))) sandbox.fates.set({ ...(body as unknown as FateRule), ...(id === undefined ? {} : { instanceId: id }) });
		},
	},
	{ method: 'DELETE', path: /^\/fates$/, run: (sandbox) => sandbox.fates.reset() },
	{
		method: 'POST',
		path: /^\/directory$/,
		run: (sandbox, body) => {
			const loanPolicy = loanPolicies.find((policy) => policy === optionalText(body, 'loanPolicy'));
			if (loanPolicy === undefined && body.loanPolicy !== undefined) throw new ControlProblem(`loanPolicy must be one of ${loanPolicies.join(', ')}`);
			sandbox.directory.setLoanPolicy(text(body, 'symbol'), loanPolicy);
		},
	},
	{ method: 'POST', path: /^\/settings$/, run: (sandbox, body) => sandbox.settings.set(text(body, 'tenant'), text(body, 'key'), optionalText(body, 'value')) },
	{
		method: 'POST',
		path: /^\/behaviour$/,
		run: (sandbox, body) => {
			for (const key of Object.keys(body)) if (!(key in sandbox.behaviour)) throw new ControlProblem(`There is nothing called ${key} to change; known: ${Object.keys(sandbox.behaviour).join(', ')}`);
			return Object.assign(sandbox.behaviour, body);
		},
	},
	{
		method: 'POST',
		path: /^\/accounts\/([^/]+)\/([^/]+)$/,
		run: (sandbox, body, match) => sandbox.accounts.setActive(match[1] ?? '', match[2] ?? '', body.active !== false),
	},
	{ method: 'GET', path: /^\/log$/, run: (sandbox) => sandbox.log.entries },
	{ method: 'DELETE', path: /^\/log$/, run: (sandbox) => sandbox.log.clear() },
];

/** A wish that cannot be fulfilled, in words. */
class ControlProblem extends Error {}

export function controlAnswer(sandbox: Sandbox, request: RawRequest): Answer {
	const path = request.path.slice('/_control'.length).replace(/\/$/, '');
	if (request.method === 'GET' && path === '' && request.headers.accept?.includes('text/html') === true) return { status: 200, body: controlPage(sandbox), contentType: 'text/html;charset=UTF-8' };
	if (request.method === 'GET' && path === '/sample-list.csv') return { status: 200, body: sampleList(sandbox.inventory.records), contentType: 'text/csv;charset=UTF-8' };
	const found = routes.flatMap((route) => {
		const match = route.method === request.method ? route.path.exec(path) : null;
		return match === null ? [] : [{ route, match }];
	})[0];
	if (found === undefined) return { status: 404, body: { message: `The control interface has no ${request.method} ${path}` } };
	try {
		const body: unknown = request.body.trim() === '' ? {} : JSON.parse(request.body);
		if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ControlProblem('The body must be a JSON object');
		const result = found.route.run(sandbox, body as Body, found.match, request.query);
		return result === undefined ? { status: 204 } : { status: 200, body: result };
	} catch (error) {
		return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
	}
}

/** The ids of a title in the inventory and in the Reservoir, by either; as given where no title has it. */
function idsOf({ inventory }: Sandbox, id: string | undefined): Array<string | undefined> {
	const record = inventory.records.find(({ number }) => id === instanceId(number) || id === clusterId(number));
	return record === undefined ? [id] : [instanceId(record.number), clusterId(record.number)];
}

function overview(sandbox: Sandbox): unknown {
	const { okapiUrl, resolverUrl, oldResolverUrl, inventory, reservoir, vufind } = sandbox;
	return {
		okapiUrl,
		resolverUrl,
		oldResolverUrl,
		sharedInventory: { tenant: inventory.tenant, username: inventory.username, password: inventory.password },
		vufind: vufind.urls,
		reservoir: { tenant: reservoir.tenant, oaiUrl: reservoir.oaiUrl },
		libraries: Object.values(sandbox.libraries).map(({ name, symbol, tenant, username, password, openUrlTenant, pickupLocations }) => ({
			name, symbol, tenant, username, password, openUrlTenant, pickupLocations,
		})),
		crosslink: [sandbox.crosslink.east, sandbox.crosslink.west],
		clock: clockView(sandbox),
		requests: sandbox.requests.count(),
	};
}

function clockView({ clock }: Sandbox): unknown {
	return { now: new Date(clock.now()).toISOString(), speed: clock.speed, offsetMs: clock.offset, waiting: clock.waiting };
}

function requestView(row: RequestRow): Record<string, unknown> {
	const { id, tenant, hrid, isRequester, state, title, patronIdentifier, supplier, requestIdentifiers } = row;
	return {
		id, tenant, hrid, isRequester, state, title, patronIdentifier, supplier,
		references: requestIdentifiers.map(({ identifier }) => identifier),
		dateCreated: new Date(row.dateCreated).toISOString(),
		lastUpdated: new Date(row.lastUpdated).toISOString(),
	};
}

function crossLinkView(row: CrossLinkRequest): Record<string, unknown> {
	const { id, side, state, patron, requesterSymbol, supplierSymbol, needsAttention, terminalState } = row;
	return { id, side, state, patron, requesterSymbol, supplierSymbol, needsAttention, terminalState, createdAt: new Date(row.createdAt / 1000).toISOString(), updatedAt: new Date(row.updatedAt / 1000).toISOString() };
}

function text(body: Body, name: string): string {
	const value = optionalText(body, name);
	if (value === undefined) throw new ControlProblem(`${name} is missing`);
	return value;
}

function optionalText(body: Body, name: string): string | undefined {
	const value = body[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(body: Body, name: string): number | undefined {
	const value = body[name];
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlProblem(`${name} must be a number`);
	return value;
}
