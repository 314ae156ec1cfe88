import type { Bench } from '../bench';
import { atMost, type Reach } from '../measure';
import { heading } from '../print';
import { count, measureSides, patrons, sides } from '.';

/** This node with its checks beside plain n8n without any. The broker's answer is the verdict. */
export async function benchCreateOverCrossLink(bench: Bench): Promise<Reach[]> {
	heading(`Create over CrossLink: ${count} requests for ${patrons} patrons`);
	const ways = sides.map((side) => ({ ...side, workflow: `crosslink-${side.workflow}` }));
	return await measureSides(bench, 'create over CrossLink', ways, (own, aFew, latencyMs) => [
		atMost(`${latencyMs} ms: calls per request`, own.traffic.requests / count, 1.2),
		atMost(`${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 1.1),
	]);
}
