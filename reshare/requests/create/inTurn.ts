const tails = new Map<string, Promise<void>>();

/**
 * Runs `work` when everything that was asked for earlier under the same key is done, whether well or badly. Holds for
 * this process only.
 */
export async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const run = (tails.get(key) ?? Promise.resolve()).then(work);
	const tail = run.then(
		() => undefined,
		() => undefined,
	);
	tails.set(key, tail);
	void tail.then(() => {
		if (tails.get(key) === tail) tails.delete(key);
	});
	return await run;
}
