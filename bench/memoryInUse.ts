import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

export const collectGarbage = runInNewContext('gc') as () => void;

/** The bytes include the garbage since the last collection. */
export function memoryInUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
