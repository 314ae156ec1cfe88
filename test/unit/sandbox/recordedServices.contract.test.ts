import { readFileSync } from 'node:fs';
import path, { resolve } from 'node:path';
import { spawn } from 'node:child_process';
import type { Sandbox } from '../../../sandbox';
import { recordLentBySeveral, recordRefusedByAll } from '../../../sandbox/inventory/demoRecords';
import { clusterIdOf } from '../../../sandbox/reservoir/createReservoir';
import { waitForCondition } from '../SleepInterceptor';
import { sandboxForAll, sandboxForEach } from '../sandboxForTests';
import type { SupplierMessage } from '../../../sandbox/crosslink/isoMessages';
import { readHistory, type RecordedEvent, type RecordedMessage, type HistoryName } from '../requests/crosslink/recordedHistory';
import { patrons } from '../../../sandbox/patrons';
import { createResolver, type Resolver } from '../../../sandbox/resolver/resolver';
import type { ResolverVersion } from '../../../sandbox/resolver/versions';
import type { SandboxAnswer } from '../../../sandbox/sharedTypes';
import { startOkapiStandIn, type OkapiStandIn } from '../requests/modrs/resolver/okapiStandIn';
import { openUrls, testServices, type OpenUrlCase } from '../requests/modrs/resolver/openUrls';
import { createInventory, type InventoryOptions, type ModuleFault } from '../../../sandbox/inventory/createInventory';
import { buildInstanceId } from '../../../sandbox/inventory/recordIds';
import { logInAsEast, call, hour, logIn, stateCodeOfRow, type Caller, type Json, type Reply, day } from './sandboxCalls';
import { expectSameFields, fieldsOf, readRecording, matcherOfText } from './recordings';
import {
	invokeCrossLinkAction,
	readCrossLinkRequest,
	startCrossLinkSandbox,
	crossLinkRequestsPath,
	type CrossLinkSandbox,
} from './crossLinkCalls';
import { postGraphql, readOnlyUser } from './postGraphql';

