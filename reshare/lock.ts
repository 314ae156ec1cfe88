const tails = new Map<string, Promise<unknown>>();

/** Runs `work` after all earlier work under the same key, whether or not that failed. Only within this process. */
export async function withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const run = (tails.get(key) ?? Promise.resolve()).then(work);
	const tail = run
		.catch(() => undefined)
		.then(() => {
			if (tails.get(key) === tail) tails.delete(key);
		});
	tails.set(key, tail);
	return await run;
}

/** Holds all locks, taken in the order of the keys. */
export async function withLocks<Result>([key, ...others]: readonly string[], work: () => Promise<Result>): Promise<Result> {
	return key === undefined ? await work() : await withLock(key, async () => await withLocks(others, work));
}
