import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { SandboxClock } from './SandboxClock';
import type { FaultBook, FaultRule } from './faults';
import { playFaultBeforeHandling, playFaultOnAnswer } from './playFaults';
import type { CallLog } from './callLog';
import type { SandboxAnswer } from './sharedTypes';

/** An HTTP request before its tenant is checked. */
export interface IncomingCall {
	readonly method: string;
	readonly url: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: string;
	readonly beforeCommit: () => Promise<void>;
	readonly hasHungUp: () => boolean;
}

export interface ServerParts {
	readonly clock: SandboxClock;
	readonly log: CallLog;
	readonly faults: FaultBook;
	expireTokens(tenant: string | undefined): void;
	dispatch(request: IncomingCall): Promise<SandboxAnswer>;
}

interface RunningServer {
	readonly port: number;
	/** Cuts all connections and stops listening. */
	close(): Promise<void>;
}

/**
 * Starts a server that speaks HTTP/1.1 with keep-alive and Content-Length. The dates of its answers come from the consortium's own clock.
 */
export async function startServer(parts: ServerParts, port: number, host: string): Promise<RunningServer> {
	const sockets = new Map<Socket, number>();
	let connections = 0;
	const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
		void serve(parts, request, response, sockets.get(request.socket) ?? 0).catch((error: unknown) => {
			console.error('practice consortium:', error);
			if (!response.headersSent) send(parts.clock, response, { status: 500, body: 'Internal Server Error' }, false);
			else response.destroy();
		});
	});
	server.on('connection', (socket) => {
		sockets.set(socket, ++connections);
		socket.on('close', () => sockets.delete(socket));
	});
	server.listen(port, host);
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets.keys()) socket.destroy();
			await closed;
		},
	};
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse, connection: number): Promise<void> {
	const { clock, log, faults } = parts;
	const method = request.method ?? 'GET';
	const url = request.url ?? '/';
	const [path = '/', query = ''] = splitUrl(url);
	const headers = flatHeaders(request);
	const tenant = headers['x-okapi-tenant'];
	const isControl = path.startsWith('/_control');
	const startedAt = performance.now();
	const entry = isControl ? undefined : log.add({ at: clock.now(), method, path, query, tenant, connection });
	const rules = isControl ? [] : faults.hit(method, path, query, tenant);
	if (entry !== undefined && rules.length > 0) entry.fault = rules.map(({ kind }) => kind).join(', ');
	response.on('close', () => {
		if (entry === undefined) return;
		entry.durationMs = Math.round(performance.now() - startedAt);
		if (response.headersSent) entry.status = response.statusCode;
	});

	const body = await readBody(request);
	for (const rule of rules) {
		if (rule.kind === 'expireTokens') parts.expireTokens(tenant);
		if (rule.kind === 'delay') await clock.sleep(rule.ms ?? 1000);
	}
	const early = playFaultBeforeHandling(rules);
	if (early === 'reset') return void request.socket.resetAndDestroy();
	if (early === 'silence') return;
	if (early !== undefined) return send(clock, response, early, method === 'HEAD');

	const slowCommit = rules.find(({ kind }) => kind === 'slowCommit');
	const beforeCommit = slowCommit === undefined ? async () => {} : () => commitSlowly(clock, request, response, slowCommit);
	const answer = await parts.dispatch({
		method,
		url,
		path,
		query: new URLSearchParams(query),
		headers,
		body,
		beforeCommit,
		hasHungUp: () => request.socket.destroyed,
	});
	if (response.headersSent || request.socket.destroyed) return;
	const onAnswer = rules.find(({ kind }) =>
		['resetAfter', 'timeoutAfter', 'statusAfter', 'slowBody', 'truncated', 'cutBody'].includes(kind),
	);
	if (onAnswer === undefined) return send(clock, response, answer, method === 'HEAD');
	await playFaultOnAnswer(clock, onAnswer, request, response, (shown) => send(clock, response, shown, false), answer);
}

/**
 * Waits `ms` milliseconds before the module may store what it does. Meanwhile the caller waits, is cut off, or gets the error of a proxy.
 */
async function commitSlowly(clock: SandboxClock, request: IncomingMessage, response: ServerResponse, rule: FaultRule): Promise<void> {
	if (rule.answer === 'reset') request.socket.resetAndDestroy();
	const proxyError =
		rule.answer === 'gatewayTimeout' ? '504 Gateway Time-out' : rule.answer === 'badGateway' ? '502 Bad Gateway' : undefined;
	if (proxyError !== undefined) {
		const body = `<html><body><h1>${proxyError}</h1></body></html>`;
		send(clock, response, { status: Number.parseInt(proxyError), body, contentType: 'text/html' }, false);
	}
	await new Promise<void>((resolve) => clock.afterExactly(rule.ms ?? 1000, resolve));
}

function splitUrl(url: string): [string, string] {
	const mark = url.indexOf('?');
	return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function flatHeaders(request: IncomingMessage): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
	);
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

export function encodeAnswer(answer: SandboxAnswer): { bytes: Buffer; contentType: string | undefined } {
	const { body, contentType } = answer;
	if (body === undefined) return { bytes: Buffer.alloc(0), contentType };
	if (Buffer.isBuffer(body)) return { bytes: body, contentType };
	if (typeof body === 'string') return { bytes: Buffer.from(body), contentType: contentType ?? 'text/plain' };
	return { bytes: Buffer.from(JSON.stringify(body)), contentType: contentType ?? 'application/json;charset=UTF-8' };
}

function send(clock: SandboxClock, response: ServerResponse, answer: SandboxAnswer, withoutBody: boolean): void {
	const { bytes: plain, contentType } = encodeAnswer(answer);
	const isPacked = answer.isPacked === true && /\bgzip\b/.test(String(response.req.headers['accept-encoding']));
	const bytes = isPacked ? gzipSync(plain) : plain;
	response.statusCode = answer.status;
	response.sendDate = false;
	response.setHeader('Date', new Date(clock.now()).toUTCString());
	for (const [name, value] of Object.entries(answer.headers ?? {}))
		response.setHeader(name, typeof value === 'string' ? value : [...value]);
	if (contentType !== undefined) response.setHeader('Content-Type', contentType);
	if (isPacked)
		response.setHeaders(
			new Map([
				['Content-Encoding', 'gzip'],
				['Transfer-Encoding', 'chunked'],
			]),
		);
	else if (answer.status !== 204) response.setHeader('Content-Length', bytes.length);
	response.end(withoutBody || answer.status === 204 ? undefined : bytes);
}
