import fc from 'fast-check';

/** From people, other systems and attackers. */
export const hostileText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ maxLength: 30 }),
	fc.constantFrom(
		'',
		' ',
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'null',
		'undefined',
		'NaN',
		'0',
		'-1',
		'1e309',
		'"',
		'\\',
		"'",
		'`',
		'*',
		'?',
		'^',
		'&',
		'=',
		'%',
		'%00',
		'%2e%2e',
		'#',
		'|',
		'||',
		'&&',
		'(',
		')',
		'{',
		'}',
		'${7*7}',
		'{{ 7*7 }}',
		'\u0000',
		'\u202e',
		'\ud800',
		'ﬀ',
		'١٢٣',
		'a" or cql.allRecords=1 or "',
		'x&filters=state.terminal==true',
		'isnull',
		'x isnotnull',
		'../../admin',
		'}){__schema{types{name}}}#',
		'"){x}',
		'<script>alert(1)</script>',
		"' or 1=1 --",
		'a\r\nX-Okapi-Tenant: other',
		'9780140328721',
		'30000000-0000-4000-8000-000000000001',
		'A'.repeat(5000),
		'\n'.repeat(50),
	),
);

/** Any value of an expression. */
export const anyValue = fc.oneof(
	{ weight: 3, arbitrary: hostileText },
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.array(hostileText, { maxLength: 4 }),
	fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
	fc.constant(JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}') as object),
);

/** JSON with the keys of answers in any arrangement, and with keys that pollute prototypes. */
const answerJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.oneof(
			fc.constant(null),
			fc.integer(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.boolean(),
			fc.constantFrom(
				'REQ_IDLE',
				'REQ_BRAND_NEW',
				'RES_IDLE',
				'2026-01-01T00:00:00Z',
				'Will lend',
				'30000000-0000-4000-8000-000000000001',
				'East',
				'500 Internal: x',
				'401 Unauthorized: x',
			),
			fc.string({ maxLength: 12 }),
		),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(
			fc.constantFrom(
				'id',
				'hrid',
				'state',
				'code',
				'terminal',
				'tags',
				'value',
				'label',
				'audit',
				'fromStatus',
				'toStatus',
				'auditNo',
				'dateCreated',
				'lastUpdated',
				'rota',
				'notifications',
				'isRequester',
				'patronIdentifier',
				'title',
				'requestIdentifiers',
				'identifier',
				'identifierType',
				'serviceType',
				'results',
				'total',
				'data',
				'errors',
				'message',
				'path',
				'q0',
				'q1',
				'q2',
				'totalRecords',
				'instances',
				'holdingsRecords',
				'illPolicies',
				'locations',
				'identifierTypes',
				'items',
				'name',
				'status',
				'reshareRequest',
				'contextObject',
				'okapiToken',
				'accessTokenExpiration',
				'actions',
				'validActions',
				'patronValid',
				'__proto__',
				'constructor',
				'prototype',
				'toString',
				'length',
			),
			tie('value'),
			{ maxKeys: 7 },
		),
	),
})).value;

/** An answer of a server: any status, type and content. */
export const anyAnswer = fc.record({
	status: fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(200, 201) },
		fc.constantFrom(204, 304, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503),
	),
	type: fc.oneof(
		{ weight: 6, arbitrary: fc.constant('application/json') },
		fc.constantFrom('text/html', 'text/plain', 'application/json; charset=utf-8', '', 'a;b;c'),
	),
	body: fc.oneof(
		{ weight: 6, arbitrary: answerJson.map((json) => JSON.stringify(json)) },
		fc.string({ maxLength: 60 }),
		fc.constantFrom('', '{', '[]', 'null', '<html><title>x</title></html>', '{"__proto__":{"polluted":"yes"}}'),
	),
	retryAfter: fc.constantFrom(undefined, '0', '-1', 'soon', '99999999'),
});

const state = { id: 's', code: 'REQ_SHIPPED', terminal: false, needsAttention: false, tags: [{ id: 1, value: 'ACTIVE_PATRON' }] };
const request = {
	id: '30000000-0000-4000-8000-000000000001',
	hrid: 'EAST-1',
	isRequester: true,
	dateCreated: '2026-09-01T10:00:00Z',
	lastUpdated: '2026-09-02T10:00:00Z',
	title: 'Matilda',
	author: 'Dahl',
	patronIdentifier: 'P1',
	state,
	serviceType: { id: 't', value: 'loan', label: 'Loan' },
	requestIdentifiers: [{ id: 'i', identifierType: 'ILLIAD', identifier: 'R-1' }],
	validActions: ['requesterCancel'],
	audit: [
		{
			id: 'a',
			auditNo: 1,
			dateCreated: '2026-09-02T10:00:00Z',
			fromStatus: { id: 'f', code: 'REQ_EXPECTS_TO_SUPPLY' },
			toStatus: state,
			message: 'Shipped',
			duration: null,
			auditData: '{}',
		},
	],
	rota: [{ id: 'r', directoryId: 'd', rotaPosition: 0, state }],
	notifications: [{ id: 'n', timestamp: '2026-09-02T10:00:00Z', seen: false, isSender: false, messageContent: 'x' }],
	conditions: [],
	hasUnreadMessages: false,
};
const trueBodies: readonly unknown[] = [
	request,
	[request],
	{ results: [request], total: 1 },
	{ actions: ['requesterCancel'] },
	{},
	{ patronValid: true, status: 'OK' },
	{
		data: {
			q0: {
				totalRecords: 1,
				instances: [{ id: request.id, title: 'Matilda', identifiers: [{ value: '9780140328721', identifierTypeId: 'isbn' }] }],
			},
		},
	},
	{
		status: 201,
		message: JSON.stringify(request),
		reshareRequest: { id: 'x', isRequester: true, requestingInstitutionSymbol: 'RESHARE:US-EAST' },
	},
];

/** A true answer with one wrong value. */
export const spoiltAnswer = fc
	.tuple(fc.constantFrom(...trueBodies), fc.nat(200), answerJson, fc.constantFrom(200 as const, 201 as const))
	.map(([body, place, value, status]) => ({
		status,
		type: 'application/json' as const,
		body: JSON.stringify(replaceAt(body, place, value)),
		retryAfter: undefined,
	}));

/** Replaces the `place`-th value, counted round. */
function replaceAt(body: unknown, place: number, value: unknown): unknown {
	const copy = structuredClone(body);
	const places: Array<() => void> = [];
	const visit = (node: unknown): void => {
		if (typeof node !== 'object' || node === null) return;
		for (const key of Object.keys(node)) {
			places.push(() => void Object.defineProperty(node, key, { value, enumerable: true }));
			visit((node as Record<string, unknown>)[key]);
		}
	};
	visit(copy);
	places[places.length === 0 ? 0 : place % places.length]?.();
	return copy;
}

export type AnyAnswer = typeof anyAnswer extends fc.Arbitrary<infer Value> ? Value : never;

export function toResponse({ status, type, body, retryAfter }: AnyAnswer): Response {
	const headers = { ...(type === '' ? {} : { 'content-type': type }), ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) };
	return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}

/** Whether the prototype of all objects has changed. */
export function isPolluted(): boolean {
	return 'polluted' in {} || 'polluted' in [] || 'polluted' in (() => undefined);
}
