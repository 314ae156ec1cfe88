import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { credentialTypes } from '../nodes/shared/credentials';
import { docsUrl } from '../nodes/shared/docsUrl';
import { buildAccountFields, sessionTokenField } from './accountFields';
import { addTokenToCall, logInForCredential } from './authenticateHttpRequests';

export class OkapiApi implements ICredentialType {
	name = credentialTypes.myLibrary.name;

	displayName = credentialTypes.myLibrary.displayName;

	documentationUrl = docsUrl;

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Back End',
			name: 'backEnd',
			type: 'options',
			default: 'modRs',
			options: [
				{ name: 'ReShare (mod-rs)', value: 'modRs', description: 'With or without an OpenURL resolver in front of it' },
				{ name: 'CrossLink', value: 'crossLink', description: 'The broker behind the newer staff interface' },
			],
			description: "What keeps your library's requests. The test of the credential tells you if it is the other one",
		},
		...buildAccountFields({
			placeholder: 'e.g. mylibrary',
			description:
				"Short name of your library's tenant, in lower case. The shared inventory has another tenant and a credential type of its own",
		}),
		{
			displayName: 'OpenURL Base URL',
			name: 'openUrlBaseUrl',
			type: 'string',
			default: '',
			displayOptions: { show: { backEnd: ['modRs'] } },
			placeholder: 'e.g. https://openurl.consortium.example.org',
			description:
				"Address of the consortium's OpenURL resolver, which creates the requests. Leave it empty only if you send requests to ReShare directly",
		},
		{
			displayName: 'OpenURL Tenant ID',
			name: 'openUrlTenant',
			type: 'string',
			default: '',
			displayOptions: { show: { backEnd: ['modRs'] } },
			placeholder: 'e.g. RESHARE:MYLIB',
			description:
				"Your library's name at the OpenURL resolver, with the same capital and lowercase letters. Often not the same as the tenant",
		},
		{
			displayName: 'Library Symbol',
			name: 'librarySymbol',
			type: 'string',
			default: '',
			displayOptions: { show: { backEnd: ['crossLink'] } },
			placeholder: 'e.g. ISIL:US-ABC',
			description: "Your library's symbol, needed only where the tenant has several: then only requests of this one are read and made",
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

	preAuthentication = logInForCredential;

	authenticate = addTokenToCall;
}
