import type { ListKind } from './listKinds';

export type RowVerdict =
	| 'canBeBorrowed'
	| 'lookAtIt'
	| 'notAvailable'
	| 'notKnown'
	| 'requested'
	| 'alreadyRequested'
	| 'needsStaff'
	| 'madeAndClosed'
	| 'notRequested'
	| 'canBeRequested'
	| 'wouldNotBeAccepted';

export type RuleAnswerName = 'willSupply' | 'cannotSupply' | 'sendConditions' | 'leaveToStaff';

/** The reasons why a request takes too long, in the order of the list. */
export const slowReasons = ['notInTime', 'late', 'notShipped', 'inStatus'] as const;
export type SlowReason = (typeof slowReasons)[number];

export type FigureName =
	| 'newRequests'
	| 'requests'
	| 'filled'
	| 'filledPercent'
	| 'cancelled'
	| 'endOfRota'
	| 'refusals'
	| 'medianDaysToShip'
	| 'medianDaysToReceive'
	| 'medianDaysInAll'
	| 'askedOfUs'
	| 'sentByUs'
	| 'notSupplied'
	| 'waitingForUs'
	| 'answeredByRules';

/** Columns of the spreadsheets that no label or figure names. */
export const ownColumns = [
	'why',
	'workingDays',
	'usualWorkingDays',
	'expectedArrival',
	'staffLink',
	'part',
	'shelf',
	'callNumber',
	'row',
	'titleInTheList',
	'verdict',
	'titleFound',
	'lendingLibraries',
	'notes',
	'recordId',
	'createdAt',
	'rule',
	'ruleAnswers',
	'staffAnswered',
	'isSame',
	'list',
	'group',
	'name',
	'nineOfTenDaysInAll',
	'timed',
	'refusedBecause',
	'copies',
	'undated',
	'suppliedIn',
	'partTitle',
	'partAuthor',
	'issue',
] as const;

export interface ListMessages {
	readonly subjects: {
		slow(count: number): string;
		pullList(count: number): string;
		lendingDesk(count: number): string;
		account(name: string, count: number): string;
		rehearsal(otherwise: number, compared: number): string;
		digest(newRequests: number): string;
		statistics(since: string): string;
		copies(journals: number, most: number): string;
		copyRecords(count: number): string;
	};
	readonly nothing: Readonly<Record<ListKind, string>>;
	/** The sentence at the end of a list that lacks items because they failed; their errors follow it. */
	readonly notComplete: string;
	/** The subject of such a list. */
	readonly incomplete: (subject: string) => string;
	/** What a bar shows. */
	readonly legend: string;
	/** Writes a label with the period whose events its number counts. */
	lastDays(label: string, days: number): string;
	since(label: string, day: string): string;
	/** The month that has not ended yet. */
	soFar(month: string): string;
	readonly noTitle: string;
	readonly openDesk: string;
	readonly neededBy: (day: string) => string;
	readonly slow: {
		readonly headings: Readonly<Record<SlowReason, string>>;
		made(days: number): string;
		stands(days: number): string;
		/** Writes a sentence with the days within which 9 of 10 requests are sent, and the days that this one has taken so far. */
		isSent(usual: number, days: number): string;
		arrives(usual: number, days: number): string;
		tooFew(count: number): string;
		likely(day: string): string;
		readonly whatToDo: string;
		readonly usualNotRead: string;
		cancel(number: string): string;
	};
	readonly account: {
		readonly verdicts: Readonly<Record<RowVerdict, string>>;
		sameAs(row: number): string;
		readonly sameAsOther: string;
		lentBy(libraries: string): string;
	};
	readonly rehearsal: {
		readonly answers: Readonly<Record<RuleAnswerName, string>>;
		readonly figures: Readonly<
			Record<'requests' | 'answered' | 'asStaff' | 'otherwise' | 'byRules' | 'withheld' | 'leftToStaff' | 'notRead', string>
		>;
		readonly headings: { readonly rules: string; readonly otherwise: string };
		wouldAnswer(count: number): string;
		asStaff(count: number): string;
		otherwise(count: number): string;
		notRead(count: number): string;
		withheld(count: number, why: string): string;
		byRule(rule: string, answer: string): string;
		byStaff(answer: string): string;
		more(count: number): string;
		readonly nothingSent: string;
	};
	readonly copies: {
		count(copies: number): string;
		undated(copies: number): string;
		readonly whatToDo: string;
		readonly inSpreadsheet: string;
		readonly onlyReShare: string;
	};
	readonly figures: Readonly<Record<FigureName, string>>;
	readonly columnHeads: Readonly<Record<(typeof ownColumns)[number], string>>;
	readonly notKnownYet: string;
	readonly headings: {
		readonly byMonth: string;
		readonly byLender: string;
		readonly byPlace: string;
		readonly byReason: string;
		readonly news: string;
		readonly oldest: string;
		readonly lending: string;
	};
	readonly columns: Readonly<Record<'month' | 'lender' | 'requests' | 'filled' | 'percent' | 'days' | 'nineOfTen', string>>;
	readonly open: (days: number) => string;
	readonly none: string;
	readonly howCounted: string;
	readonly lendersCounted: string;
	copiesOf(library: string): string;
	notCounted(count: number): string;
}
