import type { Row } from './schemas';
import { Remembered } from '../../Remembered';

const minutes = 60_000;
/** Whether the library's own system has other ids for patrons than callers do. */
const renaming = new Remembered<boolean>(60 * minutes);
/** Ids of the open requests' patrons, by the ids that the requests were made with. */
const known = new Remembered<ReadonlyMap<string, ReadonlySet<string>>>(minutes);

/** The same, of requests that this process has made since. */
const shown = new Map<string, Map<string, ReadonlySet<string>>>();
const mostShown = 10_000;

/** How many of the newest requests show whether patrons have other ids. */
const looksAt = 20;
/** More open requests than this are not gone through. */
const mostOpen = 2000;

interface BorrowingRows {
	newest(most: number): Promise<Row[]>;
	/** Of the requests that are not over, the newest first, a page at a time. */
	open(): AsyncGenerator<Row[]>;
}

/**
 * The ids by which the broker knows a patron. It replaces the id that a request was made with, such as a barcode, by that of
 * the library's own system, and looks for that one only; the request tells both.
 */
export class PatronIds {
	constructor(
		private readonly scope: string,
		private readonly rows: BorrowingRows,
	) {}

	/** The given id, and those that open requests show for it. */
	async of(patronId: string): Promise<string[]> {
		const ids = [patronId, ...(shown.get(this.scope)?.get(patronId) ?? [])];
		if (!(await renaming.get(this.scope, async () => (await this.rows.newest(looksAt)).some(isRenamed)))) return ids;
		const others = (await known.get(this.scope, async () => await this.#look())).get(patronId);
		return [...new Set([...ids, ...(others ?? [])])];
	}

	/** From a request that was just made. */
	learn(row: Row): void {
		if (!isRenamed(row)) return;
		const ids = shown.get(this.scope) ?? new Map<string, ReadonlySet<string>>();
		const given = row.illRequest?.patronInfo?.patronId ?? '';
		if (ids.size >= mostShown) ids.clear();
		shown.set(this.scope, ids.set(given, new Set([...(ids.get(given) ?? []), row.patron ?? ''])));
	}

	async #look(): Promise<Map<string, Set<string>>> {
		const found = new Map<string, Set<string>>();
		let count = 0;
		for await (const page of this.rows.open()) {
			for (const row of page.filter(isRenamed)) {
				const given = row.illRequest?.patronInfo?.patronId ?? '';
				found.set(given, (found.get(given) ?? new Set()).add(row.patron ?? ''));
			}
			count += page.length;
			if (count >= mostOpen) break;
		}
		return found;
	}
}

function isRenamed({ patron, illRequest }: Row): boolean {
	const given = illRequest?.patronInfo?.patronId;
	return given !== undefined && patron !== undefined && given !== patron;
}
