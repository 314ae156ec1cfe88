import type { DraftFieldName, DraftTextFields, PatronFieldName } from '../../draft';
import { isoToSeconds } from './datesAndTimes';
import { lifecycleStageOf, type HistoryEventName, type RequestState } from './state';

export type { RequestState };

/** The fields that describe the requested thing, in the order in which items show them. */
const bibliographicFields = [
	'title',
	'author',
	'edition',
	'isbn',
	'issn',
	'oclcNumber',
	'publisher',
	'placeOfPublication',
	'publicationDate',
	'volume',
	'issue',
	'partTitle',
	'partAuthor',
	'pages',
] as const;

/** The fields of a draft that its request has under the same name. The table of the draft's fields has their keys in the back ends. */
export const draftFieldNamesOfRequest = [
	'title',
	'author',
	'edition',
	'isbn',
	'issn',
	'oclcNumber',
	'publicationDate',
	'volume',
	'issue',
	'partTitle',
	'partAuthor',
	'pages',
	'copyrightType',
	'patronId',
	'patronEmail',
	'neededBy',
	'note',
	'staffNote',
] as const satisfies readonly DraftFieldName[];

type Asked = Pick<DraftTextFields, (typeof draftFieldNamesOfRequest)[number]>;

export function mapDraftFields(read: (name: keyof Asked) => string | undefined): Asked {
	return Object.fromEntries(draftFieldNamesOfRequest.map((name) => [name, read(name)]));
}

/** What the back end knows about the patron besides the fields of the draft. */
interface PatronOfLibrary {
	/** The patron's id in the library's own system, if the back end has such an id besides the one in the request. */
	readonly patronOwnId?: string;
	readonly patronSurname?: string;
	readonly patronGivenName?: string;
	/** The kind of borrower in the library's own system, such as `faculty`. */
	readonly patronGroup?: string;
}

/** The fields that tell who the patron is. The mask must hide each of them. Notes are hidden with everything else that people wrote. */
export type PatronDataName = keyof PatronOfLibrary | Exclude<PatronFieldName & keyof Asked, 'note' | 'staffNote'>;

/**
 * A request in this package's terms, whichever back end stores it. Data that a back end, or a row of a list, lacks is undefined or an empty
 * list. The draft's fields are as the request has them, for example a day in some form; `copyrightType` is set only in requests read whole.
 * Times are ISO 8601, by the server's clock.
 */
export interface PatronRequest extends Asked, PatronOfLibrary {
	/** The back end's own id. */
	readonly id: string;
	/** The number that staff read; absent until the back end has processed a new request. */
	readonly hrid?: string;
	readonly side: Side;
	readonly createdAt?: string;
	/** Whether the request began in another back end, which has already reported its creation. */
	readonly isMigrated?: boolean;
	readonly changedAt?: string;
	/**
	 * When the back end began the action, message or creation that it is still processing. Only requests that were read whole have this
	 * time.
	 */
	readonly underWaySince?: string;
	/** A number that grows with the history. */
	readonly version?: number;
	readonly state?: RequestState;
	/** `loan` or `copy`; undefined until the back end has filled in the type. */
	readonly serviceType?: string;
	/** Whether the other library does not know of the last step yet; the back end tries again to inform it. */
	readonly awaitsDelivery?: boolean;
	/** Whether the other library does not know of this or an earlier step, and the back end does not try again. */
	readonly deliveryFailed?: boolean;
	readonly unreadMessages?: number;

	readonly publisher?: string;
	readonly placeOfPublication?: string;
	/** ISO 18626's type of publication in lower case, such as `movie`. Only in requests read whole. */
	readonly publicationType?: string;
	/** The id of the record in the shared inventory. */
	readonly recordId?: string;

	/** The lender's call number. */
	readonly callNumber?: string;
	/** The location of the copy, according to the lender's own system. */
	readonly shelf?: string;
	/** The barcodes of the items lent. */
	readonly barcodes?: readonly string[];

	/** The pickup location as staff read it; somebody may have typed it. */
	readonly pickupLocation?: string;
	/** The location's name in the library's Directory. Only in requests read whole. */
	readonly pickupPlace?: string;
	/** The location's slug in the library's Directory. */
	readonly pickupLocationSlug?: string;
	/** The location's code in the library's own system. */
	readonly pickupLocationCode?: string;

