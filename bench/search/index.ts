import type { BenchPart, BenchSetup } from '../BenchSetup';
import type { TrafficCounts } from '../LatencyProxy';
import { compareWithLimit, formatMilliseconds, formatFigure, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import { warmUpCount } from '../n8n/N8nServer';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { idealTimeOf, measureIdealRun, type IdealRun, type IdealTime } from './idealClient';
import { ownApproachName, folioApproaches, setNodeApproachName, vufindApproaches, type SearchApproach } from './searchApproaches';
import { buildDistinctWorkload, buildRepeatedWorkload, type SearchWorkload } from './searchWorkload';

interface SearchOutcome {
	readonly side: SearchApproach;
	/** The time of the node that looks up. */
	readonly lookUp: TimeStatistics;
	/** The time of all nodes that this side needs. */
	readonly whole: TimeStatistics;
	readonly traffic: TrafficCounts;
	readonly inventoryCalls: number;
	readonly rows: number;
	readonly lendable: number;
}

/** The most time that this node may take, as a multiple of the time of another approach. */
const mostOfTheirTime = {
	'the ideal and the Set node together': 1.5,
	'HTTP Request': 0.6,
	'HTTP Request, Remove Duplicates': 1,
	'GraphQL node': 0.06,
} as const;

/** Compares a search by this node with three ways to do it in plain n8n, and with the ideal client. */
export const benchSearch: BenchPart = async (bench) => {
	const works = [buildRepeatedWorkload(), buildDistinctWorkload(await bench.practice.ask.cataloguedIsbns())];
	const targets: TargetResult[] = [];
	for (const work of works) targets.push(...(await benchSides(bench, 'Search', work, folioApproaches, 16)));
	return targets;
};

/** VuFind needs no login here, and each of its requests is one search on a public site. */
export const benchSearchThroughVufind: BenchPart = async (bench) =>
	await benchSides(bench, 'Search through VuFind', buildRepeatedWorkload(), vufindApproaches, 12);

async function benchSides(
	bench: BenchSetup,
	title: string,
	work: SearchWorkload,
	sides: readonly SearchApproach[],
	mostRequests: number,
): Promise<TargetResult[]> {
	printHeading(`${title}: ${work.name}, ${work.distinct} distinct`);
	const targets: TargetResult[] = [];
	const longest = Math.max(...bench.latencies);
	const isDistinct = work.distinct === work.isbns.length;
	// Distinct look-ups are measured at the longest latency alone, to save time.
	for (const latencyMs of isDistinct ? [longest] : bench.latencies) {
		const outcomes: SearchOutcome[] = [];
		const ideals: IdealRun[] = [];
		bench.proxy.latencyMs = latencyMs;
		for (const side of sides.filter(({ slow }) => slow !== true || latencyMs === longest)) {
			printProgress(`${title.toLowerCase()}, ${work.name}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, work, side, ideals, side.slow === true && isDistinct ? 1 : bench.runs));
		}
		const ideal = idealTimeOf(ideals, latencyMs);
		printLine(`\nLatency ${latencyMs} ms`);
		printOutcomes(work, outcomes, ideal);
		const at = `${work.name}, ${latencyMs} ms`;
		// With shorter latencies, times depend on the machine alone.
		if (latencyMs === longest) targets.push(...targetsOfTime(at, outcomes, ideal));
		if (!isDistinct) targets.push(...targetsOfTraffic(at, work, outcomes, mostRequests));
	}
	return targets;
}

/** Measures one side. The ideal client later repeats what the node sent in the runs that count. */
async function measureSide(
	{ practice, proxy, n8n, target }: BenchSetup,
	work: SearchWorkload,
	side: SearchApproach,
	ideals: IdealRun[],
	runs: number,
): Promise<SearchOutcome> {
	const server = await n8n();
	const lookUp: number[] = [];
	const whole: number[] = [];
	let last: Omit<SearchOutcome, 'side' | 'lookUp' | 'whole'> | undefined;
	for (let run = -warmUpCount; run < runs; run++) {
		proxy.reset();
		await practice.ask.resetInventoryCalls();
		proxy.recorded = side.name === ownApproachName ? [] : undefined;
		const executed = await server.execute(
			side.workflow,
			work.isbns.map((isbn) => ({ isbn })),
		);
		if (run < 0) continue;
		lookUp.push(executed.nodeMs('Look up'));
		whole.push(['Look up', ...side.others].reduce((sum, name) => sum + executed.nodeMs(name), 0));
		const items = [0, 1, 2].flatMap((output) => executed.items('Look up', output));
		last = {
			traffic: proxy.traffic,
			inventoryCalls: (await practice.ask.inventoryCalls()).total ?? 0,
			rows: items.length,
			lendable: items.filter(({ json }) => side.lends(json)).length,
		};
		if (proxy.recorded !== undefined) ideals.push(await measureIdealRun(target, proxy.recorded));
		proxy.recorded = undefined;
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { side, lookUp: statisticsOf(lookUp), whole: statisticsOf(whole), ...last };
}

function printOutcomes(work: SearchWorkload, outcomes: readonly SearchOutcome[], ideal: IdealTime): void {
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
				formatFigure(inventoryCalls),
				formatFigure(inventoryCalls / work.distinct),
				formatMilliseconds(lookUp),
				formatMilliseconds(whole),
				`${formatFigure(lookUp.median / own)} x`,
			]),
			[
				`ideal (${ideal.rounds} round trips)`,
				'',
				'',
				'',
				'',
				'',
				'',
				'',
				formatMilliseconds(ideal),
				'',
				`${formatFigure(ideal.median / own)} x`,
			],
		],
	);
}

function targetsOfTime(at: string, outcomes: readonly SearchOutcome[], ideal: TimeStatistics): TargetResult[] {
	const medians = new Map(outcomes.map(({ side, lookUp }) => [side.name, lookUp.median]));
	const own = medians.get(ownApproachName) ?? Number.NaN;
	medians.set('the ideal and the Set node together', ideal.median + (medians.get(setNodeApproachName) ?? Number.NaN));
	return Object.entries(mostOfTheirTime).flatMap(([other, most]) => {
		const median = medians.get(other);
		return median === undefined ? [] : [compareWithLimit(`${at}: time / ${other}`, own / median, most)];
	});
}

function targetsOfTraffic(at: string, work: SearchWorkload, [own, http]: readonly SearchOutcome[], mostRequests: number): TargetResult[] {
	if (own === undefined || http === undefined) return [];
	const found = new Set(work.isbns).size - 100;
	return [
		{
			what: `${at}: rows with the same answer as plain n8n`,
			wanted: `${work.isbns.length}, ${http.lendable} lendable`,
			measured: `${own.rows}, ${own.lendable} lendable`,
			met: own.rows === work.isbns.length && own.lendable === http.lendable,
		},
		compareWithLimit(`${at}: connections`, own.traffic.connections, 4),
		compareWithLimit(`${at}: requests`, own.traffic.requests, mostRequests),
		// VuFind asks no inventory.
		...(own.inventoryCalls === 0 ? [] : [compareWithLimit(`${at}: inventory calls`, own.inventoryCalls, 1.2 * work.distinct + found)]),
	];
}
