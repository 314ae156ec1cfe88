import path from 'node:path';
import { checkoutFolder, nodeBinary } from '../../n8n/paths';
import { runProcess } from '../../n8n/childProcesses';
import type { BenchSetup } from '../BenchSetup';
import {
	compareWithLimit,
	formatKilobytes,
	formatMegabytes,
	formatMilliseconds,
	statisticsOf,
	type TargetResult,
	type TimeStatistics,
} from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { installPackages, type InstalledPackage } from './installPackages';
import type { LoadReport, NodeUse } from './requireAll';

interface Loaded extends InstalledPackage {
	readonly ms: TimeStatistics;
	readonly heapBytes: number;
	readonly files: number;
	readonly modules: number;
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
		['', 'files', 'modules', 'ms', 'heap', 'packed'],
		[...loaded]
			.sort((a, b) => a.ms.median - b.ms.median)
			.map(({ name, files, modules, ms, heapBytes, packedBytes }) => [
				name,
				String(files),
				String(modules),
				formatMilliseconds(ms),
				formatMegabytes(heapBytes),
				formatKilobytes(packedBytes),
			]),
	);
	const later = new Map<NodeUse, TimeStatistics>();
	for (const use of ['Search', 'Create Request'] as const)
		later.set(use, statisticsOf((await times(bench.runs, checkoutFolder, use)).map(({ laterMs }) => laterMs)));
	for (const [node, ms] of later) printLine(`On the first use of ReShare ${node}: ${formatMilliseconds(ms)} ms more.`);
	return targetsOf(loaded, later);
}

async function measure(installed: InstalledPackage, runs: number): Promise<Loaded> {
	const reports = await times(runs, installed.folder);
	const [first] = reports;
	return {
		...installed,
		ms: statisticsOf(reports.map(({ ms }) => ms)),
		heapBytes: statisticsOf(reports.map(({ heapBytes }) => heapBytes)).median,
		files: first?.files ?? 0,
		modules: first?.modules ?? 0,
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

function targetsOf(loaded: readonly Loaded[], later: ReadonlyMap<NodeUse, TimeStatistics>): TargetResult[] {
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
		compareWithLimit('packed size', own.packedBytes / 1024, 1024, ' kB'),
		// At the start n8n loads the nodes, credentials and their helpers, but nothing of the bundled client.
		compareWithLimit('heap after requiring', own.heapBytes / 1024, 1024, ' kB'),
	];
}
