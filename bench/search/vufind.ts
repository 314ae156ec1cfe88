import type { Item } from '../../n8n/types';
import type { Bench } from '../bench';
import { atMost, type Reach } from '../measure';
import type { Executed } from '../n8n/workflows';
import { heading, progress, say } from '../print';
import { measureSide, printOutcomes, type Outcome } from '.';
import { idealOf, type Ideal } from './ideal';
import { judgeFound, ownName, type Side } from './sides';
import { repeatedWork, type Work } from './work';

/** HTTP Request once per item; and Remove Duplicates before it, which gives one row per distinct ISBN. */
export const vufindSides: readonly Side[] = [
	{ name: ownName, workflow: 'vufind-search-node', others: [], judge: judgeFound },
	{ name: 'HTTP Request', workflow: 'vufind-search-http', others: [], judge: judgePlain },
	{ name: 'HTTP Request, Remove Duplicates', workflow: 'vufind-search-http-once-each', others: ['Once each'], judge: judgePlain },
];

/** VuFind needs no login, and each request is one search of a public site. */
export async function benchSearchThroughVufind(bench: Bench): Promise<Reach[]> {
	const work = repeatedWork();
	heading(`Search through VuFind: ${work.name}, ${work.distinct} distinct`);
	const reaches: Reach[] = [];
	for (const latencyMs of bench.latencies) {
		const outcomes: Outcome[] = [];
		const ideals: Ideal[] = [];
		for (const side of vufindSides) {
			progress(`search through VuFind, ${latencyMs} ms, ${side.name}`);
			outcomes.push(await measureSide(bench, work, side, latencyMs, ideals, bench.runs));
		}
		say(`\nLatency ${latencyMs} ms`);
		printOutcomes(work, outcomes, idealOf(ideals, latencyMs));
		reaches.push(...reachesOf(work, outcomes, latencyMs));
	}
	return reaches;
}

interface PlainAnswer {
	readonly records?: ReadonlyArray<{ readonly fullRecord?: string }>;
}

/** Plain n8n can only tell that some copy in the record is lendable. */
function judgePlain(executed: Executed): { rows: number; lendable: number } {
	const items = executed.items('Look up');
	const lends = ({ json }: Item): boolean =>
		((json as PlainAnswer).records ?? []).some(({ fullRecord = '' }) => />LOANABLE</.test(fullRecord));
	return { rows: items.length, lendable: items.filter(lends).length };
}

function reachesOf(work: Work, [own, http]: readonly Outcome[], latencyMs: number): Reach[] {
	if (own === undefined || http === undefined) return [];
	const at = `${work.name}, ${latencyMs} ms`;
	return [
		{
			what: `${at}: rows with the same answer as plain n8n`,
			wanted: `${work.isbns.length}, ${http.lendable} lendable`,
			measured: `${own.rows}, ${own.lendable} lendable`,
			met: own.rows === work.isbns.length && own.lendable === http.lendable,
		},
		atMost(`${at}: requests`, own.traffic.requests, 12),
		atMost(`${at}: connections`, own.traffic.connections, 4),
	];
}
