import type { ListKind } from './kinds';

/** What the owner of a workflow has chosen for a list. */
export interface ListSettings {
	readonly kind: ListKind;
	/** Of the list that an account is of. */
	readonly name: string;
	/** In place of ours. */
	readonly subject: string;
	/** Empty: staff's, as the profile says. */
	readonly language: string;
	/** Says so in place of writing nothing. */
	readonly evenIfEmpty: boolean;
	/** Working days that a request may stand in a status, by its label; 0: as long as it likes. */
	readonly limits: ReadonlyArray<{ readonly status: string; readonly days: number }>;
	/** Working days within which a library is to send something, where its own are not known. */
	readonly daysToShip: number;
	/** Days that count as lately, and how many of the oldest requests are named, in a digest. */
	readonly newsDays: number;
	readonly oldest: number;
	/** Copies of recent articles that one journal may give in a year, and for how many years an article is recent. */
	readonly mostCopies: number;
	readonly recentYears: number;
	/** Address of the page of the lending desk; empty: none is linked. */
	readonly deskPage: string;
	/** ISO 8601. */
	readonly now: string;
}
