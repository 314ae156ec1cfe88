import { clock } from '../../clock';

/** How long to wait for another action to end, in milliseconds; each attempt waits longer. */
const pauses = [200, 500, 1000, 2000];

/** Asks until the broker is no longer busy with another action of the request, or a last time after the pauses. */
export async function retryWhileBusy<Answer>(ask: (isRepeated: boolean) => Promise<Answer>, isBusy: (answer: Answer) => boolean) {
	for (const [index, ms] of pauses.entries()) {
		const answer = await ask(index > 0);
		if (!isBusy(answer)) return answer;
		await clock.sleep(ms);
	}
	return await ask(true);
}
