import { UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { loadClient } from '../nodes/shared/client';
import { credentialName, readCredential, useNames, type CredentialUse } from '../nodes/shared/credential';
import { isReShareError } from '../nodes/shared/errors';
import { fetchOverHttpRequest } from '../nodes/shared/hostFetch';

const onlyMyLibrary = { show: { usedFor: ['myLibrary' satisfies CredentialUse] } };

/**
 * One account of one Okapi tenant. The same type serves the consortium's shared inventory and a library's own ReShare:
 * both log in the same way and differ only in what the nodes do with them.
 */
export class OkapiApi implements ICredentialType {
	name = credentialName;

	displayName = 'ReShare Okapi API';

	documentationUrl = 'https://n8n-nodes-reshare.example.org/credentials';

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Used For',
			name: 'usedFor',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: useNames.sharedInventory,
					value: 'sharedInventory' satisfies CredentialUse,
					description: 'Search what the libraries of the consortium hold. One read-only account, the same for all libraries',
				},
				{
					name: useNames.myLibrary,
					value: 'myLibrary' satisfies CredentialUse,
					description: "Create and follow your own library's requests. The account belongs to your library's tenant",
				},
			],
			default: 'sharedInventory',
			description: 'Which of the two accounts this is. They have different tenants, so that you need one credential for each',
		},
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
			placeholder: 'e.g. mylibrary',
			description: 'Short name of the tenant in lower case. The shared inventory and your library have different ones',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. n8n_service',
			description: 'Best an account made for n8n alone: after five wrong passwords Okapi blocks the account',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'OpenURL Base URL',
			name: 'openUrlBaseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://openurl.consortium.example.org',
			description: "Address of the consortium's OpenURL resolver, which creates the requests",
			displayOptions: onlyMyLibrary,
		},
		{
			displayName: 'OpenURL Tenant ID',
			name: 'openUrlTenant',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. RESHARE:MYLIB',
			description: "Your library's name at the OpenURL resolver, in the same capital and small letters. Often not the same as the tenant",
			displayOptions: onlyMyLibrary,
		},
		{
			displayName: 'Staff Interface URL',
			name: 'staffUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://mylibrary.consortium.example.org',
			description: 'Address where your staff sign in to ReShare. When it is filled in, messages can carry a link to the request',
			displayOptions: onlyMyLibrary,
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Logs in for n8n's own HTTP Request node; the nodes of this package do it themselves. Both share one login per account
	 * and remember a refused one, so that neither can lock the account.
	 */
	async preAuthentication(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const client = await loadClient();
		const http = new client.HttpClient({ fetch: fetchOverHttpRequest(this.helpers) });
		const session = client.processSessions.get(client.normalizeAccount(readCredential(data)));
		const earlier = typeof data.sessionToken === 'string' ? data.sessionToken : '';
		try {
			return { sessionToken: earlier === '' ? await session.token(http) : await session.renew(http, earlier) };
		} catch (error) {
			throw inOneSentence(error);
		}
	}

	/** Signs a call of n8n's HTTP Request node. Only calls to the Okapi of this credential get the token. */
	async authenticate(data: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		const client = await loadClient();
		const account = client.normalizeAccount(readCredential(data));
		if (!isBelow(targetOf(options), account.url)) {
			throw new client.ReShareError('blocked', `The credential may only be used for ${new URL(account.url).host}`, {
				description: "Use a URL that begins with the 'Okapi URL' of the credential, or another credential.",
			});
		}
		return {
			...options,
			headers: { ...options.headers, 'X-Okapi-Tenant': account.tenant, 'X-Okapi-Token': String(data.sessionToken ?? '') },
			// A redirect to another host would take the token along.
			disableFollowRedirect: true,
			...({ followRedirect: false, followAllRedirects: false } satisfies LegacyRedirectOptions),
		};
	}
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
