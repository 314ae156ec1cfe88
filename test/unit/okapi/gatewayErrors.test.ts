import { folioErrorCodesIn, mayBeFromProxy, okapiError } from '../../../reshare/okapi/gatewayErrors';
import type { HttpAnswer } from '../../../reshare/transport';
import cases from '../../fixtures/cases/okapiErrors.json';
import { closeServers } from '../transport/testServers';
import { connectTo, failureOf, requestListCall, startOkapi } from './okapiServer';

const answer = (status: number, text: string, contentType = 'text/plain', headers: Record<string, string> = {}) => ({
	status,
	text,
	contentType,
	headers: new Headers(headers),
});
const json = 'application/json';

afterEach(closeServers);

describe('okapiError and folioErrorCodesIn', () => {
	it.each(cases.calls as unknown as Array<[string, Parameters<typeof answer>, string, string]>)(
		'okapiError gives the error of a refused Okapi call the kind and text of its cause: %s',
		(_name, told, kind, words) => {
			const given = answer(...told);
			const error = okapiError(given, 'https://okapi.example.org/base', 'the list of requests');
			expect(error.kind).toBe(kind);
			expect(error.message).toContain(words);
			expect(error.status).toBe(given.status);
			expect(error.description).not.toBe('');
			expect(error.message + error.description).not.toContain('P-90210');
			if (given.headers.get('retry-after') !== null) expect(error.retryAfterMs).toBe(7000);
		},
	);

	it.each([
		['an answer whose content type is not JSON', answer(422, '{"errors":[{"code":"x"}]}'), []],
		['broken JSON', answer(422, '{"errors":', json), []],
		['JSON of another form', answer(422, '{"errors":"x"}', json), []],
		['two errors of which one has no code', answer(422, '{"errors":[{"message":"m"},{"code":"x"}]}', json), ['x']],
	])('folioErrorCodesIn returns only the error codes that an answer of FOLIO contains, given %s', (_name, given, codes) => {
		expect(folioErrorCodesIn(given)).toEqual(codes);
	});
});

describe('a call through Okapi', () => {
	it('a call through Okapi carries the tenant, the token and the encoded query', async () => {
		const okapi = await startOkapi();
		await connectTo(okapi).send({
			...requestListCall,
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
			const error = await failureOf(client.send(requestListCall));
			const everything = [error.message, error.description, error.stack, String(error.cause), JSON.stringify(error)].join('\n');
			expect(everything).not.toMatch(/pass-word-4711|token-\d|P-90210/);
		}
	});

	it('a call through Okapi returns an answer with an error status, instead of throwing, if the caller handles that status', async () => {
		const okapi = await startOkapi();
		okapi.callAnswer = (_seen, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
		const got = await connectTo(okapi).send({ ...requestListCall, handles: ({ status }) => status === 404 });
		expect(got.status).toBe(404);
	});
});

it.each<[string, HttpAnswer, boolean]>([
	['yes, given a web page with status 400', answer(400, '<html><title>Sign in</title></html>', 'text/html'), true],
	['yes, given a web page with status 502', answer(502, '<html></html>', 'text/html'), true],
	['yes, given a text that neither gateway nor module writes', answer(400, 'Bad request'), true],
	['no, given a text that the gateway writes', answer(400, 'No such Tenant east'), false],
	['no, given JSON as the module writes it', answer(400, '{}', json), false],
	['no, given a web page with status 429', answer(429, '<html></html>', 'text/html'), false],
])('mayBeFromProxy says whether a proxy may have answered in place of the module: %s', (_what, given, may) =>
	expect(mayBeFromProxy(given)).toBe(may),
);

it("a changing call that Eureka's sidecar timed out (408) is reported as possibly executed", async () => {
	const okapi = await startOkapi();
	okapi.callAnswer = (_seen, response) =>
		response
			.writeHead(408, { 'content-type': json })
			.end('{"errors":[{"message":"Request Timeout","type":"TimeoutException","code":"read_timeout_error"}],"total_records":1}');
	const call = { ...requestListCall, method: 'POST' } as const;
	expect(await failureOf(connectTo(okapi).send(call))).toMatchObject({ status: 408, mayHaveReached: true });
});
