type Step = (name: string, run: () => Promise<void>) => void;

/**
 * Lets each test continue where the one before it ended. If one fails, those after it fail at once, instead of waiting for what cannot
 * come.
 *
 * @param whenOneFails gets the name of the first test that fails
 */
export function createSequentialTest(whenOneFails: (name: string) => Promise<void>): Step {
	let failed: string | undefined;
	return (name, run) => {
		it(name, async () => {
			if (failed !== undefined) throw new Error(`Could not be tried, because an earlier step failed: ${failed}`);
			try {
				await run();
			} catch (error) {
				failed = name;
				await whenOneFails(name);
				throw error;
			}
		});
	};
}
