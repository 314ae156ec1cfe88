import type { Side } from '../model/request';
import type { MinimumAge } from '../model/workingDays';

/** What to list. A request must meet every condition that is given; `fitsQueryConditions` tests those by which a back end cannot search. */
export interface RequestQuery {
	readonly side: Side;
	/** The codes of states. A request must have one of them. */
	readonly states?: readonly string[];
	readonly openOrClosed?: 'open' | 'closed';
	readonly patronId?: string;
	/** Words to search for in number, title, author, ISBN, ISSN and patron. */
	readonly text?: string;
	/** Whether `text` is searched for everywhere but in the patron's data. */
	readonly textWithoutPatron?: boolean;
	readonly createdAfter?: Date;
	readonly createdBefore?: Date;
	readonly changedAfter?: Date;
	readonly changedBefore?: Date;
	readonly needsAttention?: boolean;
	readonly unread?: boolean;
	readonly overdue?: boolean;
	readonly serviceType?: 'loan' | 'copy';
	readonly noStatusChangeFor?: MinimumAge;
	/**
	 * Lists only items on loan that are due within so many days from today, or that were due so many days ago or earlier; with both
	 * numbers, either suffices. Days are those of the time zone.
	 */
	readonly due?: { readonly withinDays?: number; readonly overdueByDays?: number; readonly now: Date; readonly timeZone: string };
	/** How old a request is at least. */
	readonly age?: MinimumAge;
	readonly notShippedYet?: boolean;
	/** The supplier of a borrowing request, or the borrower of a lending one: a part of its name, or its symbol. */
	readonly otherLibrary?: string;
	/** The symbol of the library that lends, without its naming authority, as requests show it. */
	readonly lender?: string;
	/** The pickup locations, by slugs, or by names as requests show them. A request must have one of them. */
	readonly pickupLocations?: readonly string[];
	/**
	 * Whether requests are read whole, with history and identifiers, as `get` reads them, which takes more of the server. False: they have
	 * only what a list tells, and no call is made for a single request.
	 */
	readonly whole?: boolean;
	/** With `whole`: whether no more than changes and messages is read, if that takes fewer calls. */
	readonly changesOnly?: boolean;
	/** Whether each request is also given as the server sent it, which can be large. */
	readonly withRaw?: boolean;
	readonly sort: 'createdNewest' | 'createdOldest' | 'changedNewest' | 'changedOldest';
	/** The most requests; absent: all of them. */
	readonly limit?: number;
}
