import { inOrder, isTransition, type Transition } from './history';
import type { Condition, Message, PatronRequest } from './request';

/** What a lender says belongs to the transition that it causes when it comes this close to it, in milliseconds. */
export const sameMomentMs = 5000;

/** The lender's message that led to each transition, by the transition's id. No message leads to two of them. */
export function messagesBehind(request: PatronRequest): ReadonlyMap<string, Message> {
	const found = new Map<string, Message>();
	const used = new Set<string>();
	for (const transition of inOrder(request.history).filter(isTransition)) {
		const message = messageBehind(request, transition, used);
		if (message === undefined) continue;
		used.add(message.id);
		found.set(transition.id, message);
	}
	return found;
}

/** Of the fitting kind, and the nearest in time. */
function messageBehind({ messages }: PatronRequest, transition: Transition, used: ReadonlySet<string>): Message | undefined {
	const at = Date.parse(transition.at ?? '');
	const distance = (message: Message) => Math.abs(timeOf(message) - at);
	const broughtBy = transition.to.known?.broughtBy;
	return messages
		.filter((message) => message.sent !== true && !used.has(message.id))
		.filter((message) => broughtBy?.includes(message.status ?? '') === true && distance(message) <= sameMomentMs)
		.sort((a, b) => distance(a) - distance(b))[0];
}

/** Whether a lender says in it that it does not send the item. */
export function declines({ sent, status }: Message): boolean {
	return sent !== true && (status === 'Unfilled' || status === 'UnfilledTransfer');
}

/** Whether a lender sets a condition in it; mod-rs writes so over what its answer says besides. */
export function setsCondition({ sent, status }: Message): boolean {
	return sent !== true && status === 'Conditional';
}

/** The last message at or before `at` (milliseconds since 1970) with which a lender declined. */
export function lastRefusal(request: PatronRequest, at: number): Message | undefined {
	return request.messages
		.filter((message) => declines(message) && timeOf(message) <= at)
		.sort((a, b) => timeOf(b) - timeOf(a) || (b.writtenAt ?? 0) - (a.writtenAt ?? 0))[0];
}

/** The message with which a lender declined at this moment (milliseconds since 1970). */
export function refusalAt(request: PatronRequest, at: number): Message | undefined {
	const last = lastRefusal(request, at + sameMomentMs);
	return last !== undefined && timeOf(last) >= at - sameMomentMs ? last : undefined;
}

/** The condition that came at this moment (milliseconds since 1970); it stands alone where the lender wrote nothing to it. */
export function conditionAt({ conditions }: PatronRequest, at: number): Condition | undefined {
	return conditions.findLast((condition) => Math.abs(Date.parse(condition.at ?? '') - at) <= sameMomentMs);
}

/** Such as `12.50 USD`. */
export function costInWords({ cost, currency }: Pick<Condition, 'cost' | 'currency'>): string | undefined {
	return cost === undefined ? undefined : [cost.toFixed(2), currency].filter((part) => part !== undefined).join(' ');
}

/** When the message came, in milliseconds since 1970: by the own server's clock, as the history is. When it was written is by the sender's, which may be minutes off. */
export function timeOf({ at, writtenAt }: Message): number {
	return at === undefined ? (writtenAt ?? 0) : Date.parse(at);
}
