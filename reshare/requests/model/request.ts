import type { WishName, WishTexts } from '../../wish';
import type { HistoryEvent, RequestState } from './state';

export type { RequestState };

/** What describes the item, in the order in which items show it. */
const describing = ['title', 'author', 'edition', 'isbn', 'issn', 'oclcNumber', 'publisher', 'placeOfPublication', 'publicationDate', 'volume', 'issue', 'partTitle', 'partAuthor', 'pages'] as const;

/** Fields of a wish that its request tells under the same names: each stands in the back ends under the key of its row in the wish's table. */
export const askedNames = [
	'title', 'author', 'edition', 'isbn', 'issn', 'oclcNumber', 'publicationDate', 'volume', 'issue', 'partTitle', 'partAuthor', 'pages', 'copyrightType', 'patronId', 'patronEmail', 'neededBy', 'note', 'staffNote',
] as const satisfies readonly WishName[];

type Asked = Pick<WishTexts, (typeof askedNames)[number]>;

/** What was asked for, of whatever tells it by the name of a field. */
export function askedIn(read: (name: keyof Asked) => string | undefined): Asked {
	return Object.fromEntries(askedNames.map((name) => [name, read(name)]));
}

/**
 * An interlibrary loan request in this package's own words, whatever back end keeps it. A back end need not know every
 * field, and a row of a list holds fewer than a request read whole: what is not known is undefined, and a list is empty. What was asked for is
 * as the request says it, such as a year or a day in some form; `copyrightType` is told only of requests read whole.
 */
export interface PatronRequest extends Asked {
	/** The back end's own key. */
	readonly id: string;
	/** The number that staff read; not there before the back end has looked at a new request. */
	readonly hrid?: string | undefined;
	/** Which side of the loan the library is on. */
	readonly side?: Side | undefined;
	/** ISO 8601, on the server's clock. */
	readonly createdAt?: string | undefined;
	/** It was begun in another back end, which has told of its making. */
	readonly wasMovedHere?: boolean | undefined;
	/** ISO 8601, on the server's clock. */
	readonly changedAt?: string | undefined;
	/** When the last action or message began that the back end is still at work on; undefined where there is none. */
	readonly underWaySince?: string | undefined;
	/** A number that grows with the history; undefined where the back end does not tell. */
	readonly version?: number | undefined;
	readonly state?: RequestState | undefined;
	/** `loan`, `copy`; undefined until the back end has filled it in. */
	readonly serviceType?: string | undefined;
	/** Whether the other library could not be told of the last step yet; the back end tries again. */
	readonly awaitsDelivery?: boolean | undefined;
	/** Whether the other library could not be told of a step, the last one or one before, and the back end does not try again. */
	readonly deliveryFailed?: boolean | undefined;
	/** How many messages of the other library nobody has read. */
	readonly unreadMessages?: number | undefined;

	readonly publisher?: string | undefined;
	readonly placeOfPublication?: string | undefined;
	/** ISO 18626's type of publication in small letters, such as `movie`. Only for requests read whole. */
	readonly publicationType?: string | undefined;
	/** The record of the shared inventory that is asked for. */
	readonly recordId?: string | undefined;

	/** Of the lender's copy. */
	readonly callNumber?: string | undefined;
	/** Where the lender's own system says that the copy stands. */
	readonly shelf?: string | undefined;
	/** Of the items that are lent; none before they are. */
	readonly barcodes?: readonly string[] | undefined;

	/** As the library's own system calls the patron, where the back end tells it besides. */
	readonly patronOwnId?: string | undefined;
	readonly patronSurname?: string | undefined;
	readonly patronGivenName?: string | undefined;
	/** Kind of borrower in the library's own system, such as `faculty`. */
	readonly patronGroup?: string | undefined;
	/** As staff read it. They may have typed it, an address for instance. */
	readonly pickupLocation?: string | undefined;
	/** Its name in the library's Directory; undefined where that does not know it. Only for requests read whole. */
	readonly pickupPlace?: string | undefined;
	/** Its code in the library's Directory. */
	readonly pickupLocationSlug?: string | undefined;
	/** Its code in the library's own system. */
	readonly pickupLocationCode?: string | undefined;

	/** The caller's references that the request carries itself. Only for requests read whole. */
	readonly references: readonly string[];
	/** A reference that goes along when a request is made again. */
	readonly passedOnReference?: string | undefined;
	/** Id of the request that this one was made again from. */
	readonly precededBy?: string | undefined;
	/** Id of the request that took this one's place. */
	readonly succeededBy?: string | undefined;

	/** The library that asks: its name, or its symbol where nothing names it. Only for requests read whole. */
	readonly borrower?: string | undefined;
	/** Symbol of the other library, without its naming authority. */
	readonly otherSymbol?: string | undefined;
	/** The library that lends, or is asked now: its name, or its symbol where nothing names it. */
	readonly supplier?: string | undefined;
	/** The library to which the back end writes although another one has the request by now; undefined where it is the same. */
	readonly writesTo?: string | undefined;
	/** Place of the supplier in the rota. */
	readonly rotaPosition?: number | undefined;
	readonly rota: readonly RotaEntry[];
	readonly due: DueDate;
	/** Address of a document that was sent in place of an item. */
	readonly documentLink?: string | undefined;
	/** Why it was canceled, from the library's own list, in the words that staff read. */
	readonly cancellationReason?: string | undefined;

