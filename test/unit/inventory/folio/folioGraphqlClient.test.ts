import nock from 'nock';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { HttpClient } from '../../../../reshare/transport';
import { readCapabilities, capabilitiesCache } from '../../../../reshare/inventory/folio/capabilities';
import { FolioGraphqlClient } from '../../../../reshare/inventory/folio/FolioGraphqlClient';
import { GraphqlQueryBatcher } from '../../../../reshare/inventory/folio/GraphqlQueryBatcher';
import { referenceTableQueries } from '../../../../reshare/inventory/folio/referenceTables';
import { ActiveLookupCallers } from '../../../../reshare/inventory/ActiveLookupCallers';

const url = 'https://okapi.example.org';

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});
beforeEach(() => capabilitiesCache.clear());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});

function open() {
	const http = new HttpClient({ fetch: globalThis.fetch });
	const okapi = new OkapiClient({
		account: { url, tenant: 'shared', username: 'reader', password: 'secret-word' },
		http,
		sessions: new SessionStore(),
	});
	const client = new FolioGraphqlClient(okapi);
	return { client, batcher: new GraphqlQueryBatcher(client, new ActiveLookupCallers(), 10), okapi };
}

function logins(times = 1) {
	let count = 0;
	nock(url)
		.post('/authn/login-with-expiry')
		.times(times)
		.reply(() => {
			count += 1;
			return [201, {}, { 'set-cookie': `folioAccessToken=token-${count}; Path=/` }];
		});
}

const json = { 'content-type': 'application/json; charset=utf-8' };

describe('the GraphQL client', () => {
	it('the GraphQL client sends document and variables with tenant and token, and returns data beside errors', async () => {
		logins();
		nock(url, { reqheaders: { 'x-okapi-tenant': 'shared', 'x-okapi-token': 'token-1', 'content-type': 'application/json' } })
			.post(
				'/graphql',
				(body: Record<string, unknown>) => body.query === 'query ($a: Int) { x(a: $a) }' && JSON.stringify(body.variables) === '{"a":1}',
			)
			.reply(
				200,
				{
					data: { x: 1, y: null },
					errors: [{ message: '500 Internal Server Error: no', path: ['y'], extensions: { stacktrace: ['/app/x.js'] } }],
				},
				json,
			);
		expect(await open().client.ask('query ($a: Int) { x(a: $a) }', { a: 1 })).toEqual({
			data: { x: 1, y: null },
			errors: [{ message: '500 Internal Server Error: no', path: ['y'] }],
		});
	});

	it('the GraphQL client logs in again once if an answer of status 200 reports an expired token', async () => {
		logins(2);
		const expired = { data: { x: { a: 1 } }, errors: [{ message: '401 Unauthorized: Invalid token', path: ['x', 'b'] }] };
		nock(url, { reqheaders: { 'x-okapi-token': 'token-1' } })
			.post('/graphql')
			.reply(200, expired, json);
		nock(url, { reqheaders: { 'x-okapi-token': 'token-2' } })
			.post('/graphql')
			.reply(200, { data: { x: 2 } }, json);
		expect((await open().client.ask('{ x }', {})).data).toEqual({ x: 2 });
	});

	it.each(['Invalid token', 'Invalid token: user with id 1 is not active'])(
		'the GraphQL client logs in again once if an old mod-graphql reports an invalid token only in an error text: %s',
		async (message) => {
			logins(2);
			nock(url, { reqheaders: { 'x-okapi-token': 'token-1' } })
				.post('/graphql')
				.reply(200, { data: { x: null }, errors: [{ message, path: ['x'] }] }, json);
			nock(url, { reqheaders: { 'x-okapi-token': 'token-2' } })
				.post('/graphql')
				.reply(200, { data: { x: 2 } }, json);
			expect((await open().client.ask('{ x }', {})).data).toEqual({ x: 2 });
		},
	);

	it('the GraphQL client says that the tenant has no GraphQL if Okapi knows no such path', async () => {
		logins();
		nock(url).post('/graphql').reply(404, 'No suitable module found for path /graphql for tenant shared', { 'content-type': 'text/plain' });
		await expect(open().client.ask('{ x }', {})).rejects.toMatchObject({
			kind: 'noModule',
			message: 'There is no GraphQL here: this consortium is searched another way',
		});
	});

	it.each([
		['a web page', '<html>sign in</html>', 'text/html', 'sent text/html instead of the answer of the shared inventory (GraphQL)'],
		['half an answer', '{"data":', 'application/json', 'sent the answer of the shared inventory (GraphQL) only in part'],
		['JSON of another form', '[1]', 'application/json', 'unknown form'],
	])('the GraphQL client refuses %s in place of a GraphQL answer', async (_name, body, contentType, words) => {
		logins();
		nock(url).post('/graphql').reply(200, body, { 'content-type': contentType });
		await expect(open().client.ask('{ x }', {})).rejects.toMatchObject({
			kind: 'badAnswer',
			message: expect.stringContaining(words),
		});
	});

	it('the GraphQL client repeats a call after a busy answer, since it only reads', async () => {
		logins();
		nock(url).post('/graphql').reply(503, 'busy', { 'content-type': 'text/plain' });
		nock(url)
			.post('/graphql')
			.reply(200, { data: { x: 1 } }, json);
		expect((await open().client.ask('{ x }', {})).data).toEqual({ x: 1 });
	});
});

