import type { EligibilityRules } from './availability';
import type { HoldingList, InventoryRecord, HoldingItem, RecordList } from './recordsAndHoldings';

/**
 * The port to a consortium's shared index, the only way to find and read records and holdings. An index is one folder that implements it,
 * and no rule of choice knows which index answers. An object that implements it is made for each run, so that what it caches ends with the
 * run.
 */
export interface SharedIndex {
	readonly ids: RecordIdFormat;
	readonly lending: LendingPolicies;
	/**
	 * Settles when lookups can start. An index in which they can always start lacks this method.
	 *
	 * @throws ReShareError about the account or the index as a whole, e.g. `noModule`
	 */
	ready?(): Promise<unknown>;
	/**
	 * Logs in and reads a little of everything that a search needs.
	 *
	 * @returns a sentence that says what was reached
	 * @throws ReShareError in words for the person who fills in the account
	 */
	check(): Promise<string>;
	/**
	 * Announces many lookups, so that they may wait for each other until one query is full. It also begins to log in and to read what each
	 * of them needs.
	 *
	 * @returns a function to call once, after the last lookup was made
	 */
	gather(): () => void;
	/**
	 * Finds the records that carry any of these identifiers, at most a hundred.
	 *
	 * @param values each identifier in the one form that all its notations share, as `ids.read` gives it
	 * @throws ReShareError when the index refused this lookup or could not answer it
	 */
	byIdentifier(kind: IdentifierKind, values: readonly string[]): Promise<RecordList>;
	/**
	 * Finds the first hundred records that have all words of one of the alternatives in a title, and the author, if one is given. The same
	 * query costs a call only once.
	 */
	byTitle(query: TitleQuery): Promise<RecordList>;
	/**
	 * Searches like `byTitle`, but in titles other than the main one, e.g. the original title of a translation. The method, or its result,
	 * is missing if `byTitle` finds these, too.
	 */
	byOtherTitle?(query: TitleQuery): Promise<RecordList | undefined>;
	/**
	 * Finds the first hundred records whose title begins with one of these texts. The method is missing if a search for words costs no
	 * more.
	 */
	byBeginning?(titles: readonly string[]): Promise<RecordList | undefined>;
	/**
	 * Returns one page of the records that meet the conditions of a query.
	 *
	 * @throws ReShareError when the index refused the query or could not answer it
	 */
	search(query: IndexQuery, page: RecordRange): Promise<RecordPage>;
	/**
	 * Reads a record at its source, because the back end will read it there and the index is only a copy. From then on, holdings and lists
	 * show what the source has, and a record that is gone there is in no list. The method is missing if the index is no copy.
	 *
	 * @returns whether anything differs; undefined if the source cannot be reached
	 * @throws ReShareError when the source could not be asked; then nothing changes
	 */
	rereadAtSource?(recordId: string): Promise<boolean | undefined>;
	/**
	 * Adds to a record what lists leave out, e.g. its edition. It returns the record unchanged if there is no more. The method is missing
	 * if lists leave nothing out.
	 *
	 * @throws ReShareError if there is more, but it could not be read
	 */
	whole?(record: InventoryRecord): Promise<InventoryRecord>;
	/** How old an answer may be, as a sentence without its period; missing where an answer is always current. */
	readonly freshness?: string;
	/** Why a lookup by number may miss a record, as a sentence; missing where it finds all. */
	readonly numbersMissed?: string;
	/** The holdings of a record. The answer names what could not be read; nothing is thrown. */
	holdings(recordId: string): Promise<HoldingList>;
	/** The items of a holding. Missing where the index has no items. */
	items?(holdingId: string): Promise<readonly HoldingItem[]>;
	/** The libraries of the consortium, sorted by symbol. */
	libraries(): Promise<readonly LibraryChoice[]>;
	/**
	 * Returns sentences, without periods, about symbols and policies of the rules that do not exist in the index. The method is missing if
	 * finding these would cost a call.
	 */
	unheardOf?(rules: EligibilityRules): Promise<string[]>;
}

export type IdentifierKind = 'instanceId' | 'oclcNumber' | 'isbn' | 'issn';

export interface RecordIdFormat {
	/** The form of an id, in words that complete "an Instance ID is ...". */
	readonly form: string;
	/** The id in the form that the index uses; undefined for a text that cannot be one. */
	read(text: string): string | undefined;
}

export interface LendingPolicies {
	/** The policies by which a holding is lent, and those by which it is copied, if the library's settings name none. */
	readonly loanPolicies: readonly string[];
	readonly copyPolicies: readonly string[];
	/** The index's name for a policy in the library's settings; missing where the names are the same. */
	nameOf?(policy: string): string;
	/** Which lenders the back end asks, as the end of the sentence "ReShare itself will not ask any lender: it ...". */
	readonly asks: string;
}

export interface TitleQuery {
	/**
	 * Each alternative is a list of words. The words are split at blanks alone, because each index splits them further in its own way. If
	 * there are no alternatives, the query finds every title of the author.
	 */
	readonly alternatives: ReadonlyArray<readonly string[]>;
	readonly author?: string;
}

export type RecordSortOrder = 'none' | 'title' | 'titleDescending';

/** A search by fields. A record must meet all of its conditions. */
export interface IndexQuery {
	/** A query in the language of the index, sent as it is in place of the other conditions. */
	readonly native?: string;
	readonly identifiers?: ReadonlyArray<{ readonly kind: IdentifierKind; readonly values: readonly string[] }>;
	readonly titleWords?: readonly string[];
	/** The words of each author's name. A record needs one of the names. */
	readonly authors?: ReadonlyArray<readonly string[]>;
	readonly sortBy?: RecordSortOrder;
}

export interface RecordRange {
	readonly offset: number;
	readonly limit: number;
}

interface RecordPage extends RecordList {
	/** The number of records that the index gives at most for one search; null: no limit. */
	readonly furthest: number | null;
}

export interface LibraryChoice {
	readonly symbol: string;
	/** The name of one of the library's locations, by which people recognize the library. */
	readonly name: string;
}

/** Lists each library once, with the first location name that is known for it. */
export function libraryChoicesOf(places: ReadonlyArray<readonly [symbol: string | null, name: string | null]>) {
	const names = new Map<string, string>();
	for (const [symbol, name] of places) if (symbol) names.set(symbol, names.get(symbol) || (name ?? ''));
	return [...names].map(([symbol, name]) => ({ symbol, name })).sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
