import { once } from '../../once';
import type { PatronRequest } from './request';

/** Reads one request; undefined when there is none. */
type ReadRequest = (id: string) => Promise<PatronRequest | undefined>;

/** A request is asked again at most this often in a row before it is taken for a circle. */
const longestLine = 20;

/** Finds the requests that a request was made again from; each is read once. */
export class Lineage {
	readonly #known = new Map<string, Promise<PatronRequest | undefined>>();

	constructor(private readonly read: ReadRequest) {}

	/** The request itself and then its predecessors, nearest first, as far as they still exist. */
	async *line(request: PatronRequest): AsyncGenerator<PatronRequest> {
		const seen = new Set<string>();
		let current: PatronRequest | undefined = request;
		while (current !== undefined && !seen.has(current.id) && seen.size < longestLine) {
			seen.add(current.id);
			yield current;
			current = current.precededBy === undefined ? undefined : await this.#get(current.precededBy);
		}
	}

	/**
	 * The caller's reference, which mod-rs does not copy when a request is made again: the one that the request carries, or
	 * the request that it was made from, or else `patronReference`, which is copied.
	 *
	 * @param request read whole
	 */
	async referenceOf(request: PatronRequest): Promise<string | undefined> {
		let passedOn: string | undefined;
		for await (const one of this.line(request)) {
			const [own] = one.references;
			if (own !== undefined) return own;
			passedOn ??= one.passedOnReference;
		}
		return passedOn;
	}

	async #get(id: string): Promise<PatronRequest | undefined> {
		return await once(this.#known, id, async () => await this.read(id));
	}
}

/** The request that took this one's place, through any number of re-requests; the row itself where there is none. */
export async function latestOf(read: ReadRequest, row: PatronRequest): Promise<PatronRequest> {
	let current = row;
	const seen = new Set([row.id]);
	while (current.succeededBy !== undefined && !seen.has(current.succeededBy) && seen.size < longestLine) {
		seen.add(current.succeededBy);
		const next = await read(current.succeededBy);
		if (next === undefined) return current;
		current = next;
	}
	return current;
}
