import { ReShareError } from '../errors';
import { byAuthor, byIdentifiers, sorted, type SortBy } from './cql';
import { planFor } from './find/steps';
import type { Wish } from './find/wish';
import type { Inventory } from './Inventory';
import type { InventoryRecord } from './records';
import { words } from './match/text';

export interface InstanceSearch {
	/** A CQL query, sent as it is; otherwise the fields of `wish`. */
	readonly cql?: string;
	readonly wish?: Wish;
	/** Most records; undefined: all. */
	readonly limit?: number;
	readonly sortBy?: SortBy;
}

/** mod-search answers no further than its 10,000th record. */
const furthestRecord = 10_000;
const pageSize = 100;

/**
 * Searches the shared inventory, page by page.
 *
 * @throws ReShareError `badInput` when there is nothing to search by
 */
export async function searchInstances(inventory: Inventory, search: InstanceSearch): Promise<{ records: InventoryRecord[]; total: number | null; warnings: string[] }> {
	const [{ form }, { identifierTypes }] = await Promise.all([inventory.capabilities(), inventory.tables()]);
	const warnings: string[] = [];
	let cql = (search.cql ?? '').trim();
	if (cql === '') {
		const wish = search.wish ?? {};
		const plan = planFor(wish);
		warnings.push(...plan.warnings);
		const author = words(wish.author ?? '').join(' ');
		const [title] = plan.title?.queries ?? [];
		const clauses = [
			...plan.identifiers.map(({ matchedBy, values }) => byIdentifiers(matchedBy, form, values, identifierTypes)),
			...(title === undefined ? [] : [title]),
			...(author === '' ? [] : [byAuthor(form, author)]),
		];
		if (clauses.length === 0) {
			throw new ReShareError('badInput', 'There is nothing to search by', {
				description: [...plan.warnings.map((warning) => `${warning}.`), 'Give an identifier, a title, an author or a CQL query.'].join(' '),
			});
		}
		cql = clauses.join(' and ');
	}
	const query = sorted(cql, search.sortBy ?? 'none');
	const wanted = search.limit ?? Infinity;
	const records: InventoryRecord[] = [];
	const seen = new Set<string>();
	let total: number | null = null;
	let offset = 0;
	while (records.length < wanted) {
		const limit = Math.min(pageSize, wanted - records.length);
		const page = await inventory.find(query, { offset, limit });
		total = page.total ?? total;
		for (const record of page.records) {
			if (seen.has(record.id)) continue;
			seen.add(record.id);
			records.push(record);
		}
		if (page.unreadable > 0) warnings.push(`${page.unreadable} of the records could not be read`);
		const received = page.records.length + page.unreadable;
		offset += received;
		if (received < limit) break;
		if (form === 'search' && offset >= furthestRecord) {
			warnings.push(`The inventory gives no more than ${furthestRecord} records; narrow the search`);
			break;
		}
	}
	return { records, total, warnings };
}