describe('the API of the inventory: mod-search or inventory storage', () => {
	/**
	 * Makes a server that answers each GraphQL field with its total, or with an error. Each record in its answers has `numbers` as
	 * identifiers.
	 */
	const counts =
		(totals: Record<string, number | string>, numbers: unknown = [{ value: '1' }]) =>
		(_uri: string, body: unknown) => {
			const fields = [...(body as { query: string }).query.matchAll(/q\d+: (\w+)/gu)].map(([, field]) => field ?? '');
			const data: Record<string, unknown> = {};
			const errors: unknown[] = [];
			for (const [index, field] of fields.entries()) {
				const total = totals[field] ?? 5;
				data[`q${index}`] = typeof total === 'number' ? { totalRecords: total, instances: [{ identifiers: numbers }] } : null;
				if (typeof total === 'string') errors.push({ message: total, path: [`q${index}`] });
			}
			return [200, { data, ...(errors.length === 0 ? {} : { errors }) }, json] as const;
		};
	const answering = (totals: Record<string, number | string>) =>
		nock(url)
			.post('/graphql')
			.times(2)
			.reply(counts(totals) as never);

	it.each([
		['mod-search, if it has as many records as inventory storage', {}, 'search'],
		[
			'inventory storage, if the schema has mod-search, and Okapi has no such module',
			{ search_instances: '404 Not Found: No suitable module found for path /search/instances' },
			'storage',
		],
		['inventory storage, if mod-search has no records', { search_instances: 0 }, 'storage'],
		['inventory storage, if mod-search has not yet indexed all records', { search_instances: 4 }, 'storage'],
		[
			'mod-search, if it has 96 percent of the records (totals are estimates)',
			{ search_instances: 96_000, instance_storage_instances: 100_000 },
			'search',
		],
		[
			'inventory storage, if mod-search has only 90 percent of the records',
			{ search_instances: 90_000, instance_storage_instances: 100_000 },
			'storage',
		],
		['mod-search, if the account may not read inventory storage', { instance_storage_instances: '403 Forbidden: no' }, 'search'],
	])('readCapabilities chooses where to search in FOLIO: %s', async (_name, totals, api) => {
		logins();
		answering(totals);
		const { batcher, okapi } = open();
		expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api });
	});

	it.each([[null], [[]]])(
		'readCapabilities chooses inventory storage if records from mod-search have no identifiers (%j in place of the list)',
		async (numbers) => {
			logins();
			nock(url)
				.post('/graphql')
				.times(2)
				.reply(counts({}, numbers) as never);
			const { batcher, okapi } = open();
			expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api: 'storage' });
		},
	);

	it('readCapabilities asks for each field separately if the GraphQL schema lacks one, and returns those that exist', async () => {
		logins();
		nock(url)
			.post('/graphql')
			.times(7)
			.reply((_uri, body) => {
				const { query } = body as { query: string };
				const lacking = ['search_instances', 'holdings_storage_holdings'].find((field) => query.includes(field));
				if (lacking !== undefined)
					return [
						400,
						{
							errors: [{ message: `Cannot query field "${lacking}" on type "Query".`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
						},
						json,
					];
				return [200, { data: { q0: { totalRecords: 3 } } }, json];
			});
		const { batcher, okapi } = open();
		const { api, fields } = await readCapabilities(okapi.scope, batcher);
		expect(api).toBe('storage');
		expect([...fields]).toEqual(['instance_storage_instances', 'ill_policies', 'locations', 'identifier_types']);
	});

	it('readCapabilities asks once per tenant and hour, and again after a failure', async () => {
		logins();
		answering({
			search_instances: '500 x',
			instance_storage_instances: "403 Forbidden: Access for user 'r' (1) requires permission: a.b.get",
		});
		const { batcher, okapi } = open();
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
		await expect(readCapabilities(okapi.scope, batcher)).rejects.toMatchObject({ kind: 'permission', permission: 'a.b.get' });
		answering({});
		await Promise.all([readCapabilities(okapi.scope, batcher), readCapabilities(okapi.scope, batcher)]);
		clock.mockReturnValue(start + 3_500_000);
		await readCapabilities(okapi.scope, batcher);
		answering({ search_instances: 0 });
		clock.mockReturnValue(start + 3_700_000);
		expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api: 'storage' });
		clock.mockRestore();
	});

	it.each([
		['mod-search failed', { search_instances: '500 Internal Server Error: x' }, 'storage'],
		[
			'inventory storage failed, so that nobody knew whether mod-search has all records',
			{ instance_storage_instances: '500 Internal Server Error: x', search_instances: 4 },
			'search',
		],
	])(
		'readCapabilities chooses between mod-search and inventory storage again in the next run if its choice was provisional because %s',
		async (_name, totals, makeshift) => {
			logins();
			answering(totals);
			const { batcher, okapi } = open();
			expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api: makeshift });
			answering({ search_instances: makeshift === 'search' ? 4 : 9 });
			expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api: makeshift === 'search' ? 'storage' : 'search' });
			expect(await readCapabilities(okapi.scope, batcher)).toMatchObject({ api: makeshift === 'search' ? 'storage' : 'search' });
		},
	);

	it('readCapabilities also loads the reference tables, anew in each run, and leaves out those that cannot be read', async () => {
		logins();
		const rows = [{ id: 'p1', name: 'Will lend' }];
		const asked: string[][] = [];
		nock(url)
			.post('/graphql')
			.times(4)
			.reply((_uri, body) => {
				const { query } = body as { query: string };
				if (query.includes('search_instances')) return [400, { errors: [{ message: 'Cannot query field' }] }, json];
				asked.push([...query.matchAll(/q\d+: (\w+)/gu)].map(([, field]) => field ?? ''));
				if (asked.length > 1) return [200, { data: { q0: { locations: [] }, q1: { identifierTypes: [] }, q2: { illPolicies: [] } } }, json];
				const data = {
					q0: { totalRecords: 9 },
					q1: { totalRecords: 9 },
					q2: { totalRecords: 1, illPolicies: rows },
					q3: null,
					q4: { totalRecords: 2, identifierTypes: [null, { id: 't1', name: 'ISBN' }] },
				};
				return [
					200,
					{
						data,
						errors: [
							{ message: '500 x', path: ['q3'] },
							{ message: '500 x', path: ['q4', 'identifierTypes', 0] },
						],
					},
					json,
				];
			});
		const { client, batcher, okapi } = open();
		const { fields } = await readCapabilities(okapi.scope, batcher);
		expect([...fields]).toEqual([
			'instance_storage_instances',
			'holdings_storage_holdings',
			'ill_policies',
			'locations',
			'identifier_types',
		]);
		const [policies] = await Promise.all(referenceTableQueries.map((page) => batcher.ask(page)));
		expect(policies?.value).toEqual({ totalRecords: 1, illPolicies: rows });
		expect(asked[1]).toEqual(['locations', 'identifier_types']);
		const later = new GraphqlQueryBatcher(client, new ActiveLookupCallers(), 10);
		await readCapabilities(okapi.scope, later);
		await Promise.all(referenceTableQueries.map((page) => later.ask(page)));
		expect(asked[2]).toEqual(['ill_policies', 'locations', 'identifier_types']);
	});
});