	/** In no promised order. */
	readonly history: readonly HistoryEntry[];
	readonly messages: readonly Message[];
	readonly conditions: readonly Condition[];
}

/** Borrowing: the library's own patrons' requests. Lending: what other libraries ask of it. */
export type Side = 'borrowing' | 'lending';

/** One entry of a request's history. */
export interface HistoryEntry {
	readonly id: string;
	/** ISO 8601, on the server's clock. */
	readonly at?: string | undefined;
	/** Order among the entries of one moment. */
	readonly order?: number | undefined;
	readonly from?: RequestState | undefined;
	readonly to?: RequestState | undefined;
	/** The back end's own words. */
	readonly text?: string | undefined;
	/** `text` may speak of the patron, and is not to be told. */
	readonly isMasked?: true | undefined;
	readonly rotaPosition?: number | undefined;
	/** The library that lent or was asked by then, where the back end tells it. */
	readonly supplier?: string | undefined;
	/** The history does not tell of this change; the request's present state does. */
	readonly isInferred?: true | undefined;
	/** What it tells although the state stayed as it was, or in place of what its two states tell; null: nothing. */
	readonly event?: HistoryEvent | null | undefined;
	/** What happened, in this package's own sentences, where neither its event nor its states tell it. They name no person. */
	readonly told?: string | undefined;
	/** The request does not go on by itself any more: staff must see to it. */
	readonly standsStill?: true | undefined;
	/** Lists of requests do not tell when it happened: it is learned of when the request changes again, or is looked at for another reason. */
	readonly isUnlisted?: true | undefined;
}

/** A message between the two libraries. */
export interface Message {
	readonly id: string;
	/** When the back end noted it; ISO 8601, on the server's clock. */
	readonly at?: string | undefined;
	/** When it was written, in milliseconds since 1970; on the clock of whoever wrote it. */
	readonly writtenAt?: number | undefined;
	readonly seen?: boolean | undefined;
	/** Whether the library itself wrote it; undefined where it is not told. */
	readonly sent?: boolean | undefined;
	/** ISO 18626 status that it brings, such as `Unfilled`. */
	readonly status?: string | undefined;
	/** Code of a reason, such as `NotOnShelf`, or words. */
	readonly reason?: string | undefined;
	/** What somebody wrote. */
	readonly text?: string | undefined;
	/** Order among the messages and the entries of the history of one moment. */
	readonly order?: number | undefined;
	/** Whether the back end could not take it, so that the request does not show what it tells. */
	readonly isRefused?: boolean | undefined;
	/** As an entry of the history has it. */
	readonly isUnlisted?: true | undefined;
	/** Names, or symbols where nothing names the library. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	/** What the other library asks for it, such as `12.50 USD`. */
	readonly cost?: string | undefined;
	/** From when on the other library can be asked again; ISO 8601. */
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
	/** The library that set it: its name, or its symbol where nothing names it. A request keeps those of libraries that were asked before. */
	readonly from?: string | undefined;
}

/** A lending library of the rota. */
export interface RotaEntry {
	readonly position?: number | undefined;
	/** Its name, or its symbol where nothing names it. */
	readonly library?: string | undefined;
}

export interface DueDate {
	/** ISO instant in UTC, or `YYYY-MM-DD` where only the day is sure; undefined where neither is. */
	readonly iso?: string | undefined;
	/** As the supplier or the library system wrote it, where that is no date that can be read. */
	readonly words?: string | undefined;
}

/** What a list tells of whether a request has changed. */
export type RequestHead = Pick<PatronRequest, 'id' | 'side' | 'changedAt' | 'version' | 'unreadMessages'>;

/** What a request's story was read from, as the server sent it. All of it can hold patron data. */
export interface RawEntries {
	readonly history: readonly unknown[];
	readonly rota: readonly unknown[];
	readonly messages: readonly unknown[];
}

/** A request, and the record as the server sent it. */
export interface RequestWithRaw {
	readonly request: PatronRequest;
	readonly raw: Readonly<Record<string, unknown>>;
}

/** What describes the item; null for what is not known. */
export function description(request: Partial<PatronRequest>): Record<(typeof describing)[number], string | null> {
	return Object.fromEntries(describing.map((name) => [name, request[name] ?? null])) as Record<(typeof describing)[number], string | null>;
}

/** Whether the patron collects at one of these places: slugs or, where a request shows nothing but its name, names. */
export function isPickedUpAt({ pickupLocationSlug, pickupLocation }: PatronRequest, places: readonly string[]): boolean {
	return [pickupLocationSlug, pickupLocation].some((place) => place !== undefined && places.includes(place));
}

/** `loan` until the back end has filled it in, as mod-rs itself takes it. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>): string {
	return request.serviceType ?? 'loan';
}

/** The library that was asked in a place of the rota, which may not be the one that is asked now. */
export function supplierInRota(request: PatronRequest, rotaPosition: number): string | undefined {
	const entry = rotaPosition === request.rotaPosition ? undefined : request.rota.find(({ position }) => position === rotaPosition);
	return entry?.library ?? request.supplier;
}
