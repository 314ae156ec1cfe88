import type { BenchPart, BenchSetup } from '../BenchSetup';
import {
	compareWithLimit,
	formatKilobytes,
	formatMegabytes,
	formatMilliseconds,
	formatFigure,
	statisticsOf,
	type TargetResult,
	type TimeStatistics,
} from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import type { NodeCommands, NodeRunReport, PollCommandOptions } from '../n8nNodesProcess';
import { startBenchProcess } from '../BenchProcess';

const sizes = [1000, 10_000, 100_000];
/** One request in so many is open, because most requests of a real tenant are closed. */
const openOneIn = 10;
const changes = 200;

interface BackEnd {
	readonly name: string;
	credential(bench: BenchSetup): Promise<PollCommandOptions['credential']>;
	seed(bench: BenchSetup, count: number): Promise<readonly string[]>;
	change(bench: BenchSetup, ids: readonly string[]): Promise<void>;
}

const modRs: BackEnd = {
	name: 'Trigger',
	credential: async ({ address, practice }) => ({ url: address, ...(await practice.ask.access()).library }),
	seed: async ({ practice }, count) => await practice.ask.seed({ count, openOneIn }),
	change: async ({ practice }, ids) => await practice.ask.change({ ids }),
};

/** One open request in so many has an unread message, as happens where libraries with other systems lend. */
const unreadOneIn = 2;

const crossLink: BackEnd = {
	name: 'Trigger over CrossLink',
	credential: async ({ address, practice }) => ({ backEnd: 'crossLink', url: address, ...(await practice.ask.access()).crossLink }),
	seed: async ({ practice }, count) => await practice.ask.seedCrossLink({ count, openOneIn, unreadOneIn }),
	change: async ({ practice }, ids) => await practice.ask.changeCrossLink({ ids }),
};

interface Outcome {
	readonly what: string;
	readonly calls: number;
	readonly bytes: number;
	readonly ms: TimeStatistics;
	readonly bytesInUse: number;
	readonly items: number;
}

interface Tenant {
	readonly size: number;
	readonly open: number;
	readonly quiet: Outcome;
	readonly busy: Outcome;
	readonly changed: number;
}

/** Measures quiet and busy polls, and compares their calls with those of a workflow that asks for every open request in each run. */
export const benchTrigger: BenchPart = async (bench) => await benchPolls(bench, modRs);

export const benchTriggerOverCrossLink: BenchPart = async (bench) => await benchPolls(bench, crossLink);

async function benchPolls(bench: BenchSetup, backEnd: BackEnd): Promise<TargetResult[]> {
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
	for (const size of sizes) tenants.push(await measureTenant(bench, backEnd, size));
	await bench.practice.ask.clearRequests();
	printLine();
	printTable(
		['', 'calls', 'bytes', 'ms', 'memory', 'items'],
		tenants.flatMap(({ size, quiet, busy }) =>
			[quiet, busy].map(({ what, calls, bytes, ms, bytesInUse, items }) => [
				`${formatFigure(size)} requests: ${what}`,
				formatFigure(calls),
				formatKilobytes(bytes),
				formatMilliseconds(ms),
				formatMegabytes(bytesInUse),
				String(items),
			]),
		),
	);
	return backEnd === modRs ? targetsOf(tenants) : tenants.flatMap(targetsOfTenant);
}

async function measureTenant(bench: BenchSetup, backEnd: BackEnd, size: number): Promise<Tenant> {
	const { practice, proxy } = bench;
	await practice.ask.clearRequests();
	const open = await backEnd.seed(bench, size);
	const worker = startBenchProcess<NodeCommands>('n8nNodesProcess.ts');
	const credential = await backEnd.credential(bench);
	const measure = async (what: string, change: () => Promise<void>): Promise<Outcome> => {
		printProgress(`${backEnd.name.toLowerCase()}, ${size} requests, ${what}`);
		const reports: NodeRunReport[] = [];
		for (let run = 0; run < bench.runs; run++) {
			await change();
			proxy.reset();
			reports.push(await worker.ask.poll({ credential }));
		}
		return {
			what,
			calls: proxy.traffic.requests,
			bytes: proxy.traffic.bytesToClient,
			ms: statisticsOf(reports.map(({ ms }) => ms)),
			bytesInUse: statisticsOf(reports.map((report) => report.bytes)).median,
			items: reports.at(-1)?.items ?? 0,
		};
	};
	try {
		await worker.ask.poll({ credential, activation: 'activate' });
		await worker.ask.poll({ credential });
		const quiet = await measure('quiet poll', async () => undefined);
		const changed = open.slice(0, changes);
		const busy = await measure(`poll with ${changed.length} changes`, async () => await backEnd.change(bench, changed));
		return { size, open: open.length, quiet, busy, changed: changed.length };
	} finally {
		worker.stop();
	}
}

function targetsOfTenant({ size, quiet, busy, changed, open }: Tenant): TargetResult[] {
	const at = `${formatFigure(size)} requests`;
	// Asking for each open request takes one call for each of them and one for the login.
	const share = quiet.calls / (open + 1);
	return [
		compareWithLimit(`${at}: calls of a quiet poll`, quiet.calls, 1),
		{ what: `${at}: calls of a quiet poll / asking for each open one`, wanted: '<0.01', measured: formatFigure(share), met: share < 0.01 },
		compareWithLimit(`${at}: calls per changed request in a busy poll`, busy.calls / changed, 1.1),
		{ what: `${at}: changes delivered`, wanted: String(changed), measured: String(busy.items), met: busy.items === changed },
	];
}

function targetsOf(tenants: readonly Tenant[]): TargetResult[] {
	const [smallest, largest] = [tenants[0], tenants.at(-1)];
	if (smallest === undefined || largest === undefined) return [];
	const ratio = (what: 'bytes' | 'bytesInUse'): number => largest.quiet[what] / smallest.quiet[what];
	return [
		compareWithLimit('quiet poll: bytes, 100,000 to 1,000 requests', ratio('bytes'), 1.1),
		compareWithLimit('quiet poll: memory, 100,000 to 1,000 requests', ratio('bytesInUse'), 1.5),
		...tenants.flatMap(targetsOfTenant),
	];
}
