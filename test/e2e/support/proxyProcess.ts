import { createServer, request as forward } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/**
 * Runs a web proxy in its own process: `tsx proxyProcess.ts <port>`. It accepts plain http both as a request for the whole address and in a
 * tunnel. Whatever the host's name is, the request goes to that loopback port. The process prints its own port, then one line for each
 * request.
 */

const targetPort = Number(process.argv[2]);
const server = createServer((incoming, answer) => {
	process.stdout.write(`${incoming.method ?? ''} ${incoming.url ?? ''}\n`);
	const { host, pathname, search } = new URL(incoming.url ?? '');
	const outgoing = forward(
		{ host: '127.0.0.1', port: targetPort, method: incoming.method, path: pathname + search, headers: { ...incoming.headers, host } },
		(reply) => {
			answer.writeHead(reply.statusCode ?? 502, reply.headers);
			reply.pipe(answer);
		},
	);
	outgoing.on('error', () => answer.writeHead(502).end());
	incoming.pipe(outgoing);
});
server.on('connect', (incoming, socket) => {
	process.stdout.write(`CONNECT ${incoming.url ?? ''}\n`);
	const outgoing = connect(targetPort, '127.0.0.1', () => {
		socket.write('HTTP/1.1 200 OK\r\n\r\n');
		outgoing.pipe(socket).pipe(outgoing);
	});
	for (const end of [outgoing, socket]) end.on('error', () => outgoing.destroy());
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
