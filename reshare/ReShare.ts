import type { LookupFunction } from 'node:net';
import { checkInventory, openIndex, type InventoryAccess } from './connection/inventory';
import { checkLibrary, openDesk, type LibraryAccess } from './connection/library';
import { badInput } from './errors';
import { Inventory } from './inventory/Inventory';
import { normalizeAccount, type OkapiAccount } from './okapi';
import { processFetch, processSessions } from './process';
import { Requests } from './requests/Requests';
import { referenceKey } from './requests/create/reference';
import { staffLink } from './connection/staffLink';
import { HttpClient, type Fetch, type HttpClientOptions } from './transport';

export interface ReShareOptions {
	/** The library's own ReShare, for its requests. */
	readonly library?: LibraryAccess;
	/** The inventory that the consortium shares, for finding what others lend. */
	readonly inventory?: InventoryAccess & {
		/** Look-ups that share one GraphQL request. Default 10. */
		readonly batchSize?: number;
	};
	readonly transport?: Omit<HttpClientOptions, 'fetch'> & {
		/** Default: one pool of connections for the whole process. */
		readonly fetch?: Fetch;
		/** Name resolution of that pool; the first one decides for the process. */
		readonly lookup?: LookupFunction;
	};
	/** Tells this caller's derived references from those of others with the same account; an installation's id, no secret. */
	readonly home?: string;
	/** Nothing more is created once it is aborted. */
	readonly signal?: AbortSignal;
	/**
	 * No other process of the caller can be making requests at this moment, nor could one that has just ended; `create` then
	 * does not wait six seconds to see whether one did. Default false.
	 */
	readonly isAlone?: boolean;
}

/**
 * A library's way into ReShare. It lives for one run: what it has looked up, it does not look up again. Making one asks nobody;
 * connections and logins belong to the process and are shared by all.
 */
export class ReShare {
	readonly #options: ReShareOptions;
	#http: HttpClient | undefined;
	#requests: Requests | undefined;
	#inventory: Inventory | undefined;

	constructor(options: ReShareOptions) {
		this.#options = options;
	}

	/**
	 * The library's requests.
	 *
	 * @throws ReShareError `badInput` when a setting is missing or cannot be used
	 */
	get requests(): Requests {
		const { home = '', signal, isAlone } = this.#options;
		const library = this.#library();
		this.#requests ??= new Requests(
			openDesk(library, this.#transport()),
			async () => await referenceKey(normalizeAccount(library), home),
			(request) => staffLink(library.staffUrl ?? '', request),
			{ signal, isAlone },
		);
		return this.#requests;
	}

	/**
	 * The shared inventory.
	 *
	 * @throws ReShareError `badInput` when a setting is missing or cannot be used
	 */
	get inventory(): Inventory {
		const access = this.#access();
		this.#inventory ??= new Inventory(openIndex(access, this.#transport(), access.batchSize));
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

	/**
	 * The token of the Okapi account, for calls of one's own. All that this process does shares it.
	 *
	 * @param refused a token that the server does not take any more
	 */
	async token(refused?: string): Promise<string> {
		const session = processSessions.get(this.#account());
		return refused === undefined ? await session.token(this.#transport()) : await session.renew(this.#transport(), refused);
	}

	/** The Okapi and the tenant of the account, as they are used in calls. */
	get okapi(): Pick<OkapiAccount, 'url' | 'tenant'> {
		return this.#account();
	}

	#transport(): HttpClient {
		const { fetch, lookup, ...transport } = this.#options.transport ?? {};
		this.#http ??= new HttpClient({ ...transport, fetch: fetch ?? processFetch(lookup) });
		return this.#http;
	}

	#account(): OkapiAccount {
		const { library, inventory } = this.#options;
		const account = library ?? (inventory !== undefined && 'password' in inventory ? inventory : undefined);
		if (account === undefined) throw badInput('There is no Okapi account', 'VuFind needs none.');
		return normalizeAccount(account);
	}

	#library(): LibraryAccess {
		const { library } = this.#options;
		if (library === undefined) throw badInput('The library is not set', 'Requests are kept in a library of its own; give its address and account.');
		return library;
	}

	#access(): NonNullable<ReShareOptions['inventory']> {
		const { inventory } = this.#options;
		if (inventory === undefined) throw badInput('The shared inventory is not set', 'Give its address and account, or that of its VuFind.');
		return inventory;
	}
}
