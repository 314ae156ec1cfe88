import type { Behavior } from '../behavior';
import type { SandboxAnswer, ModuleRequest, Route, SandboxUser } from '../sharedTypes';
import type { Accounts } from './Accounts';
import { claimedTenantOf, type TokenStore } from './TokenStore';

type RoutesOfTenant = ReadonlyMap<string, readonly Route[]>;

/** The longest request line that Okapi's HTTP server accepts, in bytes. */
export const longestRequestLine = 8192;

function text(status: number, body: string): SandboxAnswer {
	return { status, body };
}

/** Makes a refusal like that of the sidecar of each module in FOLIO's Eureka (folio-org/folio-module-sidecar ErrorHandler.java). */
function sidecar(status: number, type: string, message: string): SandboxAnswer {
	return { status, body: { errors: [{ message, type, code: 'authorization_error' }], total_records: 1 } };
}

const unauthorized = sidecar(401, 'UnauthorizedException', 'Unauthorized');
const accessDenied = sidecar(403, 'ForbiddenException', 'Access Denied');

function fromKong(message: string): SandboxAnswer {
	return { status: 404, body: { message, request_id: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' } };
}

/** Plays Okapi, or Eureka in its place: it checks tenant, token and permissions, and then calls the module. */
export class Gateway {
	constructor(
		private readonly options: Behavior,
		private readonly routes: RoutesOfTenant,
		private readonly accounts: Accounts,
		private readonly tokens: TokenStore,
	) {}

	async handle(sent: Omit<ModuleRequest, 'tenant' | 'user'>): Promise<SandboxAnswer> {
		const isEureka = this.options.gateway === 'eureka';
		const request = isEureka ? sent : withInvokedTenant(sent);
		const { headers, path, method } = request;
		const presented = tokensOf(headers);
		if (presented === 'different' && isEureka) return fromKong('X-Okapi-Token is not equal to Authorization token');
		if (presented === 'different') return text(400, 'Different tokens in Authentication and X-Okapi-Token. Use only one of them');
		const token = presented;
		const asked = headers['x-okapi-tenant'];
		// Kong, the gateway of Eureka, finds its routes by X-Okapi-Tenant. Without that header it finds no module.
		if (asked === undefined && isEureka) return noModuleAnswer(this.options, path, '');
		if (asked === undefined && token !== undefined && !token.includes('.'))
			return text(400, 'Invalid Token: Missing . separator for token');
		const tenant = asked ?? (token === undefined ? undefined : claimedTenantOf(token)) ?? 'supertenant';
		const routes = this.routes.get(tenant);
		if (routes === undefined) {
			return tenant === 'supertenant' || isEureka ? noModuleAnswer(this.options, path, tenant) : text(400, `No such Tenant ${tenant}`);
		}

		const route = routes.find((one) => one.method === method && one.path.test(path));
		if (route === undefined) return noModuleAnswer(this.options, path, tenant);

		let user: SandboxUser | undefined;
		if (token !== undefined) {
			const known = this.tokens.check(token);
			if (isEureka && (known?.tenant !== tenant || !this.accounts.isActive(known))) return unauthorized;
			if (known === undefined) return text(401, 'Invalid token');
			if (!this.accounts.isActive(known)) return text(401, `Invalid token: user with id ${known.id} is not active`);
			if (known.tenant !== tenant) return text(403, 'Invalid token');
			user = this.accounts.current(known);
		}
		if (user !== undefined && this.options.permissionsFail)
			return text(
				400,
				`Unable to retrieve permissions for user with id '${user.id}': Unable to retrieve permissions (code 500): Internal Server Error`,
			);
		const { permissions } = route;
		const [first] = permissions;
		if (user === undefined && first !== undefined && isEureka) return unauthorized;
		if (user === undefined && first !== undefined)
			return text(this.options.missingTokenStatus, `Token missing, access requires permission: ${first}`);
		const missing = user === undefined ? undefined : permissions.find((permission) => !user.permissions.includes(permission));
		if (missing !== undefined && isEureka) return accessDenied;
		if (missing !== undefined && user !== undefined)
			return text(403, `Access for user '${user.username}' (${user.id}) requires permission: ${missing}`);
		return route.handle({ ...request, tenant, ...(user === undefined ? {} : { user }) }, route.path.exec(path) as RegExpExecArray);
	}
}

export function noModuleAnswer({ gateway, noModuleWording }: Behavior, path: string, tenant: string): SandboxAnswer {
	if (gateway === 'eureka') return fromKong('no Route matched with those values');
	return text(404, `No suitable module found for path ${noModuleWording === 'new' ? 'and tenant' : `${path} for tenant ${tenant}`}`);
}

/** Reads the tenant from a path `/_/invoke/tenant/{tenant}/...`, for callers that cannot send a header. */
function withInvokedTenant<Request extends Pick<ModuleRequest, 'path' | 'headers'>>(request: Request): Request {
	const [, tenant, path] = /^\/_\/invoke\/tenant\/([^/]+)(\/.*)$/u.exec(request.path) ?? [];
	if (tenant === undefined || path === undefined) return request;
	return { ...request, path, headers: { ...request.headers, 'x-okapi-tenant': tenant } };
}

/** Finds the token of a call in any of the three places where Okapi looks. Two different tokens are refused. */
function tokensOf(headers: ModuleRequest['headers']): string | undefined | 'different' {
	const authorization = headers.authorization?.replace(/^Bearer\s+/i, '');
	const cookie = /(?:^|;\s*)folioAccessToken=([^;]+)/.exec(headers.cookie ?? '')?.[1];
	const given = [headers['x-okapi-token'], authorization, cookie].filter((token) => token !== undefined && token !== '');
	const different = new Set(given);
	return different.size > 1 ? 'different' : given[0];
}
