import type { ListKind } from './listKinds';

export interface ListSettings {
	readonly kind: ListKind;
	/** For the report on a list of titles: the name of that list. */
	readonly name: string;
	/** A subject that replaces the default one. */
	readonly subject: string;
	/** The language of the list; empty: the staff's language in the profile. */
	readonly language: string;
	/** Whether a list without entries is written as well, and says that it is empty. */
	readonly evenIfEmpty: boolean;
	/** How many working days a request may stay in a status, by the status's label; 0: no limit. */
	readonly limits: ReadonlyArray<{ readonly status: string; readonly days: number }>;
	/** How many working days a library has for shipping, if its usual time is not known. */
	readonly daysToShip: number;
	/** For a digest: for how many days an event counts as recent, and how many of the oldest requests are named. */
	readonly newsDays: number;
	readonly oldest: number;
	/** How many copies of recent articles one journal may supply in a year, and for how many years an article is recent. */
	readonly mostCopies: number;
	readonly recentYears: number;
	/** The address of the lending desk's page; empty: no link. */
	readonly deskPage: string;
	/** The current time, in ISO 8601. */
	readonly now: string;
	/** The current day of the library, as `YYYY-MM-DD`. */
	readonly today: string;
}
