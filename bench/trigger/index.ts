import type { BenchSetup } from '../BenchSetup';
import type { TrafficCounts } from '../latencyProxy';
import {
	targetAtMost,
	formatKilobytes,
	formatMegabytes,
	formatMilliseconds,
	format,
	statisticsOf,
	type PerformanceTarget,
	type TimeStatistics,
} from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { WorkerProcess } from '../WorkerProcess';
import type { PollCommand, PollReport } from './pollProcess';

const sizes = [1000, 10_000, 100_000];
/** One request in so many is open, because most requests of a real tenant are closed. */
const openOneIn = 10;
const changes = 200;
/** The most requests that n8n's HTTP Request node can send at once on a usual machine; it crashes with more. */
const mostAtOnce = 1000;

interface BackEnd {
	readonly name: string;
	readonly sizes: readonly number[];
	credential(bench: BenchSetup): Promise<PollCommand['credential']>;
	seed(bench: BenchSetup, count: number): Promise<readonly string[]>;
	change(bench: BenchSetup, ids: readonly string[]): Promise<void>;
	readonly besidePlain: boolean;
}

const modRs: BackEnd = {
	name: 'Trigger',
	sizes,
	credential: async ({ address, practice }) => ({ url: address, ...(await practice.ask.access()).library }),
	seed: async ({ practice }, count) => await practice.ask.seed({ count, openOneIn }),
	change: async ({ practice }, ids) => await practice.ask.change({ ids }),
	besidePlain: true,
};

/** One open request in so many has an unread message, as happens where libraries with other systems lend. */
const unreadOneIn = 2;

const crossLink: BackEnd = {
	name: 'Trigger over CrossLink',
	sizes: [1000, 100_000],
	credential: async ({ address, practice }) => ({ backEnd: 'crossLink', url: address, ...(await practice.ask.access()).crossLink }),
	seed: async ({ practice }, count) => await practice.ask.seedCrossLink({ count, openOneIn, unreadOneIn }),
	change: async ({ practice }, ids) => await practice.ask.changeCrossLink({ ids }),
	besidePlain: false,
};

interface Outcome {
	readonly what: string;
	readonly calls: number;
	readonly bytes: number;
	readonly ms: TimeStatistics;
	readonly peakBytes: number | undefined;
	readonly items: number;
}

interface Tenant {
	readonly size: number;
	readonly open: number;
	readonly quiet: Outcome;
	readonly busy: Outcome;
	readonly changed: number;
	readonly asked: Outcome | undefined;
}

/** Compares quiet and busy polls with asking for every open request, as the guide suggests. */
export async function benchTrigger(bench: BenchSetup): Promise<PerformanceTarget[]> {
	return await benchPolls(bench, modRs);
}

export async function benchTriggerOverCrossLink(bench: BenchSetup): Promise<PerformanceTarget[]> {
	return await benchPolls(bench, crossLink);
}

async function benchPolls(bench: BenchSetup, backEnd: BackEnd): Promise<PerformanceTarget[]> {
	printHeading(`${backEnd.name}: quiet and busy polls (${changes} changes, or all open requests where there are fewer)`);
	bench.proxy.latencyMs = bench.latencies.includes(10) ? 10 : (bench.latencies[0] ?? 0);
	printLine(
		`Latency ${bench.proxy.latencyMs} ms. One request in ${openOneIn} is open. The log-in, once in ten minutes, is counted in none of the polls; a workflow of plain n8n has one in each run.`,
	);
	if (backEnd === crossLink)
		printLine(
			`One open request in ${unreadOneIn} has an unread message. Where that makes more than a page, all of them are listed every ten minutes, a hundred in a call; that is counted in none of the polls.`,
		);
	const tenants: Tenant[] = [];
	for (const size of backEnd.sizes) tenants.push(await measureTenant(bench, backEnd, size));
	await bench.practice.ask.clearRequests();
	printLine();
	printTable(
		['', 'calls', 'bytes', 'ms', 'memory', 'items'],
		tenants.flatMap(({ size, quiet, busy, asked }) =>
			[quiet, busy, asked]
				.filter((outcome) => outcome !== undefined)
				.map(({ what, calls, bytes, ms, peakBytes, items }) => [
					`${format(size)} requests: ${what}`,
					format(calls),
					formatKilobytes(bytes),
					formatMilliseconds(ms),
					peakBytes === undefined ? '' : formatMegabytes(peakBytes),
					String(items),
				]),
		),
	);
	return backEnd === modRs ? reachesOf(tenants) : tenants.flatMap(reachesOverCrossLink);
}

