import type { PickupLocation } from '../../directory';
import type { SupportedActions, AllowedAction, BackEndActions, RequestAction } from '../model/actions';
import type { RequestQuery } from './RequestQuery';
import type { Submitter, SubmitterOptions } from './Submitter';
import type { PatronRequest, RawEntries, RequestHead, RequestState, RequestWithRaw, Side } from '../model/request';
import type { RequestSavedBeforeMigration } from '../model/requestSavedBeforeMigration';
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

	/** Reads one request whole; undefined if there is none. */
	get(id: string, signal?: AbortSignal): Promise<PatronRequest | undefined>;
	getWithRaw(id: string, signal?: AbortSignal): Promise<RequestWithRaw | undefined>;
	/** Reads the raw entries from which the timeline of a request that was read whole is built. */
	rawEntries(found: RequestWithRaw): RawEntries | Promise<RawEntries>;
	/** Finds the requests that fit the query, each once, sorted. */
	find(query: RequestQuery): Promise<RequestList>;
	/**
	 * Finds the requests of a side with this number; if none has it, those with this reference; or else those for an item with this
	 * barcode; or else those with this number in other capitals, since a phone capitalizes what is typed. The result has rows of a list.
	 */
	findByNumberReferenceOrBarcode(word: string, side: Side): Promise<PatronRequest[]>;

	/**
	 * Reads a request that a list has just reported. Its history and messages are there; whatever else costs further calls may be missing.
	 */
	getChanged(head: RequestHead, signal?: AbortSignal): Promise<RequestWithRaw | undefined>;
	/**
	 * Yields the requests that changed at `from` (seconds since 1970) or later, oldest change first, in pages. A request that changes
	 * meanwhile comes again.
	 */
	changedSince(side: Side, from: number | undefined, signal?: AbortSignal, withUnread?: boolean): AsyncGenerator<RequestHead[]>;
	/**
	 * Set if a message does not change its request in lists. Unless `withUnread` is false, `changedSince` then also gives open requests
	 * with unread messages.
	 */
	readonly listsUnread?: true;
	/** Present if each list covers only one library symbol, and the library may have several. */
	readonly bySymbol?: RequestsBySymbol;
	/** Lists the requests to which something may have happened that no list shows, the last changed first. */
	silent?(side: Side, signal?: AbortSignal): AsyncGenerator<RequestHead[]>;
	/** Reads the requests that changed last, newest first; with `until` (seconds since 1970) only changes up to then. */
	newest(side: Side, most: number, options?: { readonly until?: number; readonly signal?: AbortSignal }): Promise<RequestHead[]>;
	/** Counts the requests whose last change lies between two moments, both in seconds since 1970 and inclusive. */
	countChanged(side: Side, from: number, until: number): Promise<number>;
	/** Returns the server's time in seconds since 1970, by its last answer; undefined while no answer has given a time. */
	serverNow(): number | undefined;

	/**
	 * Set if the server refuses a second request with the same reference, whoever sends it. A draft need not be looked up before it is sent
	 * then, and may be sent again if its answer is lost.
	 */
	readonly enforcesUniqueReference?: true;
	/**
	 * The back end from which the tenant migrates; open requests may stay there until they end. `open` gives undefined if the tenant no
	 * longer has it.
	 */
	readonly former?: { readonly name: string; open(): Promise<RequestBackend | undefined> };
	/** Set if the id of a record may be any text; otherwise it is a UUID. */
	readonly acceptsAnyRecordId?: true;
	/** Set if the library has a default pickup location for drafts that name none; otherwise a loan needs one. */
	readonly hasDefaultPickup?: true;
	/** Returns why requests cannot be looked up by this reference, as the rest of a sentence about it; undefined if they can. */
	referenceFault(reference: string): string | undefined;
	/** Returns how many of the references, from the first on, one call can look up; at least one. */
	referencesPerCall(references: readonly string[]): number;
	/**
	 * Returns the borrowing requests that carry any of the references, oldest first, as rows of a list. The rows may not show their
	 * references.
	 */
	withReferences(references: readonly string[]): Promise<PatronRequest[]>;
	/**
	 * Asks what the library's own system says about the patron. Absent if the back end asks it only when it accepts a request, and then
	 * holds the request for staff.
	 */
	patronCheck?(patronId: string): Promise<PatronCheck>;
	patronLimit(): Promise<PatronLimit>;
	pickupLocations(): Promise<PickupLocation[]>;
	/** Set if a pickup location that is not in the Directory is sent as a note to staff. */
	readonly notesUnlistedPickup?: true;
	/**
	 * Opens a route by which drafts are sent.
	 *
	 * @throws ReShareError `badInput` when the settings name no route
	 */
	submitter(options: SubmitterOptions): Submitter;

	/**
	 * Adds a note to a migrated request, with what was saved before the migration and is not in the request itself. Absent if requests
	 * cannot migrate to this back end. The result has the saved values for which the back end has no field; it is undefined if the request
	 * is not the saved one.
	 */
	restore?(
		request: PatronRequest,
		saved: RequestSavedBeforeMigration,
	): Promise<ReadonlyArray<keyof RequestSavedBeforeMigration> | undefined>;

	/** Returns the actions that this version has at all; what a request allows now, `allowed` returns. */
	actions(): SupportedActions | Promise<SupportedActions>;
	readonly ownActions: BackEndActions;
	allowed(request: PatronRequest): Promise<AllowedAction[]>;
	/** Returns what an action that is allowed still needs; undefined if nothing. `names` are those that `allowed` returned. */
	lacks(request: PatronRequest, action: RequestAction, names: readonly string[]): Promise<MissingInput | undefined>;
	/**
	 * Performs an action, once, without asking whether it is allowed. The back end may have several names for it, depending on the state;
	 * `names` are those that `allowed` returned. If the back end was not free and the action must be sent again, `isStillDue` is asked
	 * before.
	 */
	act(request: PatronRequest, action: RequestAction, names?: readonly string[], isStillDue?: () => Promise<boolean>): Promise<ActionAnswer>;
	/**
	 * Returns, as a sentence, what was not done although the server answers success and the request has the state to which the action
	 * leads. `now` is undefined if the request was not read.
	 */
	shortfall?(action: RequestAction, names: readonly string[], now: PatronRequest | undefined): string | undefined;

	readonly states: StateTable;
	/** Returns all states of a side that this tenant knows, including its own. */
	statuses(side: Side): Promise<RequestState[]>;
	/** Returns a record of the server in which `inventedPatron` replaces all data that may tell who the patron is. */
	withInventedPatron(raw: RequestWithRaw['raw']): RequestWithRaw['raw'];

	/** Returns a list of values to choose from; empty if the back end accepts none of this kind. */
	choices(list: ChoiceListName): Promise<ListChoice[]>;
}

