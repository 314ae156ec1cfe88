import type { shapeOf } from './answerShapes';

/** Asks a server, records the shape of its answer, and returns its JSON, or undefined if it has none. With `json`, the call is a POST. */
export type CallRecorder = (
	call: string,
	path: string,
	query?: ReadonlyArray<readonly [string, string]>,
	json?: unknown,
	shape?: typeof shapeOf,
) => Promise<unknown>;

/** Makes the calls whose answers are compared. They only read, so that nothing changes at a real server. */
export type ReadCallSequence = (ask: CallRecorder, tenant: string) => Promise<void>;
