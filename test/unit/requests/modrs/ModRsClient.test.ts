import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { canFilterBy, filterEquals, filterEqualsAny, filterByTime } from '../../../../reshare/requests/modrs/filterSyntax';
import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import { HttpClient } from '../../../../reshare/transport';
import { patronRequestSchema } from '../../../../reshare/requests/modrs/schemas';
import { statuses } from '../../../../sandbox/modrs/statuses';
import { requestListSchema, schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/toPatronRequest';
import { modRsStates, sideOfState } from '../../../../reshare/requests/modrs/statesAndSentences';
import { isTerminal, needsStaff, stateLabelOf, type ServerState } from '../../../../reshare/requests/model/state';

interface Answer {
	readonly status?: number;
	readonly body: unknown;
	readonly contentType?: string;
}

/** Makes a client of an invented server. The log has method, path and query. */
function clientFor(answers: (url: URL, method: string) => Answer | Promise<Answer>) {
	const log: Array<{ method: string; url: URL; body: string | undefined }> = [];
	const http = new HttpClient({
		fetch: async (address, init) => {
			const url = new URL(address);
			if (url.pathname.includes('/authn/')) {
				return new Response(JSON.stringify({ accessTokenExpiration: '2999-01-01T00:00:00Z' }), {
					status: 201,
					headers: { 'content-type': 'application/json', 'x-okapi-token': 't', 'set-cookie': 'folioAccessToken=t; Path=/' },
				});
			}
			log.push({ method: init.method, url, body: init.body });
			const { status = 200, body, contentType = 'application/json' } = await answers(url, init.method);
			return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': contentType } });
		},
	});
	const okapi = new OkapiClient({
		account: { url: `https://okapi-${Math.random()}.example.org`, tenant: 'east', username: 'u', password: 'p' },
		http,
		sessions: new SessionStore(),
	});
	return { client: new ModRsBackend(okapi), log };
}

it('the settings read from mod-rs leave out those of sections other than "requests", even if the server returns them', async () => {
	const { client } = clientFor(() => ({
		body: [
			{ section: 'hostLMSIntegration', key: 'max_requests', value: '3' },
			{ section: 'requests', key: 'max_requests', value: '50' },
			{ section: 'Routing', key: 'routing_adapter', value: 'disabled' },
			{ section: 'requests', key: 'request_id_prefix', defValue: 'EAST-' },
			// Some versions name no section.
			{ key: 'default_request_symbol', value: 'RESHARE:US-EAST' },
			{ section: 'hostLMSIntegration', key: 'max_requests', value: '7' },
		],
	}));
	expect([...(await client.settings())]).toEqual([
		['max_requests', '50'],
		['request_id_prefix', 'EAST-'],
		['default_request_symbol', 'RESHARE:US-EAST'],
	]);
});

describe('the lists of mod-rs', () => {
	it('a list call to mod-rs repeats the filters parameter and has a sort order; its answer is read with or without a total', async () => {
		const { client, log } = clientFor((url) => ({
			body: url.searchParams.has('stats') ? { results: [{ id: 'a' }], total: 7 } : [{ id: 'a', extra: 1 }],
		}));
		expect(await client.list({ filters: ['isRequester==true', 'hrid==X-1'], perPage: 5, fullRecord: true })).toMatchObject([
			{ request: { id: 'a', history: [], rota: [] } },
		]);
		expect(log[0]?.url.searchParams.getAll('filters')).toEqual(['isRequester==true', 'hrid==X-1']);
		expect(log[0]?.url.searchParams.getAll('sort')).toEqual(['lastUpdated;asc', 'id;asc']);
		expect(Object.fromEntries(log[0]?.url.searchParams ?? [])).toMatchObject({ perPage: '5', fullRecord: 'true' });
		expect(await client.count(['isRequester==true'])).toBe(7);
	});

	it('the mod-rs client has at most one list call under way at a time, and at most four calls for single patron requests', async () => {
		let open = 0;
		let most = 0;
		const { client } = clientFor(async (url) => {
			most = Math.max(most, ++open);
			await new Promise((resolve) => setTimeout(resolve, 10));
			open--;
			return { body: url.pathname.endsWith('/patronrequests') ? [] : { id: 'a' } };
		});
		await Promise.all(Array.from({ length: 6 }, () => client.list()));
		expect(most).toBe(1);
		most = 0;
		await Promise.all(Array.from({ length: 12 }, (_, index) => client.get(String(index))));
		expect(most).toBe(4);
	});

	it('an answer of mod-rs that does not fit the schema throws an error that names the wrong field, and no value', async () => {
		const { client } = clientFor(() => ({ body: [{ id: 'a' }, { id: 'b', audit: 'secret' }] }));
		await expect(client.list()).rejects.toMatchObject({ kind: 'badAnswer', message: expect.stringContaining("'results.1.audit'") });
		await expect(client.list()).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
	});
});

describe('one request of mod-rs', () => {
	it('get() returns undefined for a request that mod-rs does not know, and throws an error for a gateway without mod-rs', async () => {
		expect(await clientFor(() => ({ status: 404, body: { message: 'Not Found', error: 404 } })).client.get('x')).toBeUndefined();
		await expect(
			clientFor(() => ({
				status: 404,
				contentType: 'text/plain',
				body: 'No suitable module found for path /rs/patronrequests/x for tenant east',
			})).client.get('x'),
		).rejects.toMatchObject({ kind: 'noModule' });
		await expect(
			clientFor(() => ({ status: 404, body: { message: 'no Route matched with those values', request_id: 'a1b2' } })).client.get('x'),
		).rejects.toMatchObject({ kind: 'noModule' });
		await expect(
			clientFor(() => ({ status: 404, contentType: 'text/html', body: '<h1>Not here</h1>' })).client.get('x'),
		).rejects.toMatchObject({ name: 'ReShareError', status: 404 });
	});

	it('reading a patron request from mod-rs is repeated after status 503, with the id of the request encoded in the path', async () => {
		let calls = 0;
		const { client, log } = clientFor(() => (++calls < 3 ? { status: 503, body: '' } : { body: { id: 'a/b' } }));
		expect((await client.get('a/b'))?.id).toBe('a/b');
		expect(log).toHaveLength(3);
		expect(log[0]?.url.pathname).toBe('/rs/patronrequests/a%2Fb');
		await client.get('..').catch(() => undefined);
		expect(log.at(-1)?.url.pathname).toBe('/rs/patronrequests/%252E%252E');
	});
});

describe('calls to mod-rs that change something', () => {
	it('a new request or an action is sent to mod-rs only once, even if the answer is 503', async () => {
		const { client, log } = clientFor(() => ({ status: 503, body: '' }));
		await expect(client.post({ title: 'x' })).rejects.toMatchObject({ kind: 'server', mayHaveReached: true });
		await expect(client.performAction('a', 'requesterCancel')).rejects.toMatchObject({ kind: 'server' });
		expect(log).toHaveLength(2);
	});

	it.each([
		[
			{ status: 200, body: {} },
			{ accepted: true, message: undefined },
		],
		[
			{ status: 200, body: { status: false } },
			{ accepted: false, message: undefined },
		],
		[
			{ status: 400, body: { message: 'A valid action was not supplied' } },
			{ accepted: false, message: 'A valid action was not supplied' },
		],
		[
			{ status: 500, body: {} },
			{ accepted: false, message: undefined },
		],
	])("the client reads mod-rs's answer %j to an action as %j", async (answer, expected) => {
		const { client, log } = clientFor(() => answer);
		expect(await client.performAction('a', 'requesterCancel', { reason: 'patron_requested' })).toEqual(expected);
		expect(JSON.parse(log[0]?.body ?? '')).toEqual({ action: 'requesterCancel', actionParams: { reason: 'patron_requested' } });
	});

	it('an exception in mod-rs during an action is a server error, not a refusal', async () => {
		await expect(
			clientFor(() => ({ status: 500, body: { error: 500, message: 'x', stackTrace: [] } })).client.performAction('a', 'b'),
		).rejects.toMatchObject({ kind: 'server' });
	});
});

it('the schema of a mod-rs patron request accepts one with only an id, with unknown fields, or in the form of any known version', () => {
	expect(patronRequestSchema.parse({ id: 'a' })).toMatchObject({ id: 'a', audit: [], rota: [], requestIdentifiers: [] });
	const request = patronRequestSchema.parse({
		id: 'a',
		hrid: 1042,
		state: { code: 'X_NEW', tags: ['ACTIVE_PATRON'] },
		serviceType: 'Copy Or Loan',
		precededBy: 'p',
		succeededBy: { id: 's' },
		title: null,
		unknown: {},
	});
	expect(request).toMatchObject({
		hrid: '1042',
		state: { code: 'X_NEW', tags: ['ACTIVE_PATRON'] },
		serviceType: { value: 'copy_or_loan' },
		precededBy: { id: 'p' },
		succeededBy: { id: 's' },
	});
	expect(schemaOfRequestWithRaw.parse({ id: 'a', title: null }).request.title).toBeUndefined();
	expect(request).not.toHaveProperty('unknown');
	expect(schemaOfRequestWithRaw.parse({ id: 'a', unknown: 1 }).raw).toEqual({ id: 'a', unknown: 1 });
	expect(requestListSchema.safeParse({ id: 'a' }).success).toBe(false);
});

describe('the states of mod-rs', () => {
	const read = (told: ServerState) => modRsStates.read(told, sideOfState(told.code));

	it('a state of mod-rs has the label of the staff interface, and an unknown state has its code as label', () => {
		expect(stateLabelOf(read({ code: 'REQ_SHIPPED_TO_SUPPLIER' }))).toEqual({ code: 'REQ_SHIPPED_TO_SUPPLIER', label: 'Return shipped' });
		expect(stateLabelOf(read({ code: 'X_OWN' }))).toEqual({ code: 'X_OWN', label: 'X_OWN' });
	});

	it('every state of mod-rs has a row in our table, and is terminal exactly where mod-rs says so', () => {
		expect(statuses.filter(({ code }) => modRsStates.of(code) === undefined).map(({ code }) => code)).toEqual([]);
		for (const { code, terminal } of statuses) expect([code, isTerminal(read({ code }))]).toEqual([code, terminal]);
	});

	it('a mod-rs state is terminal if the server says so, or if our table of states says so and the server says nothing', () => {
		expect(isTerminal(read({ code: 'REQ_UNFILLED' }))).toBe(false);
		expect(isTerminal(read({ code: 'REQ_END_OF_ROTA' }))).toBe(true);
		expect(isTerminal(read({ code: 'X_OWN', terminal: true }))).toBe(true);
		expect(isTerminal(read({ code: 'REQ_CANCELLED', terminal: false }))).toBe(false);
	});

	it('a mod-rs state needs staff if somebody must decide, but not if the patron request is merely new, even if mod-rs flags it', () => {
		expect(needsStaff(read({ code: 'REQ_IDLE', needsAttention: true }))).toBe(false);
		expect(needsStaff(read({ code: 'REQ_UNABLE_TO_CONTACT_SUPPLIER' }))).toBe(true);
		expect(needsStaff(read({ code: 'X_OWN', needsAttention: true }))).toBe(true);
	});
});

describe('the filters of mod-rs', () => {
	it.each(['P-1', "O'Neil", 'a b', 'x@y.example', '#1+2', 'Å-7', 'a/b_c:d,e'])(
		'the value %j is written into a mod-rs filter unchanged',
		(value) => {
			expect(canFilterBy(value)).toBe(true);
			expect(filterEquals('hrid', value)).toBe(`hrid==${value}`);
		},
	);

	it.each(['', ' ', 'a(b)', 'a>b', 'a=b', 'a!b', 'a\\b', 'a|b', 'a&b', 'a\nb', 'a%b', '"a"', 'a isNull', 'isnotset', 'x*'])(
		'the value %j, which would change a mod-rs query, is refused in a filter',
		(value) => {
			expect(canFilterBy(value)).toBe(false);
			expect(() => filterEquals('hrid', value, 'Reference')).toThrow("'Reference'");
		},
	);

	it('a mod-rs filter has times in whole seconds of UTC, and joins alternatives with ||', () => {
		expect(filterByTime('lastUpdated', '>=', new Date('2026-01-02T03:04:05.678Z'))).toBe('lastUpdated>=2026-01-02T03:04:05Z');
		expect(filterEqualsAny('hrid', ['a', 'b'])).toBe('hrid==a||hrid==b');
		expect(() => filterEqualsAny('hrid', [])).toThrow(RangeError);
		expect(() => filterEqualsAny('hrid', Array<string>(101).fill('a'), 'Status')).toThrow("'Status' has 101 values");
	});
});
