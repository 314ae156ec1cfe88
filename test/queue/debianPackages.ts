import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { printLine } from '../../demo/printOnScreen';
import { runProcess } from '../../n8n/childProcesses';

/** The programs of Debian's packages redis-server and postgresql. */
export interface ServicePrograms {
	readonly redisServer: string;
	readonly postgres: string;
	readonly initdb: string;
	readonly createdb: string;
}

const packages = ['redis-server', 'postgresql'];
const postgresVersions = '/usr/lib/postgresql';

/**
 * Finds Redis and PostgreSQL, and installs them from Debian's packages if they are missing.
 *
 * @throws Error if they cannot be installed, because a test that needs them must not pass without them
 */
export async function ensureServicePrograms(): Promise<ServicePrograms> {
	const present = findPrograms();
	if (present !== undefined) return present;
	printLine(`Installing ${packages.join(' and ')} with apt-get`);
	const install = () =>
		runProcess('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	try {
		await install().catch(async () => {
			await runProcess('apt-get', ['update']);
			await install();
		});
	} catch (cause) {
		throw new Error(`Redis and PostgreSQL are needed, and apt-get does not install them. As root: apt-get install ${packages.join(' ')}`, {
			cause,
		});
	}
	const installed = findPrograms();
	if (installed === undefined) throw new Error(`Redis or PostgreSQL is not there although apt-get has installed ${packages.join(' and ')}`);
	return installed;
}

function findPrograms(): ServicePrograms | undefined {
	const redisServer = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((file) => existsSync(file));
	const bin = newestPostgres();
	if (redisServer === undefined || bin === undefined) return undefined;
	return { redisServer, postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb'), createdb: path.join(bin, 'createdb') };
}

function newestPostgres() {
	if (!existsSync(postgresVersions)) return undefined;
	const versions = readdirSync(postgresVersions).sort((a, b) => Number(b) - Number(a));
	return versions
		.map((version) => path.join(postgresVersions, version, 'bin'))
		.find((bin) => existsSync(path.join(bin, 'initdb')) && existsSync(path.join(bin, 'postgres')));
}
