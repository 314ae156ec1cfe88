import type { BenchPart, BenchSetup } from '../BenchSetup';
import type { RequestAndConnectionCounts } from '../LatencyProxy';
import { compareWithLimit, formatMilliseconds, formatFigure, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import { warmUpCount } from '../n8n/N8nServer';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { idealTimeOf, measureIdealRun, type IdealRun, type IdealTime } from './idealClient';
import { ownApproachName, folioApproaches, nameOfSetNodeApproach, vufindApproaches, type SearchApproach } from './searchApproaches';
import { distinctLookupCount, foundLookupCount, lookups } from './searchWorkload';

interface SearchOutcome {
	readonly approach: SearchApproach;
	/** The time of the node that looks up. */
	readonly lookUp: TimeStatistics;
	readonly traffic: RequestAndConnectionCounts;
	readonly inventoryCalls: number;
	readonly rows: number;
	readonly lendable: number;
}

/** The most time that this node may take, as a multiple of the time of another approach. */
const mostOfTheirTime = { 'the ideal and the Set node together': 1.5, 'HTTP Request': 0.6, 'HTTP Request, Remove Duplicates': 1 } as const;

/** Compares a search by this node with two ways to do it in plain n8n, and with the ideal client. */
export const benchSearch: BenchPart = async (bench) => await benchApproaches(bench, 'Search', folioApproaches, 16);

/** VuFind needs no login here, and each of its requests is one search on a public site. */
export const benchSearchThroughVufind: BenchPart = async (bench) =>
	await benchApproaches(bench, 'Search through VuFind', vufindApproaches, 12);

async function benchApproaches(
	bench: BenchSetup,
	title: string,
	approaches: readonly SearchApproach[],
	mostRequests: number,
): Promise<TargetResult[]> {
	printHeading(`${title}: ${lookups.length} look-ups, ${distinctLookupCount} distinct`);
	const targets: TargetResult[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: SearchOutcome[] = [];
		const ideals: IdealRun[] = [];
		bench.proxy.latencyMs = latencyMs;
		for (const approach of approaches) {
			printProgress(`${title.toLowerCase()}, ${latencyMs} ms, ${approach.name}`);
			outcomes.push(await measureApproach(bench, approach, ideals));
		}
		const ideal = idealTimeOf(ideals, latencyMs);
		printLine(`\nLatency ${latencyMs} ms`);
		printOutcomes(outcomes, ideal);
		// With shorter latencies, times depend on the machine alone.
		if (latencyMs === Math.max(...bench.latencies)) targets.push(...targetsOfTime(`${latencyMs} ms`, outcomes, ideal));
		targets.push(...targetsOfTraffic(`${latencyMs} ms`, outcomes, mostRequests));
	}
	return targets;
}

/** Measures one approach. The ideal client later repeats what the node sent in the runs that count. */
async function measureApproach(
	{ practice, proxy, n8n, runs, target }: BenchSetup,
	approach: SearchApproach,
	ideals: IdealRun[],
): Promise<SearchOutcome> {
	const server = await n8n();
	const lookUp: number[] = [];
	let last: Omit<SearchOutcome, 'approach' | 'lookUp'> | undefined;
	for (let run = -warmUpCount; run < runs; run++) {
		proxy.reset();
		await practice.ask.takeInventoryCalls();
		proxy.recorded = approach.name === ownApproachName ? [] : undefined;
		const executed = await server.execute(
			approach.workflow,
			lookups.map((isbn) => ({ isbn })),
		);
		if (run < 0) continue;
		lookUp.push(executed.nodeMs('Look up'));
		const items = [0, 1, 2].flatMap((output) => executed.items('Look up', output));
		last = {
			traffic: proxy.traffic,
			inventoryCalls: await practice.ask.takeInventoryCalls(),
			rows: items.length,
			lendable: items.filter(({ json }) => approach.lends(json)).length,
		};
		if (proxy.recorded !== undefined) ideals.push(await measureIdealRun(target, proxy.recorded));
		proxy.recorded = undefined;
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { approach, lookUp: statisticsOf(lookUp), ...last };
}

function printOutcomes(outcomes: readonly SearchOutcome[], ideal: IdealTime) {
	const own = outcomes[0]?.lookUp.median ?? Number.NaN;
	printTable(
		['', 'look-up ms', 'to this node', 'rows', 'lendable', 'requests', 'connections', 'inventory calls'],
		[
			...outcomes.map(({ approach, rows, lendable, traffic, inventoryCalls, lookUp }) => [
				approach.name,
				formatMilliseconds(lookUp),
				`${formatFigure(lookUp.median / own)} x`,
				String(rows),
				String(lendable),
				String(traffic.requests),
				String(traffic.connections),
				formatFigure(inventoryCalls),
			]),
			[`ideal (${ideal.rounds} round trips)`, formatMilliseconds(ideal), `${formatFigure(ideal.median / own)} x`],
		],
	);
}

function targetsOfTime(at: string, outcomes: readonly SearchOutcome[], ideal: TimeStatistics) {
	const medians = new Map(outcomes.map(({ approach, lookUp }) => [approach.name, lookUp.median]));
	const own = medians.get(ownApproachName) ?? Number.NaN;
	medians.set('the ideal and the Set node together', ideal.median + (medians.get(nameOfSetNodeApproach) ?? Number.NaN));
	return Object.entries(mostOfTheirTime).flatMap(([other, most]) => {
		const median = medians.get(other);
		return median === undefined ? [] : [compareWithLimit(`${at}: time / ${other}`, own / median, most)];
	});
}

function targetsOfTraffic(at: string, [own, http]: readonly SearchOutcome[], mostRequests: number) {
	if (own === undefined || http === undefined) return [];
	return [
		{
			what: `${at}: rows with the same answer as plain n8n`,
			wanted: `${lookups.length}, ${http.lendable} lendable`,
			measured: `${own.rows}, ${own.lendable} lendable`,
			met: own.rows === lookups.length && own.lendable === http.lendable,
		},
		compareWithLimit(`${at}: connections`, own.traffic.connections, 4),
		compareWithLimit(`${at}: requests`, own.traffic.requests, mostRequests),
		// A search through VuFind makes no calls to FOLIO's inventory, so there is no target for their number.
		...(own.inventoryCalls === 0
			? []
			: [compareWithLimit(`${at}: inventory calls`, own.inventoryCalls, 1.2 * distinctLookupCount + foundLookupCount)]),
	];
}
