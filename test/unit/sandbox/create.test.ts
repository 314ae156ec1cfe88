import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast, stateOf, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 1000 });
	sandbox.clock.hold();
	east = await asEast(sandbox);
});
afterEach(() => sandbox.close());

async function create(values: Json = {}): Promise<Json> {
	const reply = await east.post('/rs/patronrequests', wish(values));
	expect(reply.status).toBe(201);
	return reply.json as Json;
}

describe('the answer to a new request', () => {
	it('is a 201 in the initial state, without a human-readable id and without sets', async () => {
		const row = await create();
		expect(stateOf(row)).toBe('REQ_IDLE');
		for (const name of ['hrid', 'audit', 'rota', 'resolvedRequester', 'requestIdentifiers', 'networkStatus', 'hasUnreadMessages'])
			expect(row).not.toHaveProperty(name);
		expect(row.volumes).toEqual([]);
		expect(await east.item(String(row.id))).toMatchObject({ audit: [], rota: [], requestIdentifiers: [] });
	});

	it('has no number, service type or e-mail before the library system has answered about the patron', async () => {
		sandbox.behaviour.hostLmsTakesMs = 20_000;
		const { id } = await create({ serviceType: undefined, patronEmail: undefined });
		sandbox.clock.advance(19_000);
		const waiting = await east.item(String(id));
		for (const name of ['hrid', 'serviceType', 'patronEmail', 'pickupLocation']) expect(waiting).not.toHaveProperty(name);
		expect([stateOf(waiting), waiting.lastUpdated, waiting.audit]).toEqual(['REQ_IDLE', waiting.dateCreated, []]);
		sandbox.clock.advance(2000);
		expect(await east.item(String(id))).toMatchObject({
			hrid: 'EAST-1001',
			serviceType: { value: 'loan' },
			patronEmail: expect.any(String) as string,
			pickupLocation: 'Main Library',
		});
	});

	it('keeps a pickup location that staff typed', async () => {
		const { id } = await create({ pickupLocation: '12 Elm Street, 2nd floor', pickupLocationSlug: undefined });
		sandbox.clock.advance(20_000);
		const typed = await east.item(String(id));
		expect(typed).toMatchObject({ pickupLocation: '12 Elm Street, 2nd floor' });
		expect(typed).not.toHaveProperty('resolvedPickupLocation');
	});

	it('never keeps an id that was posted, nor anything that belongs to the server', async () => {
		const id = '11111111-1111-4111-8111-111111111111';
		const first = await create({ id, hrid: undefined, state: 'REQ_SHIPPED', rotaPosition: 7, lastUpdated: '2001-01-01T00:00:00Z' });
		const second = await create({ id });
		expect(first.id).not.toBe(id);
		expect(second.id).not.toBe(first.id);
		expect(first).not.toHaveProperty('rotaPosition');
		expect(String(first.lastUpdated)).not.toContain('2001');
		expect(sandbox.requests.count('east')).toBe(2);
	});

	it('upper-cases the type of a request identifier, unless it is an address', async () => {
		const row = await create({
			requestIdentifiers: [
				{ identifierType: 'illiad', identifier: 'R-1' },
				{ identifierType: 'https://example.org/ref', identifier: 'R-2' },
			],
		});
		expect((row.requestIdentifiers as Json[]).map(({ identifierType, identifier }) => [identifierType, identifier])).toEqual([
			['ILLIAD', 'R-1'],
			['https://example.org/ref', 'R-2'],
		]);
		expect(await east.titles('requestIdentifiers.identifier==R-1')).toEqual(['Braiding sweetgrass']);
	});

	it('trims text, takes empty text for none, shortens titles and drops what it does not know', async () => {
		const row = await create({
			title: `  ${'x'.repeat(300)}`,
			author: '',
			serviceType: 'json',
			publicationType: 'Book',
			nosuch: 1,
			edition: ' 2nd ',
		});
		expect(String(row.title)).toHaveLength(255);
		expect(row).not.toHaveProperty('author');
		expect(row).not.toHaveProperty('serviceType');
		expect(row.edition).toBe('2nd');
		expect(row.publicationType).toMatchObject({ value: 'book' });
		expect((await create({ serviceType: 'LOAN ' })).serviceType).toMatchObject({ value: 'loan' });
		expect((await create({ serviceType: { value: 'Copy' } })).stateModel).toMatchObject({ shortcode: 'NonreturnableRequester' });
	});

	it('makes a lending row of an empty body', async () => {
		const reply = await east.request('POST', '/rs/patronrequests');
		expect([reply.status, stateOf(reply.json)]).toEqual([201, 'RES_IDLE']);
		expect(reply.json).not.toHaveProperty('isRequester');
		expect(await east.titles('isRequester==true')).toEqual([]);
	});
});

