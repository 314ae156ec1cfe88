import { getOrCreate } from '../../memoize';
import type { PatronRequest } from './request';

type ReadRequest = (id: string) => Promise<PatronRequest | undefined>;

/** Yields a request, then the one that its field `next` names, and so on, as far as they exist; each once, even if they form a circle. */
async function* chain(first: PatronRequest, next: 'precededBy' | 'succeededBy', read: ReadRequest): AsyncGenerator<PatronRequest> {
	const seen = new Set<string>();
	for (let current: PatronRequest | undefined = first; current !== undefined;) {
		seen.add(current.id);
		yield current;
		const id: string | undefined = current[next];
		current = id === undefined || seen.has(id) ? undefined : await read(id);
	}
}

/** The requests from which a request was made again; each is read once. */
export class Lineage {
	readonly #known = new Map<string, Promise<PatronRequest | undefined>>();

	constructor(private readonly read: ReadRequest) {}

	/** Yields the request itself, then its predecessors, the nearest first. */
	line(request: PatronRequest) {
		return chain(request, 'precededBy', (id) => getOrCreate(this.#known, id, () => this.read(id)));
	}

	/**
	 * Finds the caller's reference of a request that was read whole. When a request is made again, mod-rs does not copy the reference: it
	 * stands in an earlier request, or in `patronReference`.
	 */
	async referenceOf(request: PatronRequest) {
		let passedOn: string | undefined;
		for await (const one of this.line(request)) {
			const [own] = one.references;
			if (own !== undefined) return own;
			passedOn ??= one.passedOnReference;
		}
		return passedOn;
	}
}

/** Finds the last request that replaced this one, or else returns the row itself. */
export async function latestSuccessorOf(read: ReadRequest, row: PatronRequest) {
	let latest = row;
	for await (const one of chain(row, 'succeededBy', read)) latest = one;
	return latest;
}
