import { readFileSync } from 'node:fs';
import {
	createServer,
	request as sendRequest,
	Agent,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';

export interface SeenCall {
	readonly method: string;
	/** Path and query, decoded if possible. */
	readonly url: string;
	readonly path: string;
	/** Path and query as sent. */
	readonly rawUrl: string;
	readonly body: string;
	readonly headers: IncomingHttpHeaders;
}

export interface TrueAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
}

export interface CallInProxy {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** Asks the practice consortium. */
	forward(): Promise<TrueAnswer>;
	/** Sends a true answer as it is. */
	pass(answer: TrueAnswer): void;
}

export type PlayFault = (stage: CallInProxy) => Promise<void> | void;

export interface ProxyFault {
	readonly aim: (seen: SeenCall) => boolean;
	readonly times: number;
	readonly play: PlayFault;
}

const pem = readFileSync(join(__dirname, '../../fixtures/loopback-tls.pem'));
const toConsortium = new Agent({ keepAlive: true });

const usedPorts = new Set<number>();

/**
 * A server between n8n and the practice consortium. It disturbs chosen requests as a network, a proxy or a server would, and remembers the
 * tokens that it has seen.
 */
export class FaultProxy {
	fault: ProxyFault | undefined;
	hits = 0;
	readonly seen: SeenCall[] = [];
	readonly tokens = new Set<string>();
	readonly #sockets = new Set<Socket>();
	readonly #server;

	private constructor(
		private readonly target: string,
		private readonly isTls: boolean,
	) {
		const handler = (request: IncomingMessage, response: ServerResponse) => {
			void this.#handle(request, response).catch(() => response.destroy());
		};
		this.#server = isTls ? createTlsServer({ key: pem, cert: pem }, handler) : createServer(handler);
		this.#server.on('connection', (socket: Socket) => {
			this.#sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => this.#sockets.delete(socket));
		});
	}

	/** @param target the address of the practice consortium */
	static async open(target: string, isTls = false) {
		const front = new FaultProxy(target, isTls);
		await front.#listen();
		return front;
	}

	/** Listens on a new port each time, because the client remembers a refused login by the address. */
	async #listen() {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		const { port } = this.#server.address() as AddressInfo;
		if (!usedPorts.has(port)) {
			usedPorts.add(port);
			return;
		}
		await new Promise<void>((resolve) => this.#server.close(() => resolve()));
		await this.#listen();
	}

	get url() {
		return `${this.isTls ? 'https' : 'http'}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close() {
		for (const socket of this.#sockets) socket.destroy();
		await new Promise<void>((resolve) => this.#server.close(() => resolve()));
	}

	async #handle(request: IncomingMessage, response: ServerResponse) {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = Buffer.concat(parts).toString();
		const url = decode(request.url ?? '/');
		const seen: SeenCall = {
			method: request.method ?? 'GET',
			url,
			rawUrl: request.url ?? '/',
			path: url.split('?')[0] ?? '',
			body,
			headers: request.headers,
		};
		this.seen.push(seen);
		this.#remember(request.headers['x-okapi-token']);
		const stage: CallInProxy = {
			request,
			response,
			forward: () => this.#forward(request, body),
			pass: ({ status, headers, text }) => {
				response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
			},
		};
		const { fault } = this;
		if (fault !== undefined && this.hits < fault.times && fault.aim(seen)) {
			this.hits++;
			await fault.play(stage);
			return;
		}
		stage.pass(await stage.forward());
	}

	async #forward(request: IncomingMessage, body: string) {
		const answer = await new Promise<TrueAnswer>((resolve, reject) => {
			const headers = { ...request.headers };
			delete headers['accept-encoding'];
			const { hostname, port } = new URL(this.target);
			const outgoing = sendRequest(
				{ hostname, port, method: request.method, path: request.url, headers, agent: toConsortium },
				(incoming) => {
					const parts: Buffer[] = [];
					incoming.on('data', (part: Buffer) => parts.push(part));
					incoming.on('error', reject);
					incoming.on('end', () => {
						const { 'transfer-encoding': _chunked, connection: _connection, 'keep-alive': _keepAlive, ...kept } = incoming.headers;
						resolve({ status: incoming.statusCode ?? 500, headers: kept, text: Buffer.concat(parts).toString() });
					});
				},
			);
			outgoing.on('error', reject);
			outgoing.end(body);
		});
		for (const cookie of answer.headers['set-cookie'] ?? []) this.#remember(/Token="?([^";,\s]+)/.exec(cookie)?.[1]);
		this.#remember(answer.headers['x-okapi-token']);
		return answer;
	}

	#remember(token: string | string[] | undefined) {
		if (typeof token === 'string' && token.length > 20) this.tokens.add(token);
	}
}

function decode(url: string) {
	try {
		return decodeURIComponent(url.replace(/\+/g, ' '));
	} catch {
		return url;
	}
}
