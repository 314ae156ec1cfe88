import { atMost, milliseconds, number, spreadOf, type Reach } from '../measure';
import { progress, say } from '../print';
import { measureSide, printOutcomes, type Outcome } from '../search';
import type { Ideal } from '../search/ideal';
import { sides, type Side } from '../search/sides';
import { repeatedWork } from '../search/work';
import { withSetNode } from '../n8n/workflows';
import type { Running } from './running';

/** What n8n itself needs for the items and their expressions. */
const setNode: Side = { name: 'Set node', workflow: `search-node${withSetNode}`, others: [], judge: (executed) => ({ rows: executed.items('Look up').length, lendable: 0 }) };

export async function benchRunningSearch(running: Running): Promise<Reach[]> {
	const { latencyMs, runs } = running;
	const work = repeatedWork();
	const ideals: Ideal[] = [];
	const outcomes: Outcome[] = [];
	for (const side of [...sides, setNode]) {
		progress(`running, ${work.name}, ${side.name}`);
		outcomes.push(await measureSide(running, work, side, latencyMs, ideals, side.slow === true ? 1 : runs));
	}
	const ideal = spreadOf(ideals.map(({ rounds, serverMs }) => rounds * latencyMs + serverMs));
	say(`\n${work.name}, ${work.distinct} distinct`);
	printOutcomes(work, outcomes, ideal, ideals[0]?.rounds ?? 0);
	const [own, http, once, graphql, set] = outcomes.map(({ lookUp }) => lookUp.median);
	if (own === undefined || http === undefined || once === undefined || graphql === undefined || set === undefined) return [];
	say(`Ideal and Set node together: ${number(ideal.median + set)} ms; this node: ${milliseconds(outcomes[0]?.lookUp ?? ideal)} ms.`);
	const at = `${work.name}, ${latencyMs} ms: time /`;
	return [
		atMost(`${at} the ideal and the Set node together`, own / (ideal.median + set), 1.5),
		atMost(`${at} HTTP Request`, own / http, 0.6),
		atMost(`${at} the GraphQL node`, own / graphql, 0.06),
		atMost(`${at} HTTP Request with Remove Duplicates`, own / once, 1),
	];
}
