import { loanPolicies } from './consortium';
import type { CrossLinkRequest } from './crosslink/createCrossLink';
import type { Sandbox } from './Sandbox';
import type { FaultRule } from './faults';
import type { ModuleFault } from './inventory/createInventory';
import { buildInstanceId } from './inventory/recordIds';
import { renderControlPage, buildSampleSpreadsheet } from './controlPage/renderControlPage';
import type { ScenarioRule } from './scenarios';
import type { RequestRow } from './modrs/requestRow';
import { clusterIdOf } from './reservoir/createReservoir';
import { subfieldValuesOf } from './reservoir/marcInJson';
import { pathPartsOf, buildPathPattern } from './route';
import type { IncomingCall } from './startServer';
import type { SandboxAnswer } from './sharedTypes';

type Body = Readonly<Record<string, unknown>>;

/** Runs a call and returns the body of its answer; undefined becomes 204. `parts` are the parts of the path. */
type Run = (sandbox: Sandbox, body: Body, parts: readonly string[], query: URLSearchParams) => unknown;

const dayMs = 24 * 3_600_000;

/**
 * The calls below `/_control`, by which teachers and tests control the consortium over HTTP; docs/practice-consortium.md describes them.
 */
const routes: Readonly<Record<string, Run>> = {
	'GET ': overview,
	'GET /clock': clockView,
	'POST /clock': (sandbox, body) => {
		const speed = number(body, 'speed');
		if (speed !== undefined) {
			if (speed <= 0) throw new ControlProblem('speed must be greater than 0');
			sandbox.clock.speed = speed;
		}
		sandbox.clock.advance((number(body, 'advanceDays') ?? 0) * dayMs + (number(body, 'advanceMs') ?? 0));
		return clockView(sandbox);
	},
	'GET /requests': ({ requests }, _body, _parts, query) =>
		requests
			.all(query.get('tenant') ?? undefined)
			.slice(0, 1000)
			.map(requestView),
	'GET /requests/{}': ({ requests }, _body, [id = '']) => ({ ...requestView(requests.get(id)), audit: requests.get(id).audit }),
	'POST /requests/{}/{}': ({ requests, clock }, body, [id = '', what]) => {
		if (what === 'advance') requests.advance(id, text(body, 'to'));
		else if (what === 'move') requests.move(id, text(body, 'to'), ahead(body, clock));
		else if (what === 'age') requests.age(id, ageMs(body));
		else throw new ControlProblem(`Nothing called ${what} can be done with a request`);
		return requestView(requests.get(id));
	},
	'DELETE /requests/{}': ({ requests }, _body, [id = '']) => requests.delete(id),
	'GET /crosslink/requests': ({ crosslink }, _body, _parts, query) =>
		crosslink.requests
			.all(query.get('tenant') ?? undefined)
			.slice(0, 1000)
			.map(crossLinkView),
	'POST /crosslink/requests/{}/{}': ({ crosslink: { requests }, clock }, body, [id = '', what]) => {
		if (what === 'advance') requests.advance(id, text(body, 'to'));
		else if (what === 'move') requests.move(id, text(body, 'to'), { silently: body.silently === true, ...ahead(body, clock) });
		else if (what === 'age') requests.age(id, ageMs(body));
		else if (what === 'note') requests.noteFromSupplier(id, text(body, 'note'));
		else throw new ControlProblem(`Nothing called ${what} can be done with a request`);
		return crossLinkView(requests.get(id));
	},
	'POST /crosslink/import': ({ crosslink, requests }) => crosslink.requests.import(requests.all()),
	'DELETE /crosslink/requests/{}': ({ crosslink }, _body, [id = '']) => crosslink.requests.delete(id),
	'POST /tokens/expire': (sandbox, body) => sandbox.expireTokens(optionalText(body, 'tenant')),
	'GET /faults': ({ faults }) => faults.list(),
	'POST /faults': ({ faults }, body) => ({ id: faults.add(body as unknown as FaultRule) }),
	'DELETE /faults': ({ faults }) => faults.clear(),
	'DELETE /faults/{}': ({ faults }, _body, [id]) => faults.remove(Number(id)),
	'POST /inventory-faults': ({ inventory }, body) => {
		if (body.answer === undefined) throw new ControlProblem('answer is missing');
		inventory.faults.fail(body as unknown as ModuleFault);
	},
	'DELETE /inventory-faults': ({ inventory }) => inventory.faults.clear(),
	'GET /clusters': ({ reservoir }) =>
		reservoir.clusters.all().map(({ id, records }) => ({
			id,
			title: records[0] === undefined ? '' : subfieldValuesOf(records[0].marc, '245', 'ab').join(' '),
			libraries: records.map(({ sourceId }) => sourceId),
		})),
	'DELETE /clusters/{}': ({ reservoir, clock }, _body, [id = '']) => reservoir.clusters.dissolve(id, clock.now()),
	'POST /clusters/{}/recluster': ({ reservoir, clock }, _body, [id = '']) => ({ id: reservoir.clusters.move(id, clock.now()) }),
	'POST /harvest': ({ vufind }) => vufind.harvest(),
	'POST /scenarios': (sandbox, body) => {
		if (typeof body.scenario !== 'object' || body.scenario === null || !('kind' in body.scenario))
			throw new ControlProblem('scenario must be an object with a kind');
		for (const id of idsOf(sandbox, optionalText(body, 'instanceId')))
			sandbox.scenarios.set({ ...(body as unknown as ScenarioRule), ...(id === undefined ? {} : { instanceId: id }) });
	},
	'DELETE /scenarios': ({ scenarios }) => scenarios.reset(),
	'POST /directory': ({ directory }, body) => {
		const loanPolicy = loanPolicies.find((policy) => policy === optionalText(body, 'loanPolicy'));
		if (loanPolicy === undefined && body.loanPolicy !== undefined)
			throw new ControlProblem(`loanPolicy must be one of ${loanPolicies.join(', ')}`);
		directory.setLoanPolicy(text(body, 'symbol'), loanPolicy);
	},
	'POST /settings': ({ settings }, body) => settings.set(text(body, 'tenant'), text(body, 'key'), optionalText(body, 'value')),
	'POST /behavior': ({ behavior }, body) => {
		for (const key of Object.keys(body))
			if (!(key in behavior))
				throw new ControlProblem(`There is nothing called ${key} to change; known: ${Object.keys(behavior).join(', ')}`);
		return Object.assign(behavior, body);
	},
	'POST /accounts/{}/{}': ({ accounts }, body, [tenant = '', name = '']) => accounts.setActive(tenant, name, body.active !== false),
	'GET /log': ({ log }) => log.entries,
	'DELETE /log': ({ log }) => log.clear(),
};
const patterns = Object.entries(routes).map(([path, run]) => ({ pattern: buildPathPattern(path), run }));

