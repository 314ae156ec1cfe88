import type { PickupLocation } from '../../directory';
import type { OfferedActions, AllowedAction, BackEndActions, RequestAction } from '../model/actions';
import type { Submitter, SubmitterOptions } from './Submitter';
import type { UnchangedFor } from '../model/workingDays';
import type { PatronRequest, RawEntries, RequestHead, RequestState, RequestWithRaw, Side } from '../model/request';
import type { SavedRequest } from '../model/migrationExport';
import type { StateTable } from '../model/StateTable';

/**
 * The port to the back end that stores a library's requests: creating, reading, acting and following reach it through this interface
 * alone. Each implementation is one folder of requests/; what differs between them is stated here as data.
 *
 * Every member throws ReShareError when the back end cannot be asked or refuses.
 */
export interface RequestBackend {
	/** Names server and tenant, as the key of locks and caches. */
	readonly scope: string;
	readonly tenant: string;

	/** One request, read whole; undefined when there is none. */
	get(id: string, signal?: AbortSignal): Promise<PatronRequest | undefined>;
	getWithRaw(id: string, signal?: AbortSignal): Promise<RequestWithRaw | undefined>;
	/** The records from which the timeline of a request that was read whole is built. */
	rawEntries(found: RequestWithRaw): Promise<RawEntries>;
	/** The requests that fit, each once, sorted. */
	find(query: RequestQuery): Promise<RequestList>;
	/**
	 * The requests of a side with this number or, where none has it, with this reference or else for an item with this barcode. Rows
	 * of a list.
	 */
	named(word: string, side: Side): Promise<PatronRequest[]>;

	/** A request that a list has just reported, with no more than its changes and messages. */
	getChanged(head: RequestHead, signal?: AbortSignal): Promise<RequestWithRaw | undefined>;
	/** The requests changed at `from` (seconds since 1970) or later, oldest change first, in pages; one that changes meanwhile comes again. */
	changedSince(side: Side, from: number | undefined, signal?: AbortSignal, withUnread?: boolean): AsyncGenerator<RequestHead[]>;
	/** Set where a message changes no request: unless `withUnread` is false, `changedSince` also gives open requests with unread ones. */
	readonly listsUnread?: true;
	/** Present where lists cover one library symbol each, and the library may have several. */
	readonly bySymbol?: RequestsBySymbol | undefined;
	/** Lists the requests to which something may have happened that no list shows, the last changed first. */
	silent?(side: Side, signal?: AbortSignal): AsyncGenerator<RequestHead[]>;
	/** The requests that changed last, newest first; with `until` (seconds since 1970) only changes up to then. */
	newest(side: Side, most: number, options?: { readonly until?: number; readonly signal?: AbortSignal }): Promise<RequestHead[]>;
	/** How many requests changed last between two moments, both in seconds since 1970 and inclusive. */
	countChanged(side: Side, from: number, until: number): Promise<number>;
	/** Seconds since 1970, by the server's last answer; undefined before one has given the time. */
	serverNow(): number | undefined;

	/**
	 * Set where the server refuses a second request with a reference, whoever sends it: a draft needs no lookup before, and may be
	 * sent again if its answer is lost.
	 */
	readonly enforcesUniqueReference?: true;
	/**
	 * The back end from which the tenant migrates, in which its open requests may end; `open` gives undefined where the tenant no longer
	 * has it.
	 */
	readonly former?: { readonly name: string; open(): Promise<RequestBackend | undefined> };
	/** Set where a record's id may be any text; elsewhere it is a UUID. */
	readonly acceptsAnyRecordId?: true;
	/** Set where the library has a pickup location for drafts that name none; elsewhere a loan needs one. */
	readonly hasDefaultPickup?: true;
	/** Why requests cannot be looked up by this reference, as the rest of a sentence about it; undefined where they can. */
	referenceFault(reference: string): string | undefined;
	/** How many of the references, from the first on, one call can look up; at least one. */
	referencesPerCall(references: readonly string[]): number;
	/** The borrowing requests that carry any of the references, oldest first, as rows of a list; the rows may not show their references. */
	withReferences(references: readonly string[]): Promise<PatronRequest[]>;
	/**
	 * What the library's own system says of the patron. Absent where the back end asks it only as it takes a request in, and holds
	 * the request for staff if it says no.
	 */
	patronCheck?(patronId: string): Promise<PatronCheck>;
	patronLimit(): Promise<PatronLimit>;
	pickupLocations(): Promise<PickupLocation[]>;
	/** Set where a pickup location that the Directory does not know is sent as a note to staff. */
	readonly notesUnlistedPickup?: true;
	/**
	 * Opens a route by which drafts are sent.
	 *
	 * @throws ReShareError `badInput` when the settings name no route
	 */
	submitter(options: SubmitterOptions): Submitter;

