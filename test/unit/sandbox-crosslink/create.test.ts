import type { Json } from '../sandbox/harness';
import { body, errorOf, lentBook, play, requests } from './harness';
import type { Play } from './harness';

let stage: Play;
beforeAll(async () => {
	stage = await play();
});
afterAll(() => stage.sandbox.close());

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/) as unknown;

describe('a request is made', () => {
	it('is answered with 201, the checks done, in the shape that the real broker has', async () => {
		const reply = await stage.east.post(requests, body('ok-1', lentBook, { internalNote: 'from the form' }));
		expect(reply.status).toBe(201);
		expect(reply.headers.get('content-type')).toBe('application/json');
		const link = 'https://mod-broker.example.org/broker/patron_requests/ok-1';
		expect(reply.headers.get('location')).toBe(link);
		const symbol = 'symbol=ISIL%3AUS-EAST';
		const patron = (reply.json as Json).patron;
		expect(patron).not.toBe('P1001');
		expect(reply.json).toEqual({
			availableActionsLink: `${link}/actions?${symbol}`,
			createdAt: time,
			eventsLink: `${link}/events?${symbol}`,
			hasCost: false,
			id: 'ok-1',
			illRequest: {
				header: {
					supplyingAgencyId: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: 'BROKER' },
					requestingAgencyId: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: 'US-EAST' },
					multipleItemRequestId: '',
					timestamp: time,
					requestingAgencyRequestId: 'ok-1',
				},
				bibliographicInfo: {
					supplierUniqueRecordId: lentBook,
					title: 'Tidal Economies',
					author: 'Okafor, Daniel',
					bibliographicItemId: [{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } }],
				},
				serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Standard' }, needBeforeDate: '2026-12-31T23:59:59+02:00' },
				patronInfo: { patronId: 'P1001', surname: 'Lindqvist', givenName: 'Amara' },
			},
			illTransactionLink: 'https://mod-broker.example.org/broker/ill_transactions?requester_req_id=ok-1',
			internalNote: 'from the form',
			items: [],
			itemsLink: `${link}/items?${symbol}`,
			lastAction: 'send-request',
			lastActionOutcome: 'success',
			lastActionResult: 'SUCCESS',
			needsAttention: false,
			notificationsLink: `${link}/notifications?${symbol}`,
			patron,
			requesterName: 'East Harbor University Library',
			requesterRequestId: 'ok-1',
			requesterSymbol: 'ISIL:US-EAST',
			side: 'borrowing',
			state: 'SENT',
			stateModel: 'default',
			terminalState: false,
			unreadNotificationsCount: 0,
			updatedAt: time,
		});
	});

	it('is refused a second time with 400, whoever asks; the other library sees nothing of it', async () => {
		await stage.east.post(requests, body('twice'));
		for (const caller of [stage.east, stage.west]) {
			const reply = await caller.post(requests, body('twice'));
			expect([reply.status, errorOf(reply)]).toEqual([400, 'a patron request with this ID already exists']);
		}
		const seen = await stage.west.get(`${requests}/twice`);
		expect([seen.status, errorOf(seen)]).toEqual([404, 'not found']);
	});

	it('ends in a state that staff must look at where a check says no, and is still 201', async () => {
		const outcome = async (posted: Json) => {
			const reply = await stage.east.post(requests, posted);
			const { state, needsAttention, lastAction, lastActionOutcome, lastActionResult } = reply.json as Json;
			return [reply.status, state, needsAttention, lastAction, lastActionOutcome, lastActionResult];
		};
		expect(await outcome(body('norec', ''))).toEqual([201, 'NEEDS_REVIEW', true, 'update-metadata', 'review', 'SUCCESS']);
		expect(await outcome({ ...body('blocked'), patron: 'P9001' })).toEqual([
			201,
			'INVALID_PATRON',
			true,
			'validate-patron',
			'review',
			'PROBLEM',
		]);
		expect(await outcome({ ...body('down'), patron: 'P9009' })).toEqual([201, 'NEW', true, 'validate-patron', 'failure', 'ERROR']);
		const { patron: _patron, ...nobody } = body('nobody');
		expect(await outcome(nobody)).toEqual([201, 'NEW', true, 'validate-patron', 'failure', 'ERROR']);
	});

	it('gets a number of the broker where it brings none', async () => {
		const { id: _id, ...without } = body('x');
		expect((await stage.west.post(requests, without)).json).toMatchObject({ id: expect.stringMatching(/^US-WEST-\d+$/) });
	});

	it('keeps an id with blanks and slashes, which stands encoded in paths', async () => {
		const reply = await stage.east.post(requests, body('t a/b'));
		expect(reply.headers.get('location')).toMatch(/\/t%20a%2Fb$/);
		expect((await stage.east.get(`${requests}/t%20a%2Fb?side=borrowing`)).json).toMatchObject({ id: 't a/b' });
	});

	it('unescapes an id with a percent sign twice: the usual path opens nothing, or another request', async () => {
		for (const id of ['a%b', 'a%41', 'aA']) expect((await stage.east.post(requests, body(id))).status).toBe(201);
		const reply = await stage.east.get(`${requests}/a%25b`);
		expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
		expect((await stage.east.get(`${requests}/a%2541`)).json).toMatchObject({ id: 'aA' });
		expect((await stage.east.get(`${requests}/a%2525b`)).json).toMatchObject({ id: 'a%b' });
	});

	it('is made once by twenty calls at the same time', async () => {
		const replies = await Promise.all(Array.from({ length: 20 }, () => stage.east.post(requests, body('par'))));
		expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
		expect(replies.filter(({ status }) => status === 400)).toHaveLength(19);
	});

	it('ignores what it does not know, and heeds no letter case below illRequest', async () => {
		const reply = await stage.east.post(requests, {
			id: 'loose',
			patron: 'P1001',
			side: 'lending',
			state: 'FOO',
			illRequest: { BibliographicInfo: { TITLE: 'Loose', colour: 'red' } },
		});
		expect(reply.json).toMatchObject({ side: 'borrowing', state: 'NEEDS_REVIEW', illRequest: { bibliographicInfo: { title: 'Loose' } } });
		expect((reply.json as { illRequest: Json }).illRequest.bibliographicInfo).toEqual({ title: 'Loose' });
	});
});

