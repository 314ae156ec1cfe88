import type { DraftFieldName, DraftTexts } from '../../draft';
import { toSeconds } from './datesAndTimes';
import { partOfLife, type HistoryEvent, type RequestState } from './state';

export type { RequestState };

/** The fields that describe a request, in the order in which items show them. */
const describing = [
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

/** The fields of a draft that its request has under the same name; the draft's table has their keys in the back ends. */
export const draftFieldsOfRequest = [
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

type Asked = Pick<DraftTexts, (typeof draftFieldsOfRequest)[number]>;

export function readDraftFields(read: (name: keyof Asked) => string | undefined): Asked {
	return Object.fromEntries(draftFieldsOfRequest.map((name) => [name, read(name)]));
}

/**
 * A request in this package's terms, whatever back end stores it. Data that a back end, or a row of a list, lacks is undefined, or an empty
 * list. The fields of the draft are as the request has them, such as a day in some form; `copyrightType` only in requests read whole. Times
 * are ISO 8601, by the server's clock.
 */
export interface PatronRequest extends Asked {
	/** The back end's own id. */
	readonly id: string;
	/** The number that staff read; absent until the back end has processed a new request. */
	readonly hrid?: string;
	readonly side?: Side;
	readonly createdAt?: string;
	/** Whether the request began in another back end, which has reported its creation. */
	readonly isMigrated?: boolean;
	readonly changedAt?: string;
	/**
	 * When the back end began the action, message or creation that it is still processing. Only requests that were read whole have this time.
	 */
	readonly underWaySince?: string;
	/** A number that grows with the history. */
	readonly version?: number;
	readonly state?: RequestState;
	/** `loan` or `copy`; undefined until the back end has filled it in. */
	readonly serviceType?: string;
	/** Whether the other library could not be informed of the last step yet; the back end tries again. */
	readonly awaitsDelivery?: boolean;
	/** Whether the other library could not be informed of this or an earlier step, and the back end does not try again. */
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
	/** The location of the copy, by the lender's own system. */
	readonly shelf?: string;
	/** The barcodes of the items lent. */
	readonly barcodes?: readonly string[];

	/** The patron's id in the library's own system, where the back end has another one besides. */
	readonly patronOwnId?: string;
	readonly patronSurname?: string;
	readonly patronGivenName?: string;
	/** The kind of borrower in the library's own system, such as `faculty`. */
	readonly patronGroup?: string;
	/** The pickup location as staff read it, who may have typed it. */
	readonly pickupLocation?: string;
	/** The location's name in the library's Directory. Only in requests read whole. */
	readonly pickupPlace?: string;
	/** The location's slug in the library's Directory. */
	readonly pickupLocationSlug?: string;
	/** The location's code in the library's own system. */
	readonly pickupLocationCode?: string;

	/** The caller's own references, as far as the request itself has them. Only in requests read whole. */
	readonly references: readonly string[];
	/** A reference that is copied when a request is made again. */
	readonly passedOnReference?: string;
	/** The ids of the requests that this one replaced, and that replaced this one. */
	readonly precededBy?: string;
	readonly succeededBy?: string;

	/** The borrowing library's name, or else its symbol, as with all libraries below. Only in requests read whole. */
	readonly borrower?: string;
	/** The other library's symbol, without the naming authority. */
	readonly otherSymbol?: string;
	/** The library that lends, or is asked now. */
	readonly supplier?: string;
	/** Set where the back end still sends messages to another library than the one that has the request. */
	readonly writesTo?: string;
	/** The supplier's position in the rota. */
	readonly rotaPosition?: number;
	readonly rota: readonly RotaEntry[];
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

/** Borrowing: the requests of the library's own patrons. Lending: the requests of other libraries. */
export type Side = 'borrowing' | 'lending';

export interface HistoryEntry {
	readonly id: string;
	readonly at?: string;
	/** The entry's position among the entries of one moment. */
	readonly order?: number;
	readonly from?: RequestState;
	readonly to?: RequestState;
	/** The back end's own words. */
	readonly text?: string;
	/** Set where `text` may be about the patron and must not be shown. */
	readonly isMasked?: true;
	readonly rotaPosition?: number;
	/** The library that lent or was asked at that time. */
	readonly supplier?: string;
	/** Set where the entry is not in the history, but concluded from the request's present state. */
	readonly isInferred?: true;
	/** The event, where the two states do not show it or the state stayed the same; null: none. */
	readonly event?: HistoryEvent | null;
	/** What happened, as a sentence that names no person, where neither event nor states show it. */
	readonly sentence?: string;
	/** Set where the request is stuck, so that staff must act. */
	readonly standsStill?: true;
	/**
	 * Set where the entry did not move the request in lists, so that it is noticed only when the request changes again or is read for
	 * another reason.
	 */
	readonly isUnlisted?: true;
}

export interface Message {
	readonly id: string;
	/** When the message arrived. */
	readonly at?: string;
	/** Milliseconds since 1970, by the sender's clock. */
	readonly writtenAt?: number;
	readonly seen?: boolean;
	/** Whether this library wrote the message. */
	readonly sent?: boolean;
	/** The ISO 18626 status, such as `Unfilled`. */
	readonly status?: string;
	/** A code such as `NotOnShelf`, or words. */
	readonly reason?: string;
	/** The text that somebody wrote. */
	readonly text?: string;
	/** The message's position among the messages and the entries of the history of one moment. */
	readonly order?: number;
	/** Whether the back end could not process the message, so that the request does not reflect it. */
	readonly isRefused?: boolean;
	/** The same as in an entry of the history. */
	readonly isUnlisted?: true;
	/** Whether the message sets a condition, which the request has besides. */
	readonly setsCondition?: boolean;
	/** The entry of the history that the message caused, where the back end names it; undefined: their times decide. */
	readonly entryId?: string;
	readonly from?: string;
	readonly to?: string;
	/** A cost such as `12.50 USD`. */
	readonly cost?: string;
	/** When the other library can be asked again. */
	readonly retryAfter?: string;
}

export interface Condition {
	/** An id that never changes for a condition. */
	readonly id: string;
	/** When the condition was set. */
	readonly at?: string;
	/** The same as in an entry of the history. */
	readonly order?: number;
	readonly isUnlisted?: true;
	readonly code?: string;
	readonly note?: string;
	readonly cost?: number;
	/** The currency's ISO 4217 code. */
	readonly currency?: string;
	/** False where the condition was rejected or withdrawn; undefined while it waits for an answer. */
	readonly accepted?: boolean;
	/** The library that set the condition; a request still has those of libraries that were asked before. */
	readonly from?: string;
}

export interface RotaEntry {
	readonly position?: number;
	readonly library?: string;
}

export interface DueDate {
	/** A moment in UTC, or `YYYY-MM-DD` where only the day is sure. */
	readonly iso?: string;
	/** The date as the supplier or the library's own system wrote it, where it cannot be read. */
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

export function describeRequest(request: Partial<PatronRequest>): Record<(typeof describing)[number], string | null> {
	return Object.fromEntries(describing.map((name) => [name, request[name] ?? null])) as Record<(typeof describing)[number], string | null>;
}

/**
 * Whether a request is picked up at one of the places.
 *
 * @param places slugs, or names where requests have no slugs
 */
export function isPickedUpAt({ pickupLocationSlug, pickupLocation }: PatronRequest, places: readonly string[]): boolean {
	return [pickupLocationSlug, pickupLocation].some((place) => place !== undefined && places.includes(place));
}

/** The type of service: `loan` until the back end has filled it in, as in mod-rs itself. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>): string {
	return request.serviceType ?? 'loan';
}

/** The library that was asked at that position of the rota, which may not be the one asked now. */
export function supplierInRota(request: PatronRequest, rotaPosition: number): string | undefined {
	const entry = rotaPosition === request.rotaPosition ? undefined : request.rota.find(({ position }) => position === rotaPosition);
	return entry?.library ?? request.supplier;
}

/** Whether the request blocks a new draft for the same thing. */
export function isOpenRequest(row: PatronRequest): boolean {
	return partOfLife(row.state) === 'inHand';
}

/** Whether the request may be the patron's; without a patron, any request may. */
export function mayBelongToPatron(row: PatronRequest, patronId: string | undefined): boolean {
	return patronId === undefined || (row.patronId ?? patronId) === patronId;
}

/** When the request was created, in milliseconds since 1970; mod-rs prints whole seconds. NaN where the row has no time. */
export function createdAtMs(row: PatronRequest): number {
	return Date.parse(row.createdAt ?? '');
}

/** The number by which staff name the request: its hrid, or its UUID until it has one. */
export function displayNumberOf({ hrid, id }: Pick<PatronRequest, 'id'> & { readonly hrid?: string | null | undefined }): string {
	return hrid ?? id;
}

/**
 * Sorts the requests that share a reference. The first one counts, so that every process must agree on it. Times are whole seconds, but the
 * server sorts by milliseconds: within one second, the first of `rows`, found oldest first, is the older one.
 */
export function sortOldestFirst(rows: readonly PatronRequest[]): PatronRequest[] {
	return [...rows].sort((a, b) => createdAtMs(a) - createdAtMs(b));
}

export interface Transition extends HistoryEntry {
	readonly from: RequestState;
	readonly to: RequestState;
}

/**
 * Whether an entry is a transition. Entries with equal states are actions such as opening the chat; those without a first state come from a
 * message that created the row.
 */
export function isTransition(audit: HistoryEntry): audit is Transition {
	const { from, to } = audit;
	return from !== undefined && to !== undefined && from.code !== to.code;
}

/** Sorts the entries, since the server promises no order. */
export function sortHistory(audits: readonly HistoryEntry[]): HistoryEntry[] {
	return [...audits].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || (a.order ?? 0) - (b.order ?? 0));
}

export function transitionsOf(audits: readonly HistoryEntry[]): Transition[] {
	return sortHistory(audits).filter(isTransition);
}

/** The id of the entry that tells that a step hangs: it may still end, and that end must be told as well. */
export function hangingIdOf(id: string): string {
	return `${id}:hangs`;
}

/** How long a back end may wait for the library's own system before it gives up. */
const longestWaitSeconds = 600;

/** Whether a back end may still be processing what it began at that time. `now` is in seconds since 1970, by the server's clock. */
export function mayStillBeProcessing(since: string | undefined, now: number): boolean {
	return now - (toSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
