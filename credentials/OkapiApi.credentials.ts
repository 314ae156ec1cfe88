import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { credentialTypes } from '../nodes/shared/credential';
import { docsUrl } from '../nodes/shared/docs';
import { accountFields, logIn, sessionTokenField, signCall } from './account';

/** A library's own ReShare: its tenant in Okapi, and its name at the OpenURL resolver that creates the requests. */
export class OkapiApi implements ICredentialType {
	name = credentialTypes.myLibrary.name;

	displayName = credentialTypes.myLibrary.displayName;

	documentationUrl = docsUrl;

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		...accountFields({
			placeholder: 'e.g. mylibrary',
			description: "Short name of your library's tenant, in lower case. The shared inventory has another tenant and a credential type of its own",
		}),
		{
			displayName: 'OpenURL Base URL',
			name: 'openUrlBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://openurl.consortium.example.org',
			description: "Address of the consortium's OpenURL resolver, which creates the requests. Leave it empty only if you send requests to ReShare directly",
		},
		{
			displayName: 'OpenURL Tenant ID',
			name: 'openUrlTenant',
			type: 'string',
			default: '',
			placeholder: 'e.g. RESHARE:MYLIB',
			description: "Your library's name at the OpenURL resolver, in the same capital and small letters. Often not the same as the tenant",
		},
		{
			displayName: 'Staff Interface URL',
			name: 'staffUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://mylibrary.consortium.example.org',
			description: 'Address where your staff sign in to ReShare. When it is filled in, messages can carry a link to the request',
		},
		sessionTokenField,
	];

	preAuthentication = logIn;

	authenticate = signCall;
}
