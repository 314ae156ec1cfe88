import { findEligible } from './find/findEligible';
import { splitCitationByNumber } from './find/planSearch';
import type { FindOptions, Citation } from './find/findTypes';
import type { HttpClient } from '../transport';
import { RateLimitedClient, type PausesByServer } from '../transport/RateLimitedClient';
import { getInstance } from './getInstance';
import { askWhetherWorkExists } from './openIndexes/askWhetherWorkExists';
import { searchInstances, type InstanceSearch } from './searchInstances';
import type { SharedIndex } from './SharedIndex';

/**
 * The pauses for which open indexes have asked. They limit calls by the caller's IP address, so that all accounts of this process share the
 * pauses. Key: the origin of the index. A pause ends when its time is up, after a day at the latest.
 */
const pausesOfOpenIndexes: PausesByServer = new Map();

export class Inventory {
	readonly #openIndexes: RateLimitedClient;

	constructor(
		private readonly index: SharedIndex,
		http: HttpClient,
	) {
		this.#openIndexes = new RateLimitedClient(http, pausesOfOpenIndexes);
	}

	/**
	 * Chooses the record to request, or says why there is none. It never says no without a reason, and never chooses silently where it had
	 * to guess.
	 *
	 * @throws ReShareError `badInput` without a symbol of the own library, and errors about the account or the inventory as a whole
	 */
	async findEligible(citation: Citation, options: FindOptions) {
		const result = await findEligible(this.index, citation, options);
		return options.openIndexes === undefined
			? result
			: await askWhetherWorkExists(result, this.#openIndexes, citation, options.openIndexes);
	}

	/** Splits a pasted list of numbers into one citation for each number, since each number is a title of its own. */
	eachNumber<Asked extends Citation>(citation: Asked) {
		return splitCitationByNumber(citation);
	}

	/** Finds the records that fit, even those that no library lends. */
	search(search: InstanceSearch) {
		return searchInstances(this.index, search);
	}

	get(id: string, options?: Parameters<typeof getInstance>[2]) {
		return getInstance(this.index, id, options);
	}

	libraries() {
		return this.index.libraries();
	}

	check() {
		return this.index.check();
	}

	gather() {
		return this.index.gather();
	}
}
