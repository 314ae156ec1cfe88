import { createTemporaryFolder } from '../../n8n/childProcesses';
import type { BenchSetup } from '../BenchSetup';
import type { PerformanceTarget } from '../figures';
import { N8nServer } from '../n8n/N8nServer';
import { printHeading, printProgress, printLine } from '../print';
import { benchRunningCreate } from './benchRunningCreate';
import { benchForm } from './benchForm';
import { benchRunningPoll } from './benchRunningPoll';
import type { RunningSetup } from './RunningSetup';
import { benchRunningSearch } from './benchRunningSearch';

/** The first two runs of a workflow load code and warm up, and are not counted. */
const warmUps = 2;

/** Compares searching, creating, following and a patron's form in one running n8n with plain n8n. */
export async function benchRunning(bench: BenchSetup): Promise<PerformanceTarget[]> {
	const latencyMs = Math.max(...bench.latencies);
	printHeading(`In a running n8n, ${latencyMs} ms`);
	printLine(`One server; workflows are started by a webhook. The first ${warmUps} runs of each are not counted.`);
	printProgress('running: starting n8n');
	const n8n = await N8nServer.start(createTemporaryFolder('reshare-bench-server-'), bench.address, await bench.practice.ask.access());
	try {
		const running: RunningSetup = { ...bench, n8n, warmUps, latencyMs };
		return [
			...(await benchRunningSearch(running)),
			...(await benchRunningCreate(running)),
			...(await benchRunningPoll(running)),
			...(await benchForm(running)),
		];
	} finally {
		await n8n.stop();
	}
}