	/** The caller's own references, as far as they stand in the request itself. Only in requests read whole. */
	readonly references: readonly string[];
	/** A reference that the back end copies when a request is made again. */
	readonly passedOnReference?: string;
	/** The ids of the request that this one replaced, and of the one that replaced this one. */
	readonly precededBy?: string;
	readonly succeededBy?: string;

	/**
	 * The borrowing library's name, or its symbol if the name is not known; the same holds for all libraries below. Only in requests read
	 * whole.
	 */
	readonly borrower?: string;
	/** The other library's symbol, without the naming authority. */
	readonly otherSymbol?: string;
	/** The library that lends the item, or is being asked now. */
	readonly supplier?: string;
	/** Set if the back end still sends messages to another library than the one that has the request. */
	readonly writesTo?: string;
	/** The supplier's position in the rota. */
	readonly rotaPosition?: number;
	readonly rota: ReadonlyArray<{ readonly position?: number; readonly library?: string }>;
	readonly due: DueDate;
	/** The address of a document that was sent instead of an item. */
	readonly documentLink?: string;
	/** The reason from the library's own list, as staff read it. */
	readonly cancellationReason?: string;

	/** The entries of the history, in no particular order. */
	readonly history: readonly HistoryEntry[];
	readonly messages: readonly Message[];
	readonly conditions: readonly Condition[];
}

/** Returns a library's symbol without its naming authority: `US-EAST` of `ISIL:US-EAST`. */
export function symbolWithoutAuthority(symbol: string) {
	return symbol.slice(symbol.indexOf(':') + 1);
}

/** Borrowing: the requests of the library's own patrons. Lending: the requests of other libraries. */
export type Side = 'borrowing' | 'lending';

/** What happened to a request. */
interface Happening {
	/** An id that stays the same. */
	readonly id: string;
	/** When it happened, or was stored. */
	readonly at?: string;
	/** Its position among the entries, messages and conditions of the same moment. */
	readonly order?: number;
	/**
	 * Set if it did not move the request in lists. It is then noticed only when the request changes again, or is read for another reason.
	 */
	readonly isUnlisted?: true;
}

export interface HistoryEntry extends Happening {
	readonly from?: RequestState;
	readonly to?: RequestState;
	/** The back end's own words. */
	readonly text?: string;
	/** Set if `text` may be about the patron and must not be shown. */
	readonly isMasked?: true;
	readonly rotaPosition?: number;
	/** The library that lent the item or was asked at that time. */
	readonly supplier?: string;
	/** Set if the entry is not in the history, but was concluded from the request's present state. */
	readonly isInferred?: true;
	/** The event, if the two states do not show it or are the same; null means that there is no event. */
	readonly event?: HistoryEventName | null;
	/** What happened, as a sentence that names no person. Set if neither the event nor the states show it. */
	readonly sentence?: string;
	/** Set if the request is stuck, so that staff must act. */
	readonly standsStill?: true;
}

export interface Message extends Happening {
	/** Milliseconds since 1970, by the sender's clock. */
	readonly writtenAt?: number;
	readonly seen?: boolean;
	/** Whether this library wrote the message. */
	readonly sent?: boolean;
	/** The ISO 18626 status of the message, such as `Unfilled`. */
	readonly status?: string;
	/** A code such as `NotOnShelf`, or words. */
	readonly reason?: string;
	/** The text that somebody wrote. */
	readonly text?: string;
	/** Whether the back end could not process the message, so that it had no effect on the request. */
	readonly isRefused?: boolean;
	/** Whether the message sets a condition. The condition itself is among the request's conditions. */
	readonly setsCondition?: boolean;
	/** The entry of the history that the message caused, if the back end names it. Undefined: it is found by the times. */
	readonly entryId?: string;
	readonly from?: string;
	readonly to?: string;
	/** A cost such as `12.50 USD`. */
	readonly cost?: string;
	/** When the other library can be asked again. */
	readonly retryAfter?: string;
}

export interface Condition extends Happening {
	/** Whether the condition was set, and reported, before its request migrated to this back end. */
	readonly isMigrated?: boolean;
	readonly code?: string;
	readonly note?: string;
	readonly cost?: number;
	/** The currency's ISO 4217 code. */
	readonly currency?: string;
	/** Whether the condition was accepted; false if it was rejected or withdrawn, undefined while it waits for an answer. */
	readonly accepted?: boolean;
	/** The library that set the condition. A request also has the conditions of libraries that were asked before. */
	readonly from?: string;
}

