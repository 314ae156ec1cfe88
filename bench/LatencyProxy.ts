import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request as send, type Dispatcher } from 'undici';

/** What has passed the proxy since the last reset. */
export type RequestAndConnectionCounts = ReturnType<typeof noTraffic>;

const noTraffic = () => ({ requests: 0, connections: 0 });

/** A request as it passed the proxy, so that the ideal client can send it again. */
export interface ProxiedRequest {
	readonly method: Dispatcher.HttpMethod;
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

/**
 * Delays every request to the practice consortium, as a network would. A new connection costs nothing extra, which favors clients
 * that open many.
 */
export class LatencyProxy {
	latencyMs = 0;
	/** While this is an array, each request that passes is added to it. */
	recorded: ProxiedRequest[] | undefined;
	traffic = noTraffic();
	readonly #server: Server;
	readonly #dispatcher = new Agent();

	/** @param target the address of the practice consortium */
	constructor(private readonly target: string) {
		this.#server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
			void this.#forward(request, response).catch(() => response.destroy());
		});
		this.#server.on('connection', () => this.traffic.connections++);
	}

	/** Returns the address that clients use. */
	async start(): Promise<string> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, 'close');
		await this.#dispatcher.close();
	}

	/** Sets the counts to zero. It also cuts open connections, so that each measured approach opens its own. */
	reset(): void {
		this.#server.closeAllConnections();
		this.traffic = noTraffic();
	}

	async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? '/';
		this.traffic.requests++;

		const passed: ProxiedRequest = {
			method: request.method as Dispatcher.HttpMethod,
			path,
			headers: request.headers,
			body: Buffer.concat(await request.toArray()),
		};
		this.recorded?.push(passed);
		if (this.latencyMs > 0) await pause(this.latencyMs);
		const answer = await forwardRequest(passed, this.target, this.#dispatcher);
		const { connection: _connection, ...headers } = answer.headers;
		response.writeHead(answer.statusCode, headers);
		await pipeline(answer.body, response);
	}
}

/** Sends a request to a server, without the headers that belong to the connection by which it came. */
export async function forwardRequest(
	{ path, headers, ...passed }: ProxiedRequest,
	target: string,
	dispatcher: Agent,
): Promise<Dispatcher.ResponseData> {
	const { connection: _connection, host: _host, 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = headers;
	return await send(`${target}${path}`, { ...passed, headers: kept, dispatcher });
}
