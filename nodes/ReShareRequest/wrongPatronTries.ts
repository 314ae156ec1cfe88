import { n8nClock } from '../shared/n8nClock';

const mostTries = 5;
const countedMs = 3_600_000;
const mostKeys = 10_000;

/** The times of the wrong tries in this process, by the keys of patrons and requests. */
const wrongPatronTries = new Map<string, readonly number[]>();

function recentTries(key: string): readonly number[] {
	const now = n8nClock.now();
	return (wrongPatronTries.get(key) ?? []).filter((at) => at <= now && now - at < countedMs);
}

/** Whether there were so many wrong tries for one of these keys that somebody may be guessing. */
export function hasTooManyWrongPatronTries(keys: readonly string[]): boolean {
	return keys.some((key) => recentTries(key).length >= mostTries);
}

export function noteWrongPatronTry(keys: readonly string[]): void {
	for (const key of keys) {
		const tries = [...recentTries(key), n8nClock.now()];
		wrongPatronTries.delete(key);
		wrongPatronTries.set(key, tries);
	}
	for (const oldest of wrongPatronTries.keys()) {
		if (wrongPatronTries.size <= mostKeys) break;
		wrongPatronTries.delete(oldest);
	}
}
