import type { HistoryEntry, RequestState } from './request';

export interface Transition extends HistoryEntry {
	readonly from: RequestState;
	readonly to: RequestState;
}

/** Entries with equal states are actions such as opening the chat; those without a first state come from a message that made the row. */
export function isTransition(audit: HistoryEntry): audit is Transition {
	const { from, to } = audit;
	return from !== undefined && to !== undefined && from.code !== to.code;
}

/** The server promises no order. */
export function inOrder(audits: readonly HistoryEntry[]): HistoryEntry[] {
	return [...audits].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || (a.order ?? 0) - (b.order ?? 0));
}
