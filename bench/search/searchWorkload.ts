import { buildUnknownIsbn } from '../../sandbox/inventory/demoRecords';

/** ISBNs of records that the practice consortium has. */
const known = ['9780071387767', '9780345479099', '9780140449136', '9781524732400'];
const unknown = Array.from({ length: 100 }, (_, index) => buildUnknownIsbn(index));

/** The ISBNs that a workflow looks up: the known ones 25 times each, mixed with unknown ones. */
export const lookups: readonly string[] = unknown.flatMap((isbn, index) => [known[index % known.length] ?? '', isbn]);
export const foundLookupCount = known.length;
export const distinctLookupCount = known.length + unknown.length;

/** Chooses different ISBNs, those that the inventory knows first. */
export function chooseIsbns(count: number, catalogued: readonly string[]): string[] {
	const hits = [...new Set(catalogued)];
	return Array.from({ length: count }, (_, index) => hits[index] ?? buildUnknownIsbn(index));
}
