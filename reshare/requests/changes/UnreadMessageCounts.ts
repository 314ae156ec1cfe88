import type { RequestHead } from '../model/request';
import type { Cursor } from './cursor';

/** If more requests than this have unread messages, only the full check lists them, because their list has several pages. */
const mostListedInEachPoll = 100;
/** If at most so many requests have unread messages, the full check reads each of them. */
const mostReadInFullCheck = 20;
const fullCheckMs = 10 * 60_000;

/** Counts unread messages by request. On back ends where a message does not change its request, a different count shows a new message. */
export class UnreadMessageCounts {
	/** Whether this poll also checks what takes many calls, which happens every ten minutes. */
	readonly isFullCheck: boolean;
	readonly areListed: boolean;
	readonly #counts: Record<string, number> = {};

	constructor(
		private readonly before: Cursor['messages'],
		private readonly now: number,
	) {
		this.isFullCheck = Math.floor(now / fullCheckMs) !== Math.floor(before.askedAt / fullCheckMs);
		this.areListed = this.isFullCheck || Object.keys(before.unread).length <= mostListedInEachPoll;
	}

	/**
	 * Whether the request may have a new message, because the number of unread ones differs from the last one. A smaller number matters, too:
	 * some messages were read, and another one may have arrived. If as many arrived as were read, only reading the request shows it.
	 */
	haveChanged({ id, unreadMessages = 0 }: RequestHead) {
		if (unreadMessages > 0 && this.isFullCheck && Object.keys(this.before.unread).length <= mostReadInFullCheck) return true;
		return unreadMessages > 0 && unreadMessages !== (this.#counts[id] ?? this.before.unread[id]);
	}

	count({ id, unreadMessages = 0 }: RequestHead) {
		this.#counts[id] = unreadMessages;
	}

	next(isListComplete: boolean) {
		const areAllCounted = isListComplete && this.areListed;
		const counts = Object.entries(areAllCounted ? this.#counts : { ...this.before.unread, ...this.#counts });
		return {
			...this.before,
			unread: Object.fromEntries(counts.filter(([, count]) => count > 0)),
			askedAt: areAllCounted ? this.now : this.before.askedAt,
		};
	}
}
