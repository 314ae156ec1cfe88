import { temporaryFolder } from '../../n8n/processes';
import type { Bench } from '../bench';
import type { Reach } from '../measure';
import { N8nServer } from '../n8n/server';
import { heading, progress, say } from '../print';
import { benchRunningCreate } from './create';
import { benchForm } from './form';
import { benchRunningPoll } from './poll';
import type { Running } from './running';
import { benchRunningSearch } from './search';

/** The first two runs of a workflow load and warm up. */
const warmUps = 2;

/** Searching, creating, following and a patron's form in one running n8n, beside plain n8n. */
export async function benchRunning(bench: Bench): Promise<Reach[]> {
	const latencyMs = Math.max(...bench.latencies);
	heading(`In a running n8n, ${latencyMs} ms`);
	say(`One server; workflows are started by a webhook. The first ${warmUps} runs of each are not counted.`);
	progress('running: starting n8n');
	const n8n = await N8nServer.start(temporaryFolder('reshare-bench-server-'), bench.address, await bench.practice.ask.access());
	try {
		const running: Running = { ...bench, n8n, warmUps, latencyMs };
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
