import type { RequestRow } from './requestRow';

export type ActionParams = Readonly<Record<string, unknown>>;

export interface ActionOutcome {
	readonly status: 200 | 400 | 500;
	readonly body: Readonly<Record<string, unknown>>;
}

export const doneOutcome: ActionOutcome = { status: 200, body: {} };

/** The outcome of an action that could not read what it needs: the server's own null pointer, hidden in this text. */
export function systemErrorOutcome(row: RequestRow): ActionOutcome {
	return { status: 400, body: { message: `System error occurred while trying to process request ${row.id}` } };
}
