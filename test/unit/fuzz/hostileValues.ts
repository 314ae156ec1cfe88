import fc from 'fast-check';
import data from '../../fixtures/fuzz.json';

/** Texts as they may come from people, other systems and attackers. */
export const hostileText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ maxLength: 30 }),
	fc.constantFrom(...data.texts, 'A'.repeat(5000), '\n'.repeat(50)),
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

/** JSON in which the keys of answers occur in any arrangement, together with keys that pollute prototypes. */
const answerJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.oneof(
			fc.constant(null),
			fc.integer(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.boolean(),
			fc.constantFrom(...data.words),
			fc.string({ maxLength: 12 }),
		),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...data.keys), tie('value'), { maxKeys: 7 }),
	),
})).value;

/** An answer of a server with any status, type and content. */
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

const { request } = data;
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
export const damagedAnswer = fc
	.tuple(fc.constantFrom(...trueBodies), fc.nat(200), answerJson, fc.constantFrom(200 as const, 201 as const))
	.map(([body, place, value, status]) => ({
		status,
		type: 'application/json' as const,
		body: JSON.stringify(replaceAt(body, place, value)),
		retryAfter: undefined,
	}));

/** Replaces one value in a body, chosen by the number `place` modulo the number of values. */
function replaceAt(body: unknown, place: number, value: unknown) {
	const copy = structuredClone(body);
	const places: Array<() => void> = [];
	const visit = (node: unknown) => {
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

export function toResponse({ status, type, body, retryAfter }: AnyAnswer) {
	const headers = { ...(type === '' ? {} : { 'content-type': type }), ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) };
	return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}

/** Whether the prototype of all objects has changed. */
export function isPrototypeChanged() {
	return 'polluted' in {} || 'polluted' in [] || 'polluted' in (() => undefined);
}
