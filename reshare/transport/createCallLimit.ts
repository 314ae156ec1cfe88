import pLimit, { type LimitFunction } from 'p-limit';
import { getOrCreate } from '../memoize';

/** Limits how many calls of one kind the whole process makes at a time to one server or tenant, which `scope` names. */
export function createCallLimit(atOnce: number) {
	const limits = new Map<string, LimitFunction>();
	return (scope: string) => getOrCreate(limits, scope, () => pLimit(atOnce));
}
