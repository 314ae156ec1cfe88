import { folioErrorCodes, okapiError } from '../../../reshare/okapi/gatewayErrors';
import type { HttpAnswer } from '../../../reshare/transport';
import { closeServers } from '../transport/testServers';
import { connectTo, failureOf, listCall, startOkapi } from './okapi-server';

const answer = (status: number, text: string, contentType = 'text/plain', headers: Record<string, string> = {}): HttpAnswer => ({
	status,
	text,
	contentType,
	headers: new Headers(headers),
});
const json = 'application/json';

afterEach(closeServers);

describe('okapiError and folioErrorCodes', () => {
	it.each([
		['unknown tenant', answer(400, 'No such Tenant east'), 'unknownTenant', 'does not know the tenant'],
		[
			'no module, Okapi to 5.0.1',
			answer(404, 'No suitable module found for path /rs/x for tenant east'),
			'noModule',
			'does not offer the list of requests for this tenant',
		],
		['no module, newer Okapi', answer(404, 'No suitable module found for path and tenant'), 'noModule', 'for this tenant'],
		['no module, Eureka', answer(404, '{"errors":[{"code":"route_not_found_error"}]}', json), 'noModule', 'for this tenant'],
		[
			"no module, or no such tenant, Eureka's gateway Kong",
			answer(404, '{"message":"no Route matched with those values","request_id":"a1b2"}', json),
			'noModule',
			'for this tenant',
		],
		[
			'unknown tenant, Eureka',
			answer(400, '{"errors":[{"code":"tenant_not_enabled"}]}', json),
			'unknownTenant',
			'does not know the tenant',
		],
		['a module that is not deployed', answer(404, 'No running module instance found for mod-rs-2.0'), 'server', 'is not running'],
		["a proxy's 404, which is no missing record", answer(404, '<html>nginx</html>', 'text/html'), 'noModule', 'does not offer'],
		['a missing record', answer(404, '{"message":"Not Found","error":404}', json), 'notFound', 'found nothing for the list of requests'],
		['token', answer(401, 'Invalid token'), 'unauthorized', 'did not accept the login'],
		[
			'permissions that cannot be read, which comes with 400',
			answer(400, "Unable to retrieve permissions for user with id '1': Unable to retrieve permissions (code 500): P-90210"),
			'server',
			'could not read what the user may do',
		],
		[
			'permission',
			answer(403, "Access for user 'a' (1) requires permission: rs.status.get"),
			'permission',
			'lacks the permission rs.status.get',
		],
		[
			'permission, Eureka',
			answer(403, '{"errors":[{"message":"Access Denied"}]}', json),
			'permission',
			'has no permission for the list of requests',
		],
		['too many calls', answer(429, '', '', { 'retry-after': '7' }), 'rateLimited', 'asks for fewer calls'],
		['server', answer(500, '{"error":500,"message":"java.lang.X: P-90210"}', json), 'server', 'could not answer (500)'],
		['gateway', answer(503, '', '', { 'retry-after': '7' }), 'server', 'could not answer (503)'],
		['anything else', answer(413, '<html>', 'text/html'), 'refused', 'refused the list of requests (413)'],
	] as const)('okapiError names the cause of a refused call: %s', (_name, given, kind, words) => {
		const error = okapiError(given, 'https://okapi.example.org/base', 'the list of requests');
		expect(error.kind).toBe(kind);
		expect(error.message).toContain(words);
		expect(error.status).toBe(given.status);
		expect(error.description).not.toBe('');
		expect(error.message + error.description).not.toContain('P-90210');
		if (given.headers.get('retry-after') !== null) expect(error.retryAfterMs).toBe(7000);
	});

	it.each([
		['not JSON by its type', answer(422, '{"errors":[{"code":"x"}]}'), []],
		['broken JSON', answer(422, '{"errors":', json), []],
		['another form', answer(422, '{"errors":"x"}', json), []],
		['one without a code', answer(422, '{"errors":[{"message":"m"},{"code":"x"}]}', json), ['x']],
	])('folioErrorCodes reads only the codes that an answer holds: %s', (_name, given, codes) => {
		expect(folioErrorCodes(given)).toEqual(codes);
	});
});

describe('a call through Okapi', () => {
	it('a call through Okapi carries the tenant, the token and the encoded query', async () => {
		const okapi = await startOkapi();
		await connectTo(okapi).send({
			...listCall,
			query: [
				['filters', 'title==War & Peace'],
				['filters', 'a=b'],
				['sort', 'id;asc'],
			],
		});
		const seen = okapi.requests.at(-1);
		expect(seen?.headers).toMatchObject({ 'x-okapi-tenant': 'east', 'x-okapi-token': 'token-1', accept: 'application/json' });
		expect(new URL(seen?.url ?? '', okapi.url).searchParams.getAll('filters')).toEqual(['title==War & Peace', 'a=b']);
		expect(seen?.headers).not.toHaveProperty('cookie');
		expect(seen?.headers).not.toHaveProperty('content-type');
	});

	it('the error of a failed Okapi call holds neither the password nor the token nor the query', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		for (const status of [400, 401, 403, 404, 413, 422, 429, 500, 503]) {
			okapi.callAnswer = (seen, response) =>
				response
					.writeHead(status, { 'content-type': 'text/plain' })
					.end(`${seen.url} ${String(seen.headers['x-okapi-token'])} ada pass-word-4711`);
			const error = await failureOf(client.send(listCall));
			const everything = [error.message, error.description, error.stack, String(error.cause), JSON.stringify(error)].join('\n');
			expect(everything).not.toMatch(/pass-word-4711|token-\d|P-90210/);
		}
	});

	it('a call through Okapi returns an answer of 400 or more if the caller handles it', async () => {
		const okapi = await startOkapi();
		okapi.callAnswer = (_seen, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
		const got = await connectTo(okapi).send({ ...listCall, handles: ({ status }) => status === 404 });
		expect(got.status).toBe(404);
	});
});

it("a changing call that Eureka's sidecar timed out (408) is reported as possibly executed", async () => {
	const okapi = await startOkapi();
	okapi.callAnswer = (_seen, response) =>
		response
			.writeHead(408, { 'content-type': json })
			.end('{"errors":[{"message":"Request Timeout","type":"TimeoutException","code":"read_timeout_error"}],"total_records":1}');
	const call = { ...listCall, method: 'POST' } as const;
	expect(await failureOf(connectTo(okapi).send(call))).toMatchObject({ status: 408, mayHaveReached: true });
});
