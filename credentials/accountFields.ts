import type { INodeProperties } from 'n8n-workflow';

/**
 * Makes the fields of an account.
 *
 * @param tenant the texts of the field Tenant
 */
export function buildAccountFields(tenant: { readonly placeholder: string; readonly description: string }): INodeProperties[] {
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

/** The field in which n8n stores the token of its HTTP Request node. */
export const sessionTokenField: INodeProperties = {
	displayName: 'Session Token',
	name: 'sessionToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};
