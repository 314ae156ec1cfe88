import { clock } from '../clock';

/** Counts the callers that are about to make more lookups, so that lookups may wait for them and share a query. */
export class ActiveLookupCallers {
	#open = 0;
	readonly #listeners: Array<() => void> = [];

	get isOpen() {
		return this.#open > 0;
	}

	onClose(listener: () => void) {
		this.#listeners.push(listener);
	}

	/**
	 * Registers a caller that is about to make many lookups.
	 *
	 * @returns a function that the caller must call once, after its last lookup
	 */
	open() {
		this.#open += 1;
		return () => {
			this.#open -= 1;
			// The waiting lookups start in the next iteration of the event loop, when the last callers have made their lookups, too.
			void clock.nextTurn().then(() => {
				if (!this.isOpen) for (const listener of this.#listeners) listener();
			});
		};
	}
}
