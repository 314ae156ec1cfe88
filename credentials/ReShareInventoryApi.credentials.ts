import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { credentialTypes, readCredential } from '../nodes/shared/credentials';
import { docsUrl } from '../nodes/shared/docsUrl';
import { buildAccountFields, sessionTokenField } from './accountFields';
import { addSecretHeaders, addTokenToCall, isCallTo, logInForCredential, refuseOtherServer } from './authenticateHttpRequests';

function shownFor(searchedThrough: 'graphql' | 'vufind', fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({ ...field, displayOptions: { show: { searchedThrough: [searchedThrough] } } }));
}

export class ReShareInventoryApi implements ICredentialType {
	name = credentialTypes.sharedInventory.name;

	displayName = credentialTypes.sharedInventory.displayName;

	documentationUrl = docsUrl;

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Searched Through',
			name: 'searchedThrough',
			type: 'options',
			default: 'graphql',
			options: [
				{ name: 'GraphQL', value: 'graphql', description: 'An inventory in FOLIO, with an account' },
				{ name: 'VuFind', value: 'vufind', description: 'The site where patrons search the whole consortium; no account' },
			],
			description:
				'How your consortium keeps its inventory. If patrons search it on a VuFind site, it is VuFind; newer consortia all have it',
		},
		...shownFor(
			'graphql',
			buildAccountFields({
				placeholder: 'e.g. shared',
				description:
					"Short name of the shared inventory's tenant, in lower case. Your library has another tenant and a credential type of its own",
			}),
		),
		...shownFor('vufind', [
			{
				displayName: 'VuFind URL',
				name: 'vufindUrl',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://vufind.consortium.example.org',
				description: 'Address of the site where patrons search the whole consortium, not that of a page below it',
			},
			{
				displayName: 'VuFind API Key',
				name: 'vufindKey',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'Most sites ask for none. Whoever runs VuFind gives it to you where the test of this credential says that a key is wanted',
			},
			{
				displayName: 'Reservoir Okapi URL',
				name: 'reservoirUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://okapi.consortium.example.org',
				description:
					'Address of the Okapi in front of the Reservoir, from which VuFind has its records. When it is filled in, each chosen record is looked up there before it counts as eligible. Your ReShare provider can tell you',
			},
			{
				displayName: 'Reservoir Tenant',
				name: 'reservoirTenant',
				type: 'string',
				default: '',
				placeholder: 'e.g. consortium_reservoir',
				description: "Short name of the Reservoir's tenant. Leave it empty if the Reservoir runs without Okapi",
			},
		]),
		{
			displayName: "Your Library's Symbols",
			name: 'ownSymbols',
			type: 'string',
			default: '',
			placeholder: 'e.g. US-EAST, US-EASTLAW',
			description:
				'Taken by ReShare Search where its own field is empty: your own holdings do not count as lendable. Separate several symbols with commas',
		},
		sessionTokenField,
	];

	async preAuthentication(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject): Promise<IDataObject> {
		// VuFind needs no login, but n8n would ask again for a token that is empty.
		return readCredential(data).searchedThrough === 'vufind' ? { sessionToken: 'none' } : await logInForCredential.call(this, data);
	}

	async authenticate(data: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		const { searchedThrough, vufindUrl, vufindKey, reservoirUrl } = readCredential(data);
		if (searchedThrough === 'graphql') return await addTokenToCall(data, options);
		await refuseOtherServer(options, [vufindUrl, reservoirUrl]);
		if (vufindKey === '' || !isCallTo(options, vufindUrl)) return options;
		return await addSecretHeaders(options, { 'X-API-KEY': vufindKey });
	}
}
