import { chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../n8n/freePort';
import { runProcess, startProcess, createTemporaryFolder, type RunningProcess } from '../../n8n/childProcesses';
import { waitUntil } from './requestBatches';
import { ensureServicePrograms, type ServicePrograms } from './debianPackages';

/** Redis and PostgreSQL for this run alone, with their own processes, data and loopback ports. They end with this program. */
export interface Services {
	readonly redisPort: number;
	readonly postgresPort: number;
	stop(): Promise<void>;
}

export const databaseAccount = { name: 'n8n', user: 'n8n' } as const;

const readyWithinMs = 30_000;

export async function startServices(): Promise<Services> {
	const programs = await ensureServicePrograms();
	const redisPort = await findFreePort();
	const redis = startProcess(programs.redisServer, [
		...['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', createTemporaryFolder('queue-redis-')],
		...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
	]);
	await listening('Redis', redisPort, redis);
	const postgres = await startPostgres(programs);
	return {
		redisPort,
		postgresPort: postgres.port,
		stop: async () => {
			// This signal makes PostgreSQL end quickly, without waiting for its clients.
			postgres.program.signal('SIGINT');
			redis.signal('SIGTERM');
			await Promise.all([postgres.program.ended, redis.ended]);
		},
	};
}

async function startPostgres({ postgres, initdb, createdb }: ServicePrograms) {
	const folder = createTemporaryFolder('queue-postgres-');
	const data = path.join(folder, 'data');
	await mkdir(data);
	const as = await asUnprivileged([folder, data]);
	await as.run(initdb, [
		'--pgdata',
		data,
		'--username',
		databaseAccount.user,
		'--auth',
		'trust',
		'--encoding',
		'UTF8',
		'--no-locale',
		'--no-sync',
	]);
	const port = await findFreePort();
	const program = as.start(postgres, [
		'-D',
		data,
		'-p',
		String(port),
		'-c',
		'listen_addresses=127.0.0.1',
		'-c',
		`unix_socket_directories=${folder}`,
		'-c',
		'fsync=off',
	]);
	await listening('PostgreSQL', port, program);
	// PostgreSQL listens some time before it accepts connections, so the database is created by repeated tries.
	await waitUntil(
		'PostgreSQL takes a database in',
		() =>
			as.run(createdb, ['--host', '127.0.0.1', '--port', String(port), '--username', databaseAccount.user, databaseAccount.name]).then(
				() => true,
				() => false,
			),
		readyWithinMs,
	);
	return { port, program };
}

/** Finds a user for PostgreSQL, which refuses to run as root. Its Debian package has one, who then gets the folders. */
async function asUnprivileged(folders: readonly string[]): Promise<{
	run(command: string, args: readonly string[]): Promise<RunningProcess>;
	start(command: string, args: readonly string[]): RunningProcess;
}> {
	if (process.getuid?.() !== 0) return { run: runProcess, start: startProcess };
	const number = async (what: string) => Number((await runProcess('id', [what, 'postgres'])).standardOutput());
	const [user, group] = [await number('-u'), await number('-g')];
	for (const folder of folders) await chown(folder, user, group);
	// setpriv is replaced by the program that it starts, so that the process id stays the same.
	const prefix = [`--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--'];
	const cwd = folders[0] ?? '/';
	return {
		run: (command, args) => runProcess('setpriv', [...prefix, command, ...args], { cwd }),
		start: (command, args) => startProcess('setpriv', [...prefix, command, ...args], { cwd }),
	};
}

async function listening(name: string, port: number, program: RunningProcess) {
	const deadline = Date.now() + readyWithinMs;
	while (Date.now() < deadline) {
		if (program.hasEnded()) break;
		if (await accepts(port)) return;
		await sleep(100);
	}
	throw new Error(`${name} did not start:\n${program.output().slice(-3000)}`);
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.end());
	});
}
