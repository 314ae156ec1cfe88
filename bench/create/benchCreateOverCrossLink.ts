import type { BenchSetup } from '../BenchSetup';
import { compareWithLimit, type TargetResult } from '../figures';
import { printHeading } from '../print';
import { requestCount, measureCreateApproaches, patronCount, createApproaches } from '.';

/** Compares this node, which makes its checks, with plain n8n, which makes none. CrossLink decides in its answer, so that neither waits. */
export async function benchCreateOverCrossLink(bench: BenchSetup): Promise<TargetResult[]> {
	printHeading(`Create over CrossLink: ${requestCount} requests for ${patronCount} patrons`);
	const sides = createApproaches.map((side) => ({ ...side, workflow: `crosslink-${side.workflow}` }));
	return await measureCreateApproaches(bench, 'create over CrossLink', sides, (own, aFew, latencyMs) => [
		compareWithLimit(`${latencyMs} ms: calls per request`, own.traffic.requests / requestCount, 1.2),
		compareWithLimit(`${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 1.1),
	]);
}
