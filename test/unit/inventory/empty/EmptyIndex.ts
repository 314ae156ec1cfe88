import type { LibraryChoice, SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import type { HoldingList, RecordList } from '../../../../reshare/inventory/inventoryRecord';

/** The least that a new kind of index needs. It is empty, and its ids are plain numbers. */
export class EmptyIndex implements SharedIndex {
	readonly ids = { form: 'a number such as 42', read: (text: string) => /^\s*(\d+)\s*$/u.exec(text)?.[1] };
	readonly lending = { loanPolicies: ['LOANABLE'], copyPolicies: ['LOANABLE'], asks: 'asks every library that it knows' };

	async check(): Promise<string> {
		return await Promise.resolve('Connected, but this index is empty');
	}

	gather(): () => void {
		return () => undefined;
	}

	async byIdentifier(): Promise<RecordList> {
		return await Promise.resolve(nothing);
	}

	async byTitle(): Promise<RecordList> {
		return await Promise.resolve(nothing);
	}

	async search() {
		return await Promise.resolve({ ...nothing, furthest: null });
	}

	async holdings(): Promise<HoldingList> {
		return await Promise.resolve({ holdings: [], asked: [], cut: false });
	}

	async libraries(): Promise<LibraryChoice[]> {
		return await Promise.resolve([]);
	}
}

const nothing: RecordList = { records: [], total: 0, unreadable: 0 };
