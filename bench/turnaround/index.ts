import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BenchSetup } from '../BenchSetup';
import { compareWithLimit, formatMegabytes, formatFigure, type TargetResult } from '../figures';
import { printHeading, printProgress, printLine, printTable } from '../print';
import type { NodeCommands, NodeRunReport } from '../n8nNodesProcess';
import { startBenchProgram } from '../BenchProgram';

const requests = 10_000;
const daysBack = 730;

interface Run extends NodeRunReport {
	readonly name: string;
	readonly calls: number;
}

/** Measures Get Turnaround over two years, in a first and a later run, and the rehearsal of lending rules over one year. */
export async function benchTurnaroundAndRehearsal(bench: BenchSetup): Promise<TargetResult[]> {
	const { practice, proxy, latencies } = bench;
	proxy.latencyMs = latencies.includes(10) ? 10 : Math.max(...latencies);
	printHeading(`The past: ${formatFigure(requests)} requests with their histories, ${proxy.latencyMs} ms`);
	printLine(
		"n8n's own engine in a new process for each row but a second run's, once each; memory is the most that was in use, less what was in use before.",
	);
	const { library, crossLink: account } = await practice.ask.access();
	await practice.ask.clearRequests();
	await practice.ask.writePast({ requests });
	const modRs = await turnaroundTwice(bench, 'mod-rs', library);
	const crossLink = await turnaroundTwice(bench, 'CrossLink', { backEnd: 'crossLink', ...account });

	await practice.ask.clearRequests();
	await practice.ask.seedLending({ count: requests });
	const [rehearsed] = await runInOneProcess(bench, library, [['mod-rs: rules rehearsed', rehearsal]]);
	const [listed] = await runInOneProcess(bench, library, [['mod-rs: the same with Get Many', everyLendingRequest]]);
	await practice.ask.clearRequests();
	if (rehearsed === undefined || listed === undefined) return [];
	for (const { name, items } of [rehearsed, listed]) if (items !== requests) throw new Error(`${name} told ${items} of ${requests}`);

	printTable(
		['', 'calls', 'seconds', 'memory'],
		[...modRs, ...crossLink, rehearsed, listed].map(({ name, calls, ms, bytes }) => [
			...[name, formatFigure(calls), formatFigure(ms / 1000), formatMegabytes(bytes)],
		]),
	);
	return [
		...targetsOfTurnaround('mod-rs', modRs, 0.03),
		...targetsOfTurnaround('CrossLink', crossLink, 1.02),
		compareWithLimit('rules rehearsed: calls per request', rehearsed.calls / requests, 0.03),
		compareWithLimit('rules rehearsed: time / Get Many', rehearsed.ms / listed.ms, 1.5),
		compareWithLimit('rules rehearsed: memory', rehearsed.bytes / 1024 / 1024, 400, ' MB'),
	];
}

const turnaround: INodeParameters = { operation: 'getTurnaround', turnaround: 'figures', daysBack };
const everyLendingRequest: INodeParameters = { operation: 'getMany', side: 'lending', returnAll: true, filters: {} };
const rehearsal = {
	operation: 'applyRules',
	rulesMode: 'rehearse',
	daysBack: 366,
	rules: {
		values: [
			{ name: 'Nothing new', when: { publishedWithin: 6 }, then: 'cannotSupply', reason: 'policy' },
			{ name: 'All loans', when: { serviceType: 'loan' }, then: 'willSupply', place: 'STACKS' },
		],
	},
} as unknown as INodeParameters;

/** Runs Get Turnaround twice. The second run has what the first one stored. */
async function turnaroundTwice(bench: BenchSetup, name: string, credential: IDataObject): Promise<Run[]> {
	return await runInOneProcess(bench, credential, [
		[`${name}: Get Turnaround`, turnaround],
		[`${name}: Get Turnaround, again`, turnaround],
	]);
}

async function runInOneProcess(
	{ proxy, address }: BenchSetup,
	credential: IDataObject,
	runs: ReadonlyArray<readonly [name: string, parameters: INodeParameters]>,
): Promise<Run[]> {
	const worker = startBenchProgram<NodeCommands>('n8nNodesProcess.ts');
	const credentials = { okapiApi: { url: address, ...credential } as never };
	const done: Run[] = [];
	let stored: IDataObject | undefined;
	try {
		for (const [name, parameters] of runs) {
			printProgress(`turnaround, ${name}`);
			proxy.reset();
			const order = { node: 'ReShareRequest', parameters, credentials, items: [{}] };
			const { staticData, ...report } = await worker.ask.run({ ...order, ...(stored && { staticData: stored }) });
			stored = staticData;
			done.push({ ...report, name, calls: proxy.traffic.requests });
		}
	} finally {
		worker.stop();
	}
	return done;
}

function targetsOfTurnaround(name: string, [first, again]: readonly Run[], mostCalls: number): TargetResult[] {
	if (first === undefined || again === undefined) return [];
	return [
		compareWithLimit(`${name}: Get Turnaround, calls per request`, first.calls / requests, mostCalls),
		compareWithLimit(`${name}: Get Turnaround again, calls`, again.calls, 20),
		compareWithLimit(`${name}: Get Turnaround again, time / the first run's`, again.ms / first.ms, 0.2),
		compareWithLimit(`${name}: Get Turnaround, memory`, first.bytes / 1024 / 1024, 400, ' MB'),
	];
}
