import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The memory of n8n's process, after a forced garbage collection. */
export interface MemorySample {
	/** When the sample was taken, in milliseconds since 1970. */
	readonly at: number;
	readonly heapBytes: number;
	readonly rssBytes: number;
	/** Open connections to the consortium. */
	readonly connections: number;
}

const everyMs = 10_000;

/** Makes a file for N8nOptions.preload, with which n8n reports its memory every ten seconds. */
export function writeMemoryWatch(folder: string, consortiumPort: number): { readonly preload: string; samples(): MemorySample[] } {
	const diary = path.join(folder, 'samples');
	const preload = path.join(folder, 'watch.cjs');
	writeFileSync(diary, '');
	writeFileSync(
		preload,
		`const { appendFileSync } = require('node:fs');
require('node:v8').setFlagsFromString('--expose-gc');
const collect = require('node:vm').runInNewContext('gc');
const isConsortium = (handle) => handle.remotePort === ${consortiumPort};
// Child processes of n8n load this file, too.
if (process.argv[2] === 'start') setInterval(() => {
	collect();
	const { heapUsed, rss } = process.memoryUsage();
	const sample = { at: Date.now(), heapBytes: heapUsed, rssBytes: rss, connections: process._getActiveHandles().filter(isConsortium).length };
	appendFileSync(${JSON.stringify(diary)}, JSON.stringify(sample) + '\\n');
}, ${everyMs}).unref();
`,
	);
	const samples = () =>
		readFileSync(diary, 'utf8')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as MemorySample);
	return { preload, samples };
}

/** Returns the growth from the first to the last sample, along the straight line that fits best. */
export function linearGrowthOf(samples: readonly MemorySample[], value: (sample: MemorySample) => number) {
	const start = samples[0]?.at ?? 0;
	const points = samples.map((sample) => [sample.at - start, value(sample)] as const);
	const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
	const [x, y] = [mean(0), mean(1)];
	const slope =
		points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
	return slope * (points.at(-1)?.[0] ?? 0);
}