it('stays as it is for good when the caller hangs up before the checks begin', async () => {
	const own = await play({ hostLmsTakesMs: 60 });
	own.sandbox.faults.add({ kind: 'slowCommit', ms: 30, answer: 'reset', method: 'POST', path: '^/broker/patron_requests$' });
	await expect(own.east.post(requests, body('left'))).rejects.toThrow();
	await new Promise((resolve) => setTimeout(resolve, 200));
	const left = (await own.east.get(`${requests}/left`)).json as Json;
	expect([left.state, left.lastAction, left.needsAttention, left.patron]).toEqual(['NEW', undefined, true, 'P1001']);
	const { actions } = (await own.east.get(`${requests}/left/actions`)).json as { actions: Json[] };
	expect(actions.map(({ name }) => name)).toEqual(['skip-patron-validation', 'close-request']);
	await own.sandbox.close();
});

describe('a body that does not fit', () => {
	const loan = (more: Json): Json => ({ serviceInfo: { serviceType: 'Loan', ...more } });
	it.each<[string, unknown, string]>([
		[
			'a date without a time',
			loan({ needBeforeDate: '2026-12-31' }),
			'parsing time "2026-12-31" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"',
		],
		['an empty date', loan({ needBeforeDate: '' }), 'parsing time "" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"'],
		[
			'a time without a zone',
			loan({ needBeforeDate: '2026-12-31T10:00:00' }),
			'parsing time "2026-12-31T10:00:00" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"',
		],
		['a number for a date', loan({ needBeforeDate: 5 }), 'Time.UnmarshalJSON: input is not a JSON string'],
		[
			'an object for the service type',
			{ serviceInfo: { serviceType: { '#text': 'Loan' } } },
			'json: cannot unmarshal object into Go struct field ServiceInfo.illRequest.serviceInfo.serviceType of type iso18626.TypeServiceType',
		],
		[
			'a text for the service level',
			loan({ serviceLevel: 'Standard' }),
			'json: cannot unmarshal string into Go struct field ServiceInfo.illRequest.serviceInfo.serviceLevel of type iso18626.TypeSchemeValuePair',
		],
		[
			'a number for money',
			{ billingInfo: { maximumCosts: { monetaryValue: 12.5 } } },
			'json: cannot unmarshal number into Go struct field TypeCosts.illRequest.billingInfo.maximumCosts.monetaryValue of type utils.XSDDecimal',
		],
		[
			'a number for a title',
			{ bibliographicInfo: { title: 5 } },
			'json: cannot unmarshal number into Go struct field BibliographicInfo.illRequest.bibliographicInfo.title of type string',
		],
		[
			'an object for addresses',
			{ patronInfo: { address: {} } },
			'json: cannot unmarshal object into Go struct field PatronInfo.illRequest.patronInfo.address of type []iso18626.Address',
		],
		[
			'true for any edition',
			loan({ anyEdition: true }),
			'json: cannot unmarshal bool into Go struct field ServiceInfo.illRequest.serviceInfo.anyEdition of type iso18626.TypeYesNo',
		],
		[
			'a text for the kind of number',
			{ bibliographicInfo: { bibliographicItemId: [{ bibliographicItemIdentifier: '978', bibliographicItemIdentifierCode: 'ISBN' }] } },
			'json: cannot unmarshal string into Go struct field BibliographicItemId.illRequest.bibliographicInfo.bibliographicItemId.bibliographicItemIdentifierCode of type iso18626.TypeSchemeValuePair',
		],
		[
			'an unknown service type',
			{ serviceInfo: { serviceType: 'Borrow' } },
			"invalid patron request: invalid illRequest: Key: 'Request.ServiceInfo.ServiceType' Error:Field validation for 'ServiceType' failed on the 'oneof' tag",
		],
		['nothing in it', {}, 'invalid patron request: illRequest must not be empty'],
		['nothing known in it', { foo: 1 }, 'invalid patron request: illRequest must not be empty'],
	])('refuses an ILL request with %s', async (_what, illRequest, error) => {
		const reply = await stage.east.post(requests, { id: 'never', patron: 'P1001', illRequest });
		expect([reply.status, errorOf(reply)]).toEqual([400, error]);
	});

	it.each<[string, unknown, RegExp | string]>([
		[
			'no illRequest',
			{ id: 'never' },
			/^request body has an error: doesn't match schema #\/components\/schemas\/CreatePatronRequest: Error at "\/illRequest": property "illRequest" is missing\nSchema:\n/,
		],
		['illRequest in other letters', { id: 'never', illrequest: {} }, /property "illRequest" is missing/],
		['null', { id: 'never', illRequest: null }, /Error at "\/illRequest": Value is not nullable\n/],
		['a list', { id: 'never', illRequest: [] }, /Error at "\/illRequest": value must be an object\n/],
		['a number as id', { ...body('x'), id: 5 }, /Error at "\/id": value must be a string\n/],
		[
			'an empty id',
			body(''),
			/Key: 'Request\.Header\.RequestingAgencyRequestId' Error:Field validation for 'RequestingAgencyRequestId' failed on the 'required' tag$/,
		],
		['a foreign symbol', { ...body('x'), requesterSymbol: 'ISIL:US-WEST' }, /^symbol is not owned by tenant$/],
		...(
			[
				['{nope', "invalid character 'n' looking for beginning of object key string"],
				['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
				['{"a" 1}', "invalid character '1' after object key"],
				['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
				['{"a":[1 2]}', "invalid character '2' after array element"],
				['x', "invalid character 'x' looking for beginning of value"],
				...['{', '{"a":1', '{"a":"b', '{"a":[1,'].map((cut) => [cut, 'unexpected EOF'] as const),
			] as const
		).map(([text, trouble]): [string, unknown, string] => [
			`${text} is no JSON`,
			text,
			`request body has an error: failed to decode request body: ${trouble}`,
		]),
		[
			'null',
			'null',
			/^request body has an error: doesn't match schema #\/components\/schemas\/CreatePatronRequest: Value is not nullable\n/,
		],
		['what follows the first value counts for nothing', '{} {"illRequest":{}}', /property "illRequest" is missing/],
		['nothing', '', /^request body has an error: value is required but missing$/],
	])('refuses a body that does not fit: %s', async (_what, posted, error) => {
		const reply = await stage.east.post(requests, posted);
		expect(reply.status).toBe(400);
		expect(errorOf(reply)).toMatch(error);
	});

	it('is taken where money is unreadable: it counts as 0', async () => {
		const reply = await stage.east.post(
			requests,
			body('money', lentBook, {
				illRequest: {
					...(body('x').illRequest as Json),
					billingInfo: { maximumCosts: { currencyCode: { '#text': 'USD' }, monetaryValue: 'abc' } },
				},
			}),
		);
		expect(reply.json).toMatchObject({ illRequest: { billingInfo: { maximumCosts: { monetaryValue: '0' } } } });
	});
});

describe('checks that a library can set', () => {
	it('a second request for the same title is a duplicate, and stays one', async () => {
		const own = await play({ crosslinkDuplicateHours: 24 });
		await own.east.post(requests, body('first'));
		const second = await own.east.post(requests, body('second'));
		expect([second.status, (second.json as Json).state, (second.json as Json).lastActionOutcome]).toEqual([201, 'DUPLICATE', 'duplicate']);
		const again = await own.east.post(`${requests}/second/action`, { action: 'send-request' });
		expect(again.json).toEqual({ fromState: 'DUPLICATE', outcome: 'duplicate', result: 'SUCCESS', toState: 'DUPLICATE' });
		await own.sandbox.close();
	});

	it('model 3.7.0: too many requests are Over Limit, which is no end; a duplicate can be sent all the same', async () => {
		const own = await play({ crosslinkModel: '3.7.0', crosslinkMaxRequests: 1, crosslinkDuplicateHours: 24 });
		await own.east.post(requests, body('first'));
		expect((await own.east.post(requests, body('second'))).json).toMatchObject({
			state: 'OVER_LIMIT',
			needsAttention: true,
			terminalState: false,
		});
		const override = await own.east.post(`${requests}/second/action`, { action: 'override-limit' });
		expect(override.json).toEqual({ fromState: 'OVER_LIMIT', outcome: 'success', result: 'SUCCESS', toState: 'LIMIT_CHECKED' });
		expect((await own.east.get(`${requests}/second`)).json).toMatchObject({ state: 'DUPLICATE' });
		expect((await own.east.post(`${requests}/second/action`, { action: 'send-request' })).json).toMatchObject({ toState: 'SENT' });
		await own.sandbox.close();
	});
});
