import type { PatronRequest } from '../schemas';

/** Reads one request; undefined when there is none. */
export type ReadRequest = (id: string) => Promise<PatronRequest | undefined>;

/** A request is asked anew at most this often in a row before it is taken for a circle. */
const longestLine = 20;

/** The request's own reference: the identifier that came with it through the resolver. Not copied when it is re-requested. */
export function ownIdentifier(request: PatronRequest): string | undefined {
	const identifiers = request.requestIdentifiers;
	return (identifiers.find(({ identifierType }) => identifierType?.toUpperCase() === 'ILLIAD') ?? identifiers[0])?.identifier;
}

/** Finds the requests that a request was made anew from; each is read once. */
export class Lineage {
	readonly #read: ReadRequest;
	readonly #known = new Map<string, Promise<PatronRequest | undefined>>();

	constructor(read: ReadRequest) {
		this.#read = read;
	}

	/** The request itself and then its predecessors, nearest first, as far as they still exist. */
	async *line(request: PatronRequest): AsyncGenerator<PatronRequest> {
		const seen = new Set<string>();
		let current: PatronRequest | undefined = request;
		while (current !== undefined && !seen.has(current.id) && seen.size < longestLine) {
			seen.add(current.id);
			yield current;
			current = current.precededBy === undefined ? undefined : await this.#get(current.precededBy.id);
		}
	}

	/**
	 * The caller's reference: the request's identifier, or the one of the request it was made anew from, or the reference
	 * that goes along with the loan.
	 */
	async referenceOf(request: PatronRequest): Promise<string | undefined> {
		let passedOn: string | undefined;
		for await (const one of this.line(request)) {
			const identifier = ownIdentifier(one);
			if (identifier !== undefined) return identifier;
			passedOn ??= one.patronReference;
		}
		return passedOn;
	}

	#get(id: string): Promise<PatronRequest | undefined> {
		let reading = this.#known.get(id);
		if (reading === undefined) {
			reading = this.#read(id);
			this.#known.set(id, reading);
		}
		return reading;
	}
}
