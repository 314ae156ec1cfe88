import type { ExecutionItem } from '../../n8n/n8nTypes';
import type { BenchSetup } from '../BenchSetup';
import { targetAtMost, type PerformanceTarget } from '../figures';
import type { ExecutionTimes } from '../n8n/benchWorkflows';
import { printHeading, printProgress, printLine } from '../print';
import { measureSearchSide, printSearchOutcomes, type SearchOutcome } from './index';
import { idealTimeOf, type IdealRun } from './idealClient';
import { countFound, ownSideName, type SearchSide } from './searchSides';
import { buildRepeatedWork, type SearchWork } from './searchWork';

/** HTTP Request for each item; and the same behind Remove Duplicates, which leaves one row for each distinct ISBN. */
export const vufindSides: readonly SearchSide[] = [
	{ name: ownSideName, workflow: 'vufind-search-node', others: [], judge: countFound },
	{ name: 'HTTP Request', workflow: 'vufind-search-http', others: [], judge: judgePlain },
	{ name: 'HTTP Request, Remove Duplicates', workflow: 'vufind-search-http-once-each', others: ['Once each'], judge: judgePlain },
];

/** VuFind needs no login here, and each of its requests is one search on a public site. */
export async function benchSearchThroughVufind(bench: BenchSetup): Promise<PerformanceTarget[]> {
	const work = buildRepeatedWork();
	printHeading(`Search through VuFind: ${work.name}, ${work.distinct} distinct`);
	const reaches: PerformanceTarget[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: SearchOutcome[] = [];
		const ideals: IdealRun[] = [];
		for (const side of vufindSides) {
			printProgress(`search through VuFind, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSearchSide(bench, work, side, latencyMs, ideals, bench.runs));
		}
		printLine(`\nLatency ${latencyMs} ms`);
		printSearchOutcomes(work, outcomes, idealTimeOf(ideals, latencyMs));
		reaches.push(...reachesOf(work, outcomes, latencyMs));
	}
	return reaches;
}

interface PlainAnswer {
	readonly records?: ReadonlyArray<{ readonly fullRecord?: string }>;
}

/** Plain n8n can only tell whether any copy in the record is lendable, not whose. */
function judgePlain(executed: ExecutionTimes): { rows: number; lendable: number } {
	const items = executed.items('Look up');
	const lends = ({ json }: ExecutionItem): boolean =>
		((json as PlainAnswer).records ?? []).some(({ fullRecord = '' }) => />LOANABLE</.test(fullRecord));
	return { rows: items.length, lendable: items.filter(lends).length };
}

function reachesOf(work: SearchWork, [own, http]: readonly SearchOutcome[], latencyMs: number): PerformanceTarget[] {
	if (own === undefined || http === undefined) return [];
	const at = `${work.name}, ${latencyMs} ms`;
	return [
		{
			what: `${at}: rows with the same answer as plain n8n`,
			wanted: `${work.isbns.length}, ${http.lendable} lendable`,
			measured: `${own.rows}, ${own.lendable} lendable`,
			met: own.rows === work.isbns.length && own.lendable === http.lendable,
		},
		targetAtMost(`${at}: requests`, own.traffic.requests, 12),
		targetAtMost(`${at}: connections`, own.traffic.connections, 4),
	];
}
