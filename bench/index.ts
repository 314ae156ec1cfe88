import { parseArgs } from 'node:util';
import { ensureN8n } from '../n8n/ensureN8n';
import { checkoutFolder } from '../n8n/paths';
import { runProcess } from '../n8n/childProcesses';
import type { BenchSetup, BenchPart } from './BenchSetup';
import { LatencyProxy } from './LatencyProxy';
import { benchScaling } from './growth';
import { benchPackageLoading } from './packageLoading';
import { benchForm } from './form';
import { describeMachine } from './describeMachine';
import { N8nServer } from './n8n/N8nServer';
import type { PracticeCommands } from './practice/practiceProcess';
import { printHeading, printProgress, printTargets, takePrintedText, printLine } from './print';
import { writeReport } from './writeReport';
import { benchSearch, benchSearchThroughVufind } from './search';
import { startBenchProcess } from './BenchProcess';

const parts: Readonly<Record<string, BenchPart>> = {
	form: benchForm,
	search: benchSearch,
	vufind: benchSearchThroughVufind,
	load: benchPackageLoading,
	growth: benchScaling,
};

const help = `Measures this package beside plain n8n and prints ratios.

  npm run bench -- [--runs 5] [--only search] [--latency 0,10,40]

  --runs     runs of each approach; medians are shown (default 5)
  --only     ${Object.keys(parts).join(', ')}; may be given several times
  --latency  milliseconds that each request waits on the way (default 0,10,40)
  --write    keeps what each part prints in bench/results, and the number of its targets that were met in
             bench/performance.md; parts that are left out stay as they are
`;

async function main() {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '5' },
			only: { type: 'string', multiple: true, default: Object.keys(parts) },
			latency: { type: 'string', default: '0,10,40' },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return void process.stdout.write(help);
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number of at least 1');
	const latencies = values.latency.split(',').map(Number);
	if (latencies.some((latency) => !(latency >= 0))) throw new Error('--latency must be numbers with commas between');
	const chosen = values.only.map((name) => {
		const part = parts[name];
		if (part === undefined) throw new Error(`--only knows ${Object.keys(parts).join(', ')}, not ${name}`);
		return { name, part };
	});

	await ensureN8n(printProgress);
	printProgress('building the package');
	await runProcess('npm', ['run', 'build', '--silent'], { cwd: checkoutFolder });
	printHeading('Benchmark');
	const machine = describeMachine();
	printLine(machine);
	const manner = `Times in milliseconds, median (least-most) of ${runs} runs; on loopback, each request held up by the latency. Compare ratios, not times.`;
	printLine(manner);

	const practice = startBenchProcess<PracticeCommands>('practice/practiceProcess.ts');
	const access = await practice.ask.access();
	const proxy = new LatencyProxy(access.okapiUrl);
	const address = await proxy.start();
	let server: Promise<N8nServer> | undefined;
	const n8n = async (): Promise<N8nServer> => await (server ??= N8nServer.start(address, access));
	try {
		const bench: BenchSetup = { practice, proxy, address, target: access.okapiUrl, n8n, runs, latencies };
		for (const { name, part } of chosen) {
			takePrintedText();
			const targets = await part(bench);
			printTargets(targets);
			// The report is written at once, because a later part may fail.
			if (values.write) await writeReport(name, targets, `${manner}\n${takePrintedText()}`, machine);
		}
	} finally {
		await server?.then(
			async (started) => await started.stop(),
			() => undefined,
		);
		await proxy.stop();
		practice.stop();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
