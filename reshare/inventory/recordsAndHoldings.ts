import type { ReShareError } from '../errors';

/** The form of a publication; `other` is e.g. a kit, slides or a CD-ROM. */
export type PublicationFormat = 'print' | 'e-book' | 'microform' | 'audio' | 'video' | 'other';

/** A title, split into the parts in which a catalog stores it. */
export interface RecordTitle {
	/** The title proper: 245 `$a`. */
	readonly proper: string;
	/** Other title information (245 `$b`); it may be empty. */
	readonly rest: string;
	/** Number and name of a part (245 `$n`, `$p`); empty if the other parts contain them. */
	readonly part: string;
	/**
	 * Whether no punctuation shows where the title proper ends. FOLIO joins the parts of a title, and not all catalogs write punctuation
	 * between them.
	 */
	readonly unsigned?: boolean;
	/** Whether this is the title of a work that the record contains (740). */
	readonly contained?: boolean;
}

export interface InventoryRecord {
	readonly id: string;
	readonly hrid: string | null;
	/** The title to show: the first of `titles`, in one text. */
	readonly title: string;
	/** All titles of the record: first its own, then parallel titles in other languages and scripts, uniform titles and former ones. */
	readonly titles: readonly RecordTitle[];
	/** The first author or editor, as cataloged. */
	readonly author: string | null;
	readonly contributors: readonly string[];
	/** The names as they stand on the title page (245 `$c`). */
	readonly responsibility: readonly string[];
	/** The series that the record names; null if the index does not give them. */
	readonly series: readonly string[] | null;
	/** The statements of edition. A record may have several, e.g. `Canadian edition` and `3rd edition`; the first is shown. */
	readonly editions: readonly string[];
	readonly publisher: string | null;
	readonly place: string | null;
	/** All dates of publication; the first is shown. */
	readonly publicationDates: readonly string[];
	/** The languages as ISO 639-2 codes. */
	readonly languages: readonly string[];
	readonly physicalDescriptions: readonly string[];
	/** How many volumes or pieces there are, as each physical description begins (300 `$a`). */
	readonly extents: readonly string[];
	/** The formats that the record names by a code. */
	readonly formats: readonly PublicationFormat[];
	/** The mode of issuance; null if it is another one, or is not known. */
	readonly issuance: 'multipart' | 'serial' | null;
	readonly identifiers: RecordIdentifiers;
	/** Canceled and invalid numbers, in the same form as the valid ones. */
	readonly formerNumbers: readonly string[];
	/** Whether the record's owner hides it. */
	readonly suppressed: boolean;
}

/** Normalized identifiers: ISBNs with 13 digits, ISSNs with a hyphen, OCLC numbers without a prefix; each once, in the record's order. */
export interface RecordIdentifiers {
	readonly isbn: readonly string[];
	readonly issn: readonly string[];
	readonly oclc: readonly string[];
}

export const allIdentifiersOf = ({ isbn, issn, oclc }: RecordIdentifiers) => [...isbn, ...issn, ...oclc];

export interface Holding {
	readonly id: string | null;
	/** The library's symbol, in upper case and without naming authority; null if the location names none. */
	readonly library: string | null;
	readonly callNumber: string | null;
	/** The name of the lending policy; null if the holding has none. */
	readonly policy: string | null;
	/** Whether the policy could not be read, so that the holding may be lendable or not. */
	readonly policyUnknown: boolean;
	readonly locationCode: string | null;
	readonly locationName: string | null;
	readonly locationUnknown: boolean;
	readonly statements: readonly string[];
}

export interface HoldingList {
	/** The holdings, in the order of the index. */
	readonly holdings: readonly Holding[];
	/**
	 * The holdings whose libraries the back end will ask, in its order, each library once. The index computes them, because it knows the
	 * rule of the back end.
	 */
	readonly inRota: readonly Holding[];
	/** Whether the list may lack holdings. */
	readonly cut: boolean;
	/** Why no holding could be read at all. */
	readonly error?: ReShareError;
	/** Why a part of the holdings could not be read, e.g. their policies. */
	readonly problem?: ReShareError;
	/** Why it could not be read which libraries the back end asks first. */
	readonly unread?: ReShareError;
}

/** One copy of the title, which belongs to a holding. */
export interface HoldingItem {
	readonly id: string;
	readonly barcode: string | null;
	readonly enumeration: string | null;
	readonly status: string | null;
}

export interface RecordList {
	readonly records: readonly InventoryRecord[];
	/** How many records there are; null if the index does not say. If the list has fewer, it was cut. */
	readonly total: number | null;
	readonly unreadable: number;
	/** How many records of other collections in the same index were left out. */
	readonly foreign?: number;
	/** How many records no longer exist at the source and are left out, or have lost some libraries or numbers there. */
	readonly gone?: number;
	/** Records that the index has given for a number that they do not carry themselves, e.g. because it is one of their former numbers. */
	readonly strays?: readonly InventoryRecord[];
}

/** Whether a list has all records that there are, as far as they can be read. */
export const isComplete = ({ total, records, unreadable }: RecordList) => total === null || total <= records.length + unreadable;

export function joinRecordLists(lists: readonly RecordList[]) {
	const records = new Map(lists.flatMap((list) => list.records.map((record) => [record.id, record] as const)));
	const strays = lists.flatMap(({ strays: own = [] }) => own).filter(({ id }) => !records.has(id));
	const unreadable = lists.reduce((sum, list) => sum + list.unreadable, 0);
	const notGiven = lists.reduce((sum, list) => sum + Math.max(0, (list.total ?? 0) - list.records.length - list.unreadable), 0);
	return {
		records: [...records.values()],
		total: records.size + unreadable + notGiven,
		unreadable,
		// Several lists may have left out the same records, so the largest number counts and not the sum.
		foreign: Math.max(0, ...lists.map(({ foreign = 0 }) => foreign)),
		gone: Math.max(0, ...lists.map(({ gone = 0 }) => gone)),
		strays,
	};
}
