import type { ReShareError } from '../errors';

/** The form of a publication; `other` is e.g. a kit, slides or a CD-ROM. */
export type PublicationFormat = 'print' | 'e-book' | 'microform' | 'audio' | 'video' | 'other';

/** A title in the parts in which a catalog stores it. */
export interface RecordTitle {
	/** The title proper: 245 `$a`. */
	readonly proper: string;
	/** Other title information: 245 `$b`; may be empty. */
	readonly rest: string;
	/** Number and name of a part: 245 `$n`, `$p`; empty where the other parts contain them. */
	readonly part: string;
	/** Whether no sign shows where the title proper ends: FOLIO joins the parts, and not all catalogs write signs between them. */
	readonly unsigned?: boolean;
	/** Whether this is the title of a work within the record: 740. */
	readonly contained?: boolean;
}

export interface InventoryRecord {
	readonly id: string;
	readonly hrid: string | null;
	/** The title to show: the first of `titles`, in one text. */
	readonly title: string;
	/** The record's own title first, then parallel titles in other languages and scripts, uniform titles and former ones. */
	readonly titles: readonly RecordTitle[];
	/** The first author or editor, as cataloged. */
	readonly author: string | null;
	readonly contributors: readonly string[];
	/** The names as the title page has them: 245 `$c`. */
	readonly responsibility: readonly string[];
	/** The series that the record names; null where the index does not give series. */
	readonly series: readonly string[] | null;
	/** A record may name several, e.g. `Canadian edition` and `3rd edition`; the first is shown. */
	readonly editions: readonly string[];
	readonly publisher: string | null;
	readonly place: string | null;
	/** All dates of publication; the first is shown. */
	readonly publicationDates: readonly string[];
	/** The languages as ISO 639-2 codes. */
	readonly languages: readonly string[];
	readonly physicalDescriptions: readonly string[];
	/** How many volumes or pieces there are, from the beginning of each description: 300 `$a`. */
	readonly extents: readonly string[];
	/** The formats for which the record has a code. */
	readonly formats: readonly PublicationFormat[];
	/** The mode of issuance by the record's code; null: none, or another one. */
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

export interface Holding {
	readonly id: string | null;
	/** The library's symbol, in upper case and without naming authority; null where the location names none. */
	readonly library: string | null;
	readonly callNumber: string | null;
	/** The name of the lending policy; null where the holding has none. */
	readonly policy: string | null;
	/** Whether the policy could not be read, so that it may be any. */
	readonly policyUnknown: boolean;
	readonly locationCode: string | null;
	readonly locationName: string | null;
	readonly locationUnknown: boolean;
	readonly statements: readonly string[];
}

export interface HoldingList {
	/** The holdings, in the order of the index. */
	readonly holdings: readonly Holding[];
	/** The holdings whose libraries the back end will ask, in its order, each library once. The index knows the back end's rule. */
	readonly asked: readonly Holding[];
	/** Whether the list may lack holdings. */
	readonly cut: boolean;
	/** Why no holding could be read at all. */
	readonly error?: ReShareError;
	/** Why a part of the holdings could not be read, e.g. their policies. */
	readonly problem?: ReShareError;
	/** Why something that may decide could not be read: whom the back end asks first, or which volumes these are. */
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
	/** How many records there are; null where the index does not say. If more than were given, the list is cut. */
	readonly total: number | null;
	readonly unreadable: number;
	/** How many records of other collections in the same index were left out. */
	readonly foreign?: number;
	/** How many records are no longer at the source and left out, or are there without some of their libraries or numbers. */
	readonly gone?: number;
	/** Records that the index gave for a number which they do not carry, e.g. a former number of theirs. */
	readonly strays?: readonly InventoryRecord[];
}
