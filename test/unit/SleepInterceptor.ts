import { setImmediate as nextTick } from 'node:timers/promises';
import { clock } from '../../reshare/clock';

/** Holds each of the client's pauses of exactly this length until the test ends it. Pauses of other lengths pass as usual. */
export class SleepInterceptor {
	private readonly held: Array<() => void> = [];
	private readonly spy: jest.SpyInstance;
	/** Pauses begun so far. */
	count = 0;

	constructor(milliseconds: number) {
		const { sleep } = clock;
		this.spy = jest.spyOn(clock, 'sleep').mockImplementation(async (ms, signal) => {
			if (ms !== milliseconds) return await sleep(ms, signal);
			this.count++;
			await new Promise<void>((resolve) => this.held.push(resolve));
		});
	}

	/** Ends the next pause, as soon as it has begun. */
	async letGo() {
		await waitForCondition(() => this.held.length > 0);
		this.held.shift()?.();
	}

	restore() {
		this.spy.mockRestore();
	}
}

/** Waits until the condition is true, at most nearly as long as a test may take. */
export async function waitForCondition(isSo: () => boolean | Promise<boolean>) {
	const giveUp = AbortSignal.timeout(200_000);
	while (!(await isSo())) {
		giveUp.throwIfAborted();
		await nextTick();
	}
}
