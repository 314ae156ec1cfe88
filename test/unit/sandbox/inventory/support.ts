import type { InventoryService } from '../../../../sandbox/inventory';
import { permissions } from '../../../../sandbox/consortium';
import type { ModuleRequest, SandboxUser } from '../../../../sandbox/types';

/** May read every table that the schema links to. */
export const reader: SandboxUser = {
	id: '37787cd8-9d42-46d4-841b-35894ef46a43',
	tenant: 'shared',
	username: 'reader',
	password: 'unused',
	permissions: [
		...permissions.inventory,
		'inventory-storage.identifier-types.collection.get',
		'inventory-storage.contributor-name-types.collection.get',
		'inventory-storage.instance-formats.collection.get',
		'inventory-storage.instance-types.collection.get',
		'inventory-storage.material-types.collection.get',
		'search.instances.collection.get',
	],
};

export interface GraphqlErrorBody {
	readonly message: string;
	readonly path?: ReadonlyArray<string | number>;
	readonly locations?: ReadonlyArray<{ readonly line: number; readonly column: number }>;
	readonly extensions: { readonly code: string; readonly stacktrace?: readonly string[] };
}

export interface GraphqlBody {
	readonly data?: unknown;
	readonly errors?: readonly GraphqlErrorBody[];
}

export interface PostOptions {
	readonly variables?: Readonly<Record<string, unknown>>;
	readonly user?: SandboxUser | null;
	readonly token?: string | null;
	readonly tenant?: string;
}

/** Through the route's own handler, as JSON text both ways. */
export async function post(
	inventory: InventoryService,
	query: string,
	options: PostOptions = {},
): Promise<{ status: number; body: GraphqlBody }> {
	const { variables } = options;
	const answer = await send(inventory, JSON.stringify({ query, variables }), { 'content-type': 'application/json' }, options);
	return { status: answer.status, body: JSON.parse(answer.text) as GraphqlBody };
}

export async function send(
	inventory: InventoryService,
	body: string,
	headers: Readonly<Record<string, string>>,
	options: PostOptions = {},
): Promise<{ status: number; contentType: string; text: string }> {
	const { user = reader, token = 'a.valid.token', tenant = 'shared' } = options;
	const [route] = inventory.routes;
	const match = route?.path.exec('/graphql');
	if (route === undefined || match === null || match === undefined) throw new Error('No route for /graphql');
	const request: ModuleRequest = {
		method: 'POST',
		path: '/graphql',
		query: new URLSearchParams(),
		headers: { ...headers, 'x-okapi-tenant': tenant, ...(token === null ? {} : { 'x-okapi-token': token }) },
		body,
		tenant,
		...(user === null ? {} : { user }),
	};
	const answer = await route.handle(request, match);
	const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
	return { status: answer.status, contentType: answer.contentType ?? 'text/plain', text };
}

const searchQuery =
	'query($cql:String,$limit:Int,$offset:Int){ instance_storage_instances(query:$cql, limit:$limit, offset:$offset){ totalRecords instances{ id title } } }';

export interface Found {
	readonly totalRecords: number;
	readonly titles: readonly string[];
}

/** Titles from inventory storage, or the error's message. */
export async function findTitles(inventory: InventoryService, cql: string, limit = 100, offset?: number): Promise<Found | string> {
	const { body } = await post(inventory, searchQuery, { variables: { cql, limit, offset } });
	const [error] = body.errors ?? [];
	if (error !== undefined) return error.message;
	const data = body.data as { instance_storage_instances: { totalRecords: number; instances: Array<{ title: string }> } };
	const { totalRecords, instances } = data.instance_storage_instances;
	return { totalRecords, titles: instances.map((instance) => instance.title) };
}
