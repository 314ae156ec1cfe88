import type { BenchSetup, MeasuringSetup } from '../BenchSetup';
import type { TrafficCounts } from '../latencyProxy';
import { targetAtMost, formatMilliseconds, format, statisticsOf, type PerformanceTarget, type TimeStatistics } from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { idealTimeOf, measureIdeal, type IdealRun, type IdealTime } from './idealClient';
import { ownSideName, searchSides, type SearchSide } from './searchSides';
import { buildDistinctWork, buildRepeatedWork, type SearchWork } from './searchWork';

export interface SearchOutcome {
	readonly side: SearchSide;
	/** The time of the node that looks up. */
	readonly lookUp: TimeStatistics;
	/** The time of all nodes that this side needs. */
	readonly whole: TimeStatistics;
	readonly traffic: TrafficCounts;
	readonly inventoryCalls: number;
	readonly rows: number;
	readonly lendable: number;
}

/** Compares a search by this node with three ways to do it in plain n8n, and with the ideal client. */
export async function benchSearch(bench: BenchSetup): Promise<PerformanceTarget[]> {
	const works = [buildRepeatedWork(), buildDistinctWork(await bench.practice.ask.cataloguedIsbns())];
	const reaches: PerformanceTarget[] = [];
	for (const work of works) reaches.push(...(await benchWork(bench, work)));
	return reaches;
}

async function benchWork(bench: BenchSetup, work: SearchWork): Promise<PerformanceTarget[]> {
	printHeading(`Search: ${work.name}, ${work.distinct} distinct`);
	const reaches: PerformanceTarget[] = [];
	const longest = Math.max(...bench.latencies);
	const isDistinct = work.distinct === work.isbns.length;
	// Distinct look-ups are measured at the longest latency alone, to save time.
	for (const latencyMs of isDistinct ? [longest] : bench.latencies) {
		const outcomes: SearchOutcome[] = [];
		const ideals: IdealRun[] = [];
		for (const side of searchSides.filter(({ slow }) => slow !== true || latencyMs === longest)) {
			printProgress(`search, ${work.name}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSearchSide(bench, work, side, latencyMs, ideals, side.slow === true && isDistinct ? 1 : bench.runs));
		}
		const ideal = idealTimeOf(ideals, latencyMs);
		printLine(`\nLatency ${latencyMs} ms`);
		printSearchOutcomes(work, outcomes, ideal);
		reaches.push(...reachesOf(work, outcomes, ideal, latencyMs));
	}
	return reaches;
}

/** Measures one side. The ideal client later repeats what the node sent in the runs that count. */
export async function measureSearchSide(
	{ practice, proxy, n8n, target, warmUps }: MeasuringSetup,
	work: SearchWork,
	side: SearchSide,
	latencyMs: number,
	ideals: IdealRun[],
	runs: number,
): Promise<SearchOutcome> {
	const lookUp: number[] = [];
	const whole: number[] = [];
	let last: Omit<SearchOutcome, 'side' | 'lookUp' | 'whole'> | undefined;
	for (let run = -warmUps; run < runs; run++) {
		proxy.latencyMs = latencyMs;
		proxy.reset();
		await practice.ask.resetInventoryCalls();
		proxy.recorded = side.name === ownSideName ? [] : undefined;
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
	return { side, lookUp: statisticsOf(lookUp), whole: statisticsOf(whole), ...last };
}

export function printSearchOutcomes(work: SearchWork, outcomes: readonly SearchOutcome[], ideal: IdealTime): void {
	const own = outcomes[0]?.lookUp.median ?? Number.NaN;
	printTable(
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
				format(inventoryCalls),
				format(inventoryCalls / work.distinct),
				formatMilliseconds(lookUp),
				formatMilliseconds(whole),
				`${format(lookUp.median / own)} x`,
			]),
			[`ideal (${ideal.rounds} round trips)`, '', '', '', '', '', '', '', formatMilliseconds(ideal), '', `${format(ideal.median / own)} x`],
		],
	);
}

function reachesOf(work: SearchWork, outcomes: readonly SearchOutcome[], ideal: TimeStatistics, latencyMs: number): PerformanceTarget[] {
	const [own, http, once, graphql] = outcomes;
	if (own === undefined || http === undefined || once === undefined) return [];
	const at = `${work.name}, ${latencyMs} ms`;
	const ratio = (what: string, other: number, limit: number): PerformanceTarget =>
		targetAtMost(`${at}: time / ${what}`, own.lookUp.median / other, limit);
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
		targetAtMost(`${at}: connections`, own.traffic.connections, 4),
		targetAtMost(`${at}: requests`, own.traffic.requests, 16),
		targetAtMost(`${at}: inventory calls`, own.inventoryCalls, 1.2 * work.distinct + found),
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
