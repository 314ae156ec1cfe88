import type { WishName, WishTexts } from '../../wish';
import type { HistoryEvent, RequestState } from './state';

export type { RequestState };

/** In the order in which items show it. */
const describing = ['title', 'author', 'edition', 'isbn', 'issn', 'oclcNumber', 'publisher', 'placeOfPublication', 'publicationDate', 'volume', 'issue', 'partTitle', 'partAuthor', 'pages'] as const;

/** Fields of a wish that its request has under the same name; the wish's table has their keys in the back ends. */
export const askedNames = [
	'title', 'author', 'edition', 'isbn', 'issn', 'oclcNumber', 'publicationDate', 'volume', 'issue', 'partTitle', 'partAuthor', 'pages', 'copyrightType', 'patronId', 'patronEmail', 'neededBy', 'note', 'staffNote',
] as const satisfies readonly WishName[];

type Asked = Pick<WishTexts, (typeof askedNames)[number]>;

export function askedIn(read: (name: keyof Asked) => string | undefined): Asked {
	return Object.fromEntries(askedNames.map((name) => [name, read(name)]));
}

/**
 * A request in this package's own words, whatever back end keeps it. What a back end, or a row of a list, does not tell is undefined, or
 * an empty list. What was asked for is as the request says it, such as a day in some form; `copyrightType` only of requests read whole.
 */
export interface PatronRequest extends Asked {
	/** The back end's own key. */
	readonly id: string;
	/** The number that staff read; absent until the back end has looked at a new request. */
	readonly hrid?: string | undefined;
	readonly side?: Side | undefined;
	/** ISO 8601, on the server's clock. */
	readonly createdAt?: string | undefined;
	/** It began in another back end, which has reported its creation. */
	readonly wasMovedHere?: boolean | undefined;
	/** ISO 8601, on the server's clock. */
	readonly changedAt?: string | undefined;
	/** When the last action or message, or the request itself, began that the back end is still at work on. Only for requests read whole. */
	readonly underWaySince?: string | undefined;
	/** Grows with the history. */
	readonly version?: number | undefined;
	readonly state?: RequestState | undefined;
	/** `loan` or `copy`; undefined until the back end has filled it in. */
	readonly serviceType?: string | undefined;
	/** The other library could not be told of the last step yet; the back end tries again. */
	readonly awaitsDelivery?: boolean | undefined;
	/** The other library could not be told of this or an earlier step, and the back end does not try again. */
	readonly deliveryFailed?: boolean | undefined;
	readonly unreadMessages?: number | undefined;

	readonly publisher?: string | undefined;
	readonly placeOfPublication?: string | undefined;
	/** ISO 18626's type of publication in small letters, such as `movie`. Only for requests read whole. */
	readonly publicationType?: string | undefined;
	/** In the shared inventory. */
	readonly recordId?: string | undefined;

	/** The lender's. */
	readonly callNumber?: string | undefined;
	/** The copy's place, by the lender's own system. */
	readonly shelf?: string | undefined;
	/** Of the items lent. */
	readonly barcodes?: readonly string[] | undefined;

	/** The library's own system's id, where the back end has another one besides. */
	readonly patronOwnId?: string | undefined;
	readonly patronSurname?: string | undefined;
	readonly patronGivenName?: string | undefined;
	/** Kind of borrower in the library's own system, such as `faculty`. */
	readonly patronGroup?: string | undefined;
	/** As staff read it; they may have typed it. */
	readonly pickupLocation?: string | undefined;
	/** Its name in the library's Directory. Only for requests read whole. */
	readonly pickupPlace?: string | undefined;
	/** Its code in the library's Directory. */
	readonly pickupLocationSlug?: string | undefined;
	/** Its code in the library's own system. */
	readonly pickupLocationCode?: string | undefined;

	/** The caller's own, as far as the request itself carries them. Only for requests read whole. */
	readonly references: readonly string[];
	/** Is copied when a request is made again. */
	readonly passedOnReference?: string | undefined;
	/** Ids of the requests that this one took the place of, and that took its place. */
	readonly precededBy?: string | undefined;
	readonly succeededBy?: string | undefined;

