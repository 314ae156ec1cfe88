import pLimit, { type LimitFunction } from 'p-limit';
import { once } from '../once';

/** How many calls of a kind the whole process makes at a time to one server or tenant, which `scope` names. */
export function callLimit(atOnce: number): (scope: string) => LimitFunction {
	const limits = new Map<string, LimitFunction>();
	return (scope) => once(limits, scope, () => pLimit(atOnce));
}
