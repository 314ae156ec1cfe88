import { n8nClock } from '../shared/n8nClock';

const mostTries = 5;
const countedMs = 3_600_000;
const mostKeys = 10_000;

/** The times of the wrong tries in this process, by patron and by request. */
const wrongTries = new Map<string, readonly number[]>();

function recentTries(key: string): readonly number[] {
	const now = n8nClock.now();
	return (wrongTries.get(key) ?? []).filter((at) => at <= now && now - at < countedMs);
}

/** Whether there were so many wrong tries for one of these keys that somebody may be guessing. */
export function hasTooManyWrongTries(keys: readonly string[]): boolean {
	return keys.some((key) => recentTries(key).length >= mostTries);
}

export function noteWrongTry(keys: readonly string[]): void {
	for (const key of keys) {
		const tries = [...recentTries(key), n8nClock.now()];
		wrongTries.delete(key);
		wrongTries.set(key, tries);
	}
	for (const oldest of wrongTries.keys()) {
		if (wrongTries.size <= mostKeys) break;
		wrongTries.delete(oldest);
	}
}
