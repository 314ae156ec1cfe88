import { z } from 'zod';
import { ReShareError, type ReShareErrorKind } from '../errors';
import { parseJsonAnswer } from '../json';
import { statusError, type HttpAnswer } from '../transport';
import { hostOf } from '../transport/errorOfFailedCall';

type Answer = Pick<HttpAnswer, 'status' | 'contentType' | 'text'>;

const folioErrors = z.object({
	errors: z.array(
		z.object({
			code: z.string().optional(),
			parameters: z
				.array(z.object({ value: z.string().optional() }))
				.nullish()
				.catch(undefined),
		}),
	),
});

/** Finds why Keycloak gave no token, in the words of mod-login-keycloak, e.g. `400 Bad Request: "{"error":"invalid_grant",...}"`. */
export function keycloakRefusalIn(answer: Answer) {
	const error = parseJsonAnswer(answer, folioErrors)?.errors.find(({ code }) => code === 'service_error');
	return error && (error.parameters?.[0]?.value ?? '');
}

export function folioErrorCodesIn(answer: Answer) {
	return parseJsonAnswer(answer, folioErrors)?.errors.flatMap(({ code }) => code ?? []) ?? [];
}

/**
 * Whether this is the gateway's 404 for a path that no module of the tenant serves. Okapi sends it, whose wording changed in 5.0.2. With
 * FOLIO's Eureka it comes from Kong, which answers the same to an unknown tenant, or from the sidecar of a module.
 */
export function isNoSuchModule(answer: Answer) {
	const { status, contentType, text } = answer;
	if (status !== 404) return false;
	if (contentType !== 'application/json') return text.startsWith('No suitable module found for path');
	return folioErrorCodesIn(answer).includes('route_not_found_error') || /"message"\s*:\s*"no Route matched with those values"/i.test(text);
}

export function isNoSuchTenant(answer: Answer) {
	return answer.status === 400 && (answer.text.startsWith('No such Tenant') || folioErrorCodesIn(answer).includes('tenant_not_enabled'));
}

/** Whether CrossLink's directory refuses an account that lacks the permission, although the gateway has accepted its token. */
function isDenied(answer: Answer) {
	return answer.status === 401 && answer.text === 'Access denied';
}

/** Whether the gateway requires a new login: by status 401, or by the texts with which mod-authtoken refuses a missing or foreign token. */
export function requiresLogin(answer: Answer) {
	if (answer.status === 401) return !isDenied(answer);
	if (answer.status !== 400 && answer.status !== 403) return false;
	return answer.text.startsWith('Token missing') || (answer.status === 403 && answer.text.startsWith('Invalid token'));
}

/**
 * The beginnings of texts that prove that no module has executed the call: Okapi and mod-authtoken answer with them before a module sees
 * the call, and `404 page not found` is the answer of Go's HTTP server for a path that the module does not have.
 */
const gatewayTexts = [
	'No such Tenant',
	'No suitable module found for path',
	'No running module instance found',
	'Token missing',
	'Invalid token',
	'Unable to retrieve permissions',
	'404 page not found',
];

/** The statuses with which a proxy refuses to pass a call on, because it is too large or there are too many calls. */
const notPassedOn = [413, 414, 429, 431];

/**
 * Whether an answer of status 400 or higher may have replaced the module's answer, so that the module may have executed the call. A text or
 * a page that is neither in the module's form nor in the gateway's words comes from a proxy.
 */
export function mayBeFromProxy({ status, contentType, text }: Answer) {
	// In Eureka, the sidecar sends this answer when its module has not answered in time.
	if (status === 408) return true;
	if (contentType === 'application/json' || notPassedOn.includes(status)) return false;
	if (status === 401 && contentType !== 'text/html') return false;
	return !gatewayTexts.some((start) => text.startsWith(start)) && findPermissionIn(text) === undefined;
}

export function errorWithStatus({ status }: HttpAnswer, kind: ReShareErrorKind, message: string, description: string, permission?: string) {
	return new ReShareError(kind, message, { status, description, permission });
}

/** Returns the error for an answer that Okapi or a proxy gave in place of a module; undefined for a module's own answer. */
function gatewayError(answer: HttpAnswer, host: string, what: string) {
	const { status, contentType, text } = answer;
	if (isNoSuchTenant(answer))
		return errorWithStatus(
			answer,
			'unknownTenant',
			`${host} does not know the tenant in the ⟦settings⟧`,
			"Check '⟦tenant⟧' in the ⟦settings⟧.",
		);
	if (isNoSuchModule(answer))
		return errorWithStatus(
			answer,
			'noModule',
			`${host} does not offer ${what} for this tenant`,
			'Ask your ReShare provider whether the module is enabled for your tenant, and check that the ⟦settings⟧ is of the right kind.',
		);
	if (requiresLogin(answer))
		return errorWithStatus(
			answer,
			'unauthorized',
			`${host} did not accept the login`,
			'The user may have been deactivated. Test the ⟦settings⟧.',
		);
	if (status === 400 && text.startsWith('Unable to retrieve permissions'))
		return errorWithStatus(
			answer,
			'server',
			`${host} could not read what the user may do`,
			'Try again later. If it goes on, tell whoever runs the server.',
		);
	if (status === 403 || isDenied(answer)) {
		const permission = findPermissionIn(text);
		const message =
			permission === undefined
				? `The user in the ⟦settings⟧ has no permission for ${what}`
				: `The user in the ⟦settings⟧ lacks the permission ${permission}`;
		return errorWithStatus(answer, 'permission', message, 'Ask your ReShare administrator to give the user this permission.', permission);
	}
	if (status === 404 && text.startsWith('No running module instance found'))
		return errorWithStatus(
			answer,
			'server',
			`${host} cannot give ${what} at the moment: that part of ReShare is not running`,
			'Try again later. If it goes on, tell whoever runs the server.',
		);
	// Only a module says in JSON that a record does not exist. Other forms come from the gateway, or from a proxy before it.
	if (status === 404 && contentType !== 'application/json')
		return errorWithStatus(
			answer,
			'noModule',
			`${host} does not offer ${what}`,
			"Check '⟦okapiUrl⟧' in the ⟦settings⟧. If it is right, ask your ReShare provider.",
		);
	return undefined;
}

export function okapiError(answer: HttpAnswer, url: string, what: string) {
	const host = hostOf(url);
	const { status } = answer;
	return (
		gatewayError(answer, host, what) ??
		statusError(answer, host, {
			notFound: [`${host} found nothing for ${what}`, 'It may have been deleted, or belong to another library.'],
			rateLimited: [`${host} asks for fewer calls`, 'Try again later, or poll less often.'],
			server: [
				`${host} could not answer (${status})`,
				'Try again later. If it goes on, tell whoever runs the server.',
				{ mayHaveReached: true },
			],
			refused: [`${host} refused ${what} (${status})`, 'Check the values given. If they are right, please report it with this text.'],
		})
	);
}

/** The permission's name in the texts of mod-authtoken, e.g. `Access for user 'x' (...) requires permission: rs.status.get`. */
export function findPermissionIn(text: string) {
	return /requires permission: ([\w.:-]{1,200})/.exec(text)?.[1];
}