async function measureTenant(bench: BenchSetup, backEnd: BackEnd, size: number): Promise<Tenant> {
	const { practice, proxy } = bench;
	await practice.ask.clearRequests();
	const open = await backEnd.seed(bench, size);
	const worker = new WorkerProcess<PollCommand, PollReport>('trigger/pollProcess.ts');
	const credential = await backEnd.credential(bench);
	const poll = async (): Promise<PollReport> => await worker.ask({ credential });
	try {
		printProgress(`${backEnd.name.toLowerCase()}, ${size} requests, quiet`);
		await worker.ask({ credential, activation: true });
		await poll();
		const quiet = await measure(
			'quiet poll',
			bench.runs,
			() => proxy.reset(),
			poll,
			() => proxy.traffic,
		);
		printProgress(`${backEnd.name.toLowerCase()}, ${size} requests, busy`);
		const changed = Math.min(changes, open.length);
		const busy = await measure(
			`poll with ${changed} changes`,
			bench.runs,
			async () => {
				await backEnd.change(bench, open.slice(0, changed));
				proxy.reset();
			},
			poll,
			() => proxy.traffic,
		);
		printProgress(`${backEnd.name.toLowerCase()}, ${size} requests, asking for each`);
		return {
			size,
			open: open.length,
			quiet,
			busy,
			changed,
			asked: !backEnd.besidePlain || open.length > mostAtOnce ? undefined : await askForEach(bench, open),
		};
	} finally {
		worker.stop();
	}
}

async function measure(
	what: string,
	runs: number,
	before: () => void | Promise<void>,
	work: () => Promise<PollReport>,
	traffic: () => TrafficCounts,
): Promise<Outcome> {
	const reports: PollReport[] = [];
	let last: TrafficCounts | undefined;
	for (let run = 0; run < runs; run++) {
		await before();
		reports.push(await work());
		last = traffic();
	}
	return {
		what,
		calls: last?.requests ?? 0,
		bytes: last?.bytesToClient ?? 0,
		ms: statisticsOf(reports.map(({ ms }) => ms)),
		peakBytes: statisticsOf(reports.map(({ peakBytes }) => peakBytes)).median,
		items: reports.at(-1)?.items ?? 0,
	};
}

/** Asks for each open request on its own, as the guide suggests. */
async function askForEach({ proxy, n8n, runs }: BenchSetup, open: readonly string[]): Promise<Outcome> {
	const times: number[] = [];
	let items = 0;
	for (let run = 0; run < runs; run++) {
		proxy.reset();
		const executed = await n8n.execute(
			'status-by-uuid',
			open.map((id) => ({ id })),
		);
		times.push(executed.nodeMs('Read status'));
		items = executed.items('Read status').length;
	}
	const { requests, bytesToClient } = proxy.traffic;
	return {
		what: `HTTP Request for each of ${format(open.length)} open`,
		calls: requests,
		bytes: bytesToClient,
		ms: statisticsOf(times),
		peakBytes: undefined,
		items,
	};
}

function reachesOverCrossLink({ size, quiet, busy, changed }: Tenant): PerformanceTarget[] {
	const at = `${format(size)} requests`;
	return [
		targetAtMost(`${at}: calls of a quiet poll`, quiet.calls, 1),
		targetAtMost(`${at}: calls per changed request in a busy poll`, busy.calls / changed, 1.1),
		{ what: `${at}: changes delivered`, wanted: String(changed), measured: String(busy.items), met: busy.items === changed },
	];
}

function reachesOf(tenants: readonly Tenant[]): PerformanceTarget[] {
	const smallest = tenants[0];
	const largest = tenants.at(-1);
	if (smallest === undefined || largest === undefined) return [];
	return [
		targetAtMost('quiet poll: calls at 100,000 requests', largest.quiet.calls, smallest.quiet.calls),
		targetAtMost('quiet poll: bytes, 100,000 to 1,000 requests', largest.quiet.bytes / smallest.quiet.bytes, 1.1),
		targetAtMost('quiet poll: memory, 100,000 to 1,000 requests', (largest.quiet.peakBytes ?? 0) / (smallest.quiet.peakBytes ?? 1), 1.5),
		...tenants.map(({ size, busy, changed }) =>
			targetAtMost(`busy poll at ${format(size)} requests: calls per changed request`, busy.calls / changed, 1.1),
		),
		...tenants.map(({ size, busy, changed }): PerformanceTarget => ({
			what: `busy poll at ${format(size)} requests: changes delivered`,
			wanted: String(changed),
			measured: String(busy.items),
			met: busy.items === changed,
		})),
		// Asking for each open request takes one call for each of them and one for the login.
		...tenants.map(({ size, quiet, open }): PerformanceTarget => {
			const share = quiet.calls / (open + 1);
			return {
				what: `quiet poll at ${format(size)} requests: calls / asking for each open one`,
				wanted: '<0.01',
				measured: format(share),
				met: share < 0.01,
			};
		}),
	];
}
