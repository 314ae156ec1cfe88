import { Agent } from 'undici';
import { forwardRequest, type ProxiedRequest } from '../LatencyProxy';
import { statisticsOf, type TimeStatistics } from '../figures';

/** How many requests the node sends at once; the ideal client has the same limit. */
const atOnce = 4;

/** The least that a client must do to get the same answers within the same limits. */
export interface IdealRun {
	/** The number of round trips that must follow each other. */
	readonly rounds: number;
	/** The milliseconds that the servers take, measured by sending the node's own requests without latency. */
	readonly serverMs: number;
}

export interface IdealTime extends TimeStatistics {
	readonly rounds: number;
}

export function idealTimeOf(ideals: readonly IdealRun[], latencyMs: number): IdealTime {
	return { ...statisticsOf(ideals.map(({ rounds, serverMs }) => rounds * latencyMs + serverMs)), rounds: ideals[0]?.rounds ?? 0 };
}

/**
 * Sends the requests that the node sent again, straight to the practice consortium, as a client would that knows all questions beforehand
 * and reads no answer. Login, what the tenant offers, look-ups and holdings must each wait for the step before; within a step, four
 * requests go at once. Small tables that nothing depends on are read along with the look-ups.
 */
export async function measureIdealRun(target: string, passed: readonly ProxiedRequest[]): Promise<IdealRun> {
	const stages = stagesOf(passed);
	const dispatcher = new Agent({ connections: atOnce, pipelining: 1 });
	const started = performance.now();
	for (const stage of stages) {
		await Promise.all(
			stage.map(async (passed) => {
				const answer = await forwardRequest(passed, target, dispatcher);
				await answer.body.dump();
			}),
		);
	}
	const serverMs = performance.now() - started;
	await dispatcher.close();
	return { rounds: stages.reduce((sum, stage) => sum + Math.ceil(stage.length / atOnce), 0), serverMs };
}

function stagesOf(passed: readonly ProxiedRequest[]): ProxiedRequest[][] {
	const isLogin = ({ path }: ProxiedRequest) => path.startsWith('/authn/');
	const asks =
		(field: RegExp) =>
		({ body }: ProxiedRequest): boolean =>
			field.test(body.toString());
	const isLookUp = asks(/instances \{ id /);
	const isHoldings = asks(/holdingsRecords \{ /);
	const isProbe = asks(/\{ totalRecords \}/);
	const questions = passed.filter((one) => !isLogin(one));
	return [
		passed.filter(isLogin),
		questions.filter((one) => isProbe(one)),
		questions.filter((one) => !isProbe(one) && (isLookUp(one) || !isHoldings(one))),
		questions.filter((one) => !isProbe(one) && isHoldings(one) && !isLookUp(one)),
	].filter((stage) => stage.length > 0);
}
