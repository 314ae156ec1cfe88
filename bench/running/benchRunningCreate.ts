import { requestCount, targetOfMadeOnce, measureCreateSide, printCreateOutcomes, createSides, type CreateOutcome } from '../create';
import { targetAtMost, type PerformanceTarget } from '../figures';
import { printProgress, printLine } from '../print';
import type { RunningSetup } from './RunningSetup';

export async function benchRunningCreate(running: RunningSetup): Promise<PerformanceTarget[]> {
	const { latencyMs, practice } = running;
	await practice.ask.setting({ key: 'max_requests', value: String(requestCount * 10) });
	const outcomes: CreateOutcome[] = [];
	for (const side of createSides) {
		printProgress(`running, create, ${side.name}`);
		outcomes.push(await measureCreateSide(running, side, latencyMs));
	}
	await practice.ask.clearRequests();
	printLine(`\n${requestCount} requests, no wait for the verdict`);
	printCreateOutcomes(outcomes);
	const [own, , aFew] = outcomes;
	if (own === undefined || aFew === undefined) return [];
	return [
		targetOfMadeOnce('create', own),
		targetAtMost(`create, ${latencyMs} ms: time / plain n8n with 4 at a time`, own.spread.median / aFew.spread.median, 2),
	];
}
