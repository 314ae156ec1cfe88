import { eachNumber } from './find/eachNumber';
import { findEligible, type FindResult } from './find/findEligible';
import type { FindOptions, Wish } from './find/wish';
import { getInstance, type InstanceDetails } from './getInstance';
import type { InventoryRecord } from './records';
import { searchInstances, type FoundRecords, type InstanceSearch } from './searchInstances';
import type { LibraryChoice, SharedIndex } from './SharedIndex';

/** The consortium's shared inventory: find what another library lends, search and read records. */
export class Inventory {
	constructor(private readonly index: SharedIndex) {}

	/**
	 * The record to request, or why there is none: never a silent no, never a quiet guess.
	 *
	 * @throws ReShareError for what concerns the account or the inventory as a whole
	 */
	async findEligible(wish: Wish, options: FindOptions): Promise<FindResult> {
		return await findEligible(this.index, wish, options);
	}

	/** The wishes of a pasted list, where each number is a title of its own. */
	eachNumber<Asked extends Wish>(wish: Asked): Asked[] {
		return eachNumber(wish);
	}

	/** The records that fit, whether or not a library lends them: to go over, or all at once with `all`. */
	search(search: InstanceSearch): RecordListing {
		return new RecordListing(async () => await searchInstances(this.index, search));
	}

	/**
	 * One record with its holdings, policies and, where asked for, copies.
	 *
	 * @throws ReShareError `badInput` for a text that cannot be an id here, `notFound` where there is no such record
	 */
	async get(id: string, options: { readonly withItems?: boolean } = {}): Promise<InstanceDetails> {
		return await getInstance(this.index, id, options);
	}

	/** The libraries that the inventory knows. */
	async libraries(): Promise<LibraryChoice[]> {
		return await this.index.libraries();
	}

	/** Reads a little of everything that a search needs, and says in a sentence what was reached. */
	async check(): Promise<string> {
		return await this.index.check();
	}

	/**
	 * Begins to log in, and says that many look-ups are about to come, so that they may wait for each other until one question is full.
	 *
	 * @returns to be called once, when the last of them has been asked
	 */
	gather(): () => void {
		const end = this.index.gather();
		this.index.prepare();
		return end;
	}
}

/** A list of records that is read when it is gone over. */
class RecordListing implements AsyncIterable<InventoryRecord> {
	constructor(private readonly read: () => Promise<FoundRecords>) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<InventoryRecord, void, void> {
		yield* (await this.read()).records;
	}

	/** All of them, with warnings about what could not be read. */
	async all(): Promise<FoundRecords> {
		return await this.read();
	}
}

export type { RecordListing };
