import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, ICredentialType, IHttpRequestHelper, IHttpRequestOptions, INode } from 'n8n-workflow';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../../credentials/ReShareInventoryApi.credentials';
import { ReShareLibraryProfileApi } from '../../../credentials/ReShareLibraryProfileApi.credentials';

/** The values of credentials by their types. */
export type CredentialValues = Readonly<Record<string, ICredentialDataDecryptedObject>>;

export const credentialTypes: ReadonlyMap<string, ICredentialType> = new Map(
	[new OkapiApi(), new ReShareInventoryApi(), new ReShareLibraryProfileApi()].map((type) => [type.name, type]),
);

/**
 * Provides credentials from memory instead of n8n's database. Defaults, the login before the first call and after a 401, and the signing of
 * requests work as in n8n's own helper.
 */
export class MemoryCredentials extends ICredentialsHelper {
	readonly #stored = new Map<string, ICredentialDataDecryptedObject>();

	constructor(values: CredentialValues) {
		super();
		for (const [type, data] of Object.entries(values)) this.#stored.set(type, { ...data });
	}

	/** Returns a credential as n8n's database would have it. A login writes its token there. */
	stored(type: string) {
		return this.#stored.get(type);
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode() {
		return true;
	}

	override getCredentialsProperties(type: string) {
		return credentialTypes.get(type)?.properties ?? [];
	}

	override async getDecrypted(_additionalData: unknown, _node: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		const data = this.#stored.get(type);
		if (data === undefined) throw new Error(`The test gave no values for the credential ${type}`);
		const properties = this.getCredentialsProperties(type);
		const withDefaults = NodeHelpers.getNodeParameters(properties, data as never, true, false, null, null);
		return { ...(withDefaults as ICredentialDataDecryptedObject), ...pick(data, 'allowedHttpRequestDomains', 'allowedDomains') };
	}

	override async authenticate(data: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions) {
		const authenticate = credentialTypes.get(type)?.authenticate;
		return typeof authenticate === 'function' ? await authenticate(data, options) : options;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		type: string,
		_node: INode,
		expired: boolean,
	) {
		const expirable = this.getCredentialsProperties(type).find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		const logIn = credentialTypes.get(type)?.preAuthentication;
		if (expirable === undefined || logIn === undefined || (data[expirable.name] !== '' && !expired)) return undefined;
		const result = await logIn.call(helpers, data);
		this.#stored.set(type, { ...this.#stored.get(type), ...(result as ICredentialDataDecryptedObject) });
		return Object.assign(data, result) as ICredentialDataDecryptedObject;
	}

	override async runPreAuthentication(helpers: IHttpRequestHelper, data: ICredentialDataDecryptedObject, type: string) {
		return (await credentialTypes.get(type)?.preAuthentication?.call(helpers, data)) as ICredentialDataDecryptedObject | undefined;
	}

	override async getCredentials(): Promise<never> {
		throw new Error('Not available in tests');
	}

	override async updateCredentials(_node: unknown, type: string, data: ICredentialDataDecryptedObject) {
		this.#stored.set(type, data);
	}

	override async updateCredentialsOauthTokenData() {}
}

function pick(data: ICredentialDataDecryptedObject, ...names: string[]): ICredentialDataDecryptedObject {
	return Object.fromEntries(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));
}
