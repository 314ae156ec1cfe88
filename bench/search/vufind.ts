import type { Item } from '../../n8n/types';
import type { Bench } from '../bench';
import type { Traffic } from '../latencyProxy';
import { atMost, milliseconds, number, spreadOf, type Reach, type Spread } from '../measure';
import type { Executed } from '../n8n/workflows';
import { heading, progress, say, table } from '../print';
import { judgeFound, type Side } from './sides';
import { repeatedWork, type Work } from './work';

/** HTTP Request once per item; and Remove Duplicates before it, which gives one row per distinct ISBN. */
const sides: ReadonlyArray<Pick<Side, 'name' | 'workflow' | 'judge'>> = [
	{ name: 'this node', workflow: 'vufind-search-node', judge: judgeFound },
	{ name: 'HTTP Request', workflow: 'vufind-search-http', judge: judgePlain },
	{ name: 'HTTP Request, Remove Duplicates', workflow: 'vufind-search-http-once-each', judge: judgePlain },
];

interface Outcome {
	readonly name: string;
	readonly ms: Spread;
	readonly traffic: Traffic;
	readonly rows: number;
	readonly lendable: number;
}

/** VuFind needs no login, and each request is one search of a public site. */
export async function benchSearchThroughVufind(bench: Bench): Promise<Reach[]> {
	const work = repeatedWork();
	heading(`Search through VuFind: ${work.name}, ${work.distinct} distinct`);
	const reaches: Reach[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: Outcome[] = [];
		for (const side of sides) {
			progress(`search through VuFind, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, work, side, latencyMs));
		}
		say(`\nLatency ${latencyMs} ms`);
		printOutcomes(outcomes);
		reaches.push(...reachesOf(work, outcomes, latencyMs));
	}
	return reaches;
}

async function measureSide({ proxy, n8n, runs }: Bench, work: Work, { name, workflow, judge }: (typeof sides)[number], latencyMs: number): Promise<Outcome> {
	const times: number[] = [];
	let last: Pick<Outcome, 'traffic' | 'rows' | 'lendable'> | undefined;
	for (let run = 0; run < runs; run++) {
		proxy.latencyMs = latencyMs;
		proxy.reset();
		const executed = await n8n.execute(workflow, work.isbns.map((isbn) => ({ isbn })));
		times.push(executed.nodeMs('Look up'));
		last = { traffic: proxy.traffic, ...judge(executed) };
	}
	if (last === undefined) throw new Error('Nothing was measured');
	return { name, ms: spreadOf(times), ...last };
}

interface PlainAnswer {
	readonly records?: ReadonlyArray<{ readonly fullRecord?: string }>;
}

/** Plain n8n can only tell that some copy in the record is lendable. */
function judgePlain(executed: Executed): { rows: number; lendable: number } {
	const items = executed.items('Look up');
	const lends = ({ json }: Item): boolean => ((json as PlainAnswer).records ?? []).some(({ fullRecord = '' }) => />LOANABLE</.test(fullRecord));
	return { rows: items.length, lendable: items.filter(lends).length };
}

function printOutcomes(outcomes: readonly Outcome[]): void {
	const own = outcomes[0]?.ms.median ?? Number.NaN;
	table(
		['', 'rows', 'lendable', 'requests', 'connections', 'at once', 'ms', 'to this node'],
		outcomes.map(({ name, rows, lendable, traffic, ms }) => [name, String(rows), String(lendable), String(traffic.requests), String(traffic.connections), String(traffic.mostAtOnce), milliseconds(ms), `${number(ms.median / own)} x`]),
	);
}

function reachesOf(work: Work, [own, http]: readonly Outcome[], latencyMs: number): Reach[] {
	if (own === undefined || http === undefined) return [];
	const at = `${work.name}, ${latencyMs} ms`;
	return [
		{ what: `${at}: rows with the same answer as plain n8n`, wanted: `${work.isbns.length}, ${http.lendable} lendable`, measured: `${own.rows}, ${own.lendable} lendable`, met: own.rows === work.isbns.length && own.lendable === http.lendable },
		atMost(`${at}: requests`, own.traffic.requests, 12),
		atMost(`${at}: connections`, own.traffic.connections, 4),
	];
}
