import { setTimeout as sleep } from 'node:timers/promises';
import { bookOf } from './bookRecords';
import { webhookPath } from './workflows';

export interface LoadTestDraft {
	readonly reference: string;
	readonly oclcNumber: string;
	readonly patronId: string;
	readonly volume: string;
}

/** Makes the drafts with the numbers from `from` to `to` - 1, each with its own reference. */
export function makeDrafts(from: number, to: number): LoadTestDraft[] {
	return Array.from({ length: to - from }, (_, offset) => {
		const number = from + offset;
		return {
			reference: `QUEUE-${String(number + 1).padStart(5, '0')}`,
			oclcNumber: bookOf(number).oclcNumber,
			patronId: `P100${(number % 8) + 1}`,
			volume: String(number + 1),
		};
	});
}

export function splitIntoBatches<Value>(values: readonly Value[], size: number) {
	return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));
}

/** Sends the batches. Each becomes one execution in the queue. */
export async function sendBatches(url: string, batches: ReadonlyArray<readonly LoadTestDraft[]>) {
	for (const batch of batches) {
		const answer = await fetch(`${url}/webhook/${webhookPath}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ requests: batch }),
		});
		if (!answer.ok) throw new Error(`The webhook answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
		await answer.body?.cancel();
	}
}

/**
 * Waits until a test becomes true.
 *
 * @throws Error if it does not become true in time
 */
export async function waitUntil(what: string, test: () => boolean | Promise<boolean>, timeoutMs: number) {
	const deadline = Date.now() + timeoutMs;
	while (!(await test())) {
		if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
		await sleep(100);
	}
}
