import type { InventoryAccess, LibraryAccess, CallerSettings } from './connection/settings';
import type { chooseInventoryIndex } from './connection/chooseInventoryIndex';
import type { ChosenBackEnd } from './connection/chooseBackEnd';
import { badInputError } from './errors';
import { defaultCallingProgram, type CallingProgram } from './callerTerms';
import type { Inventory } from './inventory/Inventory';
import type { Requests } from './requests/Requests';
import { HttpClient, createProcessFetch, type AddressGuard, type Fetch, type HttpClientOptions } from './transport';
import { withCallerTerms } from './withCallerTerms';

export interface ReShareOptions extends CallerSettings {
	/** How to reach the library's own ReShare, which stores its requests. */
	readonly library?: LibraryAccess;
	/** How to reach the inventory that the consortium shares, in which the client finds records that other libraries lend. */
	readonly inventory?: InventoryAccess;
	/** The program that calls the client, with its own terms for error messages. By default, these name settings as the code does. */
	readonly caller?: CallingProgram;
	readonly transport?: Omit<HttpClientOptions, 'fetch' | 'signal' | 'caller'> & {
		/** The fetch to use; by default that of the whole process. */
		readonly fetch?: Fetch;
		/** Refuses connections to addresses that the calling program does not allow. */
		readonly guard?: AddressGuard | undefined;
	};
}

/**
 * A library's access to ReShare for one run of the calling program. Opening it calls no server. All connections and logins are shared by
 * the whole process.
 */
export class ReShare {
	readonly #http: HttpClient;
	#requests: Requests | undefined;
	#inventory: Inventory | undefined;

	private constructor(
		private readonly options: ReShareOptions,
		private readonly caller: CallingProgram,
		private readonly library: ChosenBackEnd | undefined,
		private readonly openInventory: Awaited<ReturnType<typeof chooseInventoryIndex>> | undefined,
	) {
		const { fetch, guard, ...transport } = options.transport ?? {};
		this.#http = new HttpClient({ ...transport, fetch: fetch ?? createProcessFetch(guard), signal: options.signal, caller });
	}

	/** Opens the client, and loads only those parts of it that the settings need. */
	static open(options: ReShareOptions): Promise<ReShare> {
		const { caller = defaultCallingProgram, library, inventory } = options;
		const open = async () =>
			new ReShare(
				options,
				caller,
				library && (await (await import('./connection/chooseBackEnd')).chooseBackEnd(library)),
				inventory && (await (await import('./connection/chooseInventoryIndex')).chooseInventoryIndex(inventory)),
			);
		return withCallerTerms(open(), caller);
	}

	/**
	 * The library's requests.
	 *
	 * @throws ReShareError `badInput` when a setting is missing or cannot be used
	 */
	get requests(): Requests {
		if (this.library === undefined)
			throw badInputError('The library is not set', 'Requests are kept in a library of its own; give its address and account.');
		this.#requests ??= this.library.open(this.#http, { ...this.options, caller: this.caller });
		return this.#requests;
	}

	get inventory(): Inventory {
		if (this.openInventory === undefined)
			throw badInputError('The shared inventory is not set', 'Give its address and account, or that of its VuFind.');
		this.#inventory ??= this.openInventory(this.#http);
		return this.#inventory;
	}

	/**
	 * Tests the settings: logs in with each account, even if an earlier login was refused, reads a little of everything that the client
	 * needs, and creates nothing. Returns sentences that say what of the library and of the inventory was reached.
	 */
	async check() {
		const { inventory } = this.options;
		const library = await this.library?.check(this.#http);
		const index = inventory && (await (await import('./connection/checkInventory')).checkInventory(this.inventory, inventory, this.#http));
		return [library, index].filter((sentence) => sentence !== undefined).join('. ');
	}
}
