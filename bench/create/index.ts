import type { IDataObject } from 'n8n-workflow';
import type { Bench, Measuring } from '../bench';
import type { Traffic } from '../latencyProxy';
import { atMost, milliseconds, number, spreadOf, type Reach, type Spread } from '../measure';
import type { Executed } from '../n8n/workflows';
import { heading, progress, say, table } from '../print';
import { popularBook } from '../../sandbox/inventory/demoRecords';

export const count = 200;
/** Requests of each patron. */
const ofOnePatron = 25;
export const patrons = count / ofOnePatron;

export interface Side {
	readonly name: string;
	readonly workflow: string;
	readonly ms: (executed: Executed) => number;
}

export const sides: readonly Side[] = [
	{ name: 'this node, all checks', workflow: 'create-node', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, all at once', workflow: 'create-http', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, 4 at a time', workflow: 'create-http-a-few', ms: (executed) => executed.spanMs(['A few', 'Create']) },
];

export interface Outcome {
	readonly side: Side;
	readonly spread: Spread;
	readonly traffic: Traffic;
	readonly made: number;
	readonly doubles: number;
}

/** This node with its checks beside plain n8n without any, all without a wait for the verdict. */
export async function benchCreate(bench: Bench): Promise<Reach[]> {
	heading(`Create: ${count} requests for ${patrons} patrons, no wait for the verdict`);
	await bench.practice.ask.setting({ key: 'max_requests', value: String(count * 10) });
	return await measureSides(bench, 'create', sides, reachesOf);
}

export async function measureSides(
	bench: Bench,
	name: string,
	ways: readonly Side[],
	reachesOf: (own: Outcome, aFew: Outcome, latencyMs: number) => readonly Reach[],
): Promise<Reach[]> {
	const reaches: Reach[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: Outcome[] = [];
		for (const side of ways) {
			progress(`${name}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, side, latencyMs));
		}
		say(`\nLatency ${latencyMs} ms`);
		printOutcomes(outcomes);
		const [own, , aFew] = outcomes;
		if (own === undefined || aFew === undefined) continue;
		reaches.push(madeOnce(`${latencyMs} ms`, own), ...reachesOf(own, aFew, latencyMs));
	}
	await bench.practice.ask.clearRequests();
	return reaches;
}

export function madeOnce(where: string, { made, doubles }: Outcome): Reach {
	return {
		what: `${where}: requests made, each once`,
		wanted: `${count}, 0 doubles`,
		measured: `${made}, ${doubles} doubles`,
		met: made === count && doubles === 0,
	};
}

/** Creates the same requests, each time starting from none. */
export async function measureSide({ practice, proxy, n8n, warmUps, runs }: Measuring, side: Side, latencyMs: number): Promise<Outcome> {
	const times: number[] = [];
	let last: Pick<Outcome, 'traffic' | 'made' | 'doubles'> | undefined;
	for (let run = -warmUps; run < runs; run++) {
		await practice.ask.clearRequests();
		proxy.latencyMs = latencyMs;
		proxy.reset();
		const executed = await n8n.execute(side.workflow, wishes());
		if (run < 0) continue;
		times.push(side.ms(executed));
		const byReference = Object.values(await practice.ask.rowsByReference());
		last = { traffic: proxy.traffic, made: byReference.length, doubles: byReference.filter((rows) => rows > 1).length };
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { side, spread: spreadOf(times), ...last };
}

export function wishes(length = count): IDataObject[] {
	const readers = Math.ceil(length / ofOnePatron);
	return Array.from({ length }, (_, index) => ({
		title: popularBook.title,
		author: popularBook.author,
		date: '2002',
		patron: `R${String(1 + (index % readers)).padStart(4, '0')}`,
		instanceId: popularBook.instanceId,
		pickup: 'EAST-MAIN',
		reference: `BENCH-${index + 1}`,
		volume: String(index + 1),
	}));
}

/** All calls but the creations themselves, most frequent first, the login and look-ups of the run included. */
function checksOf({ paths }: Traffic): ReadonlyMap<string, number> {
	return new Map([...paths].filter(([path]) => !path.includes('/openurl/') && path !== 'POST /broker/patron_requests'));
}

export function printOutcomes(outcomes: readonly Outcome[]): void {
	const own = outcomes[0]?.spread.median ?? Number.NaN;
	table(
		['', 'requests made', 'doubles', 'calls', 'per request', 'connections', 'at once', 'ms', 'ms per request', 'to this node'],
		outcomes.map(({ side, made, doubles, traffic, spread }) => [
			side.name,
			String(made),
			String(doubles),
			number(traffic.requests),
			number(traffic.requests / count),
			String(traffic.connections),
			String(traffic.mostAtOnce),
			milliseconds(spread),
			number(spread.median / count),
			`${number(spread.median / own)} x`,
		]),
	);
	const [first] = outcomes;
	if (first === undefined) return;
	say(`This node's calls beside the creations: ${[...checksOf(first.traffic)].map(([path, calls]) => `${calls} ${path}`).join(', ')}.`);
}

function reachesOf(own: Outcome, aFew: Outcome, latencyMs: number): Reach[] {
	const checks = [...checksOf(own.traffic).values()].reduce((sum, calls) => sum + calls, 0) / count;
	return [
		atMost(`${latencyMs} ms: calls for checks per request`, checks, 2),
		atMost(`${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 2),
	];
}
