import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import type { Bench } from '../bench';
import { wishes } from '../create';
import { atMost, megabytes, milliseconds, number, spreadOf, type Reach } from '../measure';
import { withSetNode } from '../n8n/workflows';
import { heading, progress, say, table } from '../print';
import { isbnsFor } from '../search/work';
import { PollWorker } from '../trigger/PollWorker';
import { chart } from './chart';
import type { Line, Point } from './lines';

const sizes = [10, 100, 1000, 10_000];
const images = path.join(checkoutFolder, 'docs', 'images');
/** Up to this many items a size is measured as often as everything else, larger ones once. */
const repeatedUpTo = 100;
/** What a time or a memory may grow beyond the number of items and not be called faster than linear: two runs differ by so much. */
const tolerance = 1.25;

/** How time, memory and calls grow with the items of one run. */
export async function benchGrowth(bench: Bench): Promise<Reach[]> {
	const { practice, proxy, latencies } = bench;
	proxy.latencyMs = latencies.includes(10) ? 10 : Math.max(...latencies);
	heading(`Growth: ${sizes.map(number).join(', ')} items in one run, ${proxy.latencyMs} ms`);
	say("A new process each; memory is the most that it held, less what the same items take where a Set node evaluates the node's expressions.");
	await practice.ask.setting({ key: 'max_requests', value: '100000' });
	const catalogued = await practice.ask.cataloguedIsbns();
	const lines: Line[] = [
		{ name: 'Search', points: await measureNode(bench, 'search-node', 'Look up', (size) => isbnsFor(size, catalogued).map((isbn) => ({ isbn }))) },
		{ name: 'Create', points: await measureNode(bench, 'create-node', 'Create', (size) => wishes(size)) },
		{ name: 'Trigger', points: await measureTrigger(bench) },
	];
	await practice.ask.clearRequests();
	table(
		['', ...sizes.map((size) => `${number(size)} items`)],
		lines.flatMap(({ name, points }) => [
			[`${name}: ms`, ...points.map(({ ms }) => (ms.runs === 1 ? number(ms.median) : milliseconds(ms)))],
			[`${name}: ms per item`, ...points.map(({ ms, items }) => number(ms.median / items))],
			[`${name}: memory`, ...points.map(({ bytes }) => megabytes(bytes))],
			[`${name}: calls`, ...points.map(({ calls }) => number(calls))],
		]),
	);
	if (bench.writes) {
		await writeFile(path.join(images, 'growth.svg'), chart(lines, 'light'));
		await writeFile(path.join(images, 'growth-dark.svg'), chart(lines, 'dark'));
	}
	return lines.flatMap(reachesOf);
}

async function measureNode({ practice, proxy, n8n, runs }: Bench, workflow: string, node: string, workFor: (size: number) => unknown[]): Promise<Point[]> {
	const points: Point[] = [];
	for (const size of sizes) {
		progress(`growth, ${workflow}, ${size}`);
		const work = workFor(size);
		const times: number[] = [];
		const own: number[] = [];
		let calls = 0;
		for (let run = 0; run < (size > repeatedUpTo ? 1 : runs); run++) {
			await practice.ask.clearRequests();
			proxy.reset();
			const { executed, peakBytes } = await n8n.executeWeighed(workflow, work);
			calls = proxy.traffic.requests;
			times.push(executed.nodeMs(node));
			own.push(peakBytes - (await n8n.executeWeighed(`${workflow}${withSetNode}`, work)).peakBytes);
		}
		points.push({ items: size, ms: spreadOf(times), bytes: spreadOf(own).median, calls });
	}
	return points;
}

/** As many changes as items; what one poll leaves to the next ones is counted with it. */
async function measureTrigger({ address, practice, proxy, runs }: Bench): Promise<Point[]> {
	const credential = { url: address, ...(await practice.ask.access()).library };
	const points: Point[] = [];
	for (const size of sizes) {
		progress(`growth, trigger, ${size}`);
		const times: number[] = [];
		const memory: number[] = [];
		let calls = 0;
		for (let run = 0; run < (size > repeatedUpTo ? 1 : runs); run++) {
			await practice.ask.clearRequests();
			const open = await practice.ask.seed({ count: size, openOneIn: 1 });
			const worker = new PollWorker(credential);
			try {
				await worker.poll(true);
				await worker.poll();
				await practice.ask.change({ ids: open });
				proxy.reset();
				let told = 0;
				let ms = 0;
				let bytes = 0;
				while (told < size) {
					const report = await worker.poll();
					if (report.items === 0) throw new Error(`The trigger told ${told} of ${size} changes`);
					told += report.items;
					ms += report.ms;
					bytes = Math.max(bytes, report.processBytes);
				}
				times.push(ms);
				memory.push(bytes);
				calls = proxy.traffic.requests;
			} finally {
				worker.stop();
			}
		}
		points.push({ items: size, ms: spreadOf(times), bytes: spreadOf(memory).median, calls });
	}
	return points;
}

function reachesOf({ name, points }: Line): Reach[] {
	const grown = (what: string, of: (one: Point) => number): Reach => {
		const perItem = points.map((point) => of(point) / point.items);
		const steps = perItem.slice(1).map((one, index) => one / (perItem[index] ?? one));
		return atMost(`${name}: ${what} per item, share of that with a tenth of the items, at worst`, Math.max(...steps), tolerance);
	};
	const bytes = points.at(-1)?.bytes ?? 0;
	return [
		grown('time', ({ ms }) => ms.median),
		grown('calls', ({ calls }) => calls),
		atMost(`${name}: memory above n8n's own with ${number(sizes.at(-1) ?? 0)} items`, bytes / 1024 / 1024, 400, ' MB'),
	];
}
