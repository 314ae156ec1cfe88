import type { PolicyKind } from '../referenceData';
import { recordOfMarcLines } from './recordOfMarcLines';
import { usualBook, type BibRecord, type HoldingSpec } from './BibRecord';
import groups from './records.json';

/** Copies of a title, in the order of the locations. If there are more copies than locations or policies, these are repeated. */
interface Copies extends Omit<HoldingSpec, 'place' | 'policy'> {
	readonly places: readonly string[];
	readonly policy: PolicyKind | null | readonly PolicyKind[];
	readonly copies?: number;
}

/** A record as the file has it, or in MARC; `note` says why it is there. Values that it lacks are those of `usualBook`. */
type Written = { readonly number: number; readonly note?: string; readonly holdings?: readonly Copies[] } & (
	| ({ readonly title: string; readonly marc?: never } & Partial<Omit<BibRecord, 'number' | 'title' | 'marc' | 'holdings'>>)
	| { readonly coded: string; readonly marc: readonly string[] }
);

export const bibRecords: readonly BibRecord[] = groups.flatMap(({ records }) => (records as readonly Written[]).map(recordOf));

function recordOf({ note, ...written }: Written): BibRecord {
	const holdings = written.holdings?.flatMap(holdingsOf) ?? usualBook.holdings;
	return written.marc === undefined
		? { ...usualBook, ...written, holdings }
		: recordOfMarcLines(written.number, written.coded, written.marc, holdings);
}

function holdingsOf({ places, policy, copies = places.length, callNumber, ...details }: Copies): HoldingSpec[] {
	const policies = Array.isArray(policy) ? (policy as readonly PolicyKind[]) : [policy as PolicyKind | null];
	return Array.from({ length: copies }, (_, index) => ({
		place: places[index % places.length] ?? '',
		policy: policies[index % policies.length] ?? null,
		// A `#` in a call number becomes the number of the copy.
		...(callNumber === undefined ? {} : { callNumber: callNumber?.replace('#', String(index + 1)) ?? null }),
		...details,
	}));
}
