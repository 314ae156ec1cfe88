import type { Behavior } from '../behavior';
import { formatModRsTime } from '../SandboxClock';
import { defineRoute } from '../route';
import type { SandboxAnswer, ModuleRequest, Route, SandboxUser } from '../sharedTypes';
import type { Accounts } from './Accounts';
import { noModuleAnswer } from './Gateway';
import type { TokenStore } from './TokenStore';

const refreshLifetimeMs = 7 * 24 * 3_600_000;

export function createLoginRoutes(options: Behavior, accounts: Accounts, tokens: TokenStore, now: () => number): Route[] {
	const login = new LoginAnswers(options, tokens, now);
	const attempt = (request: ModuleRequest, succeed: (user: SandboxUser) => SandboxAnswer): SandboxAnswer => {
		const given = readCredentials(request);
		if ('status' in given) return given;
		const result = accounts.logIn(request.tenant, given.username, given.password);
		return result.outcome === 'ok' ? succeed(result.user) : login.refusal(given.username, result);
	};
	return [
		defineRoute('POST', '/authn/login-with-expiry', undefined, (request) =>
			options.loginEndpoints === 'legacyOnly'
				? noModuleAnswer(options, request.path, request.tenant)
				: attempt(request, (user) => login.expiring(user)),
		),
		defineRoute('POST', '/authn/login', undefined, (request) =>
			options.loginEndpoints === 'expiryOnly' ? { status: 404, body: 'Not found' } : attempt(request, (user) => login.lasting(user)),
		),
	];
}

/** Reads user name and password, or says why the module does not even check them. */
function readCredentials({ headers, body }: ModuleRequest): SandboxAnswer | { readonly username: string; readonly password: string } {
	const type = headers['content-type'] ?? '';
	if (!/^application\/json\b/i.test(type))
		return { status: 400, body: `Content-type header must be ["application/json"] but it is "${type}"` };
	const accept = headers.accept ?? '*/*';
	if (!/\*\/\*|application\/(json|\*)|text\/(plain|\*)/.test(accept))
		return { status: 400, body: 'Accept header must be ["application/json","text/plain"]' };
	let credentials: { username?: unknown; password?: unknown };
	try {
		credentials = JSON.parse(body) as { username?: unknown; password?: unknown };
	} catch {
		return { status: 400, body: 'Json content error' };
	}
	const { username, password } = credentials;
	if (typeof username !== 'string') return { status: 400, body: 'You must provide a username or userId' };
	return typeof password === 'string' ? { username, password } : { status: 400, body: 'You must provide a password' };
}

/** Builds the answers to an attempt to log in, as mod-login gives them or, behind Eureka, mod-login-keycloak. */
class LoginAnswers {
	constructor(
		private readonly options: Behavior,
		private readonly tokens: TokenStore,
		private readonly now: () => number,
	) {}

	refusal(username: string, result: { outcome: string; refusals?: number }): SandboxAnswer {
		const { gateway, loginErrorCodes } = this.options;
		if (gateway === 'eureka') return result.outcome === 'blocked' && result.refusals === 0 ? disabledInKeycloak : refusedByKeycloak;
		const because = (message: string, code: string, parameters?: ReadonlyArray<{ key: string; value: string }>) => ({
			status: 422,
			body: errors(message, code, parameters),
		});
		if (loginErrorCodes === 'new')
			return because('Wrong username or wrong password or account blocked', 'wrong.username.or.wrong.password.or.account.blocked');
		const parameters = [{ key: 'username', value: username }];
		if (result.outcome === 'unknownUser')
			return because(`Error verifying user existence: No user found by username ${username}`, 'username.incorrect', parameters);
		if (result.outcome === 'blocked') return because('User must be flagged as active', 'user.blocked', parameters);
		const codes: Record<number, string> = { 3: 'password.incorrect.warn.user', 5: 'password.incorrect.block.user' };
		return because('Password does not match', codes[result.refusals ?? 0] ?? 'password.incorrect', parameters);
	}

	lasting(user: SandboxUser): SandboxAnswer {
		if (this.options.gateway === 'eureka') return this.expiring(user);
		const token = this.tokens.issueAccess(user, Infinity);
		return { status: 201, body: { okapiToken: token }, headers: { 'x-okapi-token': token } };
	}

	expiring(user: SandboxUser): SandboxAnswer {
		const { gateway, tokenLifetimeMs } = this.options;
		const [accessEnds, refreshEnds] = [this.now() + tokenLifetimeMs, this.now() + refreshLifetimeMs];
		const asCookie = gateway === 'eureka' ? springCookie : cookie;
		return {
			status: 201,
			body: { accessTokenExpiration: formatModRsTime(accessEnds), refreshTokenExpiration: formatModRsTime(refreshEnds) },
			headers: {
				'Set-Cookie': [
					asCookie('folioAccessToken', this.tokens.issueAccess(user, tokenLifetimeMs), '/', tokenLifetimeMs, accessEnds),
					asCookie('folioRefreshToken', this.tokens.issueRefresh(), '/authn', refreshLifetimeMs, refreshEnds),
				],
			},
		};
	}
}

/** Writes a cookie. As in reality, its Expires contains a comma, so that a client must not split joined cookies at commas. */
function cookie(name: string, value: string, path: string, lifetimeMs: number, endsAt: number): string {
	return `${name}=${value}; Max-Age=${Math.floor(lifetimeMs / 1000)}; Expires=${new Date(endsAt).toUTCString()}; Path=${path}; Secure; HTTPOnly; SameSite=Lax`;
}

/** Writes a cookie whose attributes have the order of Spring, in which mod-login-keycloak is written. */
function springCookie(name: string, value: string, path: string, lifetimeMs: number, endsAt: number): string {
	return `${name}=${value}; Path=${path}; Max-Age=${Math.floor(lifetimeMs / 1000)}; Expires=${new Date(endsAt).toUTCString()}; Secure; HttpOnly; SameSite=Lax`;
}

/**
 * The refusal of mod-login-keycloak (ApiExceptionHandler.java). Keycloak says the same for an unknown user, for a wrong password, and for a
 * user whom it has locked for a while.
 */
const refusedByKeycloak: SandboxAnswer = {
	status: 401,
	body: { errors: [{ message: 'Unauthorized error', type: 'UnauthorizedException', code: 'unauthorized_error' }], total_records: 1 },
};
const disabledInKeycloak: SandboxAnswer = {
	status: 400,
	body: {
		errors: [
			{
				message: 'Failed to obtain a token',
				type: 'ServiceException',
				code: 'service_error',
				parameters: [{ key: 'cause', value: '400 Bad Request: "{"error":"invalid_grant","error_description":"Account disabled"}"' }],
			},
		],
		total_records: 1,
	},
};

function errors(message: string, code: string, parameters: ReadonlyArray<{ key: string; value: string }> = []): unknown {
	return { errors: [{ message, type: 'error', code, parameters }] };
}
