import pLimit, { type LimitFunction } from 'p-limit';
import { memoize } from '../memoize';

/** Limits how many calls of one kind the whole process makes at a time to one server or tenant, which `scope` names. */
export function createCallLimit(atOnce: number): (scope: string) => LimitFunction {
	const limits = new Map<string, LimitFunction>();
	return (scope) => memoize(limits, scope, () => pLimit(atOnce));
}
