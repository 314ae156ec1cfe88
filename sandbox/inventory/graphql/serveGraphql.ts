import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { SandboxAnswer, ModuleRequest } from '../../sharedTypes';
import type { InventoryModules } from '../storage/InventoryModules';
import { executeGraphql, buildRefusal, type GraphqlRequest } from './executeGraphql';
import type { GraphqlRelease } from './releases';
import type { GraphqlContext } from './resolvers';

/** Serves `POST /graphql`. All bodies that contain no query get the same answer. */
export async function serveGraphql(
	request: ModuleRequest,
	schema: GraphQLSchema,
	upstream: InventoryModules,
	release: GraphqlRelease,
): Promise<SandboxAnswer> {
	const query = queryIn(request.body);
	const { status, body } =
		query === undefined
			? buildRefusal(400, 'BAD_REQUEST', [
					new GraphQLError('GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.'),
				])
			: await executeGraphql(schema, query, contextOf(request, upstream, release));
	return {
		status,
		body,
		contentType: 'application/json; charset=utf-8',
		headers: { 'Access-Control-Allow-Origin': '*', 'cache-control': 'no-store' },
	};
}

function contextOf(request: ModuleRequest, upstream: InventoryModules, release: GraphqlRelease): GraphqlContext {
	const token = request.headers['x-okapi-token'] ?? '';
	const caller = { tenant: request.tenant, token, ...(request.user === undefined ? {} : { user: request.user }) };
	if (request.tenant === '') return { upstream, release, caller, missingHeader: 'X-Okapi-Tenant' };
	// A call without the header may still have a valid session by a cookie, whose token the gateway writes into the header. Only a call
	// without both lacks the token.
	if (token === '' && request.user === undefined) return { upstream, release, caller, missingHeader: 'X-Okapi-Token' };
	return { upstream, release, caller };
}

function queryIn(text: string): GraphqlRequest | undefined {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return undefined;
	}
	return typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string' && body.query !== ''
		? (body as GraphqlRequest)
		: undefined;
}
