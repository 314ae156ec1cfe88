import type { RequestRow } from './requestRow';

export type ActionParams = Readonly<Record<string, unknown>>;

export interface ActionOutcome {
	readonly status: 200 | 400 | 500;
	readonly body: Readonly<Record<string, unknown>>;
}

export const doneOutcome: ActionOutcome = { status: 200, body: {} };

/** Returns the outcome of an action that lacks what it needs to read: this text hides the server's own null pointer. */
export function systemErrorOutcome(row: RequestRow): ActionOutcome {
	return { status: 400, body: { message: `System error occurred while trying to process request ${row.id}` } };
}