describe('refusals', () => {
	it('one wrong type is 422 with one error, several come embedded', async () => {
		const one = await east.post('/rs/patronrequests', wish({ neededBy: '2026-02-30' }));
		expect(one).toMatchObject({ status: 422, json: { message: 'Property neededBy must be a valid date', path: '/rs/patronrequests' } });
		const two = await east.post('/rs/patronrequests', wish({ neededBy: 'soon', isRequester: 'perhaps' }));
		expect(two.status).toBe(422);
		expect(two.json).toMatchObject({ total: 2, _embedded: { errors: [{}, {}] } });
		expect(sandbox.requests.count('east')).toBe(0);
	});

	it('broken JSON and over-long text are 500', async () => {
		expect((await east.post('/rs/patronrequests', '{"title":')).status).toBe(500);
		const long = await east.post('/rs/patronrequests', wish({ isbn: '9'.repeat(256) }));
		expect(long.json).toMatchObject({ error: 500, message: expect.stringContaining('value too long') as string });
		expect(sandbox.requests.count('east')).toBe(0);
	});
});

describe('the automatic checks', () => {
	async function verdict(values: Json): Promise<Json> {
		const row = await create(values);
		sandbox.clock.advance(1000);
		return east.item(String(row.id));
	}
	const firstMessage = (row: Json) => (row.audit as Json[]).at(-1)?.message;

	it('come a moment later, with id, pickup location, patron and record', async () => {
		const { id } = await create();
		sandbox.clock.advance(900);
		expect(stateOf(await east.item(String(id)))).toBe('REQ_IDLE');
		sandbox.clock.advance(150);
		const row = await east.item(String(id));
		expect(stateOf(row)).toBe('REQ_VALIDATED');
		expect(row).toMatchObject({
			hrid: 'EAST-1001',
			pickupLocation: 'Main Library',
			pickupLocationCode: 'MAIN',
			patronSurname: 'Lindqvist',
			patronEmail: 'amara.lindqvist@example.edu',
			oclcNumber: expect.any(String) as string,
			bibliographicRecordId: row.systemInstanceIdentifier,
			resolvedPickupLocation: { slug: 'EAST-MAIN' },
			resolvedPatron: { hostSystemIdentifier: 'P1001' },
			resolvedRequester: { symbol: 'US-EAST' },
		});
		expect(JSON.parse(String(row.bibRecord))).toMatchObject({ title: 'Braiding sweetgrass' });
		expect(String(row.bibRecord).length).toBeGreaterThan(3000);
	});

	it.each<[string, Json, string, RegExp]>([
		['no symbol', { requestingInstitutionSymbol: undefined }, 'REQ_ERROR', /^No Requesting Institution Symbol$/],
		['unknown symbol', { requestingInstitutionSymbol: 'ISIL:NOWHERE' }, 'REQ_ERROR', /^Unknown Requesting Institution Symbol/],
		[
			'unknown patron',
			{ patronIdentifier: 'P0000' },
			'REQ_INVALID_PATRON',
			/^Failed to validate patron with id: "P0000"\. \(Patron state = FAIL\)/,
		],
		['blocked patron', { patronIdentifier: 'P9001' }, 'REQ_INVALID_PATRON', /Patron state = BLOCKED/],
		['library system down', { patronIdentifier: 'P9009' }, 'REQ_INVALID_PATRON', /^Host LMS integration: lookupPatron call failed/],
		['blank form', { systemInstanceIdentifier: undefined }, 'REQ_BLANK_FORM_REVIEW', /^Blank Request Form, needs review$/],
		['all is well', {}, 'REQ_VALIDATED', /^Executing event: Req_New_Patron_Request_ind$/],
	])('the automatic checks stop a request: %s', async (_name, values, state, message) => {
		const row = await verdict(values);
		expect(stateOf(row)).toBe(state);
		expect(firstMessage(row)).toMatch(message);
		expect(row.hrid).toBe('EAST-1001');
	});

	it('count the new request too against the limit', async () => {
		sandbox.settings.set('east', 'max_requests', '2');
		const states = [];
		for (let index = 0; index < 3; index++) states.push(stateOf(await verdict({ title: `T${index}` })));
		expect(states).toEqual(['REQ_VALIDATED', 'REQ_VALIDATED', 'REQ_OVER_LIMIT']);
		expect(stateOf(await verdict({ patronIdentifier: 'P1002' }))).toBe('REQ_VALIDATED');
		sandbox.settings.set('east', 'max_requests', '0');
		expect(stateOf(await verdict({ title: 'again' }))).toBe('REQ_VALIDATED');
	});

	it('look for duplicates only where a window of hours is set, and not for copies or successors', async () => {
		await verdict({});
		expect(stateOf(await verdict({}))).toBe('REQ_VALIDATED');
		sandbox.settings.set('east', 'check_duplicate_time', '24');
		const duplicate = await verdict({});
		expect(stateOf(duplicate)).toBe('REQ_DUPLICATE_REVIEW');
		expect(stateOf(await verdict({ title: 'BRAIDING SWEETGRASS' }))).toBe('REQ_VALIDATED');
		expect(stateOf(await verdict({ serviceType: 'Copy' }))).toBe('REQ_VALIDATED');
		expect(stateOf(await verdict({ precededBy: duplicate.id }))).toBe('REQ_VALIDATED');
		sandbox.clock.advance(25 * 3_600_000);
		expect(stateOf(await verdict({}))).toBe('REQ_VALIDATED');
	});

	it('believe every patron where the library asks no system', async () => {
		sandbox.settings.set('east', 'borrower_check', 'none');
		expect(stateOf(await verdict({ patronIdentifier: 'anyone' }))).toBe('REQ_VALIDATED');
	});

	it('leave an unknown pickup location unresolved without a word', async () => {
		const row = await verdict({ pickupLocationSlug: 'NOWHERE' });
		expect(stateOf(row)).toBe('REQ_VALIDATED');
		expect(row).not.toHaveProperty('pickupLocation');
	});

	it('can be asked beforehand about the patron, always with status 200', async () => {
		const ask = async (id: string) => (await east.get(`/rs/patron/${id}/canCreateRequest`)).json;
		expect(await ask('P1001')).toEqual({ patronValid: true, status: 'OK' });
		expect(await ask('P9001')).toMatchObject({ patronValid: false, status: 'BLOCKED', problems: expect.any(String) as string });
		expect(await ask('P9009')).toMatchObject({ patronValid: false, status: 'FAIL' });
		expect(await ask('P0000')).toMatchObject({ patronValid: false, status: 'FAIL' });
	});
});

