import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Answer, ModuleRequest } from '../../types';
import type { InventoryUpstream } from '../storage/upstream';
import { answerGraphql, refusal, type GraphqlAnswer, type GraphqlRequest } from './execute';
import type { GraphqlRelease } from './releases';
import type { GraphqlContext } from './resolvers';

/** 50 MB, in bytes of the body. */
const bodyLimit = 50 * 1024 * 1024;

/** Content types that a page of another site could send unasked; without one of two headers they are refused. */
const formTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const preflightHeaders = ['x-apollo-operation-name', 'apollo-require-preflight'];

const answerHeaders = { 'Access-Control-Allow-Origin': '*', 'cache-control': 'no-store' };

/** `POST /graphql`: body rules first, then the query. */
export async function handleGraphql(request: ModuleRequest, schema: GraphQLSchema, upstream: InventoryUpstream, release: GraphqlRelease): Promise<Answer> {
	const contentType = mediaType(request.headers['content-type']);
	const isJson = contentType === 'application/json';
	if (isJson && Buffer.byteLength(request.body) > bodyLimit) return htmlAnswer(413, 'PayloadTooLargeError: request entity too large');
	let body: unknown = {};
	if (isJson && request.body !== '') {
		try {
			body = parseStrictly(request.body);
		} catch (error) {
			return htmlAnswer(400, error instanceof Error ? `SyntaxError: ${error.message}` : 'SyntaxError');
		}
	}
	const isSafe = contentType !== undefined && !formTypes.has(contentType);
	if (!isSafe && !preflightHeaders.some((name) => (request.headers[name] ?? '') !== '')) {
		return jsonAnswer(
			badRequest(
				"This operation has been blocked as a potential Cross-Site Request Forgery (CSRF). Please either specify a 'content-type' header " +
					`(with a type that is not one of ${[...formTypes].join(', ')}) or provide a non-empty value for one of the following headers: ` +
					`${preflightHeaders.join(', ')}\n`,
			),
		);
	}
	if (release.apollo === 2 && !(isRecord(body) && typeof body.query === 'string' && body.query !== '')) {
		return { status: 500, body: 'POST body missing. Did you forget use body-parser middleware?', contentType: 'text/html; charset=utf-8', headers: answerHeaders };
	}
	const checked = checkBody(body);
	if (typeof checked === 'string') return jsonAnswer(badRequest(checked));
	return jsonAnswer(await answerGraphql(schema, checked, contextOf(request, upstream, release)));
}

function contextOf(request: ModuleRequest, upstream: InventoryUpstream, release: GraphqlRelease): GraphqlContext {
	const token = request.headers['x-okapi-token'] ?? '';
	const caller = { tenant: request.tenant, token, ...(request.user === undefined ? {} : { user: request.user }) };
	if (request.tenant === '') return { upstream, release, caller, missingHeader: 'X-Okapi-Tenant' };
	// A session without the header is one that came by cookie; the gateway puts its token into the header.
	if (token === '' && request.user === undefined) return { upstream, release, caller, missingHeader: 'X-Okapi-Token' };
	return { upstream, release, caller };
}

/** The query, or the sentence with which the body is refused. */
function checkBody(body: unknown): GraphqlRequest | string {
	if (Array.isArray(body)) return 'Operation batching disabled.';
	if (!isRecord(body) || Object.keys(body).length === 0) return 'POST body missing, invalid Content-Type, or JSON object has no keys.';
	const { query, variables, operationName } = body;
	if (query !== undefined && query !== null && query !== '' && typeof query !== 'string') return 'GraphQL queries must be strings.';
	if (typeof variables === 'string') {
		return '`variables` in a POST body should be provided as an object, not a recursively JSON-encoded string.';
	}
	if (variables !== undefined && variables !== null && !isRecord(variables)) return '`variables` in a POST body must be an object if provided.';
	if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
		return '`operationName` in a POST body must be a string if provided.';
	}
	if (typeof query !== 'string' || query === '') return 'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.';
	return {
		query,
		...(isRecord(variables) ? { variables } : {}),
		...(typeof operationName === 'string' ? { operationName } : {}),
	};
}

function badRequest(message: string): GraphqlAnswer {
	return refusal(400, 'BAD_REQUEST', [new GraphQLError(message)]);
}

function jsonAnswer(answer: GraphqlAnswer): Answer {
	return { status: answer.status, body: answer.body, contentType: 'application/json; charset=utf-8', headers: answerHeaders };
}

function htmlAnswer(status: number, message: string): Answer {
	const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
	const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${escaped}</pre>\n</body>\n</html>\n`;
	return { status, body: page, contentType: 'text/html; charset=utf-8', headers: answerHeaders };
}

/** JSON whose outermost value is an object or an array; anything else is a syntax error. */
function parseStrictly(text: string): unknown {
	const first = text.trimStart().charAt(0);
	if (first !== '' && first !== '{' && first !== '[') throw new SyntaxError(`Unexpected token '${first}', "${text.slice(0, 20)}" is not valid JSON`);
	return JSON.parse(text) as unknown;
}

function mediaType(header: string | undefined): string | undefined {
	return header?.split(';')[0]?.trim().toLowerCase();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
