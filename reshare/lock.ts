const tails = new Map<string, Promise<unknown>>();

/** Runs `work` after all earlier work under the same key has ended, even if that failed. The lock holds within this process only. */
export async function withLock<Result>(key: string, work: () => Promise<Result>) {
	const run = (tails.get(key) ?? Promise.resolve()).then(work);
	const tail = run
		.catch(() => undefined)
		.then(() => {
			if (tails.get(key) === tail) tails.delete(key);
		});
	tails.set(key, tail);
	return await run;
}

/** Runs `work` while it holds the locks of all keys. It takes them one after another, in the order in which the keys are given. */
export async function withLocks<Result>([key, ...others]: readonly string[], work: () => Promise<Result>): Promise<Result> {
	return key === undefined ? await work() : await withLock(key, () => withLocks(others, work));
}
