import { count, madeOnce, measureSide, printOutcomes, sides, type Outcome } from '../create';
import { atMost, type Reach } from '../measure';
import { progress, say } from '../print';
import type { Running } from './running';

export async function benchRunningCreate(running: Running): Promise<Reach[]> {
	const { latencyMs, practice } = running;
	await practice.ask.setting({ key: 'max_requests', value: String(count * 10) });
	const outcomes: Outcome[] = [];
	for (const side of sides) {
		progress(`running, create, ${side.name}`);
		outcomes.push(await measureSide(running, side, latencyMs));
	}
	await practice.ask.clearRequests();
	say(`\n${count} requests, no wait for the verdict`);
	printOutcomes(outcomes);
	const [own, , aFew] = outcomes;
	if (own === undefined || aFew === undefined) return [];
	return [
		madeOnce('create', own),
		atMost(`create, ${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 2),
	];
}
