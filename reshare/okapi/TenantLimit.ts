import pLimit, { type LimitFunction } from 'p-limit';

/** How many calls of one kind this process makes to one tenant at a time, whoever makes them. */
export class TenantLimit {
	readonly #limits = new Map<string, LimitFunction>();

	constructor(private readonly atOnce: number) {}

	/** @param scope names the tenant, e.g. `host|tenant` */
	of(scope: string): LimitFunction {
		let limit = this.#limits.get(scope);
		if (limit === undefined) {
			limit = pLimit(this.atOnce);
			this.#limits.set(scope, limit);
		}
		return limit;
	}
}
