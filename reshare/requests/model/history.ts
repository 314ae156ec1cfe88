import type { HistoryEntry } from './request';

/** A transition: an entry of the history that leads from one state to another. */
export interface Transition extends HistoryEntry {
	readonly from: NonNullable<HistoryEntry['from']> & { readonly code: string };
	readonly to: NonNullable<HistoryEntry['to']> & { readonly code: string };
}

/**
 * Whether the state changed. Entries with equal states are actions that left the state as it was, such as opening the
 * chat; entries without a first state come from a message that made the row.
 */
export function isTransition(audit: HistoryEntry): audit is Transition {
	const from = audit.from?.code;
	const to = audit.to?.code;
	return from !== undefined && to !== undefined && from !== to;
}

/** The history in the order in which it happened; the server promises no order. */
export function inOrder(audits: readonly HistoryEntry[]): HistoryEntry[] {
	return [...audits].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || (a.order ?? 0) - (b.order ?? 0));
}
