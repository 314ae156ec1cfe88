import pLimit, { type LimitFunction } from 'p-limit';
import { once } from '../once';

/** How many calls of a kind the whole process makes to one server or tenant at a time. */
export class CallLimit {
	readonly #limits = new Map<string, LimitFunction>();

	constructor(private readonly atOnce: number) {}

	of(scope: string): LimitFunction {
		return once(this.#limits, scope, () => pLimit(this.atOnce));
	}
}
