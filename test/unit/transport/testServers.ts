import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { connect, createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface CountingServer {
	readonly url: string;
	readonly port: number;
	/** Requests read to their end, in order. */
	readonly requests: ReceivedRequest[];
	/** TCP connections accepted. */
	connections: number;
	close(): Promise<void>;
}

export interface ReceivedRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
	readonly httpVersion: string;
}

export type Handler = (seen: ReceivedRequest, response: ServerResponse, request: IncomingMessage) => void;

const running: Array<() => Promise<void>> = [];

export async function closeServers() {
	await Promise.all(running.splice(0).map((close) => close()));
}

export async function startCountingServer(handler: Handler): Promise<CountingServer> {
	const server = createServer();
	return await serve(server, 'http', handler);
}

const pem = readFileSync(join(__dirname, '../../fixtures/loopback-tls.pem'));
export const certificate = pem.toString().slice(pem.indexOf('-----BEGIN CERTIFICATE-----'));

/** Starts a server with an untrusted certificate. On request it speaks HTTP/2. */
export async function startTlsServer(handler: Handler): Promise<CountingServer> {
	const server = createSecureServer({ key: pem, cert: pem, allowHTTP1: true });
	return await serve(server as unknown as Server, 'https', handler);
}

async function serve(server: Server, scheme: string, handler: Handler) {
	const requests: ReceivedRequest[] = [];
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('error', () => undefined);
		request.on('end', () => {
			const seen = {
				method: request.method ?? '',
				url: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(parts).toString(),
				httpVersion: request.httpVersion,
			};
			requests.push(seen);
			handler(seen, response, request);
		});
	});
	return await counted(server, scheme, requests);
}

/** @param onConnection gets each connection, and its number from 1 on */
export async function startTcpServer(onConnection: (socket: Socket, index: number) => void): Promise<CountingServer> {
	let index = 0;
	const server = createTcpServer((socket) => {
		socket.on('error', () => undefined);
		onConnection(socket, ++index);
	});
	return await counted(server, 'http', []);
}

export interface CountingProxy extends CountingServer {
	/** Hosts of the tunnels. */
	readonly tunnels: string[];
}

/** Starts a forward proxy for whole addresses and tunnels; `refuse` is a status with which it answers both. */
export async function startProxy(refuse?: number): Promise<CountingProxy> {
	const server = createServer();
	const requests: ReceivedRequest[] = [];
	const tunnels: string[] = [];
	server.on('request', (request, response) => {
		requests.push({
			method: request.method ?? '',
			url: request.url ?? '',
			headers: request.headers,
			body: '',
			httpVersion: request.httpVersion,
		});
		response.writeHead(refuse ?? 200, { 'content-type': 'text/plain' }).end('by proxy');
	});
	server.on('connect', (request, client: Socket) => {
		tunnels.push(request.url ?? '');
		client.on('error', () => undefined);
		if (refuse !== undefined) {
			client.end(`HTTP/1.1 ${refuse} No\r\n\r\n`);
			return;
		}
		const { hostname, port } = new URL(`http://${request.url ?? ''}`);
		const upstream = connect(Number(port), hostname, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
	});
	return Object.assign(await counted(server, 'http', requests), { tunnels });
}

async function counted(server: Server | TcpServer, scheme: string, requests: ReceivedRequest[]) {
	const sockets = new Set<Socket>();
	const result = { url: '', port: 0, requests, connections: 0, close: () => end(server, sockets) };
	server.on('connection', (socket: Socket) => {
		result.connections++;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	result.port = (server.address() as AddressInfo).port;
	result.url = `${scheme}://127.0.0.1:${result.port}`;
	running.push(result.close);
	return result;
}

async function end(server: Server | TcpServer, sockets: ReadonlySet<Socket>) {
	for (const socket of sockets) socket.destroy();
	await new Promise<void>((resolve) => server.close(() => resolve()));
}
