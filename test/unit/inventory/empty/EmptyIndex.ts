import type { LibraryChoice, SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import type { HoldingList, RecordList } from '../../../../reshare/inventory/recordsAndHoldings';

/** The least that a new kind of index needs. It is empty, and its ids are plain numbers. */
export class EmptyIndex implements SharedIndex {
	readonly ids = { form: 'a number such as 42', read: (text: string) => /^\s*(\d+)\s*$/u.exec(text)?.[1] };
	readonly lending = { loanPolicies: ['LOANABLE'], copyPolicies: ['LOANABLE'], asks: 'asks every library that it knows' };

	async check() {
		return 'Connected, but this index is empty';
	}

	gather(): () => void {
		return () => undefined;
	}

	async byIdentifier() {
		return nothing;
	}

	async byTitle() {
		return nothing;
	}

	async search() {
		return { ...nothing, furthest: null };
	}

	async holdings(): Promise<HoldingList> {
		return { holdings: [], inRota: [], cut: false };
	}

	async libraries(): Promise<LibraryChoice[]> {
		return [];
	}
}

const nothing: RecordList = { records: [], total: 0, unreadable: 0 };
