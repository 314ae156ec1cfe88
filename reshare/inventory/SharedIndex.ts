import type { LendingRules } from './availability';
import type { HoldingList, InventoryRecord, Item, RecordList } from './records';

/**
 * The port to a consortium's shared index: the only way by which records and holdings are found and read. An index is one
 * folder that implements it; no rule of choice knows which one it is. An instance lives for one run.
 */
export interface SharedIndex {
	/** What identifies a record here. */
	readonly ids: RecordIds;
	/** What counts as lent here, and whom the back end will ask. */
	readonly lending: LendingTerms;
	/** Begins to log in and to read what every look-up needs, without waiting for it. */
	prepare(): void;
	/**
	 * Settles when look-ups can be made.
	 *
	 * @throws ReShareError about the account or the index as a whole, e.g. `noModule`
	 */
	ready(): Promise<void>;
	/**
	 * Logs in and reads a little of everything that a search needs.
	 *
	 * @returns a sentence saying what was reached
	 * @throws ReShareError in words for whoever fills in the account
	 */
	check(): Promise<string>;
	/**
	 * Says that many look-ups are about to come, so that they may wait for each other until one question is full.
	 *
	 * @returns to be called once, when the last of them has been asked
	 */
	gather(): () => void;
	/**
	 * The record with this id, in the form that `ids.read` gives; undefined where there is none.
	 *
	 * @throws ReShareError `badAnswer` where there is one that cannot be read
	 */
	byId(id: string): Promise<InventoryRecord | undefined>;
	/**
	 * The records that carry any of these identifiers, a hundred at most.
	 *
	 * @param values in the form that all notations of an identifier share
	 * @throws ReShareError when the index refused this look-up or could not answer it
	 */
	byIdentifier(kind: IdentifierKind, values: readonly string[]): Promise<RecordList>;
	/**
	 * The first hundred records that have all words of one of the alternatives in a title, by the author where one is given.
	 *
	 * @throws ReShareError `refused` where an author was given and this index cannot search by author
	 */
	byTitle(query: TitleQuery): Promise<RecordList>;
	/**
	 * The first hundred records whose title begins with one of these texts. Missing, or undefined, where a search for words costs no more.
	 */
	byBeginning?(titles: readonly string[]): Promise<RecordList | undefined>;
	/**
	 * One page of the records that fit a query.
	 *
	 * @throws ReShareError when the index refused the query or could not answer it
	 */
	search(query: IndexQuery, page: Page): Promise<RecordPage>;
	/**
	 * Looks a record up where the back end itself will look, which the index has only a copy of. What is found there counts from
	 * then on, for holdings as well as for lists, from which a record that is gone there is absent. Missing where the index is no copy.
	 *
	 * @returns whether anything turned out to be different; undefined where there is no way to look
	 * @throws ReShareError when it could not be asked; what was known before then stands
	 */
	confirm?(recordId: string): Promise<boolean | undefined>;
	/**
	 * The record with what lists leave out, e.g. its edition; missing where lists leave nothing out.
	 *
	 * @returns the record as it was where nothing more can be had
	 * @throws ReShareError where it has more, which could not be read
	 */
	whole?(record: InventoryRecord): Promise<InventoryRecord>;
	/** How old an answer may be, as a sentence without its stop; missing where it is never old. */
	readonly freshness?: string;
	/** Why a look-up by number may have missed a record, as a sentence; missing where it finds all. */
	readonly numbersMissed?: string;
	/** Why a search by this title may have missed a record, as a sentence; undefined, or missing, where it finds all. */
	titlesMissed?(title: string): Promise<string | undefined>;
	/** The holdings of one record. What could not be read is part of the answer, never thrown. */
	holdings(recordId: string): Promise<HoldingList>;
	/** The items of some holdings by holding id; a holding without items is absent. Missing where the index has no items. */
	items?(holdingIds: readonly string[]): Promise<Map<string, Item[]>>;
	/** The libraries that the index knows, by symbol. */
	libraries(): Promise<LibraryChoice[]>;
	/** What of these rules the index has nothing of, as sentences without their stops. Missing where it cannot tell at no cost. */
	unheardOf?(rules: LendingRules): Promise<string[]>;
}

/** What a wish can name a record by. */
export type IdentifierKind = 'instanceId' | 'oclcNumber' | 'isbn' | 'issn';

export interface RecordIds {
	/** Completes "an Instance ID is ...". */
	readonly form: string;
	/** The id in the form that the index uses; undefined for a text that cannot be one. */
	read(text: string): string | undefined;
}

export interface LendingTerms {
	/** Policies that lend where the library names none. */
	readonly loanPolicies: readonly string[];
	/** The same for copies. */
	readonly copyPolicies: readonly string[];
	/** The name that this index has for a policy which a library's list names; missing where it has the same. */
	nameOf?(policy: string): string;
	/** Whom the back end asks, as a clause that follows "ReShare itself will not ask any lender: it ". */
	readonly asks: string;
}

export interface TitleQuery {
	/** Words as they stand between blanks; the index makes its own words of them. Empty: whatever the author has. */
	readonly alternatives: ReadonlyArray<readonly string[]>;
	readonly author?: string;
}

export type SortBy = 'none' | 'title' | 'titleDescending';

/** Conditions that must all be met. */
export interface IndexQuery {
	/** A query in the language of the index, sent as it is; the other conditions do not count beside it. */
	readonly native?: string;
	readonly identifiers?: ReadonlyArray<{ readonly kind: IdentifierKind; readonly values: readonly string[] }>;
	readonly titleWords?: readonly string[];
	/** Of each author the words of the name; one author of a record is enough. */
	readonly authors?: ReadonlyArray<readonly string[]>;
	readonly sortBy?: SortBy;
}

export interface Page {
	readonly offset: number;
	readonly limit: number;
}

export interface RecordPage extends RecordList {
	/** The record after which the index gives no more, however many it has; null where it has no such limit. */
	readonly furthest: number | null;
}

export interface LibraryChoice {
	readonly symbol: string;
	/** A place of the library, to recognize it by. */
	readonly name: string;
}
