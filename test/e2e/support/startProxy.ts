import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkoutFolder, nodeBinary } from '../../../n8n/paths';
import { startProcess } from '../../../n8n/childProcesses';

export interface Proxy {
	readonly url: string;
	/** Returns the first lines of the requests, such as `GET http://okapi.example.org/rs/patronrequests`. */
	requests(): string[];
	stop(): Promise<void>;
}

/** Starts a web proxy that sends every request to one loopback port, whatever its host's name. */
export async function startProxy(targetPort: string): Promise<Proxy> {
	const tsx = path.join(checkoutFolder, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const program = startProcess(nodeBinary, [tsx, path.join(__dirname, 'proxyProcess.ts'), targetPort]);
	const deadline = Date.now() + 30_000;
	while (!program.standardOutput().includes('\n')) {
		if (program.hasEnded() || Date.now() > deadline) throw new Error(`The proxy did not start:\n${program.output()}`);
		await sleep(50);
	}
	const lines = () => program.standardOutput().trim().split('\n');
	return {
		url: `http://127.0.0.1:${lines()[0] ?? ''}`,
		requests: () => lines().slice(1),
		stop: async () => {
			program.signal('SIGTERM');
			await program.ended;
		},
	};
}
