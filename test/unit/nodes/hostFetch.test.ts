import { fetchOverHttpRequest, fetchOverRequest } from '../../../nodes/shared/hostFetch';

describe.each([204, 205, 304])('an answer of status %i, which has no body', (statusCode) => {
	const asked = { method: 'GET', headers: {}, signal: new AbortController().signal } as never;
	const give = async () => await Promise.resolve({ statusCode, headers: { 'x-okapi-token': 't' }, body: '' });

	it.each([
		['httpRequest', fetchOverHttpRequest({ httpRequest: give })],
		['request', fetchOverRequest({ request: give })],
	])("comes through n8n's %s", async (_helper, fetch) => {
		const response = await fetch('https://okapi.example.org/', asked);
		expect([response.status, response.headers.get('x-okapi-token'), response.body]).toEqual([statusCode, 't', null]);
	});
});
