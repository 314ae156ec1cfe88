import type { Bench } from '../bench';
import { atMost, type Reach } from '../measure';
import { heading, progress, say } from '../print';
import { count, measureSide, patrons, printOutcomes, type Outcome, type Side } from '.';

const sides: readonly Side[] = [
	{ name: 'this node, all checks', workflow: 'crosslink-create-node', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, all at once', workflow: 'crosslink-create-http', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, 4 at a time', workflow: 'crosslink-create-http-a-few', ms: (executed) => executed.spanMs(['A few', 'Create']) },
];

/** Creating over CrossLink: this node with its checks beside plain n8n without any. The broker's answer is the verdict. */
export async function benchCreateOverCrossLink(bench: Bench): Promise<Reach[]> {
	heading(`Create over CrossLink: ${count} requests for ${patrons} patrons`);
	const reaches: Reach[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: Outcome[] = [];
		for (const side of sides) {
			progress(`create over CrossLink, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, side, latencyMs));
		}
		say(`\nLatency ${latencyMs} ms`);
		printOutcomes(outcomes);
		reaches.push(...reachesOf(outcomes, latencyMs));
	}
	await bench.practice.ask.clearRequests();
	return reaches;
}

function reachesOf(outcomes: readonly Outcome[], latencyMs: number): Reach[] {
	const [own, , aFew] = outcomes;
	if (own === undefined || aFew === undefined) return [];
	return [
		{ what: `${latencyMs} ms: requests made, each once`, wanted: `${count}, 0 doubles`, measured: `${own.made}, ${own.doubles} doubles`, met: own.made === count && own.doubles === 0 },
		atMost(`${latencyMs} ms: calls per request, log-in and shared ones included`, own.traffic.requests / count, 1.2),
		atMost(`${latencyMs} ms: time, share of plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 1.1),
	];
}
