import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildN8nEnvironment } from './buildN8nEnvironment';
import { N8nRest } from './N8nRest';
import { linkPackage } from './installPackage';
import { n8nRuntimeFolder, nodeBinary } from './paths';
import { findFreePort } from './freePort';
import { copyPreparedHome } from './preparedHome';
import { startProcess, type RunningProcess } from './childProcesses';

/** How long n8n may take to be ready. It takes long on a busy machine. */
const readyWithinMs = 300_000;
const stopWithinMs = 20_000;

export interface StartN8nOptions {
	/** n8n's home, which is created if it does not exist. A second start in the same folder continues with its database. */
	readonly userFolder: string;
	/** The port; by default any free one. */
	readonly port?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** False if the package is not linked in; by default this built checkout is. */
	readonly linkPackage?: false;
	/** A file that Node loads before n8n. */
	readonly preload?: string;
	/** Called with the id of n8n's process, for tests that end n8n while it starts. */
	readonly onProcess?: (pid: number) => void;
}

export interface RunningN8n {
	readonly url: string;
	readonly rest: N8nRest;
	log(): string;
	/** Stops n8n as an operator would. */
	stop(): Promise<void>;
	/** Kills n8n as a power cut would. */
	kill9(): Promise<void>;
}

/**
 * Waits until n8n is ready to serve.
 *
 * @throws Error with n8n's log if it ends early or is not ready in time
 */
export async function startN8n(options: StartN8nOptions): Promise<RunningN8n> {
	await copyPreparedHome(options.userFolder);
	if (options.linkPackage !== false) await linkPackage(options.userFolder);
	const port = options.port ?? (await findFreePort());
	const brokerPort = await findFreePort();
	const url = `http://127.0.0.1:${port}`;
	const program = startProcess(
		nodeBinary,
		[...(options.preload === undefined ? [] : ['--require', options.preload]), n8nScriptPath(), 'start'],
		{
			env: buildN8nEnvironment(options.userFolder, {
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				N8N_EDITOR_BASE_URL: url,
				N8N_WEBHOOK_URL: url,
				...options.env,
			}),
		},
	);
	options.onProcess?.(program.pid);
	await waitUntilReady(url, program);
	return {
		url,
		rest: new N8nRest(url),
		log: program.output,
		stop: () => end(program, 'SIGTERM'),
		kill9: () => end(program, 'SIGKILL'),
	};
}

export function n8nScriptPath(): string {
	return path.join(n8nRuntimeFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
}

async function waitUntilReady(url: string, program: RunningProcess): Promise<void> {
	const deadline = Date.now() + readyWithinMs;
	while (Date.now() < deadline) {
		if (program.hasEnded()) throw new Error(`n8n ended while it started:\n${program.output().slice(-4000)}`);
		if (await answersOk(`${url}/healthz/readiness`)) return;
		await sleep(200);
	}
	program.signal('SIGKILL');
	throw new Error(`n8n was not ready after ${readyWithinMs / 1000} s:\n${program.output().slice(-4000)}`);
}

export async function answersOk(url: string): Promise<boolean> {
	try {
		const answer = await fetch(url);
		await answer.body?.cancel();
		return answer.ok;
	} catch {
		return false;
	}
}

async function end(program: RunningProcess, signal: NodeJS.Signals): Promise<void> {
	program.signal(signal);
	const ended = await Promise.race([program.ended.then(() => true), sleep(stopWithinMs, false, { ref: false })]);
	if (!ended) {
		program.signal('SIGKILL');
		await program.ended;
	}
}
