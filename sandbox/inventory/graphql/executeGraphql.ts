import {
	execute,
	GraphQLError,
	parse,
	Source,
	specifiedRules,
	validate,
	type DocumentNode,
	type ExecutionResult,
	type GraphQLSchema,
} from 'graphql';
import { memoizeText } from '../cql/memoizeText';
import type { GraphqlRelease } from './releases';
import type { GraphqlContext } from './resolvers';

export interface GraphqlRequest {
	readonly query: string;
	readonly variables?: Readonly<Record<string, unknown>>;
}

/** The HTTP status and the JSON body, as Apollo Server 4 answers with its default settings. */
interface ExecutedAnswer {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;
}

type ErrorCode = 'BAD_REQUEST' | 'BAD_USER_INPUT' | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'INTERNAL_SERVER_ERROR';

/**
 * Parses, validates and executes a query. Errors of syntax, unknown fields and literals of a wrong type get status 400; a wrong variable
 * gets 200 (400 from the older server) without `data`; errors while fields are read get 200, with `data` as far as it was read.
 */
export async function executeGraphql(schema: GraphQLSchema, request: GraphqlRequest, context: GraphqlContext): Promise<ExecutedAnswer> {
	const { release } = context;
	const documents = documentsOf.get(schema) ?? memoizeText((query) => parseFor(schema, query));
	documentsOf.set(schema, documents);
	const { document, unparsed, invalid = [] } = documents(request.query);
	if (document === undefined) return buildRefusal(400, 'GRAPHQL_PARSE_FAILED', [asGraphqlError(unparsed)], release);
	if (invalid.length > 0) return buildRefusal(400, 'GRAPHQL_VALIDATION_FAILED', invalid, release);

	const result = await execute({
		schema,
		document,
		contextValue: context,
		...(request.variables === undefined ? {} : { variableValues: request.variables }),
	});
	// graphql-js answers without `data` only when it could not start, that is, when a variable has a wrong value.
	if (!('data' in result)) return buildRefusal(release.apollo === 2 ? 400 : 200, 'BAD_USER_INPUT', result.errors ?? [], release);
	return { status: 200, body: resultBody(result, release) };
}

interface Parsed {
	readonly document?: DocumentNode;
	readonly unparsed?: unknown;
	readonly invalid?: readonly GraphQLError[];
}

/** The parsed and validated documents, since Apollo Server also parses each only once. */
const documentsOf = new WeakMap<GraphQLSchema, (query: string) => Parsed>();

function parseFor(schema: GraphQLSchema, query: string): Parsed {
	try {
		const document = parse(new Source(query, 'GraphQL request'));
		return { document, invalid: validate(schema, document, specifiedRules) };
	} catch (error) {
		return { unparsed: error };
	}
}

function resultBody(result: ExecutionResult, release: GraphqlRelease): Readonly<Record<string, unknown>> {
	const { data, errors } = result;
	if (errors === undefined || errors.length === 0) return { data };
	return { errors: errors.map((error) => formatError(error, 'INTERNAL_SERVER_ERROR', release)), data };
}

export function buildRefusal(status: number, code: ErrorCode, errors: readonly GraphQLError[], release?: GraphqlRelease): ExecutedAnswer {
	return { status, body: { errors: errors.map((error) => formatError(error, code, release)) } };
}

function formatError(error: GraphQLError, code: ErrorCode, release?: GraphqlRelease): Readonly<Record<string, unknown>> {
	const { message, locations, path } = error;
	const cause = error.originalError?.name ?? 'GraphQLError';
	const stacktrace = [`${cause}: ${message}`, '    at practice consortium'];
	return {
		message,
		...(locations === undefined ? {} : { locations }),
		...(path === undefined ? {} : { path }),
		// The real service runs with stack traces on, each with the module's own file names.
		extensions: {
			code,
			...(release?.apollo === 2 ? { exception: { ...(code === 'INTERNAL_SERVER_ERROR' ? { message } : {}), stacktrace } } : { stacktrace }),
		},
	};
}

function asGraphqlError(error: unknown): GraphQLError {
	return error instanceof GraphQLError ? error : new GraphQLError(String(error));
}
