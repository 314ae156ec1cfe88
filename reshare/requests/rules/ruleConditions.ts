import { DateTime, type DurationLike } from 'luxon';
import type { PatronRequest } from '../model/request';
import { comparableWordsOf } from '../../text';
import { countPages, readPublicationDays } from './readPublicationDaysAndPages';

export interface LendingFacts {
	readonly request: PatronRequest;
	/** How many other open requests the same library has; undefined if they were not counted. */
	readonly openRequests?: number;
	/** The locations of the own copies, if the own catalog was searched. */
	readonly locations?: readonly string[];
	readonly policies?: readonly string[];
	/** The library's own day, `YYYY-MM-DD`. */
	readonly today: string;
}

interface Condition {
	readonly label: string;
	readonly hint: string;
	/** The kind of input. `words` is a list as `splitEntries` reads it; any one of its words suffices. */
	readonly control: 'words' | 'number' | 'choice' | 'choices';
	readonly options?: Readonly<Record<string, string>>;
	readonly example?: string;
	/** What the condition is about, in words that fit into a sentence. */
	readonly asks: string;
	/** Whether the request meets the condition; undefined if the request lacks the data. */
	fits(facts: LendingFacts, wanted: Wanted): boolean | undefined;
	/** Tells the condition to staff; `{wanted}` stands for what is wanted. */
	readonly tell: string;
	/** What `tell` says for a stored choice, where that is not the stored word itself. */
	readonly spoken?: Readonly<Record<string, string>>;
}

type Wanted = readonly string[] | number;

const list = (wanted: Wanted) => [wanted].flat().map(String);

/** Makes texts comparable, so that `Öko-Büro` and `oko buro` are the same words. */
const plain = (text: string) => ` ${comparableWordsOf(text)} `;

function containsAny(texts: readonly string[], wanted: Wanted) {
	return list(wanted)
		.map(plain)
		.some((words) => words.trim() !== '' && texts.some((text) => plain(text).includes(words)));
}

/**
 * Whether one of the texts is, as a whole, one of the wanted names. The list may have been split at a comma within a name, so that
 * neighboring entries joined together count as a name, too.
 */
function equalsAny(texts: readonly string[], wanted: Wanted) {
	const parts = list(wanted).map(comparableWordsOf);
	const names = parts.flatMap((_, start) => parts.slice(start).map((_part, length) => parts.slice(start, start + length + 1).join(' ')));
	return texts.some((text) => names.includes(comparableWordsOf(text)));
}

/**
 * Splits a list into its entries. If it has semicolons or several lines, these separate the entries, so that a name may contain commas; or
 * else commas do.
 */
export function splitEntries(text: string) {
	return text
		.split(/[\n;|]/u.test(text) ? /[\n;|]/u : ',')
		.map((words) => words.trim())
		.filter((words) => words !== '');
}

/** Returns those of the texts that the request has; undefined if it has none of them. */
function present(...texts: ReadonlyArray<string | undefined>) {
	const found = texts.filter((text) => text !== undefined);
	return found.length === 0 ? undefined : found;
}

function known<Value>(value: Value | undefined, fits: (value: Value) => boolean | undefined) {
	return value === undefined ? undefined : fits(value);
}

/** Whether the borrower is one of the wanted libraries. */
function isBorrower({ request: { borrower, otherSymbol } }: LendingFacts, wanted: Wanted) {
	return known(present(borrower, otherSymbol), (names) => equalsAny(names, wanted));
}

/** Whether the day of publication meets a condition; undefined if only some of the possible days do. */
function published({ request }: LendingFacts, fits: (day: string) => boolean) {
	return known(readPublicationDays(request.publicationDate), ({ from, until }) => (fits(from) === fits(until) ? fits(from) : undefined));
}

/** ISO 18626's types of publication. */
const formats = {
	article: 'Article',
	archivematerial: 'Archive Material',
	audiobook: 'Audiobook',
	book: 'Book',
	chapter: 'Chapter',
	conferenceproc: 'Conference Proceedings',
	game: 'Game',
	governmentpubl: 'Government Publication',
	image: 'Image',
	journal: 'Journal',
	manuscript: 'Manuscript',
	map: 'Map',
	movie: 'Movie (DVD, Video)',
	musicrecording: 'Music Recording',
	musicscore: 'Music Score',
	newspaper: 'Newspaper',
	patent: 'Patent',
	report: 'Report',
	soundrecording: 'Sound Recording',
	thesis: 'Thesis',
} as const;

/**
 * Adds a time, which may be negative, to a day. Where the month is too short, its last day counts. The text is empty if no calendar has the
 * day.
 */
const dayLater = (day: string, time: DurationLike) => DateTime.fromISO(day, { zone: 'utc' }).plus(time).toISODate() ?? '';

