import type { FollowerProgress } from '../shared/loadClient';

/**
 * The state of each trigger in this process, by workflow and node id. n8n loads this file once, so that all polls of a trigger share it.
 */
export class TriggerProcessState {
	readonly #progress = new Map<string, FollowerProgress>();
	readonly #running = new Set<string>();
	readonly #contested = new Set<string>();
	readonly #failures = new Map<string, Map<string, number>>();

	progress(key: string): FollowerProgress | undefined {
		return this.#progress.get(key);
	}

	setProgress(key: string, progress: FollowerProgress): void {
		this.#progress.set(key, progress);
	}

	/**
	 * Runs one poll of a trigger at a time. A slow poll that the next one overtook would replace the newer state by its older one.
	 *
	 * @returns null if a poll of the same trigger is still running
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

	/** Returns, for each thing that could not be read, how many polls in a row have failed at it. The poll changes this map. */
	failures(key: string): Map<string, number> {
		const known = this.#failures.get(key) ?? new Map<string, number>();
		this.#failures.set(key, known);
		return known;
	}

	wasContested(key: string): boolean {
		return this.#contested.has(key);
	}

	/** Forgets everything, as a restart of n8n does. */
	clear(): void {
		this.#progress.clear();
		this.#failures.clear();
	}
}

export const triggerProcessState = new TriggerProcessState();
