import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { popularBook, refusedByAll } from '../../../sandbox/inventory/demoRecords';
import { until } from '../heldTimers';
import { asEast, call, hour, logIn, stateOf, type Caller, type Json, type Reply } from './harness';

/** The practice consortium answers with the same fields, types and errors as the real services. */

const recorded = (name: string) =>
	JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/recorded', `${name}.json`), 'utf8')) as Json;

/** E.g. `rota[].state.code: string`. */
function fieldsOf(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, `${at}[]`));
	if (typeof value === 'object' && value !== null)
		return Object.entries(value)
			.filter(([name]) => name !== '_note')
			.flatMap(([name, inner]) => fieldsOf(inner, at === '' ? name : `${at}.${name}`));
	return [`${at}: ${value === null ? 'null' : typeof value}`];
}

/**
 * @param others recorded answers with further real fields
 * @param optional fields of the service's source that no recorded answer has
 */
function compare(real: unknown, practice: unknown, others: readonly unknown[] = [], optional: readonly string[] = []): void {
	const [expected, found] = [fieldsOf(real), fieldsOf(practice)];
	const known = [...expected, ...others.flatMap((other) => fieldsOf(other)), ...optional];
	const without = (fields: readonly string[], given: readonly string[]) =>
		[...new Set(fields)].filter((field) => !given.includes(field)).sort();
	expect({ missing: without(expected, found), invented: without(found, known) }).toEqual({ missing: [], invented: [] });
}

let sandbox: Sandbox;
let east: Caller;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 5 });
	east = await asEast(sandbox);
});
afterAll(async () => await sandbox.close());

describe('mod-rs', () => {
	const wish = (book: { readonly instanceId: string; readonly title: string }) => ({
		...recorded('mod-rs/wish'),
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		patronIdentifier: 'P1001',
		pickupLocationSlug: 'EAST-MAIN',
		systemInstanceIdentifier: book.instanceId,
		title: book.title,
		subtitle: 'a history',
		publisher: 'Harbour Press',
		placeOfPublication: 'Bristol',
	});

	async function make(book: { readonly instanceId: string; readonly title: string }): Promise<Json> {
		return (await east.post('/rs/patronrequests', wish(book))).json as Json;
	}

	const one = async (id: unknown) => (await east.get(`/rs/patronrequests/${String(id)}`)).json as Json;

	const requests = ['created', 'shipped', 'end-of-rota'].map((name) => recorded(`mod-rs/${name}`));
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

	test('a request as it is made', async () => compare(recorded('mod-rs/created'), await make(popularBook), requests));

	test.each([
		['shipped', popularBook, 'REQ_SHIPPED'],
		['end-of-rota', refusedByAll, 'REQ_END_OF_ROTA'],
	])('a request that is %s', async (name, book, code) => {
		const { id } = await make(book);
		await until(async () => {
			sandbox.clock.advance(hour);
			return stateOf(await one(id)) === code;
		});
		compare(recorded(`mod-rs/${name}`), await one(id), requests, optional);
	});

	test('the list with its total', async () =>
		compare(
			recorded('mod-rs/list'),
			(await east.get('/rs/patronrequests?perPage=10&stats=true')).json,
			[{ results: requests }],
			optional.map((field) => `results[].${field}`),
		));
	test('lists the states as the real mod-rs does', async () =>
		compare(recorded('mod-rs/statuses'), (await east.get('/rs/status?perPage=1000')).json));
	test('the pickup locations', async () =>
		compare(recorded('mod-rs/directory'), (await east.get('/directory/entry?filters=tags.value%3D%3DPickup&perPage=100&stats=true')).json));

	test.each<[string, () => Promise<Reply>]>([
		['notFoundRequest', async () => await east.get('/rs/patronrequests/5e50647f-76b0-4733-a8f6-d67634432a45')],
		['badDateFilter', async () => await east.get('/rs/patronrequests?filters=lastUpdated%3E%3Dnow')],
		['validation422', async () => await east.post('/rs/patronrequests', { ...wish(popularBook), neededBy: 'soon' })],
		['invalidAction', async () => await east.act(String((await make(refusedByAll)).id), 'manualMarkReturned')],
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
	])('answers with the recorded error %s', async (name, ask) => {
		const real = recorded('mod-rs/errors')[name] as { status: number; contentType: string; body: unknown };
		const reply = await ask();
		expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
		if (typeof real.body !== 'string') compare(real.body, reply.json);
		else expect(wordsOf(reply.text)).toBe(wordsOf(real.body));
	});
});

describe('CrossLink', () => {
	let broker: Caller;
	const id = 'recorded-1';
	const at = '/broker/patron_requests';

	const body = (more: Json = {}): Json => {
		const { _note, ...wish } = recorded('crosslink/create-body');
		const illRequest = wish.illRequest as Json;
		return {
			...wish,
			id,
			patron: 'P1001',
			requesterSymbol: 'ISIL:US-EAST',
			illRequest: {
				...illRequest,
				bibliographicInfo: { ...(illRequest.bibliographicInfo as Json), supplierUniqueRecordId: popularBook.instanceId },
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

	// This request has another story than the recorded one, so a field may be missing.
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
	])('%s has no field that the broker has not', async (name, address, optional) => {
		const found = fieldsOf((await broker.get(address)).json).filter(
			(field) => !/lmsIncomingMessage|lmsOutgoingMessage|requestConfirmation/.test(field),
		);
		const known = [...fieldsOf(recorded(`crosslink/${name}`)), ...optional];
		expect(found.length).toBeGreaterThan(5);
		expect([...new Set(found)].filter((field) => !known.includes(field))).toEqual([]);
	});

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
	])('answers with the recorded answer %s', async (name, ask) => {
		const real = recorded('crosslink/edges')[name] as { status: number; contentType: string; body: unknown };
		const reply = await ask();
		expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
		if (reply.status === 200) compare(real.body, reply.json);
		else expect(wordsOf(reply.text)).toBe(wordsOf(typeof real.body === 'string' ? real.body : JSON.stringify(real.body)));
	});
});

describe('VuFind', () => {
	const api = async (query: string) => await call(`${sandbox.vufind.urls.v10}/api/v1/${query}`);
	const titleOf = (of: string) => `search?lookfor=${encodeURIComponent(of)}&type=Title`;

	test.each([
		['search, fields id title lendingStatus', `${titleOf(popularBook.title)}&field[]=id&field[]=title&field[]=lendingStatus`],
		['search without a hit: no key records', titleOf('zzyzx qwrtplk')],
		[
			'search, a field that the site has not configured is left out without a word',
			`${titleOf(popularBook.title)}&limit=1&field[]=id&field[]=noSuchField`,
		],
		['record, one unknown id', 'record?id=5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10'],
		['limit over 100', `${titleOf(popularBook.title)}&limit=101`],
	])('answers as the real VuFind does: %s', async (name, query) => {
		const real = recorded('vufind/answers')[name] as { http: number; body: unknown };
		const reply = await api(query);
		expect(reply.status).toBe(real.http);
		if (reply.status === 200) compare(real.body, reply.json);
		else expect(reply.json).toMatchObject(real.body as Json);
	});
});

/** Without paths and tenants. */
function wordsOf(text: string): string {
	return text
		.replace(/patron request \S+ in/, 'patron request in')
		.replace(/path \S+ for tenant \S+/, 'path for tenant')
		.replace(/Tenant \S+/, 'Tenant')
		.trim();
}
