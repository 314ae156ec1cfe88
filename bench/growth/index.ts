import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BenchSetup } from '../BenchSetup';
import { recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import {
	compareWithLimit,
	formatMegabytes,
	formatMilliseconds,
	formatFigure,
	statisticsOf,
	type TargetResult,
	type TimeStatistics,
} from '../figures';
import { buildBenchCredentials, readBenchWorkflow } from '../n8n/benchWorkflows';
import { printHeading, printProgress, printLine, printTable } from '../print';
import { chooseIsbns } from '../search/searchWorkload';
import type { NodeCommands, NodeRunReport } from '../n8nNodesProcess';
import { startBenchProcess } from '../BenchProcess';

const sizes = [10, 100, 1000, 10_000];
/** Sizes above this are measured only once. */
const repeatedUpTo = 100;
/** The time between two changes. 10,000 changes then cover 28 hours, as if n8n had been off for a day. */
const changesApartMs = 10_000;
/** Growth counts as linear up to this factor above the growth of the items, because two runs of the same size differ by as much. */
const tolerance = 1.25;

/** How many of the requests each patron makes. */
const ofOnePatron = 25;

interface SizePoint extends Omit<NodeRunReport, 'ms'> {
	readonly ms: TimeStatistics;
	readonly calls: number;
}

interface SizeLine {
	readonly name: string;
	readonly points: readonly SizePoint[];
}

export async function benchScaling(bench: BenchSetup): Promise<TargetResult[]> {
	const { practice, proxy, latencies } = bench;
	proxy.latencyMs = latencies.includes(10) ? 10 : Math.max(...latencies);
	printHeading(`Growth: ${sizes.map(formatFigure).join(', ')} items in one run, ${proxy.latencyMs} ms`);
	printLine(
		"n8n's own engine in a new process each; memory is the most that was in use, less what was in use with the items before the run. Garbage is collected once a second, by the trigger before each poll.",
	);
	await practice.ask.setting({ key: 'max_requests', value: '100000' });
	const catalogued = await practice.ask.cataloguedIsbns();
	const lines: SizeLine[] = [
		{
			name: 'Search',
			points: await measureNode(bench, 'search-node', 'Look up', (size) => chooseIsbns(size, catalogued).map((isbn) => ({ isbn }))),
		},
		{ name: 'Create', points: await measureNode(bench, 'create-node', 'Create', inventDrafts) },
		{ name: 'Trigger', points: await measureTrigger(bench) },
	];
	await practice.ask.clearRequests();
	printTable(
		['', ...sizes.map((size) => `${formatFigure(size)} items`)],
		lines.flatMap(({ name, points }) => [
			[`${name}: ms`, ...points.map(({ ms }) => (ms.least === ms.most ? formatFigure(ms.median) : formatMilliseconds(ms)))],
			[`${name}: ms per item`, ...points.map(({ ms, items }) => formatFigure(ms.median / items))],
			[`${name}: memory`, ...points.map(({ bytes }) => formatMegabytes(bytes))],
			[`${name}: calls`, ...points.map(({ calls }) => formatFigure(calls))],
		]),
	);
	return lines.flatMap(targetsOf);
}

function inventDrafts(length: number) {
	const patrons = Math.ceil(length / ofOnePatron);
	return Array.from({ length }, (_, index) => ({
		title: recordLentBySeveral.title,
		author: recordLentBySeveral.author,
		date: '2002',
		patron: `R${String(1 + (index % patrons)).padStart(4, '0')}`,
		instanceId: recordLentBySeveral.instanceId,
		pickup: 'EAST-MAIN',
		reference: `BENCH-${index + 1}`,
		volume: String(index + 1),
	}));
}

async function measureNode(
	{ address, practice, proxy, runs }: BenchSetup,
	workflow: string,
	name: string,
	workFor: (size: number) => IDataObject[],
): Promise<SizePoint[]> {
	const node = (await readBenchWorkflow(workflow, address)).nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`The workflow ${workflow} has no node '${name}'`);
	const all = buildBenchCredentials(address, await practice.ask.access());
	const credentials = Object.fromEntries(
		Object.entries(node.credentials ?? {}).map(([type, { id }]) => [type, all.find((one) => one.id === id)?.data ?? {}]),
	);
	const type = node.type.slice(node.type.indexOf('.') + 1);
	const order = { node: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, parameters: node.parameters as INodeParameters, credentials };
	return await measureSizes(runs, async (size) => {
		printProgress(`growth, ${workflow}, ${size}`);
		await practice.ask.clearRequests();
		const worker = startBenchProcess<NodeCommands>('n8nNodesProcess.ts');
		try {
			proxy.reset();
			const { items, ...report } = await worker.ask.run({ ...order, items: workFor(size) });
			if (items !== size) throw new Error(`${name} returned ${items} of ${size} items`);
			return { ...report, calls: proxy.traffic.requests };
		} finally {
			worker.stop();
		}
	});
}

/** Makes as many changes as there are items, and measures all polls until every change is reported. */
async function measureTrigger({ address, practice, proxy, runs }: BenchSetup): Promise<SizePoint[]> {
	const credential = { url: address, ...(await practice.ask.access()).library };
	return await measureSizes(runs, async (size) => {
		printProgress(`growth, trigger, ${size}`);
		await practice.ask.clearRequests();
		const open = await practice.ask.seed(size);
		const worker = startBenchProcess<NodeCommands>('n8nNodesProcess.ts');
		try {
			await worker.ask.poll({ credential, activation: 'activate' });
			await worker.ask.poll({ credential });
			await practice.ask.ship({ ids: open, apartMs: changesApartMs });
			proxy.reset();
			let ms = 0;
			let bytes = 0;
			for (let reported = 0; reported < size;) {
				const report = await worker.ask.poll({ credential });
				if (report.items === 0) throw new Error(`The trigger reported ${reported} of ${size} changes`);
				reported += report.items;
				ms += report.ms;
				bytes = Math.max(bytes, report.bytes);
			}
			return { ms, bytes, calls: proxy.traffic.requests };
		} finally {
			worker.stop();
		}
	});
}

type Measured = Omit<NodeRunReport, 'items'> & { readonly calls: number };

async function measureSizes(runs: number, measure: (size: number) => Promise<Measured>): Promise<SizePoint[]> {
	const points: SizePoint[] = [];
	for (const size of sizes) {
		const measured: Measured[] = [];
		for (let run = 0; run < (size > repeatedUpTo ? 1 : runs); run++) measured.push(await measure(size));
		points.push({
			items: size,
			ms: statisticsOf(measured.map(({ ms }) => ms)),
			bytes: statisticsOf(measured.map(({ bytes }) => bytes)).median,
			calls: measured.at(-1)?.calls ?? 0,
		});
	}
	return points;
}

function targetsOf({ name, points }: SizeLine) {
	const grown = (what: string, of: (one: SizePoint) => number): TargetResult => {
		const perItem = points.map((point) => of(point) / point.items);
		const steps = perItem.slice(1).map((one, index) => one / (perItem[index] ?? one));
		return compareWithLimit(`${name}: ${what} per item / with a tenth of the items, at worst`, Math.max(...steps), tolerance);
	};
	const bytes = points.at(-1)?.bytes ?? 0;
	return [
		grown('time', ({ ms }) => ms.median),
		grown('calls', ({ calls }) => calls),
		compareWithLimit(`${name}: memory above n8n's own with ${formatFigure(sizes.at(-1) ?? 0)} items`, bytes / 1024 / 1024, 400, ' MB'),
	];
}
