import { comparableWordsOf } from '../../text';

/*
 * The rule of five of the CONTU guidelines: in a calendar year, a library in the United States has at most five copies made of articles
 * that the same journal published within the last five years.
 */
export const ruleOfFive = { mostCopies: 5, recentYears: 5 } as const;

export interface CitedJournal {
	readonly title?: string;
	readonly issn?: string;
	/** The id of the journal's record in the shared inventory. */
	readonly recordId?: string;
	readonly publicationDate?: string;
}

/**
 * Returns the keys that identify a journal. Two citations with any key in common are of one journal: its printed and online editions have
 * different ISSNs and the same title. If that counts a request too many, a person looks at it, which is better than one that is not
 * counted.
 */
export function journalKeysOf({ title, issn, recordId }: CitedJournal) {
	const name = comparableWordsOf(title).replace(/^the (?=.)/, '');
	return [
		...((issn ?? '').match(/\d{4}-?\d{3}[\dX]/gi) ?? []).map((number) => `ISSN ${number.replace('-', '').toUpperCase()}`),
		...(name === '' ? [] : [`title ${name}`]),
		...(recordId ? [`record ${recordId.toLowerCase()}`] : []),
	];
}

export function isSameJournal(one: CitedJournal, other: CitedJournal) {
	const keys = journalKeysOf(other);
	return journalKeysOf(one).some((key) => keys.includes(key));
}

/**
 * Returns the year of publication; undefined if none is known. The years in which the journal appears, as in `1880-`, are not that of an
 * article: an open span names none, and a closed one only the latest.
 */
export function publicationYearOf({ publicationDate = '' }: CitedJournal) {
	const years = publicationDate.match(/\d{4}/gu) ?? [];
	return /[-–]\W{0,3}$/u.test(publicationDate) ? undefined : Math.max(0, ...years.map(Number)) || undefined;
}

/** Whether the article counts as recent. One without a year does. */
export function isRecentArticle(cited: CitedJournal, thisYear: number, recentYears: number = ruleOfFive.recentYears) {
	return (publicationYearOf(cited) ?? thisYear) >= thisYear - recentYears;
}
