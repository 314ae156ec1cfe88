import type { shapeOf } from './shapes';

/** Asks a server and keeps the shape of its answer; returns the JSON, or undefined. With `json` it posts. */
export type Ask = (
	call: string,
	path: string,
	query?: ReadonlyArray<readonly [string, string]>,
	json?: unknown,
	shape?: typeof shapeOf,
) => Promise<unknown>;

/** Only calls that read. */
export type Reading = (ask: Ask, tenant: string) => Promise<void>;