/** A call that cannot be done; the message says why. */
class ControlProblem extends Error {}

export function answerControlCall(sandbox: Sandbox, request: IncomingCall): SandboxAnswer {
	const path = request.path.slice('/_control'.length).replace(/\/$/, '');
	if (request.method === 'GET' && path === '' && request.headers.accept?.includes('text/html') === true)
		return { status: 200, body: renderControlPage(sandbox), contentType: 'text/html;charset=UTF-8' };
	if (request.method === 'GET' && path === '/sample-list.csv')
		return { status: 200, body: buildSampleSpreadsheet(sandbox.inventory.records), contentType: 'text/csv;charset=UTF-8' };
	const found = patterns.flatMap(({ pattern, run }) => {
		const match = pattern.exec(`${request.method} ${path}`);
		return match === null ? [] : [{ run, parts: pathPartsOf(match) }];
	})[0];
	if (found === undefined) return { status: 404, body: { message: `The control interface has no ${request.method} ${path}` } };
	try {
		const body: unknown = request.body.trim() === '' ? {} : JSON.parse(request.body);
		if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ControlProblem('The body must be a JSON object');
		const result = found.run(sandbox, body as Body, found.parts, request.query);
		return result === undefined ? { status: 204 } : { status: 200, body: result };
	} catch (error) {
		return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
	}
}

/** Returns the ids of a title in the inventory and in the Reservoir, given either of them; the given id if no title has it. */
function idsOf({ inventory }: Sandbox, id: string | undefined): Array<string | undefined> {
	const record = inventory.records.find(({ number }) => id === buildInstanceId(number) || id === clusterIdOf(number));
	return record === undefined ? [id] : [buildInstanceId(record.number), clusterIdOf(record.number)];
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
			name,
			symbol,
			tenant,
			username,
			password,
			openUrlTenant,
			pickupLocations,
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
		id,
		tenant,
		hrid,
		isRequester,
		state,
		title,
		patronIdentifier,
		supplier,
		references: requestIdentifiers.map(({ identifier }) => identifier),
		dateCreated: new Date(row.dateCreated).toISOString(),
		lastUpdated: new Date(row.lastUpdated).toISOString(),
	};
}

function crossLinkView(row: CrossLinkRequest): Record<string, unknown> {
	const { id, side, state, patron, requesterSymbol, supplierSymbol, needsAttention, terminalState } = row;
	return {
		id,
		side,
		state,
		patron,
		requesterSymbol,
		supplierSymbol,
		needsAttention,
		terminalState,
		createdAt: new Date(row.createdAt / 1000).toISOString(),
		updatedAt: new Date(row.updatedAt / 1000).toISOString(),
	};
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

/** Reads the time of a change, which can be ahead of the clock, to test how a client copes with that. */
function ahead(body: Body, clock: Sandbox['clock']): { readonly at?: number } {
	const minutes = number(body, 'aheadMinutes') ?? 0;
	return minutes === 0 ? {} : { at: clock.now() + minutes * 60_000 };
}

function ageMs(body: Body): number {
	const days = number(body, 'days');
	if (days === undefined || days < 0) throw new ControlProblem('days must be a number, 0 or more');
	return days * dayMs;
}

function number(body: Body, name: string): number | undefined {
	const value = body[name];
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlProblem(`${name} must be a number`);
	return value;
}
