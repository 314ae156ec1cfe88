import type { ReShareError } from '../errors';

/** Printed, electronic, microform, a sound recording, a film, or a thing of another kind, e.g. a kit, slides, a CD-ROM. */
export type Format = 'print' | 'e-book' | 'microform' | 'audio' | 'video' | 'other';

/** A title as a catalog keeps it, in parts. */
export interface Title {
	/** Title proper: 245 `$a`. */
	readonly proper: string;
	/** Other title information: `$b`. Empty where there is none. */
	readonly rest: string;
	/** Number and name of a part: `$n`, `$p`. Empty where there is none, or where it stands in the others. */
	readonly part: string;
	/** Whether no sign tells where its title proper ends: FOLIO joins the parts, and not all catalogs write signs between them. */
	readonly unsigned?: boolean;
	/** Whether it is that of a work within this one: 740. */
	readonly contained?: boolean;
}

/** A bibliographic record, in the words of this package. Absent values are null. */
export interface InventoryRecord {
	readonly id: string;
	readonly hrid: string | null;
	/** As it is shown: the first of `titles`, in one. */
	readonly title: string;
	/** Its own title first, then those in other languages and scripts, uniform and former ones. */
	readonly titles: readonly Title[];
	/** First author or editor, as cataloged. */
	readonly author: string | null;
	readonly contributors: readonly string[];
	/** Names as the title page has them: 245 `$c`. */
	readonly responsibility: readonly string[];
	/** The series that it names; null where the index does not tell. */
	readonly series: readonly string[] | null;
	/** The first statement of its edition. */
	readonly edition: string | null;
	/** Further ones, e.g. `3rd edition` beside `Canadian edition`; missing where there are none. */
	readonly moreEditions?: readonly string[];
	readonly publisher: string | null;
	readonly place: string | null;
	readonly publicationDate: string | null;
	readonly publicationDates: readonly string[];
	/** ISO 639-2 codes. */
	readonly languages: readonly string[];
	readonly physicalDescriptions: readonly string[];
	/** How many volumes or pieces there are, of each description the beginning: 300 `$a`. */
	readonly extents: readonly string[];
	/** Formats that the record names by a code. */
	readonly formats: readonly Format[];
	/** How it is issued, by the record's code; null where it says nothing or something else. */
	readonly issuance: 'multipart' | 'serial' | null;
	readonly identifiers: RecordIdentifiers;
	/** Canceled and invalid numbers that the record names as such, in the form of its own. */
	readonly formerNumbers: readonly string[];
	/** Hidden from discovery by its owner. */
	readonly suppressed: boolean;
}

/** Normalized: ISBN as 13 digits, ISSN with hyphen, OCLC as bare number; each once, in the record's order. */
export interface RecordIdentifiers {
	readonly isbn: readonly string[];
	readonly issn: readonly string[];
	readonly oclc: readonly string[];
}

/** One library's holding of a record. */
export interface Holding {
	readonly id: string | null;
	/** The holding library's symbol, upper case and without naming authority; null where the place names none. */
	readonly library: string | null;
	readonly callNumber: string | null;
	/** Name of the ILL policy; null: the holding has none. */
	readonly policy: string | null;
	/** Whether the policy could not be read: it may say anything. */
	readonly policyUnknown: boolean;
	readonly locationCode: string | null;
	readonly locationName: string | null;
	/** Whether the location could not be read. */
	readonly locationUnknown: boolean;
	readonly statements: readonly string[];
}

/** All that is known about the holdings of one record. */
export interface HoldingList {
	/** In the order of the index. */
	readonly holdings: readonly Holding[];
	/** The holdings whose libraries the back end will ask, in its order, each library once: the index knows its rule. */
	readonly asked: readonly Holding[];
	/** Whether the list may lack holdings. */
	readonly cut: boolean;
	/** Why no holding could be read at all. */
	readonly error?: ReShareError;
	/** Why something of the holdings could not be read, e.g. their policies. */
	readonly problem?: ReShareError;
	/** Why something that may decide could not be read: whom the back end asks first, or which volumes the copies are. */
	readonly unread?: ReShareError;
}

/** A copy of a holding, as far as the index tells. */
export interface Item {
	readonly id: string;
	readonly barcode: string | null;
	readonly enumeration: string | null;
	readonly status: string | null;
}

/** What a look-up found. */
export interface RecordList {
	readonly records: readonly InventoryRecord[];
	/** How many there are; null where the index does not say. More than were given: the list is not whole. */
	readonly total: number | null;
	/** Records that the index could not give in full. */
	readonly unreadable: number;
	/** Records of other collections in the same index, which are none of the consortium's and were left out. */
	readonly foreign?: number;
	/** Records that a copy gives and its original has no longer, which were left out, or has without some of their libraries or numbers. */
	readonly gone?: number;
	/** Records that the index gave for a number which they do not carry themselves, e.g. an old one of theirs. */
	readonly strays?: readonly InventoryRecord[];
}
