import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids and keys of the practice consortium come from. The simulation takes them from its seed, so that they come again. */
export const random = {
	uuid: (): string => randomUUID(),
	bytes: (size: number): Buffer => randomBytes(size),
};
