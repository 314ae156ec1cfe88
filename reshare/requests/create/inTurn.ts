const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when everything that was asked for earlier under the same key is done, whether well or badly. Holds for
 * this process only.
 */
export async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const run = (tails.get(key) ?? Promise.resolve()).then(work);
	const tail = run.catch(() => undefined).then(() => {
		if (tails.get(key) === tail) tails.delete(key);
	});
	tails.set(key, tail);
	return await run;
}
