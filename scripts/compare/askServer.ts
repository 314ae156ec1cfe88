import type { shapeOf } from './answerShapes';

/** Asks a server and keeps the shape of its answer; returns the JSON, or undefined. With `json` it posts. */
export type AskServer = (
	call: string,
	path: string,
	query?: ReadonlyArray<readonly [string, string]>,
	json?: unknown,
	shape?: typeof shapeOf,
) => Promise<unknown>;

/** Only calls that read. */
export type MakeReadCalls = (ask: AskServer, tenant: string) => Promise<void>;
