import { setImmediate as turn } from 'node:timers/promises';
import { clock } from '../../reshare/clock';

/**
 * Holds timers of exactly these milliseconds until the test releases them. A test can thus show how long something waits, and what comes
 * before and after it, without measuring time.
 */
export class HeldTimers {
	private readonly held: Array<() => void> = [];
	private readonly spy: jest.SpyInstance;
	/** Timers set so far. */
	count = 0;

	constructor(milliseconds: number) {
		const real = globalThis.setTimeout;
		const hold = ((run: () => void, ms?: number) => {
			if (ms !== milliseconds) return real(run, ms);
			this.count++;
			this.held.push(run);
			// A real timer, for callers who do more with it.
			return real(() => undefined, 0);
		}) as typeof setTimeout;
		this.spy = jest.spyOn(globalThis, 'setTimeout').mockImplementation(hold);
	}

	/** Releases the next timer, as soon as it is set. */
	async letGo(): Promise<void> {
		await until(() => this.held.length > 0);
		this.held.shift()?.();
	}

	restore(): void {
		this.spy.mockRestore();
	}
}

/** Holds the client's pauses of exactly these milliseconds. */
export class HeldPauses {
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
	async letGo(): Promise<void> {
		await until(() => this.held.length > 0);
		this.held.shift()?.();
	}

	restore(): void {
		this.spy.mockRestore();
	}
}

/** Waits until the condition is true, at most nearly as long as a test may take. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	const giveUp = AbortSignal.timeout(200_000);
	while (!(await isSo())) {
		giveUp.throwIfAborted();
		await turn();
	}
}