	/** Its name, or else its symbol, as with all libraries below. Only for requests read whole. */
	readonly borrower?: string | undefined;
	/** The other library's, without the naming authority. */
	readonly otherSymbol?: string | undefined;
	/** The library that lends, or is asked now. */
	readonly supplier?: string | undefined;
	/** Set where the back end still writes to another library than the one that has the request. */
	readonly writesTo?: string | undefined;
	/** The supplier's. */
	readonly rotaPosition?: number | undefined;
	readonly rota: readonly RotaEntry[];
	readonly due: DueDate;
	/** Address of a document sent instead of an item. */
	readonly documentLink?: string | undefined;
	/** From the library's own list, as staff read it. */
	readonly cancellationReason?: string | undefined;

	/** In no promised order. */
	readonly history: readonly HistoryEntry[];
	readonly messages: readonly Message[];
	readonly conditions: readonly Condition[];
}

/** Borrowing: the library's own patrons' requests. Lending: what other libraries ask of it. */
export type Side = 'borrowing' | 'lending';

export interface HistoryEntry {
	readonly id: string;
	/** ISO 8601, on the server's clock. */
	readonly at?: string | undefined;
	/** Among the entries of one moment. */
	readonly order?: number | undefined;
	readonly from?: RequestState | undefined;
	readonly to?: RequestState | undefined;
	/** The back end's own words. */
	readonly text?: string | undefined;
	/** `text` may tell of the patron, and must not be told. */
	readonly isMasked?: true | undefined;
	readonly rotaPosition?: number | undefined;
	/** The library that lent or was asked by then. */
	readonly supplier?: string | undefined;
	/** Not from the history: the request's present state shows it. */
	readonly isInferred?: true | undefined;
	/** Instead of what the two states tell, or where the state stayed the same; null: nothing. */
	readonly event?: HistoryEvent | null | undefined;
	/** What happened, as a sentence that names no person, where neither event nor states tell it. */
	readonly told?: string | undefined;
	/** The request is stuck: staff must see to it. */
	readonly standsStill?: true | undefined;
	/** It did not move the request in lists, so it is noticed only when the request changes again or is read for another reason. */
	readonly isUnlisted?: true | undefined;
}

export interface Message {
	readonly id: string;
	/** When it came in; ISO 8601, on the server's clock. */
	readonly at?: string | undefined;
	/** Milliseconds since 1970, on the sender's clock. */
	readonly writtenAt?: number | undefined;
	readonly seen?: boolean | undefined;
	/** Whether this library wrote it. */
	readonly sent?: boolean | undefined;
	/** Of ISO 18626, such as `Unfilled`. */
	readonly status?: string | undefined;
	/** A code such as `NotOnShelf`, or words. */
	readonly reason?: string | undefined;
	/** What somebody wrote. */
	readonly text?: string | undefined;
	/** Among the messages and the entries of the history of one moment. */
	readonly order?: number | undefined;
	/** The back end could not take it, so the request does not show what it says. */
	readonly isRefused?: boolean | undefined;
	/** As in the history. */
	readonly isUnlisted?: true | undefined;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	/** Such as `12.50 USD`. */
	readonly cost?: string | undefined;
	/** When the other library can be asked again; ISO 8601. */
	readonly retryAfter?: string | undefined;
}

export interface Condition {
	/** When it came; ISO 8601, on the server's clock. */
	readonly at?: string | undefined;
	readonly code?: string | undefined;
	readonly note?: string | undefined;
	readonly cost?: number | undefined;
	/** ISO 4217 code. */
	readonly currency?: string | undefined;
	readonly accepted?: boolean | undefined;
	/** The library that set it; a request keeps those of libraries asked before. */
	readonly from?: string | undefined;
}

export interface RotaEntry {
	readonly position?: number | undefined;
	readonly library?: string | undefined;
}

export interface DueDate {
	/** A moment in UTC, or `YYYY-MM-DD` where only the day is sure. */
	readonly iso?: string | undefined;
	/** As the supplier or the library's own system wrote it, where it cannot be read. */
	readonly words?: string | undefined;
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