describe('services', () => {
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
			expectSameFields(readRecording('mod-rs/created'), await make(recordLentBySeveral), requests));

		test.each([
			['shipped', recordLentBySeveral, 'REQ_SHIPPED'],
			['end-of-rota', recordRefusedByAll, 'REQ_END_OF_ROTA'],
		])('the practice mod-rs gives a request that is %s the fields of the recorded one', async (name, book, code) => {
			const { id } = await make(book);
			await waitForCondition(async () => {
				sandbox.clock.advance(hour);
				return stateCodeOfRow(await one(id)) === code;
			});
			expectSameFields(readRecording(`mod-rs/${name}`), await one(id), requests, optional);
		});

		test('the practice mod-rs gives the list with its total the fields of the recorded one', async () =>
			expectSameFields(
				readRecording('mod-rs/list'),
				(await east.get('/rs/patronrequests?perPage=10&stats=true')).json,
				[{ results: requests }],
				optional.map((field) => `results[].${field}`),
			));
		test('the practice mod-rs lists the states with the recorded fields', async () =>
			expectSameFields(readRecording('mod-rs/statuses'), (await east.get('/rs/status?perPage=1000')).json));
		test('the practice Directory lists pickup locations with the recorded fields', async () =>
			expectSameFields(
				readRecording('mod-rs/directory'),
				(await east.get('/directory/entry?filters=tags.value%3D%3DPickup&perPage=100&stats=true')).json,
			));

		test.each<[string, () => Promise<Reply>]>([
			['notFoundRequest', () => east.get('/rs/patronrequests/5e50647f-76b0-4733-a8f6-d67634432a45')],
			['badDateFilter', () => east.get('/rs/patronrequests?filters=lastUpdated%3E%3Dnow')],
			['validation422', () => east.post('/rs/patronrequests', { ...requestBody(recordLentBySeveral), neededBy: 'soon' })],
			['invalidAction', async () => await east.act(String((await make(recordRefusedByAll)).id), 'manualMarkReturned')],
			['noToken', () => call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'east' } })],
			['badToken', () => call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': 'gone' } })],
			['noTenant', () => call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers: { 'X-Okapi-Tenant': 'nfuu', 'X-Okapi-Token': 'gone' } })],
			['noModule', () => east.get('/broker/patron_requests')],
		])('the practice mod-rs answers with the recorded error %s', async (name, ask) => {
			const real = readRecording('mod-rs/errors')[name] as { status: number; contentType: string; body: unknown };
			const reply = await ask();
			expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
			if (typeof real.body !== 'string') expectSameFields(real.body, reply.json);
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
			const login = (path: string) =>
				call(sandbox.okapiUrl + path, {
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

		const body = (more: Json = {}) => {
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

		const query = (cql: string) => broker.get(`${at}?side=borrowing&cql=${encodeURIComponent(cql)}`);

		test.each<[string, () => Promise<Reply>]>([
			['emptyList', () => query('state=RECALLED')],
			['probe', () => broker.get(`${at}?side=borrowing&limit=0`)],
			['probeNoModule', () => east.get(at)],
			['foreignSymbol', () => broker.post(at, body({ id: 'recorded-2', requesterSymbol: 'ISIL:US-WEST' }))],
			['repeatedId', () => broker.post(at, body())],
			[
				'dateWithoutTime',
				() =>
					broker.post(at, body({ id: 'recorded-3', illRequest: { serviceInfo: { serviceType: 'Loan', needBeforeDate: '2026-12-31' } } })),
			],
			['emptyIllRequest', () => broker.post(at, body({ id: 'recorded-4', illRequest: {} }))],
			['notFoundOrOtherSide', () => broker.get(`${at}/${id}?side=lending`)],
			['cqlAnyOnState', () => query('state any "SENT NEW"')],
			['cqlBadDate', () => query('updated_at>="soon"')],
			['unknownCqlField', () => query('hrid=1')],
			['actionNotAllowed', () => broker.post(`${at}/${id}/action`, { action: 'cancel-request' })],
		])('the practice broker answers with the recorded answer %s', async (name, ask) => {
			const real = readRecording('crosslink/edges')[name] as { status: number; contentType: string; body: unknown };
			const reply = await ask();
			expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([real.status, real.contentType]);
			if (reply.status === 200) expectSameFields(real.body, reply.json);
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
			if (reply.status === 200) expectSameFields(real?.body, reply.json);
			// A refusal with status 401 is not compared, because the site words it itself, as plain text.
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
		const oai = (query: string) => call(`${sandbox.reservoir.oaiUrl}?verb=GetRecord&${query}`);

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

	/** Removes paths and tenants from an error's text, in which the recordings differ from the practice consortium. */
	function wordsOf(text: string) {
		return text
			.replace(/patron request \S+ in/, 'patron request in')
			.replace(/path \S+ for tenant \S+/, 'path for tenant')
			.replace(/Tenant \S+/, 'Tenant')
			.trim();
	}
});

describe('histories', () => {
	/** The practice broker reacts to messages and actions as the real one did. */
	let stage: CrossLinkSandbox;
	afterEach(() => stage.sandbox.close());

	function told({ eventName, eventStatus, eventData, resultData, parentID }: RecordedEvent) {
		const message = eventData.incomingMessage?.supplyingAgencyMessage;
		return [
			eventName,
			eventStatus,
			eventData.action,
			message?.header.supplyingAgencyId.agencyIdValue,
			message?.messageInfo.reasonForMessage,
			message?.statusInfo.status,
			resultData.actionResult?.outcome,
			resultData.actionResult?.toState,
			resultData.eventError?.Message,
			parentID !== undefined,
		];
	}

	function said({ messageInfo, statusInfo, deliveryInfo }: RecordedMessage) {
		const values = {
			note: messageInfo.note,
			reasonUnfilled: messageInfo.reasonUnfilled?.['#text'],
			loanCondition: deliveryInfo?.loanCondition?.['#text'],
			itemId: deliveryInfo?.itemId,
			dueDate: statusInfo.dueDate,
		};
		const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
		return { reason: messageInfo.reasonForMessage as SupplierMessage['reason'], status: statusInfo.status, ...given };
	}

	it.each<[HistoryName, 'no' | 'beforeSent' | 'beforeDone']>([
		['localRace', 'beforeSent'],
		['otherRace', 'beforeSent'],
		['promiseBack', 'beforeSent'],
		['cancelThenShipped', 'no'],
		['cancelNobodyNext', 'no'],
		['conditionsThenNo', 'no'],
		['unfilledNeedsStaff', 'beforeDone'],
		['lookupFailed', 'no'],
	])('the practice broker reproduces the recorded history %s', async (name, crosslinkHaste) => {
		stage = await startCrossLinkSandbox({ crosslinkHaste, routingTakesMs: day });
		const { row, events, suppliers } = readHistory(name);
		const { header: _header, ...illRequest } = row.illRequest;
		const { id } = row;
		await stage.east.post(crossLinkRequestsPath, { id, patron: 'P1001', illRequest });
		const access = stage.sandbox.crosslink.requests;
		// The suppliers are replaced by the recorded ones, because the recorded broker had other members.
		access.get(id).suppliers = suppliers.map((supplier) => ({
			id: supplier.id,
			symbol: supplier.supplierSymbol,
			status: supplier.supplierStatus,
		}));
		for (const { eventName, eventData, parentID } of events.slice(4)) {
			const message = eventData.incomingMessage?.supplyingAgencyMessage;
			if (message !== undefined) access.receive(id, `ISIL:${message.header.supplyingAgencyId.agencyIdValue}`, said(message));
			else if (eventName === 'invoke-action' && parentID === undefined) {
				// During an action there are no suppliers, so that the library to which the message goes counts as the one that has the
				// request. For conditionsThenNo, the recording shows the opposite.
				const isTaken = name !== 'conditionsThenNo';
				const { suppliers: rota } = access.get(id);
				if (isTaken) access.get(id).suppliers = [];
				await invokeCrossLinkAction(stage.east, id, eventData.action ?? '');
				access.get(id).suppliers = rota;
			}
		}
		const { items } = (await stage.east.get(`${crossLinkRequestsPath}/${id}/events`)).json as { items: RecordedEvent[] };
		expect(items.map(told)).toEqual(events.map(told));
		const standing = ({
			state,
			terminalState,
			needsAttention,
			lastAction,
			lastActionOutcome,
			lastActionResult,
			supplierSymbol,
		}: Readonly<Record<string, unknown>>) => ({
			state,
			terminalState,
			needsAttention,
			lastAction,
			lastActionOutcome,
			lastActionResult,
			supplierSymbol,
		});
		expect(standing(await readCrossLinkRequest(stage.east, id))).toEqual(standing(row));
	});
});

describe('practice', () => {
	/** Tests what a teacher does with the practice consortium (docs/practice-consortium.md). */

	describe("the practice consortium's control interface", () => {
		const sandbox = sandboxForEach({ validationDelayMs: 1000 });
		let east: Caller;
		beforeEach(async () => {
			east = await logInAsEast(sandbox);
		});

		const control = (method: string, path: string, body?: unknown) =>
			call(sandbox.controlUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
		const status = async () => (await east.get('/rs/status')).status;

		it('the control interface of the practice consortium switches faults, scenarios, settings, behavior and accounts on and off', async () => {
			const { id } = (await control('POST', '/faults', { kind: 'status', status: 503, path: '^/rs/' })).json as { id: number };
			expect(await status()).toBe(503);
			await control('DELETE', `/faults/${id}`);
			expect(await status()).toBe(200);
			await control('POST', '/scenarios', {
				supplier: 'US-NORTH',
				instanceId: recordLentBySeveral.instanceId,
				scenario: { kind: 'silent' },
			});
			// The title has another id in the Reservoir.
			for (const known of [recordLentBySeveral.instanceId, recordLentBySeveral.clusterId])
				expect(sandbox.scenarios.of('US-NORTH', known).kind).toBe('silent');
			await control('POST', '/settings', { tenant: 'east', key: 'max_requests', value: '3' });
			expect(sandbox.settings.get('east', 'max_requests')).toBe('3');
			await control('POST', '/behavior', { missingTokenStatus: 403 });
			expect(sandbox.behavior.missingTokenStatus).toBe(403);
			await control('POST', '/accounts/east/ill-east', { active: false });
			expect(await status()).toBe(401);
		});

		it.each<[string, string, unknown, number]>([
			['POST', '/clock', { speed: 0 }, 400],
			['POST', '/faults', { kind: 'flood' }, 400],
			['POST', '/scenarios', { supplier: 'US-NORTH' }, 400],
			['POST', '/settings', { tenant: 'east', key: 'nosuch', value: '3' }, 400],
			['POST', '/behavior', { nosuch: 1 }, 400],
			['POST', '/requests/nothing/advance', { to: 'REQ_SHIPPED' }, 400],
			['GET', '/nosuch', undefined, 404],
		])('the control interface of the practice consortium refuses the call %s %s with the body %j', async (method, path, body, expected) =>
			expect((await control(method, path, body)).status).toBe(expected),
		);

		it('the control page of the practice consortium shows every patron, account and book, and escapes markup in a title', async () => {
			sandbox.requests.add('east', { isRequester: true, title: '<script>alert(1)</script>' });
			const page = await (await fetch(sandbox.controlUrl, { headers: { Accept: 'text/html' } })).text();
			const texts = [
				...patrons.map(({ barcode }) => barcode),
				recordLentBySeveral.title,
				sandbox.inventory.password,
				sandbox.libraries.east.password,
			];
			expect(texts.filter((text) => !page.includes(text))).toEqual([]);
			expect(page).toContain('&lt;script&gt;alert(1)');
			expect(page).not.toContain('<script>alert');
		});
	});

	describe('npm run sandbox', () => {
		const start = (...options: string[]) =>
			spawn(process.execPath, ['--import', 'tsx', resolve('sandbox/cli.ts'), ...options], {
				stdio: ['ignore', 'pipe', 'pipe'],
			});

		it('npm run sandbox prints the addresses and accounts, serves them, and ends on SIGTERM', async () => {
			const child = start('--port', '0', '--mail-port', '0', '--letters-port', '0');
			let output = '';
			child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
			const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
			while (!output.includes('Stop with')) await Promise.race([exited, new Promise((done) => setTimeout(done, 50))]);
			const url = /Okapi URL\s+(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1] ?? '';
			expect(output).toContain('user ill-east, password east-borrows-books, OpenURL tenant RESHARE:US-EAST');
			expect((await call(`${url}/_control`)).json).toMatchObject({ vufind: { v10: `${url}/vufind` } });
			child.kill('SIGTERM');
			expect(await exited).toBe(0);
		});

		it('npm run sandbox refuses a port that is not a number', async () => {
			const child = start('--port', 'high');
			let problem = '';
			child.stderr.setEncoding('utf8').on('data', (text: string) => (problem += text));
			expect(await new Promise((done) => child.once('close', done))).toBe(1);
			expect(problem).toBe('--port must be a whole number from 0 to 65535\n');
		});
	});
});

describe('the resolver', () => {
	/** The practice resolver does with an OpenURL what each release of the public one did. */

	let okapi: OkapiStandIn;
	beforeAll(async () => {
		okapi = await startOkapiStandIn();
	});
	afterAll(() => okapi.close());

	const resolverOf = (version: ResolverVersion) => createResolver({ version, okapiUrl: okapi.url, services: testServices });
	const ask = (resolver: Resolver, url: string) => resolver.handle({ method: 'GET', url, headers: {} });

	/** Returns the kind of an answer in the words of the recording. */
	function kindOf(answer: SandboxAnswer) {
		const body = String(answer.body ?? '');
		if (answer.contentType?.startsWith('application/json')) {
			const json = JSON.parse(body) as Record<string, unknown>;
			if ('status' in json) return `json ${String(json.status)}`;
			return 'admindata' in json ? 'context' : 'request';
		}
		if (!answer.contentType?.startsWith('text/html')) return `text ${answer.status}`;
		const title = /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '';
		if (body.includes('<form')) return title.startsWith('Confirm request') ? 'short form' : 'long form';
		if (title === 'Error') return `error ${/the HTTP status is (\d+)/.exec(body)?.[1]}`;
		return { 'Request sent': 'sent', 'Request limit reached': 'limit' }[title.split(' —')[0] ?? ''] ?? 'already';
	}

	const expectedOf = ({ newest, v160 = newest, v150 = v160 }: OpenUrlCase) => ({ newest, 'v1.6.0': v160, 'v1.5.0': v150 });
	const versions = ['newest', 'v1.6.0', 'v1.5.0'] as const;

	it.each(versions.flatMap((version) => openUrls.map((openUrl) => ({ version, ...openUrl }))))(
		'the practice resolver $version answers the OpenURL as recorded: $name',
		async ({ version, ...openUrl }) => {
			okapi.take();
			const answer = await resolverOf(version).handle({
				method: openUrl.method ?? 'GET',
				url: openUrl.url,
				headers: openUrl.headers ?? {},
			});
			expect(kindOf(answer)).toBe(expectedOf(openUrl)[version]);
			if (version !== 'newest' || openUrl.posts === undefined) return;
			const posted = okapi.take().findLast(({ line }) => line === 'POST /rs/patronrequests')?.body as Record<string, unknown>;
			expect(Object.fromEntries(Object.keys(openUrl.posts).map((field) => [field, posted[field] ?? null]))).toEqual(openUrl.posts);
		},
	);

	it('the practice resolver never lets a value of an OpenURL become markup in a form', async () => {
		const values = `svc_id=json&rft.title=${encodeURIComponent('<script>"x')}&${encodeURIComponent('rft.a"><script>')}=1`;
		expect(String((await ask(resolverOf('newest'), `/west?${values}`)).body)).not.toMatch(/<script|"x/u);
	});
});

describe('queries', () => {
	/** The practice consortium finds what the real services find by the queries that the client sends, and refuses all others. */

	describe('the list of the practice mod-rs', () => {
		const sandbox = sandboxForAll();
		let east: Caller;
		const base = Date.UTC(2026, 0, 2, 3, 4, 5, 400);
		const identifiers = (...ids: string[]) => ids.map((identifier) => ({ id: identifier, identifierType: 'ILLIAD', identifier }));

		beforeAll(async () => {
			east = await logInAsEast(sandbox);
			const rows = [
				{ title: 'Alpha', state: 'REQ_SHIPPED', supplier: 'ISIL:US-LAKE', requestIdentifiers: identifiers('A-1', 'A-2') },
				{ title: 'Bravo', state: 'REQ_CANCELLED', patronIdentifier: 'P1002', requestIdentifiers: identifiers('A-2') },
				{ title: 'Charlie', state: 'REQ_UNFILLED' },
				{ title: 'Foo', state: 'REQ_SHIPPED', patronIdentifier: 'P1003' },
				{ title: 'Delta', state: 'RES_ITEM_SHIPPED', isRequester: false },
			];
			for (const [index, row] of rows.entries())
				sandbox.requests.add('east', {
					isRequester: true,
					patronIdentifier: 'P1001',
					dateCreated: base,
					lastUpdated: base + index * 1000,
					...row,
				});
		});

		it.each(readRecording<ReadonlyArray<{ filters: string[]; titles: string[] }>>('mod-rs/filters'))(
			'the practice mod-rs filters by $filters as the real one does',
			async ({ filters, titles }) => expect(await east.titles(...filters)).toEqual(titles),
		);

		it.each(readRecording<string[]>('mod-rs/unreadable'))(
			'the practice mod-rs refuses the filter %s, which mod-rs misreads or the client never sends',
			async (filter) => expect((await east.list([['filters', filter]])).status).toBe(400),
		);
	});

	describe('the list of the practice CrossLink broker', () => {
		let stage: CrossLinkSandbox;
		/** Returns microseconds: 2026-11-20T10:00:00.000001Z and so on. */
		const at = (seconds: number) => Date.UTC(2026, 10, 20, 10, 0, seconds) * 1000 + 1;

		beforeAll(async () => {
			stage = await startCrossLinkSandbox();
			const illRequest = (title: string, more: Json = {}) => ({
				bibliographicInfo: { title, author: 'Okafor, Daniel', ...more },
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { surname: 'Moreau', givenName: 'Ines' },
			});
			const bibliographicItemId = [
				{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } },
			];
			const { requests: rows } = stage.sandbox.crosslink;
			const row = (id: string, created: number, updated: number, more: object) =>
				rows.add({ id, requesterSymbol: 'ISIL:US-EAST', createdAt: at(created), updatedAt: at(updated), state: 'SENT', ...more } as never);
			row('a', 1, 9, { patron: 'P1', illRequest: illRequest('Tidal economies', { bibliographicItemId }) });
			const ended = { state: 'UNFILLED', terminalState: true, supplierSymbol: 'ISIL:BROKER' };
			row('b', 2, 8, { ...ended, patron: 'p2', illRequest: illRequest('The economy of tides') });
			row('c', 3, 7, { state: 'NEEDS_REVIEW', needsAttention: true, illRequest: { bibliographicInfo: { title: 'Rose*' } } });
			row('law', 4, 4, { requesterSymbol: 'ISIL:US-EASTLAW', illRequest: illRequest('Torts') });
		});
		afterAll(() => stage.sandbox.close());

		it.each(readRecording<ReadonlyArray<{ cql: string; ids?: string[]; error?: string }>>('crosslink/queries'))(
			'the practice broker answers the query $cql as the real one does',
			async ({ cql, ids, error }) => {
				const { json } = await stage.east.get(`${crossLinkRequestsPath}?side=borrowing&cql=${encodeURIComponent(cql)}`);
				const answer = json as { items?: Json[] | null; error?: string };
				if (error === undefined) expect((answer.items ?? []).map(({ id }) => id)).toEqual(ids);
				else expect(answer.error).toEqual(matcherOfText(error));
			},
		);
	});

	describe('the practice inventory behind GraphQL', () => {
		const inventory = createInventory({ searchModule: 'loaded' });

		it.each(readRecording<ReadonlyArray<{ form: string; cql: string; titles?: string[]; error?: string }>>('graphql/queries'))(
			'the practice inventory answers the query $cql of $form as the real module does',
			async ({ form, cql, titles, error }) => {
				const field = form === 'search' ? 'search_instances' : 'instance_storage_instances';
				const { body } = await postGraphql(inventory, `query($cql:String){ ${field}(query:$cql, limit:100){ instances{ title } } }`, {
					cql,
				});
				if (error !== undefined) return expect(body.errors?.[0]?.message).toEqual(matcherOfText(error));
				const { instances } = (body.data as Record<string, { instances: Json[] }>)[field] ?? { instances: [] };
				expect(instances.map(({ title }) => title)).toEqual(titles);
			},
		);
	});

	describe('the search of the practice VuFind', () => {
		const sandbox = sandboxForAll();

		it.each(
			readRecording<ReadonlyArray<{ query: Array<[string, string]>; titles?: string[]; count?: number; error?: string }>>('vufind/queries'),
		)('the practice VuFind answers the query $query as the real one does', async ({ query, titles, count, error }) => {
			const parameters = new URLSearchParams([...query, ['field[]', 'title'], ['limit', '100']]);
			const { json } = await call(`${sandbox.vufind.urls.v10}/api/v1/search?${parameters.toString()}`);
			const { resultCount, records = [], statusMessage } = json as { resultCount?: number; records?: Json[]; statusMessage?: string };
			if (error !== undefined) expect(statusMessage).toEqual(matcherOfText(`${error}*`));
			else if (titles === undefined) expect(resultCount).toBe(count);
			else expect(records.map(({ title }) => title)).toEqual(titles);
		});
	});
});

/** The practice consortium's GraphQL answers the recorded requests as mod-graphql 1.15.1 did. */

interface Exchange {
	readonly name: string;
	readonly request: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };
	readonly status: number;
	readonly contentType: string;
	readonly body: { readonly data?: unknown; readonly errors?: ReadonlyArray<Readonly<Record<string, unknown>>> };
	readonly calls: number | null;
}

const broken = { status: 500, text: 'Internal server error, contact administrator' };
const withoutTitle: InventoryOptions = {
	alterTables: (tables) => ({
		...tables,
		instances: tables.instances.map((row, index) => (index === 0 ? { ...row, title: undefined } : row)),
	}),
};

/** What was unusual when an exchange was recorded, by the first words of the recording's name. */
const situations: Readonly<
	Record<string, { fault?: ModuleFault; caller?: Parameters<typeof postGraphql>[3]; options?: InventoryOptions }>
> = {
	'expired token': { caller: { user: undefined } },
	'user without the permission': { caller: { user: { ...readOnlyUser, permissions: [] } } },
	'upstream 500 on the top level': { fault: { kind: 'instances', answer: broken } },
	'upstream 500 on one nested link': { fault: { kind: 'ill-policies', answer: broken } },
	'upstream 200 with HTML': { fault: { kind: 'instances', answer: 'html' } },
	'upstream drops the connection': { fault: { kind: 'instances', answer: 'hangUp' } },
	'a record without its required title': { options: withoutTitle },
	'no X-Okapi-Tenant': { caller: { tenant: '' } },
};

/** The recorded inventory had other records. Two records stand for them here. */
const recordIds: Readonly<Record<string, string>> = {
	[buildInstanceId(1)]: buildInstanceId(30),
	[buildInstanceId(5)]: buildInstanceId(23),
};

/** Returns the parts of a GraphQL error that are compared, without host names and stack traces. */
const shown = ({ message, locations, path, extensions }: Readonly<Record<string, unknown>>) => ({
	message: String(message).replace(/http:\/\/[^/]+/u, ''),
	locations,
	path,
	code: (extensions as { code: string }).code,
});

it.each(readRecording<readonly Exchange[]>('graphql/answers'))(
	'the practice GraphQL answers as recorded: $name',
	async ({ name, request, status, contentType, body, calls }) => {
		const situation = Object.entries(situations).find(([words]) => name.startsWith(words))?.[1] ?? {};
		const inventory = createInventory(situation.options);
		if (situation.fault !== undefined) inventory.faults.fail(situation.fault);
		const ours = JSON.parse(
			JSON.stringify(request)
				.replace('title=paging', 'cql.allRecords=1')
				.replace(/30000000-0000-4000-8000-0{11}[15]/gu, (id) => recordIds[id] ?? id),
		) as Exchange['request'];
		const isWithoutTitle = situation.options !== undefined;
		const variables = isWithoutTitle ? { cql: 'cql.allRecords=1', limit: 2 } : ours.variables;
		const answer = await postGraphql(inventory, ours.query, variables, situation.caller);
		expect([answer.status, answer.contentType.replace('utf-8', 'UTF-8')]).toEqual([status, contentType.replace('utf-8', 'UTF-8')]);
		expect(answer.body.errors?.map(shown)).toEqual(body.errors?.map(shown));
		if (name.startsWith('nested')) expect(fieldsOf(answer.body.data)).toHaveLength(fieldsOf(body.data).length);
		if (body.errors === undefined) expectSameFields(body.data, answer.body.data);
		else expect('data' in answer.body).toBe('data' in body);
		// The first recording is of records with other numbers of holdings.
		if (calls !== null && !name.startsWith('the headline')) expect(inventory.calls.total).toBe(calls);
	},
);
