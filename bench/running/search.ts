import { atMost, milliseconds, number, type Reach } from '../measure';
import { progress, say } from '../print';
import { measureSide, printOutcomes, type Outcome } from '../search';
import { idealOf, type Ideal } from '../search/ideal';
import { sides, type Side } from '../search/sides';
import { vufindSides } from '../search/vufind';
import { repeatedWork } from '../search/work';
import { withSetNode } from '../n8n/workflows';
import type { Running } from './running';

/** What n8n itself needs for the items and their expressions: both workflows of ours have the same. */
const setNode: Side = {
	name: 'Set node',
	workflow: `search-node${withSetNode}`,
	others: [],
	judge: (executed) => ({ rows: executed.items('Look up').length, lendable: 0 }),
};

/** Of each side's time at most so much. */
const wanted = {
	'the ideal and the Set node together': 1.5,
	'HTTP Request': 0.6,
	'HTTP Request, Remove Duplicates': 1,
	'GraphQL node': 0.06,
} as const;

export async function benchRunningSearch(running: Running): Promise<Reach[]> {
	return [...(await searched(running, '200 look-ups', sides)), ...(await searched(running, '200 look-ups over VuFind', vufindSides))];
}

async function searched(running: Running, name: string, measured: readonly Side[]): Promise<Reach[]> {
	const { latencyMs, runs } = running;
	const work = repeatedWork();
	const ideals: Ideal[] = [];
	const outcomes: Outcome[] = [];
	for (const side of [...measured, setNode]) {
		progress(`running, ${name}, ${side.name}`);
		outcomes.push(await measureSide(running, work, side, latencyMs, ideals, side.slow === true ? 1 : runs));
	}
	const ideal = idealOf(ideals, latencyMs);
	say(`\n${name}, ${work.distinct} distinct`);
	printOutcomes(work, outcomes, ideal);
	const [own, ...others] = outcomes;
	const set = others.pop();
	if (own === undefined || set === undefined) return [];
	const least = ideal.median + set.lookUp.median;
	say(`Ideal and Set node together: ${number(least)} ms; this node: ${milliseconds(own.lookUp)} ms.`);
	const medians = new Map([
		['the ideal and the Set node together', least],
		...others.map(({ side, lookUp }) => [side.name, lookUp.median] as const),
	]);
	return Object.entries(wanted).flatMap(([other, most]) => {
		const median = medians.get(other);
		return median === undefined ? [] : [atMost(`${name}, ${latencyMs} ms: time / ${other}`, own.lookUp.median / median, most)];
	});
}
