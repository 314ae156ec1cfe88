import type { HttpAnswer } from '../transport';

/** What a server's clock shows, by the Date of its last answer. */
export class ServerClock {
	/** Ahead of this machine's, in milliseconds. */
	#aheadMs: number | undefined;

	read({ headers }: Pick<HttpAnswer, 'headers'>): void {
		const date = Date.parse(headers.get('Date') ?? '');
		if (!Number.isNaN(date)) this.#aheadMs = date - Date.now();
	}

	/** In whole seconds since 1970; undefined where no answer had a Date. */
	now(): number | undefined {
		return this.#aheadMs === undefined ? undefined : Math.floor((Date.now() + this.#aheadMs) / 1000);
	}
}
