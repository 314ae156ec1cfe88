import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Sandbox } from '../../../sandbox';
import { recordLentBySeveral, recordRefusedByAll } from '../../../sandbox/inventory/demoRecords';
import { clusterIdOf } from '../../../sandbox/reservoir';
import { until } from '../heldPauses';
import { logInAsEast, call, hour, logIn, stateCodeOf, type Caller, type Json, type Reply } from './sandboxCalls';
import { expectFields, fieldsOf, readRecording, matcherOfText } from './recordings';
import { sandboxForAll } from '../sandboxForTests';

/** The practice consortium answers with the same fields, types and errors as the real services. */

const sandbox = sandboxForAll({ validationDelayMs: 5 });
let east: Caller;

beforeAll(async () => {
	east = await logInAsEast(sandbox);
});

describe("the practice consortium's mod-rs", () => {
	const requestBody = (book: { readonly instanceId: string; readonly title: string }) => ({
		...readRecording('mod-rs/wish'),
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		patronIdentifier: 'P1001',
		pickupLocationSlug: 'EAST-MAIN',
		systemInstanceIdentifier: book.instanceId,
		title: book.title,
		subtitle: 'a history',
		publisher: 'Harbour Press',
		placeOfPublication: 'Bristol',
	});

	async function make(book: { readonly instanceId: string; readonly title: string }) {
		return (await east.post('/rs/patronrequests', requestBody(book))).json as Json;
	}

	const one = async (id: unknown) => (await east.get(`/rs/patronrequests/${String(id)}`)).json as Json;

	const requests = ['created', 'shipped', 'end-of-rota'].map((name) => readRecording(`mod-rs/${name}`));
	const optional = [
		'audit[].rotaPosition: number',
		'notifications[].senderSymbol: string',
		'rota[].copyIdentifier: string',
		'selectedItemBarcode: string',
		'volumes[].callNumber: string',
		'peerRequestIdentifier: string',
		'resolvedPickupLocation.lmsLocationCode: string',
		'resolvedPickupLocation.parent.slug: string',
	];

	test('the practice mod-rs gives a new request the fields of the recorded one', async () =>
		expectFields(readRecording('mod-rs/created'), await make(recordLentBySeveral), requests));

	test.each([
		['shipped', recordLentBySeveral, 'REQ_SHIPPED'],
		['end-of-rota', recordRefusedByAll, 'REQ_END_OF_ROTA'],
	])('the practice mod-rs gives a request that is %s the fields of the recorded one', async (name, book, code) => {
		const { id } = await make(book);
		await until(async () => {
			sandbox.clock.advance(hour);
			return stateCodeOf(await one(id)) === code;
		});
		expectFields(readRecording(`mod-rs/${name}`), await one(id), requests, optional);
	});

	test('the practice mod-rs gives the list with its total the fields of the recorded one', async () =>
		expectFields(
			readRecording('mod-rs/list'),
			(await east.get('/rs/patronrequests?perPage=10&stats=true')).json,
			[{ results: requests }],
			optional.map((field) => `results[].${field}`),
		));
	test('the practice mod-rs lists the states with the recorded fields', async () =>
		expectFields(readRecording('mod-rs/statuses'), (await east.get('/rs/status?perPage=1000')).json));
	test('the practice Directory lists pickup locations with the recorded fields', async () =>
		expectFields(
			readRecording('mod-rs/directory'),
			(await east.get('/directory/entry?filters=tags.value%3D%3DPickup&perPage=100&stats=true')).json,
		));

	test.each<[string, () => Promise<Reply>]>([
		['notFoundRequest', async () => await east.get('/rs/patronrequests/5e50647f-76b0-4733-a8f6-d67634432a45')],
		['badDateFilter', async () => await east.get('/rs/patronrequests?filters=lastUpdated%3E%3Dnow')],
		['validation422', async () => await east.post('/rs/patronrequests', { ...requestBody(recordLentBySeveral), neededBy: 'soon' })],
		['invalidAction', async () => await east.act(String((await make(recordRefusedByAll)).id), 'manualMarkReturned')],
		['noToken', async () => await call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'east' } })],
		[
			'badToken',
			async () => await call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': 'gone' } }),
		],
		[
			'noTenant',
			async () => await call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'nfuu', 'X-Okapi-Token': 'gone' } }),
		],
		['noModule', async () => await east.get('/broker/patron_requests')],
	])('the practice mod-rs answers with the recorded error %s', async (name, ask) => {
		const real = readRecording('mod-rs/errors')[name] as { status: number; contentType: string; body: unknown };
		const reply = await ask();
		expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
		if (typeof real.body !== 'string') expectFields(real.body, reply.json);
		else expect(wordsOf(reply.text)).toBe(wordsOf(real.body));
	});
});