/** `lendingPlaces`: the locations from which a lending library fetches its items. */
export type ChoiceListName = 'cancelReasons' | 'cannotSupplyReasons' | 'loanConditions' | 'lendingPlaces' | 'copyrightTypes';

export interface ListChoice {
	readonly value: string;
	readonly label: string;
}

export interface PatronCheck {
	readonly patronValid?: boolean;
	/** What the library's own system (LMS) answered about the patron; `FAIL` also if it could not be asked. */
	readonly status?: string;
}

export interface PatronLimit {
	/** How many open requests a patron may have; undefined if there is no limit, or if the user may not read it. */
	readonly most: number | undefined;
	/** Whether the limit is set to 0, which mod-rs understands as no limit, and the OpenURL resolver as one that everybody has reached. */
	readonly isZero: boolean;
}

export interface MissingInput {
	readonly sentence: string;
	/** The locations to choose from, if the missing setting is the location from which the item is fetched. */
	readonly places?: readonly string[];
}

/** The answer to an action, in sentences. `accepted` means that the action was processed, not that the state has changed. */
export interface ActionAnswer {
	readonly accepted: boolean;
	/** The server's own words if it refused. */
	readonly message?: string;
	/** Whether the action was interrupted, so that a part of it may have been done. */
	readonly brokeOff?: boolean;
	/** Whether the action was no longer due, so that it was not sent. */
	readonly isOvertaken?: true;
	/** What was done, if it differs from what the action usually does. */
	readonly done?: string;
	/** What else the caller must know about the action. */
	readonly remark?: string;
	/** The request as it is now, without its history. Set if the back end had to read it for the action. */
	readonly now?: PatronRequest;
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
	/**
	 * Returns the symbols that the library has now.
	 *
	 * @throws ReShareError if they are not known
	 */
	symbols(): Promise<readonly string[]>;
	/** The requests of these symbols alone. */
	of(symbols: readonly string[]): ChangeSource;
}

export type ChangeSource = Pick<
	RequestBackend,
	'changedSince' | 'bySymbol' | 'listsUnread' | 'silent' | 'newest' | 'countChanged' | 'getWithRaw' | 'getChanged' | 'serverNow'
>;
