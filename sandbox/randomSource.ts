import { randomBytes, randomUUID } from 'node:crypto';

/** The simulation replaces this by its seed, so that ids and keys are the same when a world is played again. */
export const randomSource = {
	uuid: (): string => randomUUID(),
	bytes: (size: number): Buffer => randomBytes(size),
};
