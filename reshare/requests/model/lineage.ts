import { once } from '../../once';
import type { PatronRequest } from './request';

/** Reads one request; undefined when there is none. */
type ReadRequest = (id: string) => Promise<PatronRequest | undefined>;

/** A request is asked again at most this often in a row before it is taken for a circle. */
const longestLine = 20;

/** A request and those that it leads to, one after the other, as far as they still exist. */
async function* chain(first: PatronRequest, idOfNext: (one: PatronRequest) => string | undefined, read: ReadRequest): AsyncGenerator<PatronRequest> {
	const seen = new Set<string>();
	for (let current: PatronRequest | undefined = first; current !== undefined; ) {
		seen.add(current.id);
		yield current;
		const id = idOfNext(current);
		current = id === undefined || seen.has(id) || seen.size >= longestLine ? undefined : await read(id);
	}
}

/** Finds the requests that a request was made again from; each is read once. */
export class Lineage {
	readonly #known = new Map<string, Promise<PatronRequest | undefined>>();

	constructor(private readonly read: ReadRequest) {}

	/** The request itself and then its predecessors, nearest first, as far as they still exist. */
	line(request: PatronRequest): AsyncGenerator<PatronRequest> {
		return chain(request, ({ precededBy }) => precededBy, async (id) => await once(this.#known, id, async () => await this.read(id)));
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
}

/** The request that took this one's place, through any number of re-requests; the row itself where there is none. */
export async function latestOf(read: ReadRequest, row: PatronRequest): Promise<PatronRequest> {
	let latest = row;
	for await (const one of chain(row, ({ succeededBy }) => succeededBy, read)) latest = one;
	return latest;
}
