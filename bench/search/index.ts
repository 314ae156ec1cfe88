import type { Bench, Measuring } from '../bench';
import type { Traffic } from '../latencyProxy';
import { atMost, milliseconds, number, spreadOf, type Reach, type Spread } from '../measure';
import { heading, progress, say, table } from '../print';
import { idealOf, measureIdeal, type Ideal, type IdealTime } from './ideal';
import { ownName, sides, type Side } from './sides';
import { distinctWork, repeatedWork, type Work } from './work';

export interface Outcome {
	readonly side: Side;
	/** The node that looks up. */
	readonly lookUp: Spread;
	/** All nodes that this way needs. */
	readonly whole: Spread;
	readonly traffic: Traffic;
	readonly inventoryCalls: number;
	readonly rows: number;
	readonly lendable: number;
}

/** Searching: this node, plain n8n in three ways, and the ideal. */
export async function benchSearch(bench: Bench): Promise<Reach[]> {
	const works = [repeatedWork(), distinctWork(await bench.practice.ask.cataloguedIsbns())];
	const reaches: Reach[] = [];
	for (const work of works) reaches.push(...(await benchWork(bench, work)));
	return reaches;
}

async function benchWork(bench: Bench, work: Work): Promise<Reach[]> {
	heading(`Search: ${work.name}, ${work.distinct} distinct`);
	const reaches: Reach[] = [];
	const longest = Math.max(...bench.latencies);
	const isDistinct = work.distinct === work.isbns.length;
	// Distinct look-ups at the longest latency alone, to save time.
	for (const latencyMs of isDistinct ? [longest] : bench.latencies) {
		const outcomes: Outcome[] = [];
		const ideals: Ideal[] = [];
		for (const side of sides.filter(({ slow }) => slow !== true || latencyMs === longest)) {
			progress(`search, ${work.name}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, work, side, latencyMs, ideals, side.slow === true && isDistinct ? 1 : bench.runs));
		}
		const ideal = idealOf(ideals, latencyMs);
		say(`\nLatency ${latencyMs} ms`);
		printOutcomes(work, outcomes, ideal);
		reaches.push(...reachesOf(work, outcomes, ideal, latencyMs));
	}
	return reaches;
}

/** The ideal client repeats what the node sent in runs that count. */
export async function measureSide(
	{ practice, proxy, n8n, target, warmUps }: Measuring,
	work: Work,
	side: Side,
	latencyMs: number,
	ideals: Ideal[],
	runs: number,
): Promise<Outcome> {
	const lookUp: number[] = [];
	const whole: number[] = [];
	let last: Omit<Outcome, 'side' | 'lookUp' | 'whole'> | undefined;
	for (let run = -warmUps; run < runs; run++) {
		proxy.latencyMs = latencyMs;
		proxy.reset();
		await practice.ask.resetInventoryCalls();
		proxy.recorded = side.name === ownName ? [] : undefined;
		const executed = await n8n.execute(
			side.workflow,
			work.isbns.map((isbn) => ({ isbn })),
		);
		if (run < 0) continue;
		lookUp.push(executed.nodeMs('Look up'));
		whole.push(['Look up', ...side.others].reduce((sum, name) => sum + executed.nodeMs(name), 0));
		last = { traffic: proxy.traffic, inventoryCalls: (await practice.ask.inventoryCalls()).total ?? 0, ...side.judge(executed) };
		if (proxy.recorded !== undefined) ideals.push(await measureIdeal(target, proxy.recorded));
		proxy.recorded = undefined;
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { side, lookUp: spreadOf(lookUp), whole: spreadOf(whole), ...last };
}

export function printOutcomes(work: Work, outcomes: readonly Outcome[], ideal: IdealTime): void {
	const own = outcomes[0]?.lookUp.median ?? Number.NaN;
	table(
		[
			'',
			'rows',
			'lendable',
			'requests',
			'connections',
			'at once',
			'inventory calls',
			'per look-up',
			'look-up ms',
			'with log-in ms',
			'to this node',
		],
		[
			...outcomes.map(({ side, rows, lendable, traffic, inventoryCalls, lookUp, whole }) => [
				lookUp.runs === 1 ? `${side.name} (one run)` : side.name,
				String(rows),
				String(lendable),
				String(traffic.requests),
				String(traffic.connections),
				String(traffic.mostAtOnce),
				number(inventoryCalls),
				number(inventoryCalls / work.distinct),
				milliseconds(lookUp),
				milliseconds(whole),
				`${number(lookUp.median / own)} x`,
			]),
			[`ideal (${ideal.rounds} round trips)`, '', '', '', '', '', '', '', milliseconds(ideal), '', `${number(ideal.median / own)} x`],
		],
	);
}

function reachesOf(work: Work, outcomes: readonly Outcome[], ideal: Spread, latencyMs: number): Reach[] {
	const [own, http, once, graphql] = outcomes;
	if (own === undefined || http === undefined || once === undefined) return [];
	const at = `${work.name}, ${latencyMs} ms`;
	const ratio = (what: string, other: number, limit: number): Reach => atMost(`${at}: time / ${what}`, own.lookUp.median / other, limit);
	const isRepeated = work.distinct < work.isbns.length;
	const time = ratio('HTTP Request with Remove Duplicates', once.lookUp.median, 1);
	const idealReach = ratio('the ideal', ideal.median, 1.5);
	if (!isRepeated) return [time, idealReach];
	const found = new Set(work.isbns).size - 100;
	const counts = [
		{
			what: `${at}: rows with the same answer as plain n8n`,
			wanted: `${work.isbns.length}, ${http.lendable} lendable`,
			measured: `${own.rows}, ${own.lendable} lendable`,
			met: own.rows === work.isbns.length && own.lendable === http.lendable,
		},
		atMost(`${at}: connections`, own.traffic.connections, 4),
		atMost(`${at}: requests`, own.traffic.requests, 16),
		atMost(`${at}: inventory calls`, own.inventoryCalls, 1.2 * work.distinct + found),
	];
	if (graphql === undefined) return [time, idealReach];
	return [
		...counts,
		time,
		ratio('HTTP Request', http.lookUp.median, 1 / 3),
		ratio('the GraphQL node', graphql.lookUp.median, 1 / 20),
		idealReach,
	];
}
