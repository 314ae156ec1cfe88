/** Says what each fault does, and which fields it takes besides those that select the calls. */
export const faultDescriptions = {
	status: 'another answer, and nothing is handled: status, body, contentType, headers',
	statusAfter: 'handled, and another answer in place of its own: status, body, contentType, headers',
	delay: 'the call waits before it is handled: ms',
	slowBody: 'the answer trickles: ms',
	resetBefore: 'the connection is cut before the call is handled',
	resetAfter: 'the connection is cut after the call was handled',
	timeout: 'not handled, and never an answer',
	timeoutAfter: 'handled, and never an answer',
	slowCommit: 'what the call creates appears later: ms, answer (wait, reset, gatewayTimeout, badGateway)',
	truncated: 'half of the body, with a length that fits',
	cutBody: 'half of the body, then the connection is cut',
	loginPage: 'a login page in HTML with status 200',
	redirect: '302 to another host: location',
	expireTokens: 'access tokens are void from this call on',
} as const;

type FaultKind = keyof typeof faultDescriptions;
export const faultKinds = Object.keys(faultDescriptions) as readonly FaultKind[];

export interface FaultRule {
	readonly kind: FaultKind;
	/** The fields that select the requests. A field that is absent selects all. `path` and `query` (decoded) are regular expressions. */
	readonly method?: string;
	readonly path?: string;
	readonly query?: string;
	readonly tenant?: string;
	readonly skip?: number;
	readonly times?: number;
	readonly status?: number;
	readonly body?: string;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly ms?: number;
	readonly location?: string;
	/** Only for `slowCommit`: whether the caller waits for the commit (default), is cut off at once, or gets 504 or 502 at once. */
	readonly answer?: 'wait' | 'reset' | 'gatewayTimeout' | 'badGateway';
}

interface ActiveRule {
	readonly id: number;
	readonly rule: FaultRule;
	readonly path: RegExp | undefined;
	readonly query: RegExp | undefined;
	seen: number;
	hits: number;
}

export class FaultBook {
	private rules: ActiveRule[] = [];
	private lastId = 0;

	/**
	 * Switches a fault on.
	 *
	 * @returns its number, for `remove`
	 * @throws Error if the kind is unknown, or if `path` or `query` is no regular expression
	 */
	add(rule: FaultRule): number {
		if (!faultKinds.includes(rule.kind))
			throw new Error(`There is no fault of the kind ${String(rule.kind)}; kinds: ${faultKinds.join(', ')}`);
		const path = rule.path === undefined ? undefined : new RegExp(rule.path);
		const query = rule.query === undefined ? undefined : new RegExp(rule.query);
		this.rules.push({ id: ++this.lastId, rule, path, query, seen: 0, hits: 0 });
		return this.lastId;
	}

	/** Switches on that calls are answered with this status and not handled. */
	answer(status: number, rule: Omit<FaultRule, 'kind' | 'status'> = {}): number {
		return this.add({ kind: 'status', status, ...rule });
	}

	remove(id: number): void {
		this.rules = this.rules.filter((active) => active.id !== id);
	}

	clear(): void {
		this.rules = [];
	}

	list(): Array<FaultRule & { id: number; seen: number; hits: number }> {
		return this.rules.map(({ id, rule, seen, hits }) => ({ id, ...rule, seen, hits }));
	}

	/** Returns the faults that hit this request, in the order in which they were switched on, and counts it for each that matches. */
	hit(method: string, path: string, query: string, tenant: string | undefined): FaultRule[] {
		return this.rules.flatMap((active) => {
			const { rule } = active;
			const fits =
				(rule.method === undefined || rule.method === method) &&
				(active.path === undefined || active.path.test(path)) &&
				(active.query === undefined || active.query.test(decoded(query))) &&
				(rule.tenant === undefined || rule.tenant === tenant);
			if (!fits) return [];
			active.seen += 1;
			const skip = rule.skip ?? 0;
			if (active.seen <= skip || active.seen > skip + (rule.times ?? Infinity)) return [];
			active.hits += 1;
			return [rule];
		});
	}
}

/** Decodes a query, because people write patterns for decoded text. A query that cannot be decoded stays as it is. */
function decoded(query: string): string {
	try {
		return decodeURIComponent(query.replaceAll('+', ' '));
	} catch {
		return query;
	}
}
