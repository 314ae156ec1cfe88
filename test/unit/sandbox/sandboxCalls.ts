import type { Sandbox } from '../../../sandbox/index';

export type Json = Record<string, unknown>;

export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** Undefined if the body is no JSON. */
	readonly json: unknown;
}

export async function call(url: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const text = await response.text();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return { status: response.status, headers: response.headers, text, json };
}

/** An account with a session. */
export class Caller {
	constructor(
		readonly sandbox: Sandbox,
		readonly tenant: string,
		readonly token: string,
	) {}

	request(method: string, path: string, body?: unknown) {
		return call(this.sandbox.okapiUrl + path, {
			method,
			headers: { 'X-Okapi-Tenant': this.tenant, 'X-Okapi-Token': this.token, 'Content-Type': 'application/json' },
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
	}

	get(path: string) {
		return this.request('GET', path);
	}

	post(path: string, body: unknown) {
		return this.request('POST', path, body);
	}

	/** Calls `GET /rs/patronrequests` with repeated keys, and escapes the values. */
	async list(parameters: ReadonlyArray<readonly [string, string]>) {
		return this.get(`/rs/patronrequests?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`);
	}

	/** Returns the titles of the rows that pass these filters, sorted. */
	async titles(...filters: string[]) {
		const reply = await this.list([...filters.map((filter) => ['filters', filter] as const), ['perPage', '100'], ['sort', 'title;asc']]);
		if (reply.status !== 200) throw new Error(`${reply.status}: ${reply.text.slice(0, 120)}`);
		return (reply.json as Json[]).map((row) => String(row.title));
	}

	async item(id: string) {
		return (await this.get(`/rs/patronrequests/${id}`)).json as Json;
	}

	async act(id: string, action: string, actionParams: unknown = {}) {
		return this.post(`/rs/patronrequests/${id}/performAction`, { action, ...(actionParams === null ? {} : { actionParams }) });
	}
}

export async function logIn(sandbox: Sandbox, tenant: string, username: string, password: string) {
	const reply = await call(`${sandbox.okapiUrl}/authn/login`, {
		method: 'POST',
		headers: { 'X-Okapi-Tenant': tenant, 'Content-Type': 'application/json' },
		body: JSON.stringify({ username, password }),
	});
	return new Caller(sandbox, tenant, reply.headers.get('x-okapi-token') ?? '');
}

export function logInAsEast(sandbox: Sandbox) {
	const { username, password } = sandbox.libraries.east;
	return logIn(sandbox, 'east', username, password);
}

export function logInAsWest(sandbox: Sandbox) {
	const { username, password } = sandbox.libraries.west;
	return logIn(sandbox, 'west', username, password);
}

export function stateCodeOfRow(row: unknown) {
	return ((row as Json).state as Json).code as string;
}

/** Makes the body of a new request as the resolver posts it. */
export function newRequestBody(values: Json = {}): Json {
	return {
		isRequester: true,
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		patronIdentifier: 'P1001',
		title: 'Braiding sweetgrass',
		systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001',
		pickupLocationSlug: 'EAST-MAIN',
		serviceType: 'Loan',
		...values,
	};
}

export const hour = 3_600_000;
export const day = 24 * hour;
