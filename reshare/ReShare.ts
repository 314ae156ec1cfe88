import type { InventoryAccess, LibraryAccess } from './connection/settings';
import type { ChosenInventory } from './connection/chooseInventoryIndex';
import type { ChosenBackEnd } from './connection/chooseBackEnd';
import { badInputError } from './errors';
import { defaultCallingProgram, type CallingProgram } from './callerTerms';
import type { Inventory } from './inventory/Inventory';
import type { Requests } from './requests/Requests';
import { HttpClient, createProcessFetch, type AddressGuard, type Fetch, type HttpClientOptions } from './transport';
import { withCallerTerms } from './withCallerTerms';

export interface ReShareOptions {
	/** How to reach the library's own ReShare, which stores its requests. */
	readonly library?: LibraryAccess;
	/** How to reach the inventory that the consortium shares, in which the client finds records that other libraries lend. */
	readonly inventory?: InventoryAccess;
	/** The program that calls the client, with its own terms for error messages. By default, these name settings as the code does. */
	readonly caller?: CallingProgram;
	/**
	 * The id of the caller's installation, which is no secret. It keeps the references that this caller derives apart from those of other
	 * callers with the same account.
	 */
	readonly home?: string;
	/**
	 * Once this signal is aborted, the client begins no further call to any server. It still finishes a request or an action that is under
	 * way.
	 */
	readonly signal?: AbortSignal;
	readonly transport?: Omit<HttpClientOptions, 'fetch' | 'signal' | 'caller'> & {
		/** The fetch to use; by default that of the whole process. */
		readonly fetch?: Fetch;
		/** Refuses connections to addresses that the calling program does not allow. */
		readonly guard?: AddressGuard;
	};
}

/**
 * A library's access to ReShare for one run of the calling program. Opening it calls no server. All connections and logins are shared by
 * the whole process.
 */
export class ReShare {
	private constructor(
		private readonly library: ChosenBackEnd | undefined,
		private readonly sharedInventory: ChosenInventory | undefined,
	) {}

	/** Opens the client, and loads only those parts of it that the settings need. */
	static open({ library, inventory, caller = defaultCallingProgram, home = '', signal, transport = {} }: ReShareOptions): Promise<ReShare> {
		const open = async () => {
			const { fetch, guard, ...options } = transport;
			const http = new HttpClient({ ...options, fetch: fetch ?? createProcessFetch(guard), signal, caller });
			return new ReShare(
				library && (await (await import('./connection/chooseBackEnd')).chooseBackEnd(library, http, home, caller.referencePrefix)),
				inventory && (await (await import('./connection/chooseInventoryIndex')).chooseInventoryIndex(inventory, http)),
			);
		};
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
		return this.library.open();
	}

	get inventory(): Inventory {
		if (this.sharedInventory === undefined)
			throw badInputError('The shared inventory is not set', 'Give its address and account, or that of its VuFind.');
		return this.sharedInventory.open();
	}

	/**
	 * Tests the settings: logs in with each account, even if an earlier login was refused, reads a little of everything that the client
	 * needs, and creates nothing. Returns sentences that say what of the library and of the inventory was reached.
	 */
	async check() {
		const reached = [await this.library?.check(), await this.sharedInventory?.check()];
		return reached.filter((sentence) => sentence !== undefined).join('. ');
	}
}
