import type { IDataObject } from 'n8n-workflow';
import type { BenchPart, BenchSetup } from '../BenchSetup';
import type { TrafficCounts } from '../LatencyProxy';
import { compareWithLimit, formatMilliseconds, formatFigure, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import type { ExecutionTimes } from '../n8n/benchWorkflows';
import { warmUpCount } from '../n8n/N8nServer';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { recordLentBySeveral } from '../../sandbox/inventory/demoRecords';

const requestCount = 200;
/** How many of the requests each patron makes. */
const ofOnePatron = 25;
const patronCount = requestCount / ofOnePatron;

interface CreateApproach {
	readonly name: string;
	readonly workflow: string;
	readonly ms: (executed: ExecutionTimes) => number;
}

const createApproaches: readonly CreateApproach[] = [
	{ name: 'this node, all checks', workflow: 'create-node', ms: (executed) => executed.nodeMs('Create') },
	{ name: 'HTTP Request, 4 at a time', workflow: 'create-http-a-few', ms: (executed) => executed.spanMs(['A few', 'Create']) },
];

interface CreateOutcome {
	readonly side: CreateApproach;
	readonly spread: TimeStatistics;
	readonly traffic: TrafficCounts;
	readonly made: number;
	readonly doubles: number;
}

/** What is measured of one back end, and the most calls and the most time beside plain n8n that this node may take. */
interface MeasuredBackEnd {
	readonly name: string;
	/** What stands in front of the names of the workflows. */
	readonly prefix: string;
	targetsOf(own: CreateOutcome, plain: CreateOutcome, at: string): readonly TargetResult[];
}

const modRs: MeasuredBackEnd = {
	name: 'Create',
	prefix: '',
	targetsOf: (own, plain, at) => [
		compareWithLimit(
			`${at}: calls for checks per request`,
			[...checksOf(own.traffic).values()].reduce((sum, calls) => sum + calls, 0) / requestCount,
			2,
		),
		compareWithLimit(`${at}: time / plain n8n with 4 at a time`, own.spread.median / plain.spread.median, 2),
	],
};

/** CrossLink decides in its answer, so that no check needs a call of its own. */
const crossLink: MeasuredBackEnd = {
	name: 'Create over CrossLink',
	prefix: 'crosslink-',
	targetsOf: (own, plain, at) => [
		compareWithLimit(`${at}: calls per request`, own.traffic.requests / requestCount, 1.2),
		compareWithLimit(`${at}: time / plain n8n with 4 at a time`, own.spread.median / plain.spread.median, 1.1),
	],
};

export const benchCreate: BenchPart = async (bench) => await measureBackEnd(bench, modRs);

export const benchCreateOverCrossLink: BenchPart = async (bench) => await measureBackEnd(bench, crossLink);

/** Compares this node, which makes its checks, with plain n8n, which makes none. Neither waits for ReShare's validation. */
async function measureBackEnd(bench: BenchSetup, { name, prefix, targetsOf }: MeasuredBackEnd): Promise<TargetResult[]> {
	printHeading(`${name}: ${requestCount} requests for ${patronCount} patrons, no wait for the validation`);
	await bench.practice.ask.setting({ key: 'max_requests', value: String(requestCount * 10) });
	const targets: TargetResult[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: CreateOutcome[] = [];
		for (const side of createApproaches) {
			printProgress(`${name.toLowerCase()}, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureCreateSide(bench, { ...side, workflow: `${prefix}${side.workflow}` }, latencyMs));
		}
		printLine(`\nLatency ${latencyMs} ms`);
		printCreateOutcomes(outcomes);
		const [own, plain] = outcomes;
		if (own === undefined || plain === undefined) continue;
		targets.push(targetOfMadeOnce(`${latencyMs} ms`, own), ...targetsOf(own, plain, `${latencyMs} ms`));
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
	const checks = [...paths].filter(([path]) => !path.includes('/openurl/') && path !== 'POST /broker/patron_requests');
	return new Map(checks.sort(([, a], [, b]) => b - a));
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
