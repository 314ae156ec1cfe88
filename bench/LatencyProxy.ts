import { once } from 'node:events';
import {
	Agent,
	createServer,
	request as sendRequest,
	type ClientRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What has passed the proxy since the last reset. */
export interface TrafficCounts {
	readonly requests: number;
	readonly connections: number;
	readonly mostAtOnce: number;
	/** The bytes of the answers' bodies; heads and requests are not counted. */
	readonly bytesToClient: number;
	/** The number of requests by path, the most frequent first. A path has no query, and `:id` in place of each id. */
	readonly paths: ReadonlyMap<string, number>;
	/** The milliseconds from the arrival of the first request to the end of the last answer. */
	readonly spanMs: number;
	/** For how many milliseconds no request has been under way; 0 while one is, or if none has passed yet. */
	readonly quietMs: number;
}

/** A request as it passed the proxy, so that the ideal client can send it again. */
export interface PassedRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/**
 * Delays every request to the practice consortium, as a network would. A new connection costs nothing extra, which favors clients
 * that open many.
 */
export class LatencyProxy {
	latencyMs = 0;
	/** While this is an array, each request that passes is added to it. */
	recorded: PassedRequest[] | undefined;
	readonly #server: Server;
	readonly #agent = new Agent({ keepAlive: true });
	readonly #paths = new Map<string, number>();
	#requests = 0;
	#connections = 0;
	#open = 0;
	#mostAtOnce = 0;
	#bytes = 0;
	#firstAt = 0;
	#lastAt = 0;

	constructor(private readonly target: URL) {
		this.#server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
			void this.#forward(request, response).catch(() => response.destroy());
		});
		this.#server.on('connection', () => this.#connections++);
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
		this.#agent.destroy();
	}

	/** Sets the counts to zero. It also cuts open connections, so that each measured side opens its own. */
	reset(): void {
		this.#server.closeAllConnections();
		this.#paths.clear();
		this.#requests = 0;
		this.#connections = 0;
		this.#mostAtOnce = 0;
		this.#bytes = 0;
		this.#firstAt = 0;
		this.#lastAt = 0;
	}

	get traffic(): TrafficCounts {
		return {
			requests: this.#requests,
			connections: this.#connections,
			mostAtOnce: this.#mostAtOnce,
			bytesToClient: this.#bytes,
			paths: new Map([...this.#paths].sort(([, a], [, b]) => b - a)),
			spanMs: this.#lastAt - this.#firstAt,
			quietMs: this.#open > 0 || this.#lastAt === 0 ? 0 : performance.now() - this.#lastAt,
		};
	}

	async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = 'GET', url = '/' } = request;
		const path = `${method} ${(url.split('?')[0] ?? url).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`;
		this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
		this.#requests++;
		if (this.#firstAt === 0) this.#firstAt = performance.now();
		this.#open++;
		this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#open);
		response.on('close', () => {
			this.#open--;
			this.#lastAt = performance.now();
		});

		const { connection: _connection, host: _host, ...headers } = request.headers;
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		this.recorded?.push({ method, path: url, headers: flat(headers), body: body.toString('utf8') });
		if (this.latencyMs > 0) await pause(this.latencyMs);

		const answer = await this.#ask(method, url, { ...headers, host: this.target.host }, body);
		const { connection: _own, ...answerHeaders } = answer.headers;
		response.writeHead(answer.statusCode ?? 502, answerHeaders);
		for await (const chunk of answer) {
			this.#bytes += (chunk as Buffer).length;
			response.write(chunk);
		}
		response.end();
	}

	async #ask(method: string, path: string, headers: IncomingMessage['headers'], body: Buffer): Promise<IncomingMessage> {
		const asked = sendRequest({ agent: this.#agent, hostname: this.target.hostname, port: this.target.port, method, path, headers });
		asked.end(body);
		try {
			const [answer] = (await once(asked, 'response')) as [IncomingMessage];
			return answer;
		} catch (error) {
			if (wasClosedMeanwhile(asked, error)) return await this.#ask(method, path, headers, body);
			throw error;
		}
	}
}

/** Whether the practice consortium closed an idle connection just when it was used again. The request can then be sent again. */
function wasClosedMeanwhile(asked: ClientRequest, error: unknown): boolean {
	return asked.reusedSocket && error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
	);
}
