/**
 * Tells whether more look-ups are about to come, so that those at hand may wait for them. Opened before the first of many, closed
 * after the last.
 */
export class PendingLookups {
	#open = 0;
	readonly #listeners: Array<() => void> = [];

	get isOpen(): boolean {
		return this.#open > 0;
	}

	onClose(listener: () => void): void {
		this.#listeners.push(listener);
	}

	/** @returns closes it; must be called once */
	open(): () => void {
		this.#open += 1;
		return () => {
			this.#open -= 1;
			// In the next turn, when the last look-ups have been asked for.
			setImmediate(() => {
				if (!this.isOpen) for (const listener of this.#listeners) listener();
			});
		};
	}
}
