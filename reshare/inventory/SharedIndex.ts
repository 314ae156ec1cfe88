import type { LendingRules } from './availability';
import type { HoldingList, InventoryRecord, HoldingItem, RecordList } from './records';

/**
 * The port to a consortium's shared index, the only way to find and read records and holdings. An index is one folder that
 * implements it; no rule of choice knows which one. An instance lives for one run.
 */
export interface SharedIndex {
	readonly ids: RecordIds;
	readonly lending: LendingTerms;
	/**
	 * Settles when look-ups can be made; missing where they always can.
	 *
	 * @throws ReShareError about the account or the index as a whole, e.g. `noModule`
	 */
	ready?(): Promise<unknown>;
	/**
	 * Logs in and reads a little of everything that a search needs.
	 *
	 * @returns a sentence saying what was reached
	 * @throws ReShareError in words for whoever fills in the account
	 */
	check(): Promise<string>;
	/**
	 * Says that many look-ups are about to come, so that they may wait for each other until a question is full. Begins to log in
	 * and to read what each of them needs.
	 *
	 * @returns to be called once, when the last of them has been asked
	 */
	gather(): () => void;
	/**
	 * The records that carry any of these identifiers, a hundred at most.
	 *
	 * @param values each in the one form for all its notations, such as `ids.read` gives
	 * @throws ReShareError when the index refused this look-up or could not answer it
	 */
	byIdentifier(kind: IdentifierKind, values: readonly string[]): Promise<RecordList>;
	/**
	 * The first hundred records that have all words of one of the alternatives in a title, by the author where one is given.
	 *
	 * @throws ReShareError `refused` where an author was given and this index cannot search by author
	 */
	byTitle(query: TitleQuery): Promise<RecordList>;
	/** The first hundred records whose title begins with one of these texts. Missing, or undefined, where a search for words costs no more. */
	byBeginning?(titles: readonly string[]): Promise<RecordList | undefined>;
	/** @throws ReShareError when the index refused the query or could not answer it */
	search(query: IndexQuery, page: ResultPage): Promise<RecordPage>;
	/**
	 * Looks a record up where the back end itself will look, which the index only has a copy of. From then on holdings and lists
	 * are as there; what is gone there is in no list. Missing where the index is no copy.
	 *
	 * @returns whether anything is different; undefined where there is no way to look
	 * @throws ReShareError when it could not be asked; then nothing changes
	 */
	confirm?(recordId: string): Promise<boolean | undefined>;
	/**
	 * The record with what lists leave out, e.g. its edition; as it was where there is no more. Missing where lists leave nothing out.
	 *
	 * @throws ReShareError where there is more, which could not be read
	 */
	whole?(record: InventoryRecord): Promise<InventoryRecord>;
	/** How old an answer may be, as a sentence without its period; missing where it is never old. */
	readonly freshness?: string;
	/** Why a look-up by number may miss a record, as a sentence; missing where it finds all. */
	readonly numbersMissed?: string;
	/** Why a search by this title may miss a record, as a sentence; undefined, or missing, where it finds all. */
	titlesMissed?(title: string): Promise<string | undefined>;
	/** What could not be read is part of the answer, never thrown. */
	holdings(recordId: string): Promise<HoldingList>;
	/** By holding id; a holding without items is absent. Missing where the index has no items. */
	items?(holdingIds: readonly string[]): Promise<Map<string, HoldingItem[]>>;
	/** Sorted by symbol. */
	libraries(): Promise<readonly LibraryChoice[]>;
	/**
	 * Which of these symbols and policies the index does not have, as sentences without their periods. Missing where that would cost
	 * a call.
	 */
	unheardOf?(rules: LendingRules): Promise<string[]>;
}

export type IdentifierKind = 'instanceId' | 'oclcNumber' | 'isbn' | 'issn';

export interface RecordIds {
	/** Completes "an Instance ID is ...". */
	readonly form: string;
	/** The id in the form that the index uses; undefined for a text that cannot be one. */
	read(text: string): string | undefined;
}

export interface LendingTerms {
	/** Policies that lend, and those that copy, where the library names none. */
	readonly loanPolicies: readonly string[];
	readonly copyPolicies: readonly string[];
	/** What this index calls a policy of a library's list; missing where it has the same names. */
	nameOf?(policy: string): string;
	/** Whom the back end asks, as a clause that follows "ReShare itself will not ask any lender: it ". */
	readonly asks: string;
}

export interface TitleQuery {
	/** Each as words between blanks, of which the index makes its own. None: all that the author has. */
	readonly alternatives: ReadonlyArray<readonly string[]>;
	readonly author?: string;
}

export type SortBy = 'none' | 'title' | 'titleDescending';

/** All of these must be met. */
export interface IndexQuery {
	/** A query in the language of the index, sent as it is, in place of the other conditions. */
	readonly native?: string;
	readonly identifiers?: ReadonlyArray<{ readonly kind: IdentifierKind; readonly values: readonly string[] }>;
	readonly titleWords?: readonly string[];
	/** The words of each name; any of the names will do. */
	readonly authors?: ReadonlyArray<readonly string[]>;
	readonly sortBy?: SortBy;
}

export interface ResultPage {
	readonly offset: number;
	readonly limit: number;
}

export interface RecordPage extends RecordList {
	/** How many records the index gives at most, however many it has; null: no limit. */
	readonly furthest: number | null;
}

export interface LibraryChoice {
	readonly symbol: string;
	/** A place of it, to recognize it by. */
	readonly name: string;
}

/** Each library once, with the first name that is known of its places. */
export function choicesOf(places: ReadonlyArray<readonly [symbol: string | null | undefined, name: string | null]>): LibraryChoice[] {
	const names = new Map<string, string>();
	for (const [symbol, name] of places) if (symbol) names.set(symbol, names.get(symbol) || (name ?? ''));
	return [...names].map(([symbol, name]) => ({ symbol, name })).sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
