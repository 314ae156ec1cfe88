import { stat } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder, nodeBinary } from '../../n8n/paths';
import { createTemporaryFolder, runProcess } from '../../n8n/childProcesses';
import { packPackage } from '../../n8n/installPackage';
import type { BenchSetup } from '../BenchSetup';
import { compareWithLimit, formatMegabytes, formatMilliseconds, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { installPackages, type InstalledPackage } from './installPackages';
import type { LoadReport, NodeUse } from './requireAll';

interface Loaded extends InstalledPackage {
	readonly ms: TimeStatistics;
	readonly heapBytes: number;
}

/** Measures what n8n's start costs with this package, beside other community packages. */
export async function benchPackageLoading(bench: BenchSetup): Promise<TargetResult[]> {
	printHeading('Load: requiring all nodes and credentials in a new process');
	printProgress('load: installing the other packages');
	const loaded: Loaded[] = [];
	for (const installed of await installPackages()) {
		printProgress(`load, ${installed.name}`);
		loaded.push(await measure(installed, bench.runs));
	}
	printTable(
		['', 'ms', 'heap'],
		[...loaded]
			.sort((a, b) => a.ms.median - b.ms.median)
			.map(({ name, ms, heapBytes }) => [name, formatMilliseconds(ms), formatMegabytes(heapBytes)]),
	);
	const later = new Map<NodeUse, TimeStatistics>();
	for (const use of ['Search', 'Create Request'] as const)
		later.set(use, statisticsOf((await times(bench.runs, checkoutFolder, use)).map(({ laterMs }) => laterMs)));
	for (const [node, ms] of later) printLine(`On the first use of ReShare ${node}: ${formatMilliseconds(ms)} ms more.`);
	return targetsOf(loaded, later, await packedBytes());
}

async function measure(installed: InstalledPackage, runs: number) {
	const reports = await times(runs, installed.folder);
	return {
		...installed,
		ms: statisticsOf(reports.map(({ ms }) => ms)),
		heapBytes: statisticsOf(reports.map(({ heapBytes }) => heapBytes)).median,
	};
}

async function times(runs: number, folder: string, ...use: readonly NodeUse[]): Promise<LoadReport[]> {
	const reports: LoadReport[] = [];
	for (let one = 0; one < runs; one++) {
		const program = await runProcess(nodeBinary, ['--expose-gc', '--no-warnings', path.join(__dirname, 'requireAll.ts'), folder, ...use]);
		reports.push(JSON.parse(program.standardOutput()) as LoadReport);
	}
	return reports;
}

/** Returns the size of this package as npm would publish it. */
async function packedBytes() {
	return (await stat(await packPackage(createTemporaryFolder('reshare-pack-')))).size;
}

function targetsOf(loaded: readonly Loaded[], later: ReadonlyMap<NodeUse, TimeStatistics>, packed: number) {
	const [own, ...others] = loaded;
	if (own === undefined) return [];
	const place = loaded.filter(({ ms }) => ms.median < own.ms.median).length + 1;
	const third = Math.floor(loaded.length / 3);
	return [
		{
			what: 'time to require: among the fastest third',
			wanted: `place ${third} of ${loaded.length}`,
			measured: `place ${place}`,
			met: place <= third,
		},
		...[...later].map(([node, ms]) =>
			compareWithLimit(
				`time to require, with what the first ${node} loads / the others' median`,
				(own.ms.median + ms.median) / statisticsOf(others.map((other) => other.ms.median)).median,
				1,
			),
		),
		compareWithLimit('packed size', packed / 1024, 1024, ' kB'),
		// At the start n8n loads the nodes, credentials and their helpers, but nothing of the bundled client.
		compareWithLimit('heap after requiring', own.heapBytes / 1024, 1024, ' kB'),
	];
}
