import { Agent, request } from 'undici';
import type { PassedRequest } from '../latencyProxy';

/** Requests at once, as the node's own limit. */
const atOnce = 4;

/** What a client must do at least to get the same answers under the same limits. */
export interface Ideal {
	/** Round trips that must follow each other. */
	readonly rounds: number;
	/** Milliseconds that the servers need for it, measured by sending the node's own requests without any latency. */
	readonly serverMs: number;
}

/**
 * Sends what the node had sent once more, straight to the practice consortium, by a client that knows all questions
 * beforehand and reads no answer: the log-in, what the tenant offers, the look-ups, the holdings. Each of the four must wait for the one
 * before it; within one, four requests go at once. The small tables, where they are read by themselves, go with the look-ups.
 */
export async function measureIdeal(target: string, passed: readonly PassedRequest[]): Promise<Ideal> {
	const stages = stagesOf(passed);
	const dispatcher = new Agent({ connections: atOnce, pipelining: 1 });
	const started = performance.now();
	for (const stage of stages) {
		await Promise.all(
			stage.map(async ({ method, path, headers, body }) => {
				const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = headers;
				const answer = await request(`${target}${path}`, { dispatcher, method: method as 'POST', headers: kept, ...(body === '' ? {} : { body }) });
				await answer.body.dump();
			}),
		);
	}
	const serverMs = performance.now() - started;
	await dispatcher.close();
	return { rounds: stages.reduce((sum, stage) => sum + Math.ceil(stage.length / atOnce), 0), serverMs };
}

function stagesOf(passed: readonly PassedRequest[]): PassedRequest[][] {
	const isLogin = ({ path }: PassedRequest): boolean => path.startsWith('/authn/');
	const asks = (field: RegExp) => ({ body }: PassedRequest): boolean => field.test(body);
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
