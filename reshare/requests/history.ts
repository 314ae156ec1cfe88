import type { Audit } from './schemas';

/** A transition: an entry of the history that leads from one state to another. */
export interface Transition extends Audit {
	readonly fromStatus: NonNullable<Audit['fromStatus']> & { readonly code: string };
	readonly toStatus: NonNullable<Audit['toStatus']> & { readonly code: string };
}

/**
 * Whether the state changed. Entries with equal states are actions that left the state as it was, such as opening the
 * chat; entries without a first state come from a message that made the row.
 */
export function isTransition(audit: Audit): audit is Transition {
	const from = audit.fromStatus?.code;
	const to = audit.toStatus?.code;
	return from !== undefined && to !== undefined && from !== to;
}

/** The history in the order in which it happened; the server promises no order. */
export function inOrder(audits: readonly Audit[]): Audit[] {
	return [...audits].sort((a, b) => (a.dateCreated ?? '').localeCompare(b.dateCreated ?? '') || (a.auditNo ?? 0) - (b.auditNo ?? 0));
}
