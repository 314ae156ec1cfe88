import type { RequestSource } from '../port/RequestDesk';
import type { Side } from '../model/request';
import type { PollState, RowMark, WaitingRequest } from './place';

/**
 * How many polls in a row a request may fail to be read before the others go on without it. Most failures pass within
 * minutes, and until then the order of the news is kept and the error is shown.
 */
export const mostFailures = 5;

/** With more requests that cannot be read, something is wrong with the server rather than with them: polls fail then. */
export const mostWaiting = 100;

/** A waiting request is tried again after five minutes, then ten, and so on up to an hour. */
const firstPauseMs = 5 * 60_000;
const longestWaitMs = 60 * 60_000;
/** So many are tried in one poll. */
const mostRetried = 8;

/** How many newest requests are looked through for one that can be read. */
const othersLookedAt = 20;

/** Counts one more poll in which `id` could not be read; true once the others may go on without it. */
export function failedTooOften(failures: Map<string, number>, id: string): boolean {
	const count = (failures.get(id) ?? 0) + 1;
	failures.set(id, count);
	return count >= mostFailures;
}

/**
 * What `ask` gives. Once it has failed in too many polls in a row `otherwise` serves, so that what belongs to one request
 * stops no others.
 *
 * @throws what `ask` throws, until then
 */
export async function orElse<Answer>(failures: Map<string, number>, key: string, ask: () => Promise<Answer>, otherwise: () => Answer): Promise<Answer> {
	try {
		const answer = await ask();
		failures.delete(key);
		return answer;
	} catch (error) {
		if (!failedTooOften(failures, key)) throw error;
		return otherwise();
	}
}

/** @param now this machine's time in milliseconds */
export function startWaiting(from: number, mark: RowMark | null, now: number): WaitingRequest {
	return { from, mark, tries: 0, next: now + firstPauseMs, told: false };
}

/** The requests that are put aside since they cannot be read, although others can. */
export class Waiting {
	readonly #requests: Map<string, WaitingRequest>;

	constructor(before: PollState['waiting']) {
		this.#requests = new Map(Object.entries(before));
	}

	has(id: string): boolean {
		return this.#requests.has(id);
	}

	get all(): PollState['waiting'] {
		return Object.fromEntries(this.#requests);
	}

	/** Puts a request aside, unless so many wait that something must be wrong with the server. */
	add(id: string, request: WaitingRequest): void {
		if (this.#requests.size < mostWaiting) this.#requests.set(id, request);
	}

	/** Those that are to be tried now, longest due first. */
	due(now: number): Array<[string, WaitingRequest]> {
		return [...this.#requests]
			// A clock that was put back must not make anybody wait longer.
			.filter(([, { next }]) => next <= now || next > now + longestWaitMs)
			.sort(([, one], [, other]) => one.next - other.next)
			.slice(0, mostRetried);
	}

	end(id: string): void {
		this.#requests.delete(id);
	}

	/** It could not be read once more. */
	goOn(id: string, waiting: WaitingRequest, now: number): void {
		const tries = waiting.tries + 1;
		this.#requests.set(id, { ...waiting, tries, next: now + Math.min(firstPauseMs * 2 ** tries, longestWaitMs) });
	}
}

/** Whether the server gives out any request but these: it is then not down. */
export async function othersCanBeRead(source: RequestSource, side: Side, without: ReadonlySet<string>, signal?: AbortSignal): Promise<boolean> {
	try {
		const rows = await source.newest(side, othersLookedAt, { signal });
		const other = rows.find(({ id }) => !without.has(id));
		return other !== undefined && (await source.getWithRaw(other.id, signal)) !== undefined;
	} catch {
		// The failure that led here is the one to tell.
		return false;
	}
}
