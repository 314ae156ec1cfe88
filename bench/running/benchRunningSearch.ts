import { targetAtMost, formatMilliseconds, format, type PerformanceTarget } from '../figures';
import { printProgress, printLine } from '../print';
import { measureSearchSide, printSearchOutcomes, type SearchOutcome } from '../search';
import { idealTimeOf, type IdealRun } from '../search/idealClient';
import { searchSides, type SearchSide } from '../search/searchSides';
import { vufindSides } from '../search/benchVufindSearch';
import { buildRepeatedWork } from '../search/searchWork';
import { setNodeSuffix } from '../n8n/benchWorkflows';
import type { RunningSetup } from './RunningSetup';

/** The time that n8n itself takes for the items and their expressions, which both sides need. */
const setNode: SearchSide = {
	name: 'Set node',
	workflow: `search-node${setNodeSuffix}`,
	others: [],
	judge: (executed) => ({ rows: executed.items('Look up').length, lendable: 0 }),
};

/** The highest ratios of this node's time to that of each other side. */
const wanted = {
	'the ideal and the Set node together': 1.5,
	'HTTP Request': 0.6,
	'HTTP Request, Remove Duplicates': 1,
	'GraphQL node': 0.06,
} as const;

export async function benchRunningSearch(running: RunningSetup): Promise<PerformanceTarget[]> {
	return [...(await searched(running, '200 look-ups', searchSides)), ...(await searched(running, '200 look-ups over VuFind', vufindSides))];
}

async function searched(running: RunningSetup, name: string, measured: readonly SearchSide[]): Promise<PerformanceTarget[]> {
	const { latencyMs, runs } = running;
	const work = buildRepeatedWork();
	const ideals: IdealRun[] = [];
	const outcomes: SearchOutcome[] = [];
	for (const side of [...measured, setNode]) {
		printProgress(`running, ${name}, ${side.name}`);
		outcomes.push(await measureSearchSide(running, work, side, latencyMs, ideals, side.slow === true ? 1 : runs));
	}
	const ideal = idealTimeOf(ideals, latencyMs);
	printLine(`\n${name}, ${work.distinct} distinct`);
	printSearchOutcomes(work, outcomes, ideal);
	const [own, ...others] = outcomes;
	const set = others.pop();
	if (own === undefined || set === undefined) return [];
	const least = ideal.median + set.lookUp.median;
	printLine(`Ideal and Set node together: ${format(least)} ms; this node: ${formatMilliseconds(own.lookUp)} ms.`);
	const medians = new Map([
		['the ideal and the Set node together', least],
		...others.map(({ side, lookUp }) => [side.name, lookUp.median] as const),
	]);
	return Object.entries(wanted).flatMap(([other, most]) => {
		const median = medians.get(other);
		return median === undefined ? [] : [targetAtMost(`${name}, ${latencyMs} ms: time / ${other}`, own.lookUp.median / median, most)];
	});
}
