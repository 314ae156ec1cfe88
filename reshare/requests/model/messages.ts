import { transitionsOf, type Condition, type Message, type PatronRequest } from './request';

/** A lender's message belongs to a transition if they are at most so many milliseconds apart. */
export const sameMomentMs = 5000;

/** Returns the lender's message that caused each transition, by the transition's id. A message causes at most one. */
export function causingMessageByTransition({ history, messages }: PatronRequest): ReadonlyMap<string, Message> {
	const found = new Map<string, Message>();
	const used = new Set<Message>();
	for (const { id, at, to } of transitionsOf(history)) {
		const distance = (message: Message) => Math.abs(messageTimeMs(message) - Date.parse(at ?? ''));
		const isBehind = (message: Message) => (message.entryId === undefined ? distance(message) <= sameMomentMs : message.entryId === id);
		const [message] = messages
			.filter((one) => one.sent !== true && !used.has(one) && to.known?.broughtBy?.includes(one.status ?? '') === true && isBehind(one))
			.sort((one, other) => distance(one) - distance(other));
		if (message === undefined) continue;
		used.add(message);
		found.set(id, message);
	}
	return found;
}

export function isRefusalMessage({ sent, status }: Message): boolean {
	return sent !== true && (status === 'Unfilled' || status === 'UnfilledTransfer');
}

/** Finds the last refusal up to `at`, which is in milliseconds since 1970, as are all moments in this file. */
export function lastRefusal(request: PatronRequest, at: number): Message | undefined {
	return request.messages
		.filter((message) => isRefusalMessage(message) && messageTimeMs(message) <= at)
		.sort((a, b) => messageTimeMs(b) - messageTimeMs(a) || (b.writtenAt ?? 0) - (a.writtenAt ?? 0))[0];
}

export function refusalAt(request: PatronRequest, at: number): Message | undefined {
	const last = lastRefusal(request, at + sameMomentMs);
	return last !== undefined && messageTimeMs(last) >= at - sameMomentMs ? last : undefined;
}

/** Writes a cost such as `12.50 USD`. */
export function formatCost({ cost, currency }: Pick<Condition, 'cost' | 'currency'>): string | undefined {
	return cost === undefined ? undefined : [cost.toFixed(2), currency].filter((part) => part !== undefined).join(' ');
}

/**
 * Returns the time of a message in milliseconds since 1970, by the own server's clock, as in the history. The sender's clock may be minutes
 * off.
 */
export function messageTimeMs({ at, writtenAt }: Message): number {
	return at === undefined ? (writtenAt ?? 0) : Date.parse(at);
}