interface Refusal {
	readonly name: string;
	readonly behavior?: Partial<Sandbox['behavior']>;
	readonly ask: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly status: number;
	readonly type: string;
	readonly text: string;
}

describe("the practice consortium's Okapi and its login", () => {
	let usual: Sandbox['behavior'];
	beforeAll(() => (usual = { ...sandbox.behavior }));
	afterEach(() => Object.assign(sandbox.behavior, usual));

	test.each(readRecording<readonly Refusal[]>('okapi/refusals'))(
		'the practice Okapi refuses as recorded: $name',
		async ({ behavior, ask, headers, body, ...real }) => {
			Object.assign(sandbox.behavior, behavior);
			const [method = '', path = ''] = ask.replace('LONG', 'x'.repeat(8200)).split(' ');
			const token = headers['X-Okapi-Token'] === 'EAST' ? { 'X-Okapi-Token': east.token } : {};
			const reply = await call(sandbox.okapiUrl + path, {
				method,
				headers: { 'Content-Type': 'application/json', ...headers, ...token },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			expect([reply.status, reply.headers.get('content-type')?.split(';')[0] ?? '']).toEqual([real.status, real.type]);
			expect(reply.text).toEqual(matcherOfText(real.text));
		},
	);

	test.each([
		['no-list', 'may-not-list', 'GET', '/rs/patronrequests', 'rs.patronrequests.collection.get'],
		['no-create', 'may-not-create', 'POST', '/rs/patronrequests', 'rs.patronrequests.item.post'],
		['no-action', 'may-not-act', 'POST', '/rs/patronrequests/x/performAction', 'rs.patronrequests.item.performaction'],
		['no-directory', 'may-not-look-up', 'GET', '/directory/entry', 'directory.entry.collection.get'],
	])('the practice Okapi names the permission that the user %s lacks', async (user, password, method, path, permission) => {
		const caller = await logIn(sandbox, 'east', user, password);
		const reply = await caller.request(method, path, method === 'POST' ? {} : undefined);
		const text = `Access for user '${user}' (${sandbox.accounts.get('east', user)?.id}) requires permission: ${permission}`;
		expect([reply.status, reply.text]).toEqual([403, text]);
	});

	test('the practice Okapi gives a token with expiry in cookies only, and that of the old login in header and body', async () => {
		const login = async (path: string) =>
			await call(sandbox.okapiUrl + path, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'X-Okapi-Tenant': 'east' },
				body: JSON.stringify({ username: 'ill-east', password: 'east-borrows-books' }),
			});
		const later = await login('/authn/login-with-expiry');
		expect([later.status, Object.keys(later.json as Json), later.headers.get('x-okapi-token')]).toEqual([
			201,
			['accessTokenExpiration', 'refreshTokenExpiration'],
			null,
		]);
		expect(later.headers.getSetCookie()[0]).toMatch(
			/^folioAccessToken=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=600; Expires=\w{3}, .* GMT; Path=\/; Secure; HTTPOnly; SameSite=Lax$/,
		);
		const old = await login('/authn/login');
		expect([old.status, (old.json as Json).okapiToken]).toEqual([201, old.headers.get('x-okapi-token')]);
	});
});

