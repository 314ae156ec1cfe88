import type { IDataObject } from 'n8n-workflow';
import type { BenchSetup } from '../BenchSetup';
import type { TrafficCounts } from '../LatencyProxy';
import { compareWithLimit, formatMilliseconds, formatFigure, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import type { ExecutionTimes } from '../n8n/benchWorkflows';
import { warmUpCount } from '../n8n/N8nServer';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { recordLentBySeveral } from '../../sandbox/inventory/demoRecords';

export const requestCount = 200;
/** How many of the requests each patron makes. */
const ofOnePatron = 25;
export const patronCount = requestCount / ofOnePatron;

interface CreateApproach {
	readonly name: string;
	readonly workflow: string;
	readonly ms: (executed: ExecutionTimes) => number;
}

export const createApproaches: readonly CreateApproach[] = [
	{ name: 'this node, all checks', workflow: 'create-node', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, all at once', workflow: 'create-http', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, 4 at a time', workflow: 'create-http-a-few', ms: (executed) => executed.spanMs(['A few', 'Create']) },
];

interface CreateOutcome {
	readonly side: CreateApproach;
	readonly spread: TimeStatistics;
	readonly traffic: TrafficCounts;
	readonly made: number;
	readonly doubles: number;
}

/** Compares this node, which makes its checks, with plain n8n, which makes none. Neither waits for ReShare's validation. */
export async function benchCreate(bench: BenchSetup): Promise<TargetResult[]> {
	printHeading(`Create: ${requestCount} requests for ${patronCount} patrons, no wait for the verdict`);
	await bench.practice.ask.setting({ key: 'max_requests', value: String(requestCount * 10) });
	return await measureCreateApproaches(bench, 'create', createApproaches, targetsOf);
}

export async function measureCreateApproaches(
	bench: BenchSetup,
	name: string,
	sides: readonly CreateApproach[],
	targetsOf: (own: CreateOutcome, aFew: CreateOutcome, latencyMs: number) => readonly TargetResult[],
): Promise<TargetResult[]> {
	const targets: TargetResult[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: CreateOutcome[] = [];
		for (const side of sides) {
			printProgress(`${name}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureCreateSide(bench, side, latencyMs));
		}
		printLine(`\nLatency ${latencyMs} ms`);
		printCreateOutcomes(outcomes);
		const [own, , aFew] = outcomes;
		if (own === undefined || aFew === undefined) continue;
		targets.push(targetOfMadeOnce(`${latencyMs} ms`, own), ...targetsOf(own, aFew, latencyMs));
	}
	await bench.practice.ask.clearRequests();
	return targets;
}

function targetOfMadeOnce(where: string, { made, doubles }: CreateOutcome): TargetResult {
	return {
		what: `${where}: requests made, each once`,
		wanted: `${requestCount}, 0 doubles`,
		measured: `${made}, ${doubles} doubles`,
		met: made === requestCount && doubles === 0,
	};
}

/** Creates the same requests in each run, in a consortium that has none. */
async function measureCreateSide(
	{ practice, proxy, n8n, runs }: BenchSetup,
	side: CreateApproach,
	latencyMs: number,
): Promise<CreateOutcome> {
	const server = await n8n();
	const times: number[] = [];
	let last: Pick<CreateOutcome, 'traffic' | 'made' | 'doubles'> | undefined;
	for (let run = -warmUpCount; run < runs; run++) {
		await practice.ask.clearRequests();
		proxy.latencyMs = latencyMs;
		proxy.reset();
		const executed = await server.execute(side.workflow, inventDrafts());
		if (run < 0) continue;
		times.push(side.ms(executed));
		const byReference = Object.values(await practice.ask.rowsByReference());
		last = { traffic: proxy.traffic, made: byReference.length, doubles: byReference.filter((rows) => rows > 1).length };
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { side, spread: statisticsOf(times), ...last };
}

export function inventDrafts(length = requestCount): IDataObject[] {
	const readers = Math.ceil(length / ofOnePatron);
	return Array.from({ length }, (_, index) => ({
		title: recordLentBySeveral.title,
		author: recordLentBySeveral.author,
		date: '2002',
		patron: `R${String(1 + (index % readers)).padStart(4, '0')}`,
		instanceId: recordLentBySeveral.instanceId,
		pickup: 'EAST-MAIN',
		reference: `BENCH-${index + 1}`,
		volume: String(index + 1),
	}));
}

/** Counts all calls but those that create, the most frequent first. The run's login and look-ups are among them. */
function checksOf({ paths }: TrafficCounts): ReadonlyMap<string, number> {
	return new Map([...paths].filter(([path]) => !path.includes('/openurl/') && path !== 'POST /broker/patron_requests'));
}

function printCreateOutcomes(outcomes: readonly CreateOutcome[]): void {
	const own = outcomes[0]?.spread.median ?? Number.NaN;
	printTable(
		['', 'requests made', 'doubles', 'calls', 'per request', 'connections', 'at once', 'ms', 'ms per request', 'to this node'],
		outcomes.map(({ side, made, doubles, traffic, spread }) => [
			side.name,
			String(made),
			String(doubles),
			formatFigure(traffic.requests),
			formatFigure(traffic.requests / requestCount),
			String(traffic.connections),
			String(traffic.mostAtOnce),
			formatMilliseconds(spread),
			formatFigure(spread.median / requestCount),
			`${formatFigure(spread.median / own)} x`,
		]),
	);
	const [first] = outcomes;
	if (first === undefined) return;
	printLine(
		`This node's calls beside the creations: ${[...checksOf(first.traffic)].map(([path, calls]) => `${calls} ${path}`).join(', ')}.`,
	);
}

function targetsOf(own: CreateOutcome, aFew: CreateOutcome, latencyMs: number): TargetResult[] {
	const checks = [...checksOf(own.traffic).values()].reduce((sum, calls) => sum + calls, 0) / requestCount;
	return [
		compareWithLimit(`${latencyMs} ms: calls for checks per request`, checks, 2),
		compareWithLimit(`${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 2),
	];
}
