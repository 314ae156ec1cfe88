import { Readable } from 'node:stream';
import { createFetchOverHttpRequest, createFetchOverLegacyRequest } from '../../../nodes/shared/n8nFetch';
import { HttpClient } from '../../../reshare/transport';

describe.each([204, 205, 304])('an n8n HTTP answer of status %i, which has no body', (statusCode) => {
	const answer = { statusCode, headers: { 'x-okapi-token': 't' } };

	it.each([
		['httpRequest', createFetchOverHttpRequest({ httpRequest: async () => ({ ...answer, body: Readable.from([]) }) })],
		['request', createFetchOverLegacyRequest({ request: async () => ({ ...answer, body: '' }) })],
	])("an answer without a body passes through n8n's helper %s with its status and headers", async (_helper, fetch) => {
		const { status, headers, text } = await new HttpClient({ fetch }).send({ method: 'GET', url: 'https://okapi.example.org/' });
		expect([status, headers.get('x-okapi-token'), text]).toEqual([statusCode, 't', '']);
	});
});
