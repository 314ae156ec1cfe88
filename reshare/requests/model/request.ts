import type { DraftFieldName, DraftTexts } from '../../draft';
import { toSeconds } from './datesAndTimes';
import { partOfLife, type HistoryEvent, type RequestState } from './state';

export type { RequestState };

/** In the order in which items show it. */
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

/** Fields of a draft that its request has under the same name; the draft's table has their keys in the back ends. */
export const askedNames = [
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

type Asked = Pick<DraftTexts, (typeof askedNames)[number]>;

export function askedIn(read: (name: keyof Asked) => string | undefined): Asked {
	return Object.fromEntries(askedNames.map((name) => [name, read(name)]));
}

/**
 * A request in this package's own words, whatever back end keeps it. What a back end, or a row of a list, does not tell is undefined, or
 * an empty list. What was asked for is as the request says it, such as a day in some form; `copyrightType` only of requests read whole.
 * Times are ISO 8601, on the server's clock.
 */
export interface PatronRequest extends Asked {
	/** The back end's own key. */
	readonly id: string;
	/** The number that staff read; absent until the back end has looked at a new request. */
	readonly hrid?: string;
	readonly side?: Side;
	readonly createdAt?: string;
	/** It began in another back end, which has reported its creation. */
	readonly isMigrated?: boolean;
	readonly changedAt?: string;
	/** When the last action or message, or the request itself, began that the back end is still at work on. Only for requests read whole. */
	readonly underWaySince?: string;
	/** Grows with the history. */
	readonly version?: number;
	readonly state?: RequestState;
	/** `loan` or `copy`; undefined until the back end has filled it in. */
	readonly serviceType?: string;
	/** The other library could not be told of the last step yet; the back end tries again. */
	readonly awaitsDelivery?: boolean;
	/** The other library could not be told of this or an earlier step, and the back end does not try again. */
	readonly deliveryFailed?: boolean;
	readonly unreadMessages?: number;

	readonly publisher?: string;
	readonly placeOfPublication?: string;
	/** ISO 18626's type of publication in small letters, such as `movie`. Only for requests read whole. */
	readonly publicationType?: string;
	/** In the shared inventory. */
	readonly recordId?: string;

	/** The lender's. */
	readonly callNumber?: string;
	/** The copy's place, by the lender's own system. */
	readonly shelf?: string;
	/** Of the items lent. */
	readonly barcodes?: readonly string[];

	/** The library's own system's id, where the back end has another one besides. */
	readonly patronOwnId?: string;
	readonly patronSurname?: string;
	readonly patronGivenName?: string;
	/** Kind of borrower in the library's own system, such as `faculty`. */
	readonly patronGroup?: string;
	/** As staff read it; they may have typed it. */
	readonly pickupLocation?: string;
	/** Its name in the library's Directory. Only for requests read whole. */
	readonly pickupPlace?: string;
	/** Its code in the library's Directory. */
	readonly pickupLocationSlug?: string;
	/** Its code in the library's own system. */
	readonly pickupLocationCode?: string;

	/** The caller's own, as far as the request itself carries them. Only for requests read whole. */
	readonly references: readonly string[];
	/** Is copied when a request is made again. */
	readonly passedOnReference?: string;
	/** Ids of the requests that this one took the place of, and that took its place. */
	readonly precededBy?: string;
	readonly succeededBy?: string;

	/** Its name, or else its symbol, as with all libraries below. Only for requests read whole. */
	readonly borrower?: string;
	/** The other library's, without the naming authority. */
	readonly otherSymbol?: string;
	/** The library that lends, or is asked now. */
	readonly supplier?: string;
	/** Set where the back end still writes to another library than the one that has the request. */
	readonly writesTo?: string;
	/** The supplier's. */
	readonly rotaPosition?: number;
	readonly rota: readonly RotaEntry[];
	readonly due: DueDate;
	/** Address of a document sent instead of an item. */
	readonly documentLink?: string;
	/** From the library's own list, as staff read it. */
	readonly cancellationReason?: string;

	/** In no promised order. */
	readonly history: readonly HistoryEntry[];
	readonly messages: readonly Message[];
	readonly conditions: readonly Condition[];
}

/** Borrowing: the library's own patrons' requests. Lending: what other libraries ask of it. */
export type Side = 'borrowing' | 'lending';

export interface HistoryEntry {
	readonly id: string;
	readonly at?: string;
	/** Among the entries of one moment. */
	readonly order?: number;
	readonly from?: RequestState;
	readonly to?: RequestState;
	/** The back end's own words. */
	readonly text?: string;
	/** `text` may tell of the patron, and must not be told. */
	readonly isMasked?: true;
	readonly rotaPosition?: number;
	/** The library that lent or was asked by then. */
	readonly supplier?: string;
	/** Not from the history: the request's present state shows it. */
	readonly isInferred?: true;
	/** Instead of what the two states tell, or where the state stayed the same; null: nothing. */
	readonly event?: HistoryEvent | null;
	/** What happened, as a sentence that names no person, where neither event nor states tell it. */
	readonly told?: string;
	/** The request is stuck: staff must see to it. */
	readonly standsStill?: true;
	/** It did not move the request in lists, so it is noticed only when the request changes again or is read for another reason. */
	readonly isUnlisted?: true;
}

export interface Message {
	readonly id: string;
	/** When it came in. */
	readonly at?: string;
	/** Milliseconds since 1970, on the sender's clock. */
	readonly writtenAt?: number;
	readonly seen?: boolean;
	/** Whether this library wrote it. */
	readonly sent?: boolean;
	/** Of ISO 18626, such as `Unfilled`. */
	readonly status?: string;
	/** A code such as `NotOnShelf`, or words. */
	readonly reason?: string;
	/** What somebody wrote. */
	readonly text?: string;
	/** Among the messages and the entries of the history of one moment. */
	readonly order?: number;
	/** The back end could not take it, so the request does not show what it says. */
	readonly isRefused?: boolean;
	/** As in the history. */
	readonly isUnlisted?: true;
	/** It says a condition, which the request has besides. */
	readonly setsCondition?: boolean;
	/** The entry of the history that the message made, where the back end tells; undefined: their times tell. */
	readonly entryId?: string;
	readonly from?: string;
	readonly to?: string;
	/** Such as `12.50 USD`. */
	readonly cost?: string;
	/** When the other library can be asked again. */
	readonly retryAfter?: string;
}

export interface Condition {
	/** Always the same for a condition. */
	readonly id: string;
	/** When it was set. */
	readonly at?: string;
	/** As in the history. */
	readonly order?: number;
	readonly isUnlisted?: true;
	readonly code?: string;
	readonly note?: string;
	readonly cost?: number;
	/** ISO 4217 code. */
	readonly currency?: string;
	/** False where it was rejected or withdrawn; undefined while it waits for an answer. */
	readonly accepted?: boolean;
	/** The library that set it; a request keeps those of libraries asked before. */
	readonly from?: string;
}

export interface RotaEntry {
	readonly position?: number;
	readonly library?: string;
}

export interface DueDate {
	/** A moment in UTC, or `YYYY-MM-DD` where only the day is sure. */
	readonly iso?: string;
	/** As the supplier or the library's own system wrote it, where it cannot be read. */
	readonly words?: string;
}

export type RequestHead = Pick<PatronRequest, 'id' | 'side' | 'changedAt' | 'version' | 'unreadMessages'>;

/** What a request's story comes from, as the server sent it. Can hold patron data. */
export interface RawEntries {
	readonly history: readonly unknown[];
	readonly rota: readonly unknown[];
	readonly messages: readonly unknown[];
}

export interface RequestWithRaw {
	readonly request: PatronRequest;
	/** As the server sent it. */
	readonly raw: Readonly<Record<string, unknown>>;
}

export function description(request: Partial<PatronRequest>): Record<(typeof describing)[number], string | null> {
	return Object.fromEntries(describing.map((name) => [name, request[name] ?? null])) as Record<(typeof describing)[number], string | null>;
}

/** @param places slugs, or names where requests show no slugs */
export function isPickedUpAt({ pickupLocationSlug, pickupLocation }: PatronRequest, places: readonly string[]): boolean {
	return [pickupLocationSlug, pickupLocation].some((place) => place !== undefined && places.includes(place));
}

/** `loan` until the back end has filled it in, as in mod-rs itself. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>): string {
	return request.serviceType ?? 'loan';
}

/** The library asked at that place of the rota, which may not be the one asked now. */
export function supplierInRota(request: PatronRequest, rotaPosition: number): string | undefined {
	const entry = rotaPosition === request.rotaPosition ? undefined : request.rota.find(({ position }) => position === rotaPosition);
	return entry?.library ?? request.supplier;
}

/** Whether it blocks a new draft for the same thing. */
export function isOpenRequest(row: PatronRequest): boolean {
	return partOfLife(row.state) === 'inHand';
}

/** Without a patron, anybody's will do. */
export function mayBeOf(row: PatronRequest, patronId: string | undefined): boolean {
	return patronId === undefined || (row.patronId ?? patronId) === patronId;
}

/** Milliseconds since 1970; mod-rs prints whole seconds. NaN where the row has no time. */
export function createdAt(row: PatronRequest): number {
	return Date.parse(row.createdAt ?? '');
}

/** As staff call it: by its hrid, or its UUID until it has one. */
export function displayNumberOf({ hrid, id }: Pick<PatronRequest, 'id'> & { readonly hrid?: string | null | undefined }): string {
	return hrid ?? id;
}

/**
 * The first is the one that counts when several share a reference: every process agrees on it. Times are whole seconds, but the
 * server sorts
 * by milliseconds: of one second, the first of `rows`, found oldest first, is the older one.
 */
export function oldestFirst(rows: readonly PatronRequest[]): PatronRequest[] {
	return [...rows].sort((a, b) => createdAt(a) - createdAt(b));
}

export interface Transition extends HistoryEntry {
	readonly from: RequestState;
	readonly to: RequestState;
}

/** Entries with equal states are actions such as opening the chat; those without a first state come from a message that made the row. */
export function isTransition(audit: HistoryEntry): audit is Transition {
	const { from, to } = audit;
	return from !== undefined && to !== undefined && from.code !== to.code;
}

/** The server promises no order. */
export function inOrder(audits: readonly HistoryEntry[]): HistoryEntry[] {
	return [...audits].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || (a.order ?? 0) - (b.order ?? 0));
}

export function transitionsOf(audits: readonly HistoryEntry[]): Transition[] {
	return inOrder(audits).filter(isTransition);
}

/** A back end waits some minutes at most for the library's own system, and then gives up. */
const longestWaitSeconds = 600;

/** Whether a back end may still be at work on what it began then. `now` is in seconds since 1970, by the server's clock. */
export function isAtWork(since: string | undefined, now: number): boolean {
	return now - (toSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