	/**
	 * Notes in a migrated request what was saved of it before and the request does not show itself. Absent where no requests migrate to.
	 * Gives the saved values that it has no field for, or undefined where the request is not the saved one.
	 */
	restore?(request: PatronRequest, saved: SavedRequest): Promise<ReadonlyArray<keyof SavedRequest> | undefined>;

	/** The actions of this version, each with what may be said with it. */
	actions(): Promise<OfferedActions>;
	readonly ownActions: BackEndActions;
	allowed(request: PatronRequest): Promise<AllowedAction[]>;
	/** What an action that is allowed still needs; undefined: nothing. `names` are what `allowed` named. */
	lacks(request: PatronRequest, action: RequestAction, names: readonly string[]): Promise<MissingInput | undefined>;
	/**
	 * Performs an action, once, without asking whether it is allowed. One of ours can have several `names`, by the state, as `allowed` named
	 * them. Where it must be sent again, since the back end was not free to take it, `isStillDue` is asked before.
	 */
	act(request: PatronRequest, action: RequestAction, names?: readonly string[], isStillDue?: () => Promise<boolean>): Promise<ActionAnswer>;
	/**
	 * As a sentence, what was not done although the server answers success and the request is where the action leads. `now`
	 * undefined: it was not read.
	 */
	shortfall?(action: RequestAction, names: readonly string[], now: PatronRequest | undefined): string | undefined;

	readonly states: StateTable;
	/** All states of a side that this tenant knows, its own ones included. */
	statuses(side: Side): Promise<RequestState[]>;
	/** An invented request to which this has happened. `now` is this machine's time in milliseconds. */
	sample(step: SampleStep, now: number): Promise<RequestWithRaw>;
	/** A record of the server's with `inventedPatron` in place of all that may tell who the patron is. */
	withInventedPatron(raw: RequestWithRaw['raw']): RequestWithRaw['raw'];

	/** A list of values to choose from; empty where the back end takes none of the kind. */
	choices(list: ChoiceList): Promise<ListChoice[]>;
}

/** `lendingPlaces`: where a lending library fetches from what it sends. */
export type ChoiceList = 'cancelReasons' | 'cannotSupplyReasons' | 'loanConditions' | 'lendingPlaces' | 'copyrightTypes';

export interface ListChoice {
	readonly value: string;
	readonly label: string;
}

export interface PatronCheck {
	readonly patronValid?: boolean;
	/** What the library system answered; `FAIL` also where it could not be asked. */
	readonly status?: string;
}

export interface PatronLimit {
	/** How many requests a patron may have under way; undefined where there is no limit, or where the user may not read it. */
	readonly most: number | undefined;
	/** Whether the limit is set to 0, which mod-rs takes for none and the OpenURL resolver for a limit that everybody has reached. */
	readonly isZero: boolean;
}

export interface MissingInput {
	readonly sentence: string;
	/** The places to choose from, where what lacks is the place that the item is fetched from. */
	readonly places?: readonly string[];
}