/** The conditions that a rule can have, one row each. Users choose among these rows. */
export const ruleConditions = {
	borrowers: {
		label: 'Borrower',
		hint: 'Names or symbols of libraries, with commas between them, or semicolons where a name has a comma: any of them',
		control: 'words',
		example: 'US-WEST, Lakeside College',
		asks: 'the borrower',
		fits: isBorrower,
		tell: 'asked by {wanted}',
	},
	otherBorrowers: {
		label: 'Borrower Is Not',
		hint: 'Names or symbols of libraries, with commas between them, or semicolons where a name has a comma: none of them',
		control: 'words',
		example: 'US-WEST, Lakeside College',
		asks: 'the borrower',
		fits: (facts, wanted) => known(isBorrower(facts, wanted), (isOne) => !isOne),
		tell: 'not asked by {wanted}',
	},
	format: {
		label: 'Format',
		hint: 'Format of the item, as the request names it: any of these',
		control: 'choices',
		options: formats,
		asks: 'the format',
		fits: ({ request: { publicationType } }, wanted) => known(publicationType, (type) => list(wanted).includes(type)),
		tell: 'format {wanted}',
		spoken: formats,
	},
	serviceType: {
		label: 'Loan or Copy',
		hint: 'Whether the request is for the item or for a copy of a part of it',
		control: 'choice',
		options: { copy: 'Copy', loan: 'Loan' },
		asks: 'whether a loan or a copy is wanted',
		fits: ({ request: { serviceType } }, wanted) => known(serviceType, (type) => list(wanted).includes(type)),
		tell: 'a {wanted}',
	},
	neededWithin: {
		label: 'Needed Within Days',
		hint: 'The patron needs it within so many days. A request that names no day does not fit',
		control: 'number',
		example: '7',
		asks: 'the day by which it is needed',
		fits: ({ request: { neededBy }, today }, wanted) =>
			neededBy === undefined
				? false
				: /^\d{4}-\d\d-\d\d/u.test(neededBy)
					? neededBy.slice(0, 10) <= dayLater(today, { days: Number(wanted) })
					: undefined,
		tell: 'needed within {wanted} days',
	},
	openRequests: {
		label: 'Open Requests, at Least',
		hint: 'The borrower has at least so many other requests open with you',
		control: 'number',
		example: '10',
		asks: 'how many requests of that library are open',
		fits: ({ openRequests }, wanted) => known(openRequests, (count) => count >= Number(wanted)),
		tell: 'at least {wanted} other open requests of that library',
	},
	locations: {
		label: 'Our Location',
		hint: 'Words of the location of your copy, separated by commas: any of these. Known once ReShare names it, or where the item that comes in has a field location',
		control: 'words',
		example: 'Stacks, Annex',
		asks: 'where your copy stands',
		fits: ({ request: { shelf }, locations }, wanted) => known(locations ?? present(shelf), (places) => containsAny(places, wanted)),
		tell: 'our copy in {wanted}',
	},
	policies: {
		label: 'Our Lending Policy',
		hint: 'Lending policies of your copy, with commas between them: any of them. Known where the item that comes in has a field lendingPolicy',
		control: 'words',
		example: 'Will lend',
		asks: 'the lending policy of your copy',
		fits: ({ policies }, wanted) => known(policies, (found) => equalsAny(found, wanted)),
		tell: 'our lending policy {wanted}',
	},
	pagesOver: {
		label: 'Pages, More Than',
		hint: 'A copy of more pages than this. A loan does not fit',
		control: 'number',
		example: '50',
		asks: 'the number of pages',
		fits: ({ request }, wanted) => known(request.serviceType === 'copy' ? countPages(request.pages) : 0, (pages) => pages > Number(wanted)),
		tell: 'a copy of more than {wanted} pages',
	},
	publishedFrom: {
		label: 'Published From (Year)',
		hint: 'Published in this year or later',
		control: 'number',
		example: '2026',
		asks: 'the year of publication',
		fits: (facts, wanted) => published(facts, (day) => Number(day.slice(0, 4)) >= Number(wanted)),
		tell: 'published in {wanted} or later',
	},
	publishedUntil: {
		label: 'Published Until (Year)',
		hint: 'Published in this year or earlier',
		control: 'number',
		example: '1900',
		asks: 'the year of publication',
		fits: (facts, wanted) => published(facts, (day) => Number(day.slice(0, 4)) <= Number(wanted)),
		tell: 'published in {wanted} or earlier',
	},
	publishedWithin: {
		label: 'Newer Than (Months)',
		hint: 'Published so many months ago at most. Where a request names only the year, and that lies partly within these months, staff decide',
		control: 'number',
		example: '6',
		asks: 'when exactly it was published',
		fits: (facts, wanted) => published(facts, (day) => day >= dayLater(facts.today, { months: -Number(wanted) })),
		tell: 'published in the last {wanted} months',
	},
	title: {
		label: 'Words of the Title',
		hint: 'Words or phrases of the title, or of the part to be copied, with commas between them: any of them',
		control: 'words',
		example: 'Festschrift, yearbook',
		asks: 'the title',
		fits: ({ request: { title, partTitle } }, wanted) => known(present(title, partTitle), (texts) => containsAny(texts, wanted)),
		tell: 'title with {wanted}',
	},
	volume: {
		label: 'Volume',
		hint: 'Whether the request names a volume',
		control: 'choice',
		options: { named: 'Is Named', notNamed: 'Is Not Named' },
		asks: 'the volume',
		fits: ({ request: { volume } }, wanted) => (volume !== undefined) === list(wanted).includes('named'),
		tell: '{wanted}',
		spoken: { named: 'a volume is named', notNamed: 'no volume is named' },
	},
} as const satisfies Readonly<Record<string, Condition>>;

export type RuleConditionName = keyof typeof ruleConditions;

export const ruleConditionRows = Object.entries(ruleConditions) as ReadonlyArray<readonly [RuleConditionName, Condition]>;

/** The conditions of a rule. All of them must be met. */
export type RuleConditions = Readonly<Partial<Record<RuleConditionName, Wanted>>>;

export function describeRuleConditions(when: RuleConditions) {
	return ruleConditionRows
		.flatMap(([name, { tell, spoken }]) => {
			const wanted = when[name];
			if (wanted === undefined) return [];
			const words = list(wanted).map((one) => spoken?.[one] ?? one);
			return tell.replace('{wanted}', () => words.join(' or '));
		})
		.join(', ');
}
