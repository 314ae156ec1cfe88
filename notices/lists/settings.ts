import type { ListKind } from './kinds';

export interface ListSettings {
	readonly kind: ListKind;
	/** Of an account: name of its list. */
	readonly name: string;
	/** In place of ours. */
	readonly subject: string;
	/** Empty: staff's, as the profile says. */
	readonly language: string;
	/** Says so in place of writing nothing. */
	readonly evenIfEmpty: boolean;
	/** Working days that a request may stay in a status, by its label; 0: no limit. */
	readonly limits: ReadonlyArray<{ readonly status: string; readonly days: number }>;
	/** Working days within which a library should ship, if its own are not known. */
	readonly daysToShip: number;
	/** Of a digest: days back that something is news, and how many of the oldest requests are named. */
	readonly newsDays: number;
	readonly oldest: number;
	/** Copies of recent articles that one journal may give in a year, and years that an article is recent. */
	readonly mostCopies: number;
	readonly recentYears: number;
	/** Address of the lending desk's page; empty: no link. */
	readonly deskPage: string;
	/** ISO 8601. */
	readonly now: string;
	/** `YYYY-MM-DD`, the library's day. */
	readonly today: string;
}
