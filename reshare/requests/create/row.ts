import { isTerminalState } from '../states';
import type { PatronRequest } from '../schemas';

/** A patron request as it is looked at here: any field but the id may be missing. */
export type RequestRow = Partial<PatronRequest> & { readonly id: string };

/** A row whose state is missing counts as open: better one request too few than two. */
export function isOpen(row: RequestRow): boolean {
	return !isTerminalState(row.state ?? {});
}

export function stateCode(row: RequestRow): string {
	return row.state?.code ?? '';
}

/** Milliseconds since 1970; mod-rs prints whole seconds. NaN where the row has no time. */
export function createdAt(row: RequestRow): number {
	return Date.parse(row.dateCreated ?? '');
}

/** How staff would name the row: its hrid, or its UUID while it has none. */
export function nameOf(row: RequestRow): string {
	return row.hrid ?? row.id;
}
