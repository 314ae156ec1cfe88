import path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildN8nEnvironment } from '../../n8n/buildN8nEnvironment';
import { answersOk, n8nScriptPath, startN8n } from '../../n8n/startN8n';
import { installTarball, packPackage } from '../../n8n/installPackage';
import { nodeBinary } from '../../n8n/paths';
import { findFreePort } from '../../n8n/freePort';
import { startProcess, createTemporaryFolder } from '../../n8n/childProcesses';
import { databaseAccount, type Services } from './redisAndPostgres';

export interface Worker {
	readonly name: string;
	kill9(): Promise<void>;
	stop(): Promise<void>;
	log(): string;
}

/** The limit is long, because a busy machine starts several processes at once. */
const readyWithinMs = 300_000;

/** How many executions one worker runs at a time. n8n advises 5 or more. */
const executionsPerWorker = 5;

/**
 * Runs n8n in several processes: a main process, which receives webhooks and polls, and workers, which run executions. Each has its own
 * home with the packed package installed, as containers have.
 */
export class N8nCluster {
	private tarball: string | undefined;
	private readonly folder = createTemporaryFolder('queue-n8n-');

	constructor(private readonly services: Services) {}

	/** Starts the main process, also a second time, with the data that it stored before. */
	async startMain(port: number) {
		return await startN8n({ userFolder: await this.home('main'), port, linkPackage: false, env: this.environment() });
	}

	async startWorker(name: string): Promise<Worker> {
		const healthPort = await findFreePort();
		const program = startProcess(nodeBinary, [n8nScriptPath(), 'worker', `--concurrency=${executionsPerWorker}`], {
			env: buildN8nEnvironment(await this.home(name), {
				...this.environment(),
				N8N_RUNNERS_BROKER_PORT: String(await findFreePort()),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(healthPort),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			}),
		});
		const deadline = Date.now() + readyWithinMs;
		while (!(await answersOk(`http://127.0.0.1:${healthPort}/healthz/readiness`))) {
			if (program.hasEnded() || Date.now() > deadline) throw new Error(`Worker ${name} did not start:\n${program.output().slice(-4000)}`);
			await sleep(200);
		}
		const end = async (signal: NodeJS.Signals) => {
			program.signal(signal);
			await program.ended;
		};
		return { name, log: program.output, kill9: () => end('SIGKILL'), stop: () => end('SIGTERM') };
	}

	private environment() {
		return {
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.services.postgresPort),
			DB_POSTGRESDB_DATABASE: databaseAccount.name,
			DB_POSTGRESDB_USER: databaseAccount.user,
			DB_POSTGRESDB_PASSWORD: 'not-asked-for',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.services.redisPort),
			// In minutes; n8n's default is 180. The executions of a killed worker fail only when its lock expires, after a minute. A main
			// process that was restarted before that does not find them when it starts, but only when it next looks for executions
			// without a job, after this interval.
			N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
		};
	}

	private async home(name: string) {
		const home = path.join(this.folder, name);
		const isNew = (await mkdir(home, { recursive: true })) !== undefined;
		if (!isNew) return home;
		this.tarball ??= await packPackage(this.folder);
		await installTarball(home, this.tarball);
		return home;
	}
}
