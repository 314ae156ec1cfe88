import type { RequestHead } from '../model/request';
import type { Cursor } from './cursor';

/** If more requests have unread messages than a page holds, only a long look asks for them. */
const mostUnread = 100;
const pauseMs = 10 * 60_000;

/** Unread messages by request, where a message changes no request: a different count is news. */
export class UnreadMessages {
	/** One poll in ten minutes looks for what takes many calls. */
	readonly isLongLook: boolean;
	readonly areAskedFor: boolean;
	readonly #counts: Record<string, number> = {};

	constructor(
		private readonly before: Cursor['messages'],
		private readonly now: number,
	) {
		this.isLongLook = Math.floor(now / pauseMs) !== Math.floor(before.askedAt / pauseMs);
		this.areAskedFor = this.isLongLook || Object.keys(before.unread).length <= mostUnread;
	}

	/** Fewer are news, too: some were read, and another one may have come. */
	areOthers({ id, unreadMessages = 0 }: RequestHead): boolean {
		return unreadMessages > 0 && unreadMessages !== (this.#counts[id] ?? this.before.unread[id] ?? 0);
	}

	count({ id, unreadMessages = 0 }: RequestHead): void {
		this.#counts[id] = unreadMessages;
	}

	next(allWereListed: boolean): Cursor['messages'] {
		const areAll = allWereListed && this.areAskedFor;
		const counts = Object.entries(areAll ? this.#counts : { ...this.before.unread, ...this.#counts });
		return {
			...this.before,
			unread: Object.fromEntries(counts.filter(([, count]) => count > 0)),
			askedAt: areAll ? this.now : this.before.askedAt,
		};
	}
}
