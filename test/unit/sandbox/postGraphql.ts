import { permissions } from '../../../sandbox/consortium';
import type { InventoryService } from '../../../sandbox/inventory/createInventory';
import type { SandboxUser } from '../../../sandbox/sharedTypes';

/** A user who may read every table to which the schema links. */
export const readOnlyUser: SandboxUser = {
	id: '37787cd8-9d42-46d4-841b-35894ef46a43',
	tenant: 'shared',
	username: 'noperm',
	password: 'unused',
	permissions: [...permissions.inventory, 'inventory-storage.identifier-types.collection.get', 'search.instances.collection.get'],
};

export interface GraphqlAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly body: { readonly data?: unknown; readonly errors?: ReadonlyArray<Readonly<Record<string, unknown>>> };
}

/** Calls the module without Okapi. Query and answer are JSON text. */
export async function postGraphql(
	inventory: InventoryService,
	query: string,
	variables: Readonly<Record<string, unknown>> = {},
	caller: { readonly user?: SandboxUser | undefined; readonly tenant?: string } = {},
): Promise<GraphqlAnswer> {
	const [route] = inventory.routes;
	const match = route?.path.exec('/graphql');
	if (route === undefined || match === null || match === undefined) throw new Error('No route for /graphql');
	const { user = 'user' in caller ? undefined : readOnlyUser, tenant = 'shared' } = caller;
	const { status, contentType, body } = await route.handle(
		{
			method: 'POST',
			path: '/graphql',
			query: new URLSearchParams(),
			headers: { 'content-type': 'application/json', 'x-okapi-tenant': tenant, 'x-okapi-token': 'a.valid.token' },
			body: JSON.stringify({ query, variables }),
			tenant,
			...(user === undefined ? {} : { user }),
		},
		match,
	);
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { status, contentType: contentType ?? '', body: JSON.parse(text) as GraphqlAnswer['body'] };
}
