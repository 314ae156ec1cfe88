import { parse } from 'graphql';
import { ReShareError } from '../../../../reshare/errors';
import type { GraphqlAnswer, FolioGraphqlClient } from '../../../../reshare/inventory/folio/FolioGraphqlClient';
import { ActiveLookupCallers } from '../../../../reshare/inventory/ActiveLookupCallers';
import { GraphqlQueryBatcher, type GraphqlFieldQuery } from '../../../../reshare/inventory/folio/GraphqlQueryBatcher';
import { waitForCondition } from '../../SleepInterceptor';

interface Sent {
	readonly document: string;
	readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Makes a GraphQL client that answers each query.
 *
 * @param answer gets the query of each alias
 */
function fakeClient(answer: (query: string, attempt: number) => unknown, delayMs = 0) {
	const sent: Sent[] = [];
	const attempts = new Map<string, number>();
	let inFlight = 0;
	const most = { inFlight: 0 };
	return {
		sent,
		most,
		async ask(document: string, variables: Readonly<Record<string, unknown>>) {
			parse(document);
			sent.push({ document, variables });
			inFlight += 1;
			most.inFlight = Math.max(most.inFlight, inFlight);
			await new Promise((resolve) => setTimeout(resolve, delayMs));
			inFlight -= 1;
			const data: Record<string, unknown> = {};
			const errors: GraphqlAnswer['errors'][number][] = [];
			for (const [name, query] of Object.entries(variables)) {
				const alias = name.split('_')[0] ?? '';
				const attempt = (attempts.get(String(query)) ?? 0) + 1;
				attempts.set(String(query), attempt);
				const value = answer(String(query), attempt);
				if (typeof value === 'string') {
					data[alias] = null;
					errors.push({ message: value, path: [alias] });
				} else data[alias] = value;
			}
			return { data, errors };
		},
	};
}

function fieldQuery(query: string): GraphqlFieldQuery {
	return { field: 'instance_storage_instances', query, selection: 'totalRecords' };
}

function batcherFor(server: Pick<FolioGraphqlClient, 'ask'>, batchSize = 10, pending = new ActiveLookupCallers()) {
	return new GraphqlQueryBatcher(server, pending, batchSize);
}

async function askAll(batcher: GraphqlQueryBatcher, queries: readonly string[]) {
	return await Promise.allSettled(queries.map(async (query) => (await batcher.ask(fieldQuery(query))).value));
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `q ${index}`);

describe('the batcher of GraphQL queries', () => {
	it('the batcher sends ten GraphQL queries in one request, and gives each query its own answer', async () => {
		const server = fakeClient((query) => ({ query }));
		const answers = await askAll(batcherFor(server), numbers(104));
		expect(server.sent).toHaveLength(11);
		expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual(numbers(104).map((query) => ({ query })));
	});

	it('the GraphQL batcher has at most four HTTP requests under way at once', async () => {
		const server = fakeClient(() => ({}), 5);
		await askAll(batcherFor(server), numbers(120));
		expect(server.most.inFlight).toBe(4);
	});

	it.each([
		[1, 7],
		[50, 1],
		[500, 2],
		[0, 7],
	])('the GraphQL batcher with the batch size %d sends its queries in %d HTTP requests', async (batchSize, requests) => {
		const server = fakeClient(() => ({}));
		await askAll(batcherFor(server, batchSize), numbers(batchSize === 500 ? 60 : 7));
		expect(server.sent).toHaveLength(requests);
	});

	it('the GraphQL batcher sends a query once if several callers ask for the same at once', async () => {
		const server = fakeClient((query) => ({ query }));
		const answers = await askAll(batcherFor(server), ['a', 'a', 'b', 'a']);
		expect(server.sent.map(({ variables }) => Object.values(variables))).toEqual([['a', 'b']]);
		expect(answers).toHaveLength(4);
	});

	it('the GraphQL batcher holds patient queries back while callers announce more, and sends them along with an urgent query', async () => {
		const server = fakeClient((query) => ({ query }));
		const pending = new ActiveLookupCallers();
		const batcher = batcherFor(server, 10, pending);
		const close = pending.open();
		const asked: Array<Promise<unknown>> = [];
		const ask = (query: string, patient: boolean) => asked.push(batcher.ask(fieldQuery(query), { patient }));
		for (const query of numbers(13)) ask(query, true);
		await waitForCondition(() => server.sent.length > 0);
		expect(server.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([10]);
		ask('in a hurry', false);
		await waitForCondition(() => server.sent.length > 1);
		expect(server.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([10, 4]);
		ask('last', true);
		// The pause is long enough for a lookup that does not wait for others.
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(server.sent).toHaveLength(2);
		close();
		await Promise.all(asked);
		expect(server.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([10, 4, 1]);
	});

	it('the batcher sends queries as variables, never as a part of the GraphQL document', async () => {
		const server = fakeClient(() => ({}));
		const hostile = '") { id } } mutation { x } #';
		await askAll(batcherFor(server), [hostile]);
		expect(server.sent[0]?.document).not.toContain('mutation');
		expect(server.sent[0]?.variables).toEqual({ q0_query: hostile });
	});
});

describe('failing queries in a batch', () => {
	it('if one of ten GraphQL queries in a batch fails, the other nine still get their answers', async () => {
		const server = fakeClient((query) =>
			query === 'q 3' ? '400 Bad Request: org.z3950.zing.cql.CQLParseException: expected index: q 3' : { query },
		);
		const answers = await askAll(batcherFor(server), numbers(10));
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
		const failed = answers[3];
		expect(failed?.status === 'rejected' && failed.reason).toMatchObject({
			name: 'ReShareError',
			kind: 'refused',
			description: 'It says: expected index: q 3',
		});
		expect(server.sent).toHaveLength(1);
	});

	it.each([
		['500 Internal Server Error: x', 'server'],
		['503 Service Unavailable: x', 'server'],
		['429 Too Many Requests', 'rateLimited'],
		['request to http://inventory failed, reason: socket hang up', 'inventory'],
		['Unexpected token \'<\', "<html>prox"... is not valid JSON', 'inventory'],
	])('the GraphQL batcher repeats a query that failed temporarily by itself, at most twice: %s', async (message, kind) => {
		const passing = fakeClient((query, attempt) => (query === 'q 3' && attempt < 3 ? message : { query }));
		expect((await askAll(batcherFor(passing), numbers(10))).every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(passing.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([10, 1, 1]);
		const lasting = fakeClient((query) => (query === 'q 3' ? message : { query }));
		const failed = (await askAll(batcherFor(lasting), numbers(10)))[3];
		expect(failed?.status === 'rejected' && failed.reason).toMatchObject({ kind });
		expect(lasting.sent).toHaveLength(3);
	});

	it('the GraphQL batcher does not repeat a query with the option "once" after a temporary failure (503)', async () => {
		const server = fakeClient(() => '503 Service Unavailable: x');
		await expect(batcherFor(server).ask(fieldQuery('q'), { once: true })).rejects.toMatchObject({ kind: 'server' });
		expect(server.sent).toHaveLength(1);
	});

	it.each([
		[
			"403 Forbidden: Access for user 'x' (1) requires permission: inventory-storage.instances.collection.get",
			'permission',
			'inventory-storage.instances.collection.get',
		],
		['401 Unauthorized: Invalid token', 'unauthorized', 'did not accept the login'],
		['404 Not Found: No suitable module found for path /search/instances', 'noModule', 'lacks the module'],
		['Cannot return null for non-nullable field Tinstances.totalRecords.', 'inventory', 'cannot be used'],
	])('the error that the GraphQL batcher throws for a permanent failure says what is wrong: %s', async (message, kind, words) => {
		const [answer] = await askAll(batcherFor(fakeClient(() => message)), ['q']);
		expect(answer?.status === 'rejected' && answer.reason).toMatchObject({ kind, message: expect.stringContaining(words) });
	});

	it('the failure of a whole GraphQL request reaches every query in it', async () => {
		const error = new ReShareError('network', 'gone');
		const answers = await askAll(batcherFor({ ask: () => Promise.reject(error) }), ['a', 'b']);
		expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([error, error]);
	});

	it.each([undefined, []])(
		'a GraphQL error that names no query (path %j) fails every query without data, and none with data',
		async (path) => {
			const message = '500 Internal Server Error: x';
			const answer: GraphqlAnswer = {
				data: { q0: null, q1: { records: [] } },
				errors: [path === undefined ? { message } : { message, path }],
			};
			const batcher = batcherFor({ ask: async () => answer });
			const [one, two] = await Promise.allSettled(['a', 'b'].map((query) => batcher.ask(fieldQuery(query), { once: true })));
			expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'server' } });
			expect(two).toMatchObject({ status: 'fulfilled', value: { value: { records: [] }, faults: [] } });
		},
	);

	it('the batcher returns a GraphQL error at a nested field along with the answer of its query, as a fault of that field', async () => {
		const answer: GraphqlAnswer = {
			data: { q0: { records: [{ illPolicy: null }] }, q1: { records: [] } },
			errors: [{ message: '500 Internal Server Error: x', path: ['q0', 'records', 0, 'illPolicy'] }],
		};
		const batcher = batcherFor({ ask: async () => answer });
		const [one, two] = await Promise.all([batcher.ask(fieldQuery('a')), batcher.ask(fieldQuery('b'))]);
		expect(one.faults).toEqual([{ path: ['records', 0, 'illPolicy'], error: expect.objectContaining({ kind: 'server' }) }]);
		expect(two.faults).toEqual([]);
	});
});