export interface DueDate {
	/** A moment in UTC, or `YYYY-MM-DD` if only the day is sure. */
	readonly iso?: string;
	/** The date as the supplier or the library's own system wrote it. Set if it cannot be read. */
	readonly words?: string;
}

export type RequestHead = Pick<PatronRequest, 'id' | 'side' | 'changedAt' | 'version' | 'unreadMessages'>;

/** The data from which a request's history is read, as the server sent it. It can hold patron data. */
export interface RawEntries {
	readonly history: readonly unknown[];
	readonly rota: readonly unknown[];
	readonly messages: readonly unknown[];
}

export interface RequestWithRaw {
	readonly request: PatronRequest;
	/** The record as the server sent it. */
	readonly raw: Readonly<Record<string, unknown>>;
}

export function bibliographicFieldsOf(request: Partial<PatronRequest>) {
	return Object.fromEntries(bibliographicFields.map((name) => [name, request[name] ?? null])) as Record<
		(typeof bibliographicFields)[number],
		string | null
	>;
}

/**
 * Whether a request is picked up at one of the locations.
 *
 * @param places slugs, or names if requests have no slugs
 */
export function isPickedUpAt({ pickupLocationSlug, pickupLocation }: PatronRequest, places: readonly string[]) {
	return [pickupLocationSlug, pickupLocation].some((place) => place !== undefined && places.includes(place));
}

/** Returns the type of service. It is `loan` until the back end has filled it in, as in mod-rs itself. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>) {
	return request.serviceType ?? 'loan';
}

/** Returns the library that was asked at that position of the rota, which may not be the one that is asked now. */
export function supplierInRota(request: PatronRequest, rotaPosition: number) {
	const entry = rotaPosition === request.rotaPosition ? undefined : request.rota.find(({ position }) => position === rotaPosition);
	return entry?.library ?? request.supplier;
}

/** Whether the request prevents a new draft for the same thing. */
export function isOpenRequest(row: PatronRequest) {
	return lifecycleStageOf(row.state) === 'open';
}

/** Whether the request may be the patron's. If no patron is given, any request may. */
export function mayBelongToPatron(row: PatronRequest, patronId: string | undefined) {
	return patronId === undefined || (row.patronId ?? patronId) === patronId;
}

/** Returns when the request was created, in milliseconds since 1970; mod-rs prints whole seconds. NaN if the row has no time. */
export function createdAtMs(row: PatronRequest) {
	return Date.parse(row.createdAt ?? '');
}

/** Returns the number by which staff name the request: its hrid, or its UUID until it has one. */
export function displayNumberOf({ hrid, id }: Pick<PatronRequest, 'id'> & { readonly hrid?: string | null }) {
	return hrid ?? id;
}

/**
 * Sorts the requests that share a reference. The first one counts, so that every process must find the same order. Times are whole seconds,
 * but the server sorts by milliseconds; therefore requests of the same second keep their order in `rows`, which the server gave oldest
 * first.
 */
export function sortOldestFirst(rows: readonly PatronRequest[]) {
	return rows.toSorted((a, b) => createdAtMs(a) - createdAtMs(b));
}

export interface Transition extends HistoryEntry {
	readonly from: RequestState;
	readonly to: RequestState;
}

/**
 * Whether an entry is a transition. Entries with two equal states are actions such as opening the chat; those without a first state come
 * from a message that created the request.
 */
export function isTransition(audit: HistoryEntry): audit is Transition {
	const { from, to } = audit;
	return from !== undefined && to !== undefined && from.code !== to.code;
}

/** Sorts the entries, since the server promises no order. */
export function sortHistory(audits: readonly HistoryEntry[]) {
	return audits.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || (a.order ?? 0) - (b.order ?? 0));
}

export function transitionsOf(audits: readonly HistoryEntry[]) {
	return sortHistory(audits).filter(isTransition);
}

/** Returns the id of the entry for a step that hangs. The step may still end, and its end must be reported as well, by another id. */
export function hangingEntryIdOf(id: string) {
	return `${id}:hangs`;
}

/** How many seconds a back end may wait for the library's own system before it gives up. */
const longestWaitSeconds = 600;

/** Whether a back end may still be processing what it began at the time `since`. `now` is in seconds since 1970, by the server's clock. */
export function mayStillBeProcessing(since: string | undefined, now: number) {
	return now - (isoToSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
