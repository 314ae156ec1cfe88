import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeBinary } from './paths';

/** The process groups that this program has started. None of them may outlive it. */
const runningGroups = new Set<number>();

const temporaryFolders = new Set<string>();

/** Kills all processes that this program has started, and deletes its temporary folders. It runs at exit, so it cannot wait. */
function killEverything(): void {
	for (const group of runningGroups) signalGroup(group, 'SIGKILL');
	runningGroups.clear();
	for (const folder of temporaryFolders) {
		try {
			rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
		} catch {
			// A temporary folder that is left behind does no harm.
		}
	}
}

/** Creates a folder that is deleted at exit, after everything that this program has started has ended. */
export function createTemporaryFolder(prefix: string): string {
	hookExit();
	const folder = mkdtempSync(path.join(tmpdir(), prefix));
	temporaryFolders.add(folder);
	return folder;
}

let exitHooked = false;

function hookExit(): void {
	if (exitHooked) return;
	exitHooked = true;
	process.on('exit', killEverything);
	for (const [signal, exitCode] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.on(signal, () => {
			killEverything();
			process.exit(exitCode);
		});
	}
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-group, signal);
	} catch {
		// The group has already ended.
	}
}

/** Makes the environment of a process, with the checkout's Node.js first on the PATH. */
export function buildChildEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
	return { ...process.env, PATH: [path.dirname(nodeBinary), process.env.PATH].join(path.delimiter), ...extra };
}

interface StartOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

export interface RunningProcess {
	readonly pid: number;
	/** The exit code, or null when a signal ended the process. */
	readonly ended: Promise<number | null>;
	hasEnded(): boolean;
	/** Returns standard output and standard error in one text. */
	output(): string;
	standardOutput(): string;
	signal(signal: NodeJS.Signals): void;
}

/** Starts a program in its own process group, which ends with this program at the latest. */
export function startProcess(command: string, args: readonly string[], options: StartOptions = {}): RunningProcess {
	hookExit();
	const child: ChildProcess = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? buildChildEnvironment(),
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const { pid } = child;
	let everything = '';
	let standardOutput = '';
	let ended = false;
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		everything += text;
		standardOutput += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		everything += text;
	});
	if (pid !== undefined) runningGroups.add(pid);
	const end = new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			ended = true;
			if (pid !== undefined) runningGroups.delete(pid);
			resolve(code);
		});
	});
	return {
		pid: pid ?? -1,
		ended: end,
		hasEnded: () => ended,
		output: () => everything,
		standardOutput: () => standardOutput,
		signal: (signal) => {
			if (pid !== undefined && !ended) signalGroup(pid, signal);
		},
	};
}

/**
 * Runs a program to its end.
 *
 * @throws Error with the end of its output, for any exit code but 0
 */
export async function runProcess(command: string, args: readonly string[], options: StartOptions = {}): Promise<RunningProcess> {
	const program = startProcess(command, args, options);
	const code = await program.ended;
	if (code !== 0) {
		throw new Error(`${[command, ...args].join(' ')} ended with code ${String(code)}:\n${program.output().slice(-4000)}`);
	}
	return program;
}
