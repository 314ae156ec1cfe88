/** The session of one service with the gateway. It uses only the old login, and logs in once more after 401 or 403. */

export interface ResolverCustomer {
	/**
	 * The name in the resolver's address, e.g. `RESHARE:US-EAST`, compared exactly. The service with an empty name answers for all others.
	 */
	readonly name: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
	/** Whether the form is shown on the first try even when the OpenURL is complete. */
	readonly alwaysShowForm?: boolean;
}

export class GatewayAnswerError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export class OkapiSession {
	/** The token. If it is undefined or null, none is sent, as when the login's answer lacked the header. */
	private token: string | null | undefined;
	private firstLogin: Promise<void> | undefined;

	constructor(
		private readonly okapiUrl: string,
		readonly service: ResolverCustomer,
		private readonly fetch: typeof globalThis.fetch = globalThis.fetch,
	) {}

	private get label(): string {
		return this.service.name || 'main';
	}

	/** Makes the next calls use no token, or a wrong one. */
	forceToken(token: string | undefined): void {
		this.token = token;
	}

	/** Logs in as the real resolver does when it starts. A refused login is repeated with the next request. */
	async start(): Promise<void> {
		this.firstLogin ??= this.login();
		try {
			await this.firstLogin;
		} catch (error) {
			this.firstLogin = undefined;
			throw error;
		}
	}

	async call(method: 'GET' | 'POST', path: string, payload?: unknown): Promise<Response> {
		const response = await this.send(method, path, payload);
		if (response.status !== 401 && response.status !== 403) return response;
		await response.text();
		await this.login();
		return await this.send(method, path, payload);
	}

	async getJson(path: string, caption: string): Promise<unknown> {
		const response = await this.call('GET', path);
		if (response.status !== 200) {
			await response.text();
			throw new GatewayAnswerError(response.status, `${response.status} for ${response.url}: cannot fetch ${caption} for '${this.label}'`);
		}
		return await response.json();
	}

	private async login(): Promise<void> {
		const { username, password } = this.service;
		this.token = undefined;
		const response = await this.send('POST', '/authn/login', { username, password });
		await response.text();
		if (response.status !== 201) {
			throw new GatewayAnswerError(
				response.status,
				`${response.status} for ${response.url}: cannot login to FOLIO session '${this.label}'`,
			);
		}
		this.token = response.headers.get('x-okapi-token');
	}

	private async send(method: string, path: string, payload?: unknown): Promise<Response> {
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			accept: 'application/json',
			'x-okapi-tenant': this.service.tenant,
		};
		if (this.token) headers['x-okapi-token'] = this.token;
		const body = payload === undefined ? undefined : JSON.stringify(payload);
		return await this.fetch(`${this.okapiUrl}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
	}
}
