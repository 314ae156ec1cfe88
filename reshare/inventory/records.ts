import type { ReShareError } from '../errors';

/** `other` is e.g. a kit, slides, a CD-ROM. */
export type Format = 'print' | 'e-book' | 'microform' | 'audio' | 'video' | 'other';

/** A title as a catalog keeps it, in parts. */
export interface Title {
	/** Title proper: 245 `$a`. */
	readonly proper: string;
	/** Other title information: `$b`; may be empty. */
	readonly rest: string;
	/** Number and name of a part: `$n`, `$p`; empty where it is in the others. */
	readonly part: string;
	/** No sign shows where its title proper ends: FOLIO joins the parts, and not all catalogs write signs between them. */
	readonly unsigned?: boolean;
	/** Of a work within this one: 740. */
	readonly contained?: boolean;
}

export interface InventoryRecord {
	readonly id: string;
	readonly hrid: string | null;
	/** As shown: the first of `titles`, in one. */
	readonly title: string;
	/** Its own first, then those in other languages and scripts, uniform and former ones. */
	readonly titles: readonly Title[];
	/** First author or editor, as cataloged. */
	readonly author: string | null;
	readonly contributors: readonly string[];
	/** Names as the title page has them: 245 `$c`. */
	readonly responsibility: readonly string[];
	/** The series that it names; null where the index does not tell. */
	readonly series: readonly string[] | null;
	/** Several, e.g. `Canadian edition` and `3rd edition`; the first is shown. */
	readonly editions: readonly string[];
	readonly publisher: string | null;
	readonly place: string | null;
	/** The first is shown. */
	readonly publicationDates: readonly string[];
	/** ISO 639-2 codes. */
	readonly languages: readonly string[];
	readonly physicalDescriptions: readonly string[];
	/** How many volumes or pieces there are, the beginning of each description: 300 `$a`. */
	readonly extents: readonly string[];
	/** Only those that have a code in the record. */
	readonly formats: readonly Format[];
	/** By the record's code; null: none, or another one. */
	readonly issuance: 'multipart' | 'serial' | null;
	readonly identifiers: RecordIdentifiers;
	/** Canceled and invalid numbers, in the same form. */
	readonly formerNumbers: readonly string[];
	/** Hidden by its owner. */
	readonly suppressed: boolean;
}

/** Normalized: ISBN as 13 digits, ISSN with hyphen, OCLC as bare number; each once, in the record's order. */
export interface RecordIdentifiers {
	readonly isbn: readonly string[];
	readonly issn: readonly string[];
	readonly oclc: readonly string[];
}

export interface Holding {
	readonly id: string | null;
	/** Its symbol, upper case and without naming authority; null where the place names none. */
	readonly library: string | null;
	readonly callNumber: string | null;
	/** Name of the ILL policy; null: none. */
	readonly policy: string | null;
	/** It could not be read, and may say anything. */
	readonly policyUnknown: boolean;
	readonly locationCode: string | null;
	readonly locationName: string | null;
	readonly locationUnknown: boolean;
	readonly statements: readonly string[];
}

export interface HoldingList {
	/** In the order of the index. */
	readonly holdings: readonly Holding[];
	/** Those whose libraries the back end will ask, in its order, each library once: the index knows its rule. */
	readonly asked: readonly Holding[];
	/** May lack holdings. */
	readonly cut: boolean;
	/** Why none could be read at all. */
	readonly error?: ReShareError;
	/** Why something of them could not be read, e.g. policies. */
	readonly problem?: ReShareError;
	/** Why something that may decide could not be read: whom the back end asks first, or which volumes these are. */
	readonly unread?: ReShareError;
}

/** A copy of a holding. */
export interface HoldingItem {
	readonly id: string;
	readonly barcode: string | null;
	readonly enumeration: string | null;
	readonly status: string | null;
}

export interface RecordList {
	readonly records: readonly InventoryRecord[];
	/** How many there are; null where the index does not say. More than were given: the list is cut. */
	readonly total: number | null;
	readonly unreadable: number;
	/** Records of other collections in the same index, left out. */
	readonly foreign?: number;
	/** Records that the original no longer has, left out, or has without some of their libraries or numbers. */
	readonly gone?: number;
	/** Records that the index gave for a number which they do not carry, e.g. an old one of theirs. */
	readonly strays?: readonly InventoryRecord[];
}
