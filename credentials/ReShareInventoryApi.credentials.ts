import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { credentialTypes } from '../nodes/shared/credential';
import { accountFields, logIn, sessionTokenField, signCall } from './account';

/** The consortium's shared inventory: a read-only account of the tenant that holds it. */
export class ReShareInventoryApi implements ICredentialType {
	name = credentialTypes.sharedInventory.name;

	displayName = credentialTypes.sharedInventory.displayName;

	documentationUrl = 'https://n8n-nodes-reshare.example.org/credentials';

	icon: Icon = { light: 'file:../nodes/shared/reshare.svg', dark: 'file:../nodes/shared/reshare.dark.svg' };

	properties: INodeProperties[] = [
		...accountFields({
			placeholder: 'e.g. shared',
			description: "Short name of the shared inventory's tenant, in lower case. Your library has another tenant and a credential type of its own",
		}),
		sessionTokenField,
	];

	preAuthentication = logIn;

	authenticate = signCall;
}
