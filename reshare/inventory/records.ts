import type { ReShareError } from '../errors';

/** A bibliographic record, in the words of this package. Absent values are null. */
export interface InventoryRecord {
	readonly id: string;
	readonly hrid: string | null;
	readonly title: string;
	readonly otherTitles: readonly string[];
	/** First author or editor, as catalogued. */
	readonly author: string | null;
	readonly contributors: readonly string[];
	readonly edition: string | null;
	readonly publisher: string | null;
	readonly place: string | null;
	readonly publicationDate: string | null;
	readonly publicationDates: readonly string[];
	/** ISO 639-2 codes. */
	readonly languages: readonly string[];
	readonly physicalDescriptions: readonly string[];
	readonly formatIds: readonly string[];
	readonly modeOfIssuanceId: string | null;
	readonly identifiers: RecordIdentifiers;
	/** Hidden from discovery by its owner. */
	readonly suppressed: boolean;
}

/** Normalised: ISBN as 13 digits, ISSN with hyphen, OCLC as bare number; each once, in the record's order. */
export interface RecordIdentifiers {
	readonly isbn: readonly string[];
	readonly issn: readonly string[];
	readonly oclc: readonly string[];
}

/** One library's holding of a record. */
export interface Holding {
	readonly id: string | null;
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
	/** In the inventory's order. */
	readonly holdings: readonly Holding[];
	/** Ids of the holdings that mod-rs sees: it reads the first ten. */
	readonly firstTen: readonly (string | null)[];
	/** Whether the list may lack holdings. */
	readonly cut: boolean;
	/** Why no holding could be read at all. */
	readonly error?: ReShareError;
}

/** What a look-up found. */
export interface RecordList {
	readonly records: readonly InventoryRecord[];
	/** How many the inventory has; null where it does not say. */
	readonly total: number | null;
	/** Records that the inventory could not give in full. */
	readonly unreadable: number;
}