describe("the practice consortium's CrossLink", () => {
	let broker: Caller;
	const id = 'recorded-1';
	const at = '/broker/patron_requests';

	const body = (more: Json = {}): Json => {
		const { _note, ...requestBody } = readRecording('crosslink/create-body');
		const illRequest = requestBody.illRequest as Json;
		return {
			...requestBody,
			id,
			patron: 'P1001',
			requesterSymbol: 'ISIL:US-EAST',
			illRequest: {
				...illRequest,
				bibliographicInfo: { ...(illRequest.bibliographicInfo as Json), supplierUniqueRecordId: recordLentBySeveral.instanceId },
			},
			...more,
		};
	};

	beforeAll(async () => {
		const { tenant, username, password } = sandbox.crosslink.east;
		broker = await logIn(sandbox, tenant, username, password);
		await broker.post(at, body());
		sandbox.crosslink.requests.advance(id, 'SHIPPED');
	});

	// The history of this request differs from that of the recorded one, so that a field may be missing.
	test.each<[string, string, string[]]>([
		[
			'shipped',
			`${at}/${id}`,
			[
				'illRequest.billingInfo.maximumCosts.currencyCode.#text: string',
				'illRequest.billingInfo.maximumCosts.monetaryValue: string',
				'illResponse.messageInfo.note: string',
			],
		],
		[
			'events',
			`${at}/${id}/events`,
			[
				'items[].resultData.outgoingMessage.request.billingInfo.maximumCosts.currencyCode.#text: string',
				'items[].resultData.outgoingMessage.request.billingInfo.maximumCosts.monetaryValue: string',
			],
		],
		['located-suppliers', '/broker/located_suppliers?requester_req_id=recorded-1', []],
		['notifications', `${at}/${id}/notifications`, []],
	])("the practice broker's answer of %s has no field that the real broker lacks", async (name, address, optional) => {
		const found = fieldsOf((await broker.get(address)).json).filter(
			(field) => !/lmsIncomingMessage|lmsOutgoingMessage|requestConfirmation/.test(field),
		);
		const known = [...fieldsOf(readRecording(`crosslink/${name}`)), ...optional];
		expect(found.length).toBeGreaterThan(5);
		// Go prints a fraction of a second only if there is one.
		const withoutFractions = (fields: readonly string[]) => [...new Set(fields.map((field) => field.replace('.9Z', 'Z')))];
		expect(withoutFractions(found).filter((field) => !withoutFractions(known).includes(field))).toEqual([]);
	});

	test.each(readRecording<ReadonlyArray<{ name: string; body: unknown; error: string }>>('crosslink/bodies'))(
		'the practice broker refuses as recorded a request with $name',
		async ({ body: posted, error }) => {
			const reply = await broker.post(at, posted);
			expect([reply.status, (reply.json as Json).error]).toEqual([400, matcherOfText(error)]);
		},
	);

	const query = async (cql: string) => await broker.get(`${at}?side=borrowing&cql=${encodeURIComponent(cql)}`);

	test.each<[string, () => Promise<Reply>]>([
		['emptyList', async () => await query('state=RECALLED')],
		['probe', async () => await broker.get(`${at}?side=borrowing&limit=0`)],
		['probeNoModule', async () => await east.get(at)],
		['foreignSymbol', async () => await broker.post(at, body({ id: 'recorded-2', requesterSymbol: 'ISIL:US-WEST' }))],
		['repeatedId', async () => await broker.post(at, body())],
		[
			'dateWithoutTime',
			async () =>
				await broker.post(
					at,
					body({ id: 'recorded-3', illRequest: { serviceInfo: { serviceType: 'Loan', needBeforeDate: '2026-12-31' } } }),
				),
		],
		['emptyIllRequest', async () => await broker.post(at, body({ id: 'recorded-4', illRequest: {} }))],
		['notFoundOrOtherSide', async () => await broker.get(`${at}/${id}?side=lending`)],
		['cqlAnyOnState', async () => await query('state any "SENT NEW"')],
		['cqlBadDate', async () => await query('updated_at>="soon"')],
		['unknownCqlField', async () => await query('hrid=1')],
		['actionNotAllowed', async () => await broker.post(`${at}/${id}/action`, { action: 'cancel-request' })],
	])('the practice broker answers with the recorded answer %s', async (name, ask) => {
		const real = readRecording('crosslink/edges')[name] as { status: number; contentType: string; body: unknown };
		const reply = await ask();
		expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
		if (reply.status === 200) expectFields(real.body, reply.json);
		else expect(wordsOf(reply.text)).toBe(wordsOf(typeof real.body === 'string' ? real.body : JSON.stringify(real.body)));
	});
});

