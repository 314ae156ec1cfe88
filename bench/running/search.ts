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
const setNode: Side = { name: 'Set node', workflow: `search-node${withSetNode}`, others: [], judge: (executed) => ({ rows: executed.items('Look up').length, lendable: 0 }) };

export async function benchRunningSearch(running: Running): Promise<Reach[]> {
	return [
		...(await searched(running, '200 look-ups', sides, [1.5, 0.6, 1, 0.06])),
		...(await searched(running, '200 look-ups over VuFind', vufindSides, [1.5, 0.6, 1])),
	];
}

/** @param wanted at most this often the time of the ideal with the Set node, and of each other side */
async function searched(running: Running, name: string, measured: readonly Side[], wanted: readonly number[]): Promise<Reach[]> {
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
	return [{ name: 'the ideal and the Set node together', median: least }, ...others.map(({ side, lookUp }) => ({ name: side.name, median: lookUp.median }))]
		.map((other, index) => atMost(`${name}, ${latencyMs} ms: time / ${other.name}`, own.lookUp.median / other.median, wanted[index] ?? 1));
}