describe('through the resolver', () => {
	it.each(['resolverUrl', 'oldResolverUrl'] as const)("%s creates the request under the library's own account", async (base) => {
		const query =
			'svc_id=json&req_id=P1001&rft_id=30000000-0000-4000-8000-000000000001&rft.title=Braiding%20sweetgrass&rft.au=Kimmerer&rft.date=2013&svc.pickupLocation=EAST-MAIN&rft.identifier_illiad=OU-1';
		const response = await fetch(`${sandbox[base]}/${sandbox.libraries.east.openUrlTenant}?${query}`);
		const answer = (await response.json()) as { status: number; message: string; reshareRequest: { id: string } };
		expect([response.status, answer.status]).toEqual([200, 201]);
		const created = JSON.parse(answer.message) as Json;
		expect(created.id).not.toBe(answer.reshareRequest.id);
		expect(sandbox.requests.withReference('OU-1').map(({ id }) => id)).toEqual([created.id]);
		sandbox.clock.advance(1000);
		expect(stateOf(await east.item(String(created.id)))).toBe('REQ_VALIDATED');
	});

	it('version 1.5.0 creates as well, and drops the reference', async () => {
		const query =
			'svc_id=json&req_id=P1001&rft_id=30000000-0000-4000-8000-000000000001&rft.title=Braiding%20sweetgrass&rft.au=Kimmerer&rft.date=2013&svc.pickupLocation=EAST-MAIN&rft.identifier_illiad=OU-5';
		const before = sandbox.requests.count('east');
		const response = await fetch(`${sandbox.oldestResolverUrl}/${sandbox.libraries.east.openUrlTenant}?${query}`);
		expect(((await response.json()) as { status: number }).status).toBe(201);
		expect(sandbox.requests.count('east')).toBe(before + 1);
		expect(sandbox.requests.withReference('OU-5')).toEqual([]);
	});

	it('knows only its own tenants, whose colon may not be encoded', async () => {
		for (const name of ['RESHARE:US-NOWHERE', 'RESHARE%3AUS-EAST', '']) {
			const response = await fetch(`${sandbox.resolverUrl}/${name}?svc_id=json`);
			expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('unsupported service')]);
		}
	});
});