describe("the practice consortium's VuFind", () => {
	afterEach(() => Object.assign(sandbox.behavior, { vufindApi: 'open', vufindIndexDown: false }));
	const titleOf = (of: string) => `search?lookfor=${encodeURIComponent(of)}&type=Title`;
	const fields = '&field[]=id&field[]=title&field[]=lendingStatus';

	test.each<[string, string, Partial<Sandbox['behavior']>?]>([
		['search, fields id title lendingStatus', titleOf(recordLentBySeveral.title) + fields],
		['search without a hit: no key records', titleOf('zzyzx qwrtplk')],
		[
			'search, a field that the site has not configured is left out without a word',
			`${titleOf(recordLentBySeveral.title)}&limit=1&field[]=id&field[]=noSuchField`,
		],
		['record, one unknown id', 'record?id=5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10'],
		['record, id[] with one known and one unknown id: the unknown one is missing', `record?id[]=${clusterIdOf(1)}&id[]=x&field[]=id`],
		['limit over 100', `${titleOf(recordLentBySeveral.title)}&limit=101`],
		['query that the index cannot read', 'search?lookfor=nowhere:x'],
		['index down', titleOf('x'), { vufindIndexDown: true }],
		['API not enabled for this caller', titleOf('x'), { vufindApi: 'closed' }],
		['API keys enforced', titleOf('x'), { vufindApi: 'keys' }],
	])('the practice VuFind answers as the real one does: %s', async (name, query, behavior = {}) => {
		Object.assign(sandbox.behavior, behavior);
		const real = readRecording<Record<string, { http: number; body: Json }>>('vufind/answers')[name];
		const reply = await call(`${sandbox.vufind.urls.v10}/api/v1/${query}`);
		expect(reply.status).toBe(real?.http);
		if (reply.status === 200) expectFields(real?.body, reply.json);
		// The site words it, as text.
		else if (reply.status !== 401)
			expect(reply.json).toMatchObject({ ...real?.body, statusMessage: matcherOfText(`${String(real?.body.statusMessage)}*`) });
	});
});

describe("the practice consortium's Reservoir", () => {
	const real = (name: string) => readFileSync(path.join(__dirname, '../../fixtures/reservoir', name), 'utf8');
	/** Returns the elements in their order, with each kind of MARC field once. */
	const elements = (xml: string) => [
		...new Set([...xml.matchAll(/<(?!\?)[^/\s>]+(?: (?:xmlns|status|ind[12])="[^"]*"| tag="999")*/gu)].map(([tag]) => tag)),
	];
	const outline = (xml: string) => elements(xml).filter((tag) => !/<(?:control|data|sub)field|<leader/u.test(tag));
	const oai = async (query: string) => await call(`${sandbox.reservoir.oaiUrl}?verb=GetRecord&${query}`);

	test('the practice Reservoir gives a cluster over OAI with its members in 999 10 and their copies in 999 11', async () => {
		const reply = await oai(`identifier=${clusterIdOf(17)}`);
		expect([reply.status, reply.headers.get('content-type'), reply.headers.get('content-encoding')]).toEqual([200, 'text/xml', 'gzip']);
		expect(outline(reply.text)).toEqual(outline(real('oai-record.xml')));
		const holdings = (xml: string) => [...xml.matchAll(/tag="999" ind1="1" ind2="([01])"/gu)].map(([, indicator]) => indicator);
		expect(holdings(reply.text)).toEqual(['0', '0', '1', '1']);
		expect(holdings(real('oai-record.xml')).sort()).toEqual(holdings(real('oai-record.xml')));
		expect(reply.text).toMatch(/<subfield code="s">ISIL:US-EAST<[^]*<subfield code="p">LOANABLE</u);
	});

	test('the practice Reservoir reports a dissolved cluster as deleted, and an id that never existed as unknown', async () => {
		sandbox.reservoir.clusters.dissolve(clusterIdOf(12), sandbox.clock.now());
		expect(outline((await oai(`identifier=oai:${clusterIdOf(12)}`)).text)).toEqual(outline(real('oai-deleted.xml')));
		expect((await oai('identifier=5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10')).text).toContain('<error code="idDoesNotExist">');
	});
});

/** Without paths and tenants. */
function wordsOf(text: string) {
	return text
		.replace(/patron request \S+ in/, 'patron request in')
		.replace(/path \S+ for tenant \S+/, 'path for tenant')
		.replace(/Tenant \S+/, 'Tenant')
		.trim();
}
