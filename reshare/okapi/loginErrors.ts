import type { HttpAnswer } from '../transport';
import { hostOf } from '../transport/errorOfFailedCall';
import type { OkapiAccount } from './account';
import { folioErrorCodesIn, keycloakRefusalIn, isNoSuchModule, isNoSuchTenant, okapiError, errorWithStatus } from './gatewayErrors';

export function loginError(answer: HttpAnswer, account: OkapiAccount) {
	const host = hostOf(account.url);
	const codes = folioErrorCodesIn(answer);
	const keycloak = keycloakRefusalIn(answer);
	if (isNoSuchTenant(answer))
		return errorWithStatus(
			answer,
			'unknownTenant',
			`${host} knows no tenant '${account.tenant}'`,
			"Check '⟦tenant⟧' in the ⟦settings⟧. It is a short name in lower case that your ReShare provider can tell you.",
		);
	if (codes.some((code) => code === 'user.blocked' || code === 'password.incorrect.block.user') || keycloak?.includes('Account disabled'))
		return errorWithStatus(
			answer,
			'userBlocked',
			`The user '${account.username}' is blocked`,
			'Too many wrong passwords were tried. An administrator of your tenant must make the user active again.',
		);
	if (answer.status === 401 || answer.status === 422 || /^No \w+ match that login/i.test(answer.text) || /^4\d\d /.test(keycloak ?? ''))
		return errorWithStatus(
			answer,
			'loginRefused',
			`${host} refused this user name and password`,
			"Check '⟦username⟧' and '⟦password⟧' in the ⟦settings⟧, and that they belong to this tenant. After five wrong attempts the user is blocked; if you are sure of both, ask your ReShare administrator whether that happened.",
		);
	if (keycloak !== undefined)
		return errorWithStatus(
			answer,
			'server',
			`${host} cannot check passwords at the moment`,
			'Its login service, Keycloak, gave no answer. Try again later. If it goes on, tell whoever runs the server.',
		);
	// The gateway itself answers 404 if the tenant has no login module or if that module is down. Every other 404 comes from a web server
	// that is no Okapi.
	if (isNoSuchModule(answer))
		return errorWithStatus(
			answer,
			'noModule',
			`${host} offers no login for the tenant '${account.tenant}'`,
			"Check '⟦tenant⟧' in the ⟦settings⟧. If it is right, ask your ReShare provider why the tenant has no login module.",
		);
	if (answer.contentType === 'text/html' && answer.status < 500 && answer.status !== 429) return notOkapiError(answer, account);
	const error = okapiError(answer, account.url, 'a login');
	return answer.status === 404 && error.kind !== 'server' ? notOkapiError(answer, account) : error;
}

export function notOkapiError(answer: HttpAnswer, account: OkapiAccount) {
	return errorWithStatus(
		answer,
		'notOkapi',
		`${hostOf(account.url)} does not answer like an Okapi`,
		"Check '⟦okapiUrl⟧' in the ⟦settings⟧. It is the address of the gateway, often https://okapi..., not the address where staff sign in to ReShare.",
	);
}
