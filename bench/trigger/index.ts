import type { Bench } from '../bench';
import type { Traffic } from '../latencyProxy';
import { atMost, kilobytes, megabytes, milliseconds, number, spreadOf, type Reach, type Spread } from '../measure';
import { heading, progress, say, table } from '../print';
import { Worker } from '../Worker';
import type { PollOrder, PollReport } from './pollProcess';

const sizes = [1000, 10_000, 100_000];
/** In a real tenant, most requests are over. */
const openOneIn = 10;
const changes = 200;
/** n8n's HTTP Request node does not survive more requests at once on a usual machine. */
const mostAtOnce = 1000;

interface BackEnd {
	readonly name: string;
	readonly sizes: readonly number[];
	credential(bench: Bench): Promise<PollOrder['credential']>;
	seed(bench: Bench, count: number): Promise<readonly string[]>;
	change(bench: Bench, ids: readonly string[]): Promise<void>;
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

/** One in so many open requests has an unread message, as in places where libraries with other systems lend. */
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
	readonly ms: Spread;
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

/** Quiet and busy polls, beside asking for every open request as the guide suggests. */
export async function benchTrigger(bench: Bench): Promise<Reach[]> {
	return await benchPolls(bench, modRs);
}

export async function benchTriggerOverCrossLink(bench: Bench): Promise<Reach[]> {
	return await benchPolls(bench, crossLink);
}

async function benchPolls(bench: Bench, backEnd: BackEnd): Promise<Reach[]> {
	heading(`${backEnd.name}: quiet and busy polls (${changes} changes, or all open requests where there are fewer)`);
	bench.proxy.latencyMs = bench.latencies.includes(10) ? 10 : (bench.latencies[0] ?? 0);
	say(
		`Latency ${bench.proxy.latencyMs} ms. One request in ${openOneIn} is open. The log-in, once in ten minutes, is counted in none of the polls; a workflow of plain n8n has one in each run.`,
	);
	if (backEnd === crossLink)
		say(
			`One open request in ${unreadOneIn} has an unread message. Where that makes more than a page, all of them are listed every ten minutes, a hundred in a call; that is counted in none of the polls.`,
		);
	const tenants: Tenant[] = [];
	for (const size of backEnd.sizes) tenants.push(await measureTenant(bench, backEnd, size));
	await bench.practice.ask.clearRequests();
	say();
	table(
		['', 'calls', 'bytes', 'ms', 'memory', 'items'],
		tenants.flatMap(({ size, quiet, busy, asked }) =>
			[quiet, busy, asked]
				.filter((outcome) => outcome !== undefined)
				.map(({ what, calls, bytes, ms, peakBytes, items }) => [
					`${number(size)} requests: ${what}`,
					number(calls),
					kilobytes(bytes),
					milliseconds(ms),
					peakBytes === undefined ? '' : megabytes(peakBytes),
					String(items),
				]),
		),
	);
	return backEnd === modRs ? reachesOf(tenants) : tenants.flatMap(reachesOverCrossLink);
}

async function measureTenant(bench: Bench, backEnd: BackEnd, size: number): Promise<Tenant> {
	const { practice, proxy } = bench;
	await practice.ask.clearRequests();
	const open = await backEnd.seed(bench, size);
	const worker = new Worker<PollOrder, PollReport>('trigger/pollProcess.ts');
	const credential = await backEnd.credential(bench);
	const poll = async (): Promise<PollReport> => await worker.ask({ credential });
	try {
		progress(`${backEnd.name.toLowerCase()}, ${size} requests, quiet`);
		await worker.ask({ credential, activation: true });
		await poll();
		const quiet = await measure(
			'quiet poll',
			bench.runs,
			() => proxy.reset(),
			poll,
			() => proxy.traffic,
		);
		progress(`${backEnd.name.toLowerCase()}, ${size} requests, busy`);
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
		progress(`${backEnd.name.toLowerCase()}, ${size} requests, asking for each`);
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
	traffic: () => Traffic,
): Promise<Outcome> {
	const reports: PollReport[] = [];
	let last: Traffic | undefined;
	for (let run = 0; run < runs; run++) {
		await before();
		reports.push(await work());
		last = traffic();
	}
	return {
		what,
		calls: last?.requests ?? 0,
		bytes: last?.bytesToClient ?? 0,
		ms: spreadOf(reports.map(({ ms }) => ms)),
		peakBytes: spreadOf(reports.map(({ peakBytes }) => peakBytes)).median,
		items: reports.at(-1)?.items ?? 0,
	};
}

/** The guide's way. */
async function askForEach({ proxy, n8n, runs }: Bench, open: readonly string[]): Promise<Outcome> {
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
		what: `HTTP Request for each of ${number(open.length)} open`,
		calls: requests,
		bytes: bytesToClient,
		ms: spreadOf(times),
		peakBytes: undefined,
		items,
	};
}

function reachesOverCrossLink({ size, quiet, busy, changed }: Tenant): Reach[] {
	const at = `${number(size)} requests`;
	return [
		atMost(`${at}: calls of a quiet poll`, quiet.calls, 1),
		atMost(`${at}: calls per changed request in a busy poll`, busy.calls / changed, 1.1),
		{ what: `${at}: changes delivered`, wanted: String(changed), measured: String(busy.items), met: busy.items === changed },
	];
}

function reachesOf(tenants: readonly Tenant[]): Reach[] {
	const smallest = tenants[0];
	const largest = tenants.at(-1);
	if (smallest === undefined || largest === undefined) return [];
	return [
		atMost('quiet poll: calls at 100,000 requests', largest.quiet.calls, smallest.quiet.calls),
		atMost('quiet poll: bytes, 100,000 to 1,000 requests', largest.quiet.bytes / smallest.quiet.bytes, 1.1),
		atMost('quiet poll: memory, 100,000 to 1,000 requests', (largest.quiet.peakBytes ?? 0) / (smallest.quiet.peakBytes ?? 1), 1.5),
		...tenants.map(({ size, busy, changed }) =>
			atMost(`busy poll at ${number(size)} requests: calls per changed request`, busy.calls / changed, 1.1),
		),
		...tenants.map(({ size, busy, changed }): Reach => ({
			what: `busy poll at ${number(size)} requests: changes delivered`,
			wanted: String(changed),
			measured: String(busy.items),
			met: busy.items === changed,
		})),
		// One call for each open request and one for the log-in.
		...tenants.map(({ size, quiet, open }): Reach => {
			const share = quiet.calls / (open + 1);
			return {
				what: `quiet poll at ${number(size)} requests: calls / asking for each open one`,
				wanted: '<0.01',
				measured: number(share),
				met: share < 0.01,
			};
		}),
	];
}
