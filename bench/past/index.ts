import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Bench } from '../bench';
import type { RunOrder, RunReport } from '../growth/runProcess';
import { atMost, megabytes, number, type Reach } from '../measure';
import { heading, progress, say, table } from '../print';
import { Worker } from '../Worker';

const requests = 10_000;
const daysBack = 730;

interface Run extends RunReport {
	readonly name: string;
	readonly calls: number;
}

/** Get Turnaround over two years, its first run and a later one, and lending rules rehearsed over a year. */
export async function benchPast({ practice, proxy, address, latencies }: Bench): Promise<Reach[]> {
	proxy.latencyMs = latencies.includes(10) ? 10 : Math.max(...latencies);
	heading(`The past: ${number(requests)} requests with their histories, ${proxy.latencyMs} ms`);
	say(
		"n8n's own engine in a new process for each row but a second run's, once each; memory is the most that was in use, less what was in use before.",
	);
	const access = await practice.ask.access();
	const run = async (
		worker: Worker<RunOrder, RunReport>,
		name: string,
		parameters: INodeParameters,
		credential: IDataObject,
		staticData?: IDataObject,
	): Promise<Run> => {
		progress(`past, ${name}`);
		proxy.reset();
		const report = await worker.ask({
			node: 'ReShareRequest',
			parameters,
			credentials: { okapiApi: { url: address, ...credential } as never },
			items: [{}],
			staticData,
		});
		return { ...report, name, calls: proxy.traffic.requests };
	};
	const once = async <Result>(work: (worker: Worker<RunOrder, RunReport>) => Promise<Result>): Promise<Result> => {
		const worker = new Worker<RunOrder, RunReport>('growth/runProcess.ts');
		try {
			return await work(worker);
		} finally {
			worker.stop();
		}
	};

	await practice.ask.clearRequests();
	await practice.ask.writePast({ requests });
	const turnaround: INodeParameters = { operation: 'getTurnaround', turnaround: 'figures', daysBack };
	const twice = async (name: string, credential: IDataObject): Promise<[Run, Run]> =>
		await once(async (worker) => {
			const first = await run(worker, `${name}: Get Turnaround`, turnaround, credential);
			return [first, await run(worker, `${name}: Get Turnaround, again`, turnaround, credential, first.staticData)];
		});
	const modRs = await twice('mod-rs', access.library);
	const crossLink = await twice('CrossLink', { backEnd: 'crossLink', ...access.crossLink });

	await practice.ask.clearRequests();
	await practice.ask.seedLending({ count: requests });
	const rules = {
		values: [
			{ name: 'Nothing new', when: { publishedWithin: 6 }, then: 'cannotSupply', reason: 'policy' },
			{ name: 'All loans', when: { serviceType: 'loan' }, then: 'willSupply', place: 'STACKS' },
		],
	};
	const rehearsed = await once(
		async (worker) =>
			await run(
				worker,
				'mod-rs: rules rehearsed',
				{ operation: 'applyRules', rulesMode: 'rehearse', daysBack: 366, rules } as unknown as INodeParameters,
				access.library,
			),
	);
	const listed = await once(
		async (worker) =>
			await run(
				worker,
				'mod-rs: the same with Get Many',
				{ operation: 'getMany', side: 'lending', returnAll: true, filters: {} },
				access.library,
			),
	);
	await practice.ask.clearRequests();
	for (const { name, items } of [rehearsed, listed]) if (items !== requests) throw new Error(`${name} told ${items} of ${requests}`);

	const all = [...modRs, ...crossLink, rehearsed, listed];
	table(
		['', 'calls', 'seconds', 'memory'],
		all.map(({ name, calls, ms, bytes }) => [name, number(calls), number(ms / 1000), megabytes(bytes)]),
	);
	return [
		...(
			[
				['mod-rs', modRs, 0.03],
				['CrossLink', crossLink, 1.02],
			] as const
		).flatMap(([name, [first, again], most]) => [
			atMost(`${name}: Get Turnaround, calls per request`, first.calls / requests, most),
			atMost(`${name}: Get Turnaround again, calls`, again.calls, 20),
			atMost(`${name}: Get Turnaround again, time / the first run's`, again.ms / first.ms, 0.2),
			atMost(`${name}: Get Turnaround, memory`, first.bytes / 1024 / 1024, 400, ' MB'),
		]),
		atMost('rules rehearsed: calls per request', rehearsed.calls / requests, 0.03),
		atMost('rules rehearsed: time / Get Many', rehearsed.ms / listed.ms, 1.5),
		atMost('rules rehearsed: memory', rehearsed.bytes / 1024 / 1024, 400, ' MB'),
	];
}
