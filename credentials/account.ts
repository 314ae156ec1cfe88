import { createHash } from 'node:crypto';
import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { loadClient } from '../nodes/shared/client';
import { readCredential } from '../nodes/shared/credential';
import { isReShareError } from '../nodes/shared/errors';
import { fetchOverHttpRequest } from '../nodes/shared/hostFetch';

/*
 * What the credential types have in common: an account of one Okapi tenant. The nodes of this package log in themselves;
 * what follows the fields is for n8n's own HTTP Request node.
 */

/** @param tenant what the field Tenant says to whoever fills it in */
export function accountFields(tenant: { readonly placeholder: string; readonly description: string }): INodeProperties[] {
	return [
		{
			displayName: 'Okapi URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://okapi.consortium.example.org',
			description: 'Address of the Okapi gateway, not of the page where staff sign in to ReShare. Your ReShare provider can tell you',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			required: true,
			default: '',
			...tenant,
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. n8n_service',
			description: 'Ideally an account made just for n8n: Okapi blocks an account after five wrong passwords',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
	];
}

/** Where n8n keeps the token of its HTTP Request node. */
export const sessionTokenField: INodeProperties = {
	displayName: 'Session Token',
	name: 'sessionToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/**
 * Logs in for n8n's HTTP Request node. It and the nodes share one login per account and remember a refused one, so that
 * neither can lock the account.
 */
export async function logIn(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const client = await loadClient();
	const reshare = await client.ReShare.open({ library: readCredential(data), transport: { fetch: fetchOverHttpRequest(this.helpers) } });
	try {
		return { sessionToken: markOf(data) + (await reshare.token(keptToken(data))) };
	} catch (error) {
		throw inOneSentence(error);
	}
}

/** Signs a call of n8n's HTTP Request node. Only calls to the Okapi of this credential get the token. */
export async function signCall(data: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
	const client = await loadClient();
	const { okapi } = await client.ReShare.open({ library: readCredential(data) });
	await refuseOtherAddress(options, [okapi.url]);
	const token = keptToken(data);
	if (token === undefined) throw new OtherAccountsToken();
	return {
		...options,
		headers: { ...options.headers, 'X-Okapi-Tenant': okapi.tenant, 'X-Okapi-Token': token },
		// A redirect to another host would take the token along.
		disableFollowRedirect: true,
		...({ followRedirect: false, followAllRedirects: false } satisfies LegacyRedirectOptions),
	};
}

/** Of which account a token is, before the token: n8n keeps it when somebody changes the credential's other fields. */
function markOf(data: ICredentialDataDecryptedObject): string {
	const { url, tenant, username } = readCredential(data);
	return `${createHash('sha256').update(JSON.stringify([url, tenant, username])).digest('hex').slice(0, 16)}:`;
}

/** The token that n8n keeps; undefined where it has none of this account. */
function keptToken(data: ICredentialDataDecryptedObject): string | undefined {
	const mark = markOf(data);
	return typeof data.sessionToken === 'string' && data.sessionToken.startsWith(mark) ? data.sessionToken.slice(mark.length) : undefined;
}

/** What n8n answers with a new login: what looks like an answer of status 401. */
class OtherAccountsToken extends Error {
	readonly response = { status: 401 };

	readonly statusCode = 401;

	constructor() {
		super('The token that n8n keeps is of another account');
	}
}

/**
 * Stops a call of n8n's HTTP Request node to another server than those that the credential names.
 *
 * @throws ReShareError `blocked`
 */
export async function refuseOtherAddress(options: IHttpRequestOptions, own: readonly string[]): Promise<void> {
	const named = own.filter((url) => URL.canParse(url));
	if (named.some((url) => isBelow(targetOf(options), url))) return;
	const client = await loadClient();
	const hosts = named.map((url) => new URL(url).host);
	throw new client.ReShareError('blocked', `The credential may only be used for ${hosts.length === 0 ? 'the addresses in it' : hosts.join(' and ')}`, {
		description: "Use a URL that begins with an address in the credential, such as its 'Okapi URL', or another credential.",
	});
}

/** n8n puts its own words in place of an error's that carries a status, and shows nothing beside the message. */
function inOneSentence(error: unknown): Error {
	if (!isReShareError(error)) return error instanceof Error ? error : new Error(String(error));
	return new UserError(`${error.message}. ${error.description}`);
}

/** n8n's HTTP Request node still signs options of the older request helper, which has other names for them. */
interface LegacyRedirectOptions {
	followRedirect: boolean;
	followAllRedirects: boolean;
}

function targetOf(options: IHttpRequestOptions & { uri?: string }): string {
	const url = options.url ?? options.uri ?? '';
	return options.baseURL !== undefined && URL.canParse(url, options.baseURL) ? new URL(url, options.baseURL).href : url;
}

function isBelow(url: string, base: string): boolean {
	return URL.canParse(url) && new URL(url).origin === new URL(base).origin;
}
