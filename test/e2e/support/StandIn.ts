import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInRequest {
	readonly method: string;
	readonly url: URL;
	readonly headers: IncomingHttpHeaders;
	/** Parsed JSON. */
	readonly body: unknown;
}

export interface StandInAnswer {
	readonly status: number;
	/** Sent as JSON. */
	readonly body?: unknown;
}

/** Plays the part of another service's interface that templates call, on the loopback interface. */
export abstract class StandIn {
	/** Whether every call is answered with 503. */
	isDown = false;
	private readonly server: Server = createServer((request, response) => {
		void (async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const text = Buffer.concat(chunks).toString('utf8');
			const asked = {
				method: request.method ?? '',
				url: new URL(request.url ?? '/', 'http://127.0.0.1'),
				headers: request.headers,
				body: text === '' ? undefined : (JSON.parse(text) as unknown),
			};
			const answer = this.isDown ? { status: 503, body: { error: 'Down for maintenance' } } : this.answer(asked);
			if (answer === undefined) return response.destroy();
			return response
				.writeHead(answer.status, { 'content-type': 'application/json' })
				.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
		})();
	});

	/** Answers a call; undefined cuts the connection, so that the caller cannot know what became of the call. */
	protected abstract answer(asked: StandInRequest): StandInAnswer | undefined;

	/**
	 * Starts the stand-in.
	 *
	 * @returns its address
	 */
	async start() {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop() {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}
