import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { PlayFault, CallInProxy, TrueAnswer } from './faultProxy';

/** A text in every invented answer of a server. It must never reach a person, a log or an execution. */
export const leakMarker = 'amara.marker@example.edu';

export type CredentialTarget = 'front' | 'noSuchName' | 'closedPort' | 'untrusted';

export interface Column {
	readonly name: string;
	/** The server to which the credential's address leads. By default it is the proxy that plays the fault. */
	readonly target?: CredentialTarget;
	readonly play?: PlayFault;
	/** How many requests the fault hits. By default it hits all at which the row aims. */
	readonly times?: number;
}

const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20));
const jsonType = 'application/json';

function answer(status: number, body: string, contentType = 'text/plain', headers: Readonly<Record<string, string>> = {}): PlayFault {
	return ({ response }) =>
		void response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

function page(title: string) {
	return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${leakMarker}</p></body></html>`;
}

/** Changes the JSON, or the XML, of the true answer. */
function altered(change: (json: unknown) => unknown, changeXml: (xml: string) => string = (xml) => xml): PlayFault {
	return async (stage: CallInProxy) => {
		const whole = await stage.forward();
		if (whole.headers['content-type'] === 'text/xml') stage.pass({ ...whole, text: changeXml(whole.text) });
		else stage.pass(isJson(whole) ? { ...whole, text: JSON.stringify(change(withMessage(JSON.parse(whole.text), change))) } : whole);
	};
}

function isJson({ headers, text }: TrueAnswer) {
	return (headers['content-type'] ?? '').startsWith(jsonType) && text !== '';
}

/** Changes ReShare's answer, which the resolver's answer contains as text. */
function withMessage(json: unknown, change: (json: unknown) => unknown) {
	if (!isRecord(json) || typeof json.message !== 'string' || !json.message.startsWith('{')) return json;
	return { ...json, message: JSON.stringify(change(JSON.parse(json.message))) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces every object within a record, and within its lists, by null. */
function nullInside(json: unknown, depth = 0): unknown {
	if (Array.isArray(json)) return json.map((part) => (isRecord(part) ? (depth > 2 ? null : nullInside(part, depth + 1)) : part));
	if (!isRecord(json)) return json;
	const isWrapper = 'data' in json || 'results' in json || 'instances' in json || 'totalRecords' in json || 'reshareRequest' in json;
	return Object.fromEntries(
		Object.entries(json).map(([key, value]) => [
			key,
			isRecord(value)
				? isWrapper || (depth === 0 && /^(data|q\d|a\d|i\d)/.test(key))
					? nullInside(value, depth)
					: null
				: Array.isArray(value)
					? nullInside(value, isWrapper ? depth : depth + 3)
					: value,
		]),
	);
}

function unknownFields(json: unknown): unknown {
	if (Array.isArray(json)) return json.map(unknownFields);
	if (!isRecord(json)) return json;
	const more = JSON.parse(
		'{"brandNew":{"of":[1]},"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
	) as Record<string, unknown>;
	const known = Object.entries(json).map(([key, value]) => [key, unknownFields(value)] as const);
	const result: Record<string, unknown> = {};
	for (const [key, value] of [...known, ...Object.entries(more)]) {
		Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
	}
	return result;
}

function unknownStates(json: unknown) {
	return JSON.parse(
		JSON.stringify(json)
			.replace(/"(REQ|RES)_([A-Z_]+)"/g, '"$1_BRAND_NEW_$2"')
			.replace(/"(state|toState)":"(?!REQ_|RES_)([A-Z_]+)"/g, '"$1":"BRAND_NEW_$2"')
			.replace(/"Will( not)? lend"/g, '"Will perhaps lend"')
			.replace(/>LOANABLE</g, '>PERHAPS<')
			.replace(/"LOANABLE"/g, '"PERHAPS"'),
	) as unknown;
}

const graphqlError = {
	message: `500 Internal Server Error: ${leakMarker}`,
	path: ['somewhere'],
	extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

/** The faults under which each operation is run. A fault without `times` hits every request at which the row aims. */
export const faultColumns: readonly Column[] = [
	{ name: 'no such name', target: 'noSuchName' },
	{ name: 'refused', target: 'closedPort' },
	{ name: 'certificate', target: 'untrusted' },
	{ name: 'reset before', play: ({ request }) => void request.socket.resetAndDestroy() },
	{
		name: 'reset after',
		play: async ({ request, forward }) => {
			await forward();
			request.socket.resetAndDestroy();
		},
	},
	{
		name: 'reset after, once',
		times: 1,
		play: async ({ request, forward }) => {
			await forward();
			request.socket.resetAndDestroy();
		},
	},
	{ name: 'silence', play: () => undefined },
	{ name: 'silence after', play: async ({ forward }) => void (await forward()) },
	{ name: 'slow body', play: slowly },
	{
		name: 'stalled body',
		play: async ({ response, forward }) => {
			const whole = await forward();
			response.writeHead(whole.status, { ...whole.headers, 'content-length': Buffer.byteLength(whole.text) || 10 });
			response.write(whole.text.slice(0, Math.floor(whole.text.length / 2)) || ' ');
		},
	},
	{ name: 'truncated', play: async ({ pass, forward }) => cutInHalf(await forward(), pass) },
	{
		name: 'cut body',
		play: async ({ request, response, forward }) => {
			const whole = await forward();
			response.writeHead(whole.status, { ...whole.headers, 'content-length': Buffer.byteLength(whole.text) || 10 });
			response.write(whole.text.slice(0, Math.floor(whole.text.length / 2)) || ' ');
			await pause(20);
			request.socket.destroy();
		},
	},
	{
		name: 'wrong type',
		play: async ({ pass, forward }) => {
			const whole = await forward();
			pass({ ...whole, headers: { ...whole.headers, 'content-type': 'application/octet-stream' } });
		},
	},
	{ name: 'login page', play: answer(200, page('Sign in'), 'text/html; charset=utf-8') },
	{
		name: 'gzip bomb',
		play: ({ response }) =>
			void response.writeHead(200, { 'content-type': jsonType, 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb),
	},
	{ name: 'redirect', play: answer(302, '', 'text/plain', { location: 'http://elsewhere.invalid/login?next=secret' }) },
	{ name: '401 once', times: 1, play: answer(401, 'Invalid token') },
	{ name: '401', play: answer(401, `Invalid token ${leakMarker}`) },
	{ name: '403', play: answer(403, `Access for user '${leakMarker}' (x) requires permission: some.permission.get`) },
	{ name: '404 text', play: answer(404, `Not found ${leakMarker}`) },
	{ name: '413', play: answer(413, page('413 Request Entity Too Large'), 'text/html') },
	{ name: '429 once', times: 1, play: answer(429, `slow down ${leakMarker}`, 'text/plain', { 'retry-after': '1' }) },
	{ name: '429', play: answer(429, `slow down ${leakMarker}`, 'text/plain', { 'retry-after': '3600' }) },
	{ name: '500', play: answer(500, `java.lang.NullPointerException: ${leakMarker}`) },
	{ name: '502', play: answer(502, page('502 Bad Gateway'), 'text/html') },
	{ name: '503', play: answer(503, `busy ${leakMarker}`) },
	{ name: '503 once', times: 1, play: answer(503, `busy ${leakMarker}`, 'text/plain', { 'retry-after': '1' }) },
	{ name: 'GraphQL errors', play: answer(200, JSON.stringify({ errors: [graphqlError], data: null }), jsonType) },
	{
		name: 'errors and data',
		play: altered((json) =>
			isRecord(json) && 'data' in json ? { ...json, errors: [graphqlError] } : isRecord(json) ? { ...json, errors: [graphqlError] } : json,
		),
	},
	{ name: 'null', play: answer(200, 'null', jsonType) },
	{
		name: 'nulls inside',
		play: altered(
			(json) => nullInside(json),
			(xml) => xml.replace(/(<subfield[^>]*>)[^<]*/g, '$1'),
		),
	},
	{ name: 'unknown states', play: altered(unknownStates, (xml) => xml.replace(/>LOANABLE</g, '>PERHAPS<')) },
	{
		name: 'unknown fields',
		play: altered(unknownFields, (xml) =>
			xml
				.replace(/<(?:record|datafield)\b/g, '$& constructor="1" brandNew="yes"')
				.replace(/<leader>/g, '<__proto__>polluted</__proto__><leader>')
				.replace(/<\/datafield>/, '<subfield code="__proto__">polluted</subfield>$&'),
		),
	},
];

function cutInHalf(whole: TrueAnswer, pass: CallInProxy['pass']) {
	pass({ ...whole, text: whole.text.slice(0, Math.floor(whole.text.length / 2)) });
}

/** Takes longer in total than the pool waits for one part, while every single part comes in time. */
async function slowly({ response, forward }: CallInProxy) {
	const whole = await forward();
	response.writeHead(whole.status, { ...whole.headers, 'content-length': Buffer.byteLength(whole.text) });
	const bytes = Buffer.from(whole.text);
	const pieces = 8;
	for (let piece = 0; piece < pieces; piece++) {
		await pause(450);
		response.write(bytes.subarray(Math.floor((bytes.length * piece) / pieces), Math.floor((bytes.length * (piece + 1)) / pieces)));
	}
	response.end();
}
