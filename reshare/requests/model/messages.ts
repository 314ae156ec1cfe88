import { transitionsOf, type Condition, type Message, type PatronRequest } from './request';

/** What happened at most so many milliseconds apart belongs together. */
export const sameMomentMs = 5000;

/**
 * Pairs each entry with what is nearest to it, by the entry's id. Nothing belongs to two entries.
 *
 * @param distance returns how many milliseconds the two are apart; infinity if they cannot belong together
 */
export function pairNearest<Entry extends { readonly id: string }, Other>(
	entries: readonly Entry[],
	others: readonly Other[],
	distance: (entry: Entry, other: Other) => number,
) {
	const found = new Map<string, Other>();
	const used = new Set<Other>();
	const pairs = entries
		.flatMap((entry) => others.map((other) => ({ id: entry.id, other, apartMs: distance(entry, other) })))
		.filter(({ apartMs }) => apartMs <= sameMomentMs)
		.sort((one, next) => one.apartMs - next.apartMs);
	for (const { id, other } of pairs) {
		if (found.has(id) || used.has(other)) continue;
		found.set(id, other);
		used.add(other);
	}
	return found;
}

/** Returns the lender's message that caused each transition, by the transition's id. */
export function causingMessageByTransition({ history, messages }: PatronRequest): ReadonlyMap<string, Message> {
	const received = messages.filter(({ sent }) => sent !== true);
	return pairNearest(transitionsOf(history), received, ({ id, at = '', to }, message) => {
		if (to.known?.broughtBy?.includes(message.status ?? '') !== true) return Infinity;
		if (message.entryId === undefined) return Math.abs(messageTimeMs(message) - Date.parse(at));
		return message.entryId === id ? 0 : Infinity;
	});
}

export function isRefusalMessage({ sent, status }: Message) {
	return sent !== true && (status === 'Unfilled' || status === 'UnfilledTransfer');
}

/** Finds the last refusal up to `at`, which is in milliseconds since 1970, as are all moments in this file. */
export function lastRefusal(request: PatronRequest, at: number) {
	return request.messages
		.filter((message) => isRefusalMessage(message) && messageTimeMs(message) <= at)
		.sort((a, b) => messageTimeMs(b) - messageTimeMs(a) || (b.writtenAt ?? 0) - (a.writtenAt ?? 0))[0];
}

export function refusalAt(request: PatronRequest, at: number) {
	const last = lastRefusal(request, at + sameMomentMs);
	return last !== undefined && messageTimeMs(last) >= at - sameMomentMs ? last : undefined;
}

/** Writes a cost such as `12.50 USD`. */
export function formatCost({ cost, currency }: Pick<Condition, 'cost' | 'currency'>) {
	return cost === undefined ? undefined : `${cost.toFixed(2)} ${currency ?? ''}`.trimEnd();
}

/**
 * Returns the time of a message in milliseconds since 1970, by the own server's clock, as in the history. The sender's clock may be minutes
 * off.
 */
export function messageTimeMs({ at, writtenAt }: Message) {
	return at === undefined ? (writtenAt ?? 0) : Date.parse(at);
}
