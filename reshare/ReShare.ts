import type { LookupFunction } from 'node:net';
import type { InventoryAccess, LibraryAccess, Surroundings } from './connection/access';
import { checkInventory, loadInventory } from './connection/inventory';
import { checkLibrary, loadRequests } from './connection/library';
import { badInput } from './errors';
import type { Inventory } from './inventory/Inventory';
import { processFetch } from './process';
import type { Requests } from './requests/Requests';
import { HttpClient, type Fetch, type HttpClientOptions } from './transport';

export interface ReShareOptions extends Surroundings {
	/** The library's own ReShare, for its requests. */
	readonly library?: LibraryAccess;
	/** The inventory that the consortium shares, for finding what others lend. */
	readonly inventory?: InventoryAccess;
	readonly transport?: Omit<HttpClientOptions, 'fetch'> & {
		/** Default: one pool of connections for the whole process. */
		readonly fetch?: Fetch;
		/** Name resolution of that pool; the first one decides for the process. */
		readonly lookup?: LookupFunction;
	};
}

/**
 * A library's way into ReShare. It lives for one run, and looks nothing up twice. Opening one calls no server; connections and
 * logins belong to the process.
 */
export class ReShare {
	readonly #options: ReShareOptions;
	#http: HttpClient | undefined;
	#requests: Requests | undefined;
	#inventory: Inventory | undefined;

	private constructor(
		options: ReShareOptions,
		private readonly openRequests: Awaited<ReturnType<typeof loadRequests>> | undefined,
		private readonly openInventory: Awaited<ReturnType<typeof loadInventory>> | undefined,
	) {
		this.#options = options;
	}

	/** Loads of the client only what the settings lead to. */
	static async open(options: ReShareOptions): Promise<ReShare> {
		const { library, inventory } = options;
		const [openRequests, openInventory] = await Promise.all([library && loadRequests(library), inventory && loadInventory(inventory)]);
		return new ReShare(options, openRequests, openInventory);
	}

	/** @throws ReShareError `badInput` when a setting is missing or cannot be used */
	get requests(): Requests {
		if (this.openRequests === undefined) throw badInput('The library is not set', 'Requests are kept in a library of its own; give its address and account.');
		this.#requests ??= this.openRequests(this.#transport(), this.#options);
		return this.#requests;
	}

	/** @throws ReShareError `badInput` when a setting is missing or cannot be used */
	get inventory(): Inventory {
		if (this.openInventory === undefined) throw badInput('The shared inventory is not set', 'Give its address and account, or that of its VuFind.');
		this.#inventory ??= this.openInventory(this.#transport());
		return this.#inventory;
	}

	/**
	 * Makes a real login, even after a refused one, reads a little of everything and creates nothing.
	 *
	 * @returns a sentence for each of library and inventory, saying what was reached
	 * @throws ReShareError in words for whoever fills in the settings
	 */
	async check(): Promise<string> {
		const { library, inventory } = this.#options;
		const sentences = [
			...(library === undefined ? [] : [await checkLibrary(library, this.#transport())]),
			...(inventory === undefined ? [] : [await checkInventory(inventory, this.#transport())]),
		];
		return sentences.join('. ');
	}

	#transport(): HttpClient {
		const { fetch, lookup, ...transport } = this.#options.transport ?? {};
		this.#http ??= new HttpClient({ ...transport, fetch: fetch ?? processFetch(lookup) });
		return this.#http;
	}
}
