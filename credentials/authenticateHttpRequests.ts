import { createHash } from 'node:crypto';
import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { loadClient } from '../nodes/shared/loadClient';
import { n8nTerms } from '../nodes/shared/n8nTerms';
import { readCredential } from '../nodes/shared/credentials';
import { errorInWords, isReShareError } from '../nodes/shared/nodeErrors';
import { createFetchOverHttpRequest } from '../nodes/shared/n8nFetch';

/* Logs in, and authenticates the calls of n8n's own HTTP Request node. The nodes of this package do so themselves. */

/**
 * Logs in for the credential. It shares the nodes' login of the account, and their record of a refused login, so that repeated wrong logins
 * cannot lock the account.
 */
export async function logInForCredential(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const client = await loadClient();
	try {
		return {
			sessionToken:
				markOf(data) +
				(await client.tokenOf(
					readCredential(data),
					{ fetch: createFetchOverHttpRequest(this.helpers), caller: n8nTerms },
					storedToken(data),
				)),
		};
	} catch (error) {
		// n8n replaces the message of an error that has a status with its own, and shows nothing but the message.
		throw isReShareError(error) ? new UserError(errorInWords(error)) : error;
	}
}

/** Adds the token only to calls to the Okapi of this credential. */
export async function addTokenToCall(data: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
	const client = await loadClient();
	const { url, tenant } = client.normalizeAccount(readCredential(data));
	await refuseOtherServer(options, [url]);
	const token = storedToken(data);
	if (token === undefined) throw new OtherAccountsToken();
	return await addSecretHeaders(options, { 'X-Okapi-Tenant': tenant, 'X-Okapi-Token': token });
}

/**
 * Adds headers that contain a secret.
 *
 * @throws ReShareError `blocked` if the workflow chose a proxy or unchecked certificates, because a person who edits the workflow could
 *   read the headers there
 */
export async function addSecretHeaders(
	options: IHttpRequestOptions & LegacyOptions,
	headers: Readonly<Record<string, string>>,
): Promise<IHttpRequestOptions> {
	const hasOwnProxy = Boolean(options.proxy);
	const isUnchecked =
		options.skipSslCertificateValidation === true ||
		options.rejectUnauthorized === false ||
		options.agentOptions?.rejectUnauthorized === false;
	if (hasOwnProxy || isUnchecked) {
		const client = await loadClient();
		throw new client.ReShareError(
			'blocked',
			`The credential may not be used ${hasOwnProxy ? "through a proxy of the node's own" : 'without checking certificates'}`,
			{
				description: hasOwnProxy
					? "Take 'Proxy' out of the node's options: whoever runs n8n sets a proxy for all of it."
					: "Turn 'Ignore SSL Issues' off in the node's options: whoever runs n8n can make it trust the server's certificate.",
			},
		);
	}
	return {
		...options,
		headers: { ...options.headers, ...headers },
		// A redirect would send the headers to another host.
		disableFollowRedirect: true,
		...({ followRedirect: false, followAllRedirects: false } satisfies LegacyOptions),
	};
}

/** Makes a prefix of the token that identifies its account, because n8n keeps the token when somebody changes the credential's fields. */
function markOf(data: ICredentialDataDecryptedObject): string {
	const { url, tenant, username } = readCredential(data);
	return `${createHash('sha256')
		.update(JSON.stringify([url, tenant, username]))
		.digest('hex')
		.slice(0, 16)}:`;
}

/** Returns the token that n8n has stored; undefined if it has none for this account. */
function storedToken(data: ICredentialDataDecryptedObject): string | undefined {
	const mark = markOf(data);
	return typeof data.sessionToken === 'string' && data.sessionToken.startsWith(mark) ? data.sessionToken.slice(mark.length) : undefined;
}

/** An error that looks like an answer with status 401, after which n8n logs in again. */
class OtherAccountsToken extends Error {
	readonly response = { status: 401 };

	readonly statusCode = 401;

	constructor() {
		super('The token that n8n keeps is of another account');
	}
}

/**
 * Refuses a call to another server.
 *
 * @throws ReShareError `blocked` for a call to another server than the credential's own
 */
export async function refuseOtherServer(options: IHttpRequestOptions, own: readonly string[]): Promise<void> {
	const named = own.filter((url) => URL.canParse(url));
	if (named.some((url) => isCallTo(options, url))) return;
	const client = await loadClient();
	const hosts = named.map((url) => new URL(url).host);
	throw new client.ReShareError(
		'blocked',
		`The credential may only be used for ${hosts.length === 0 ? 'the addresses in it' : hosts.join(' and ')}`,
		{
			description: "Use a URL that begins with an address in the credential, such as its 'Okapi URL', or another credential.",
		},
	);
}

/**
 * The options of n8n's older request helper, under its names. The HTTP Request node may still pass calls with these options to a
 * credential.
 */
interface LegacyOptions {
	readonly followRedirect?: boolean;
	readonly followAllRedirects?: boolean;
	readonly rejectUnauthorized?: boolean;
	readonly agentOptions?: { readonly rejectUnauthorized?: boolean };
}

/** Whether a call goes to the server at this address. */
export function isCallTo({ url, uri, baseURL }: IHttpRequestOptions & { uri?: string }, address: string): boolean {
	const target = url ?? uri ?? '';
	return URL.canParse(target, baseURL) && URL.canParse(address) && new URL(target, baseURL).origin === new URL(address).origin;
}
