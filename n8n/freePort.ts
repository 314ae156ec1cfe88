import { createServer } from 'node:net';

/**
 * n8n listens only seconds after its port was chosen. These ports are below those that systems give to connections and to servers that take
 * any port, so that nothing else gets it meanwhile.
 */
const [firstPort, portCount] = [11_000, 20_000];

/** Finds a free port on the loopback interface. */
export async function findFreePort(): Promise<number> {
	const port = firstPort + Math.floor(Math.random() * portCount);
	return (await isFree(port)) ? port : await findFreePort();
}

export async function findFreePortNear(wanted: number): Promise<number> {
	return (await isFree(wanted)) ? wanted : await findFreePort();
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
