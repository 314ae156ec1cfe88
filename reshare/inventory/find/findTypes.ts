import type { Availability } from '../availability';
import type { SpecialMedium } from '../match/wordLists';
import type { OpenIndexOptions } from '../openIndexes/openIndexServices';
import type { InventoryRecord } from '../recordsAndHoldings';
import type { IdentifierKind } from '../SharedIndex';

/**
 * The work that a patron asks for, as the fields of an item name it. The language is an ISO 639-2 code or an English name. Empty text means
 * "not given".
 */
export type Citation = {
	readonly [
		field in IdentifierKind | 'title' | 'author' | 'year' | 'edition' | 'volume' | 'language' | 'partTitle' | 'partAuthor'
	]?: string;
};

/** A citation without blank text. A field that is undefined or empty was not given. */
export interface ParsedCitation extends Citation {
	/** Whether the title names another volume than `volume`. */
	readonly hasTwoVolumes?: boolean;
	/** The medium that was asked for, if it is not a printed book of the usual kind. */
	readonly medium?: SpecialMedium;
	/**
	 * The title of the chapter or article that was asked for, if `title` is the book or journal that contains it. `author` is then empty,
	 * because the author in the citation is that of the part.
	 */
	readonly part?: string;
}

/** Reasons for a review that a library may switch off, so that such a result counts as eligible. */
type AcceptableDoubt =
	| 'titleOnly'
	| 'recordDoesNotFit'
	| 'otherEdition'
	| 'volumeMissing'
	| 'otherVolume'
	| 'severalRecords'
	| 'policyUnknown'
	| 'answersPartial'
	| 'notSeenByReShare';
/** Why a person should look at the result of a search. */
export type Doubt = AcceptableDoubt | 'heldByOwnLibrary';
export type FindReason =
	'onlyMatch' | 'bestOfSeveral' | Doubt | 'isbnNotValid' | 'badInput' | 'lookUpFailed' | 'nothingFound' | 'nobodyLends' | 'noneChosen';
/**
 * Whether the work in the citation exists: `found` if a source has it, `doubtful` if a source has only something similar, `nothingKnown` if
 * no source has it; null if it is not known, e.g. because no source was asked.
 */
export type WorkExistence = 'found' | 'doubtful' | 'nothingKnown' | null;
export type FindOutcome = 'eligible' | 'needsReview' | 'notAvailable';

export type MatchedBy = IdentifierKind | 'title';

export interface FindOptions {
	/** The own library's symbols, e.g. `US-EAST` or `RESHARE:US-EAST`. */
	readonly ownSymbols: readonly string[];
	readonly serviceType?: 'loan' | 'copy';
	/** The names of the policies that lend; copies have a list of their own. By default those of the index. */
	readonly lendingPolicies?: readonly string[];
	readonly copyPolicies?: readonly string[];
	readonly ifOwnLibraryHolds?: 'borrow' | 'review';
	/**
	 * `best` (default): the best record, and a review when several are equally good; `always`: the lowest id among equals; `review`: a review
	 * whenever several can be lent.
	 */
	readonly ifSeveralMatch?: 'best' | 'always' | 'review';
	/** `print` (default) prefers a printed book to an e-book or a microform. */
	readonly format?: 'print' | 'any';
	/** How open indexes are asked whether a work exists, if the inventory does not have it. Without this option they are not asked. */
	readonly openIndexes?: OpenIndexOptions;
	/** Reasons for which the library wants no review; the item names those that were accepted. */
	readonly accept?: readonly AcceptableDoubt[];
}

/** Whether a record is lent, and by whom. Code that shows a candidate to people has a sentence for each of these values. */
export type CandidateLendingStatus =
	'lent' | 'partlyRead' | 'notRead' | 'notSeenByReShare' | 'noLibraryNamed' | 'notHeld' | 'ownLibraryOnly' | 'notLent';

export interface Candidate extends Pick<InventoryRecord, 'title' | 'author'>, Pick<Availability, 'lendingLibraries' | 'heldByOwnLibrary'> {
	readonly instanceId: string;
	readonly edition: string | null;
	readonly publicationDate: string | null;
	readonly format: string;
	readonly matchedBy: MatchedBy;
	readonly lendingLibraryCount: number;
	readonly lendableHoldingsCount: number;
	readonly lending: CandidateLendingStatus;
	readonly reason: string;
}
