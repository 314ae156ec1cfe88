import { buildUnknownIsbn } from '../../sandbox/inventory/demoRecords';

export interface SearchWorkload {
	readonly name: string;
	readonly isbns: readonly string[];
	readonly distinct: number;
}

/** ISBNs of records that the practice consortium has. Somebody lends only one of them. */
const known = ['9780071387767', '9780345479099', '9780140449136', '9781524732400'];

/** Builds 200 look-ups: four known ISBNs 25 times each, mixed with 100 unknown ones. 104 of them are distinct. */
export function buildRepeatedWorkload(): SearchWorkload {
	const isbns = Array.from({ length: 200 }, (_, index) =>
		index % 2 === 0 ? (known[(index / 2) % known.length] ?? '') : buildUnknownIsbn(index),
	);
	return { name: '200 look-ups', isbns, distinct: new Set(isbns).size };
}

/** Builds look-ups of 500 different ISBNs; the inventory knows those in `catalogued`. */
export function buildDistinctWorkload(catalogued: readonly string[]): SearchWorkload {
	const isbns = chooseIsbns(500, catalogued);
	return { name: '500 distinct look-ups', isbns, distinct: isbns.length };
}

/** Chooses different ISBNs, those that the inventory knows first. */
export function chooseIsbns(count: number, catalogued: readonly string[]): string[] {
	const hits = [...new Set(catalogued)];
	return Array.from({ length: count }, (_, index) => hits[index] ?? buildUnknownIsbn(index));
}