/** What became of an action, in sentences. `accepted` says that it was processed, not that the state has changed. */
export interface ActionAnswer {
	readonly accepted: boolean;
	/** The server's own words where it refused. */
	readonly message: string | undefined;
	/** Whether the action broke off in the midst, so that a part of it may have been done. */
	readonly brokeOff?: boolean;
	/** Whether the action was no longer due, so that it was not sent. */
	readonly isOvertaken?: true;
	/** What was done, where it is not what the action usually does. */
	readonly done?: string;
	/** What else must be known of the action. */
	readonly remark?: string;
	/** The request as it is now, where acting has read it; without its history. */
	readonly now?: PatronRequest;
}

/** A change of state, by the codes of the states; without the first one the request is new. */
export interface SampleStep {
	readonly side: Side;
	readonly from?: string;
	readonly to: string;
}

export type OpenOrClosed = 'open' | 'closed';

/** What to list. Every condition that is given must hold; `fitsQueryConditions` filters by those that a back end cannot search for. */
export interface RequestQuery {
	readonly side: Side;
	/** The codes of states, of which a request needs one. */
	readonly states?: readonly string[];
	readonly openOrClosed?: OpenOrClosed;
	readonly patronId?: string;
	/** Words to search for in number, title, author, ISBN, ISSN and patron. */
	readonly text?: string;
	/** Whether `text` is not searched for in the patron's data. */
	readonly textWithoutPatron?: boolean;
	readonly createdAfter?: Date;
	readonly createdBefore?: Date;
	readonly changedAfter?: Date;
	readonly changedBefore?: Date;
	readonly needsAttention?: boolean;
	readonly unread?: boolean;
	readonly overdue?: boolean;
	readonly serviceType?: 'loan' | 'copy';
	readonly noStatusChangeFor?: UnchangedFor;
	/**
	 * Lists only what is on loan. The days are those of the time zone: due today up to so many days on, or so many days ago and longer;
	 * with both, either.
	 */
	readonly due?: { readonly withinDays?: number; readonly overdueByDays?: number; readonly now: Date; readonly timeZone: string };
	/** How old a request is at least. */
	readonly age?: UnchangedFor;
	readonly notShippedYet?: boolean;
	/** The supplier of a borrowing request, or the borrower of a lending one: a part of its name, or its symbol. */
	readonly otherLibrary?: string;
	/** The symbol of the library that lends, without its naming authority, as requests show it. */
	readonly lender?: string;
	/** The pickup locations, by slugs, or by names as requests show them; a request needs one of them. */
	readonly pickupLocations?: readonly string[];
	/**
	 * Whether requests are read as `get` reads them, with history and identifiers, which is heavier for the server. False: no more than a
	 * list tells, with no call for a single one.
	 */
	readonly whole?: boolean;
	/** With `whole`: whether no more than changes and messages is read, where that is less work. */
	readonly changesOnly?: boolean;
	/** Whether each request is also given as the server sent it, which can be large. */
	readonly withRaw?: boolean;
	readonly sort: 'createdNewest' | 'createdOldest' | 'changedNewest' | 'changedOldest';
	/** The most requests; absent: all of them. */
	readonly limit?: number;
}

export interface ListedRequest {
	readonly request: PatronRequest;
	/** The record as the server sent it, only where `withRaw` was asked. */
	readonly raw?: RequestWithRaw['raw'];
	/** When the status last changed, only where `noStatusChangeFor` was asked. */
	readonly lastStatusChange?: string;
	readonly workingDaysWithoutChange?: number;
	/** The request's age, only where `age` was asked. */
	readonly workingDaysOld?: number;
}

export interface RequestList {
	readonly listed: ListedRequest[];
	/** How many requests were read to find them. */
	readonly rowsRead: number;
}

export interface RequestsBySymbol {
	/** The symbols that the library has now. @throws ReShareError where they are not known */
	symbols(): Promise<readonly string[]>;
	/** The requests of these symbols alone. */
	of(symbols: readonly string[]): ChangeSource;
}

export type ChangeSource = Pick<
	RequestBackend,
	'changedSince' | 'bySymbol' | 'listsUnread' | 'silent' | 'newest' | 'countChanged' | 'getWithRaw' | 'getChanged' | 'serverNow'
>;
