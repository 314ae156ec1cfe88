import type { Progress } from '../shared/client';

/**
 * What this n8n process remembers of each trigger, by workflow and node id. Every n8n loads this file once, so that all
 * polls of a trigger meet here.
 */
export class ProcessMemory {
	readonly #progress = new Map<string, Progress>();
	readonly #running = new Set<string>();
	readonly #contested = new Set<string>();
	readonly #failures = new Map<string, Map<string, number>>();

	progress(key: string): Progress | undefined {
		return this.#progress.get(key);
	}

	remember(key: string, progress: Progress): void {
		this.#progress.set(key, progress);
	}

	/**
	 * Runs `poll` unless one of the same trigger is still running: a slow poll would otherwise be overtaken by the next one
	 * and then put an older state over its newer one.
	 *
	 * @returns null when another one is running
	 */
	async oneAtATime<Result>(key: string, poll: () => Promise<Result>): Promise<Result | null> {
		if (this.#running.has(key)) {
			const progress = this.#progress.get(key);
			this.#contested.add(key);
			if (progress?.delivered !== undefined) this.#progress.set(key, { ...progress, contested: true });
			return null;
		}
		this.#running.add(key);
		try {
			return await poll();
		} finally {
			this.#running.delete(key);
			this.#contested.delete(key);
		}
	}

	/** In how many polls of the trigger in a row something could not be read; to be changed by the poll. */
	failures(key: string): Map<string, number> {
		const known = this.#failures.get(key) ?? new Map<string, number>();
		this.#failures.set(key, known);
		return known;
	}

	/** Whether another poll wanted to run while this one did. */
	wasContested(key: string): boolean {
		return this.#contested.has(key);
	}

	/** As after a restart of n8n. */
	clear(): void {
		this.#progress.clear();
		this.#failures.clear();
	}
}

export const processMemory = new ProcessMemory();
