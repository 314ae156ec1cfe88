import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ReShareOptions } from '../../reshare';

type Client = typeof import('../../reshare');

/* Requires all nodes and credentials of one package, as n8n does when it starts, and prints what it took. */

export interface LoadReport {
	readonly ms: number;
	/** The growth of the heap in bytes, after garbage was collected. */
	readonly heapBytes: number;
	/** The milliseconds for what a node of ours loads when it is first used; 0 if no use was given. */
	readonly laterMs: number;
}

const account = { url: 'https://okapi.example.edu', tenant: 'east', username: 'desk', password: 'secret' };

/** How each of our nodes opens the client. */
const uses = {
	Search: { inventory: account },
	'Create Request': { library: { ...account, openUrlBaseUrl: 'https://openurl.example.edu', openUrlTenant: 'RESHARE:US-EAST' } },
} satisfies Readonly<Record<string, ReShareOptions>>;
export type NodeUse = keyof typeof uses;

type Manifest = Partial<Record<'n8n', Partial<Record<'nodes' | 'credentials', string[]>>>>;

const [, , folder = '.', use] = process.argv;
const load = createRequire(path.join(folder, 'package.json'));
const { n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
const files = [...(n8n?.nodes ?? []), ...(n8n?.credentials ?? [])];

// n8n has loaded this module long before it loads community packages, so that it does not count.
load('n8n-workflow');
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const started = performance.now();
for (const file of files) {
	const exported = load(path.join(folder, file)) as Record<string, new () => unknown>;
	const name = path.basename(file).split('.')[0] ?? '';
	const type = exported[name] ?? Object.values(exported)[0];
	if (type !== undefined) new type();
}
const ms = performance.now() - started;
globalThis.gc?.();
const heapBytes = process.memoryUsage().heapUsed - before;
// A running n8n has loaded these modules for its own server, so that they do not count.
for (const name of ['node:https', 'node:zlib', 'node:crypto', 'node:timers/promises', 'node:assert']) load(name);
void firstUse().then((laterMs) => process.stdout.write(JSON.stringify({ ms, heapBytes, laterMs } satisfies LoadReport)));

async function firstUse() {
	if (use === undefined) return 0;
	const laterStarted = performance.now();
	const { ReShare } = load(path.join(folder, 'dist', 'reshare', 'index.js')) as Client;
	const options: ReShareOptions = uses[use as NodeUse];
	const reshare = await ReShare.open(options);
	void (options.library === undefined ? reshare.inventory : reshare.requests);
	return performance.now() - laterStarted;
}
