import { randomBytes, randomUUID } from 'node:crypto';

/** The source of random values. The simulation replaces it by its seed, so that ids and keys are the same when a world is played again. */
export const randomSource = {
	uuid: (): string => randomUUID(),
	bytes: (size: number): Buffer => randomBytes(size),
};
