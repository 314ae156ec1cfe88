import { headedListBlocks, englishText, paragraphBlock, type NoticeBlock, type ListEntry } from '../noticeBlocks';
import { findTextForCode, quoteText } from '../facts';
import type { ListMessages } from '../messages/Messages';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import { dayMs, nestedItemsOf, isLending, requestNumberOf, statusLabelOf, textOfField, type WorkflowItem } from '../workflowItem';
import { fillMessage } from '../fillPlaceholders';
import { formatCount, formatDay, formatMonth, formatNumber, formatPercent } from '../formatInLanguage';
import { listLenders } from './listLenders';
import { pickFields, linkText, type ListContent, type ListContext } from './listContent';

/** When each event first happened to a request, in milliseconds since 1970. */
type Moments = Readonly<Partial<Record<'accepted' | 'shipped' | 'received' | 'filledLocally' | 'endOfRota' | 'cancelled', number>>>;

interface History extends Moments {
	readonly item: WorkflowItem;
	/** The month, as `YYYY-MM`, in which ReShare accepted the request; undefined if it never did. */
	readonly month: string | undefined;
	readonly place: string | undefined;
	readonly refusals: ReadonlyArray<{ readonly reason: string | undefined }>;
}

/** The events of a request's history that are counted; they are the same for both back ends. A copy arrives when it is delivered. */
const happened = {
	shipped: ['shipped', 'loanedDigitally', 'documentDelivered'],
	received: ['received', 'loanedDigitally', 'documentDelivered'],
	filledLocally: ['filledLocally'],
	endOfRota: ['endOfRota'],
	cancelled: ['cancelled'],
} as const;

function historyOf(item: WorkflowItem): History {
	const entries = nestedItemsOf(item, 'entries');
	const momentOf = (fits: (entry: WorkflowItem) => boolean): number | undefined => {
		const at = Date.parse(textOfField(entries.find(fits) ?? {}, 'at') ?? '');
		return Number.isNaN(at) ? undefined : at;
	};
	// Time is counted from the moment when the request passes the checks, as in ReShare's own analytics.
	const passed = entries.find(({ phase }) => phase === 'asking' || phase === 'onLoan');
	const moments = Object.fromEntries(
		Object.entries(happened).map(([name, events]) => [name, momentOf(({ event }) => events.some((one) => one === event))]),
	) as Moments;
	return {
		...moments,
		accepted: momentOf((entry) => entry === passed),
		item,
		month: textOfField(passed ?? {}, 'at')?.slice(0, 7),
		place: textOfField(item, 'pickupLocation'),
		refusals: nestedItemsOf(item, 'refusals').map((refusal) => ({ reason: textOfField(refusal, 'reason') })),
	};
}

const isFilled = ({ received, filledLocally }: History): boolean => received !== undefined || filledLocally !== undefined;

function median(numbers: readonly number[]): number | null {
	const sorted = [...numbers].sort((one, other) => one - other);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10;
}

function days(histories: readonly History[], from: keyof Moments, to: keyof Moments): number | null {
	return median(
		histories.flatMap((history) =>
			history[from] === undefined || history[to] === undefined ? [] : [(history[to] - history[from]) / dayMs],
		),
	);
}

function percent(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

type FigureName = keyof ListMessages['figures'];
type Figures = Partial<Record<FigureName, number | null>>;

function figuresOf(histories: readonly History[], refusals: number): Figures {
	const filled = histories.filter(isFilled);
	return {
		requests: histories.length,
		filled: filled.length,
		filledPercent: percent(filled.length, histories.length),
		cancelled: histories.filter(({ cancelled }) => cancelled !== undefined).length,
		endOfRota: histories.filter(({ endOfRota }) => endOfRota !== undefined).length,
		refusals,
		medianDaysToShip: days(histories, 'accepted', 'shipped'),
		medianDaysToReceive: days(histories, 'shipped', 'received'),
		medianDaysInAll: days(histories, 'accepted', 'received'),
	};
}

/** @param labels the labels that name their period */
function factsOf(figures: Figures, { words, language }: ListContext, labels: Partial<Record<FigureName, string>> = {}): NoticeBlock {
	return {
		kind: 'facts',
		facts: (Object.entries(figures) as [FigureName, number | null][]).map(([name, value]) => ({
			label: labels[name] ?? words.figures[name],
			text: value === null ? words.notKnownYet : name === 'filledPercent' ? formatPercent(language, value) : formatNumber(language, value),
		})),
	};
}

/**
 * Writes statistics of borrowing: by month, pickup location and reason of a refusal from the requests' timelines, and by lender from Get
 * Turnaround.
 */
export function writeStatistics(items: readonly WorkflowItem[], work: ListContext): ListContent {
	const { words, language } = work;
	const counted = items.filter((item) => !isLending(item) && item.outcome !== 'counted');
	const ofLenders = listLenders(items, work);
	const histories = counted
		.filter(({ entries }) => Array.isArray(entries))
		.map(historyOf)
		.filter(({ month }) => month !== undefined);
	const refusals = (of: readonly History[], fits: (refusal: History['refusals'][number]) => boolean = () => true): number =>
		of.flatMap((history) => history.refusals).filter(fits).length;
	const names = (pick: (history: History) => readonly (string | undefined)[]): string[] =>
		[...new Set(histories.flatMap(pick))].filter((name) => name !== undefined).sort();
	const months = monthsBetween(names(({ month }) => [month]));
	const all = figuresOf(histories, refusals(histories));
	const row = (group: string, name: string, figures: Figures): WorkflowItem => ({ group, name, ...figures });
	const ofMonth = months.map((name) => {
		const of = histories.filter(({ month }) => month === name);
		return { name, figures: figuresOf(of, refusals(of)) };
	});
	const ofPlace = names(({ place }) => [place]).map((name) => {
		const of = histories.filter(({ place }) => place === name);
		return { name, figures: figuresOf(of, refusals(of)) };
	});
	const ofReason = names(({ refusals: said }) => said.map(({ reason }) => reason)).map((name) => ({
		name,
		refusals: refusals(histories, ({ reason }) => reason === name),
	}));
	const rows = [
		row('all', months[0] ?? '', all),
		...ofMonth.map(({ name, figures }) => row('month', name, figures)),
		...ofLenders.rows,
		...ofPlace.map(({ name, figures }) => row('pickupLocation', name, figures)),
		...ofReason.map(({ name, refusals: count }) => row('reason', name, { refusals: count })),
	];
	const { month } = words.columns;
	const { pickupLocation: place } = messagesByLanguage[language].labels;
	const blocks: NoticeBlock[] = [
		factsOf(all, work),
		...notRead(counted, work),
		heading(words.headings.byMonth),
		barsOf(
			month,
			ofMonth.map(({ name, figures }) => {
				const label = formatMonth(language, name);
				return { name: name === work.settings.today.slice(0, 7) ? fillMessage(words.soFar, { month: label }) : label, figures };
			}),
			work,
		),
		paragraphBlock(words.legend),
		paragraphBlock(words.howCounted),
		...ofLenders.blocks,
		...(ofPlace.length === 0 ? [] : [heading(words.headings.byPlace), barsOf(place, ofPlace, work)]),
		...headedListBlocks(
			words.headings.byReason,
			ofReason.map(({ name, refusals: count }): ListEntry => ({
				first: findTextForCode(messagesByLanguage[language].refusals, name) ?? name,
				rest: [{ text: formatNumber(language, count) }],
			})),
		),
	];
	return {
		subject: fillMessage(words.subjects.statistics, { since: months[0] === undefined ? '–' : formatMonth(language, months[0]) }),
		blocks: counted.length === 0 ? [] : blocks,
		rows: counted.length === 0 ? [] : rows,
		figures: all,
	};
}

const heading = (text: string): NoticeBlock => ({ kind: 'heading', text });

function barsOf(
	first: string,
	of: ReadonlyArray<{ readonly name: string; readonly figures: Figures }>,
	{ words, language }: ListContext,
): NoticeBlock {
	const { requests, filled, percent: share, days: daysInAll } = words.columns;
	return {
		kind: 'bars',
		columns: [first, requests, filled, share, daysInAll],
		bars: of.map(({ name, figures }) => ({
			label: name,
			whole: figures.requests ?? 0,
			part: figures.filled ?? 0,
			more: [
				formatPercent(language, figures.filledPercent),
				figures.medianDaysInAll == null ? '–' : formatNumber(language, figures.medianDaysInAll),
			],
		})),
	};
}

/** Lists all months from the first to the last, including those without a request. */
function monthsBetween(months: readonly string[]): string[] {
	const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
	const [first, last] = [months[0], months.at(-1)];
	if (first === undefined || last === undefined) return [];
	return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => number(first) + index).map(
		(month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
	);
}

function notRead(counted: readonly WorkflowItem[], { words }: ListContext): NoticeBlock[] {
	const count = counted.filter(({ entries }) => !Array.isArray(entries)).length;
	return count === 0 ? [] : [paragraphBlock(fillMessage(words.notCounted, { count }))];
}

/**
 * Writes the digest of recent events. Borrowing requests are counted by their timelines, and without a timeline they are only listed as
 * open. Lending requests are counted by their status.
 */
export function writeDigest(items: readonly WorkflowItem[], work: ListContext): ListContent {
	const { words, settings, language } = work;
	const now = Date.parse(settings.now);
	const recentSince = now - settings.newsDays * dayMs;
	const lending = items.filter(isLending);
	const borrowing = items.filter((item) => !isLending(item));
	const histories = borrowing.filter(({ entries }) => Array.isArray(entries)).map(historyOf);
	const createdAt = (item: WorkflowItem): number => Date.parse(textOfField(item, 'createdAt') ?? '');
	const first = histories
		.map(({ item }) => textOfField(item, 'createdAt') ?? '')
		.filter((at) => at !== '')
		.sort()[0];
	const periods = {
		newRequests: fillMessage(words.lastDays, { label: words.figures.newRequests, days: settings.newsDays }),
		...(first === undefined
			? {}
			: { requests: fillMessage(words.since, { label: words.figures.requests, day: formatDay(language, first) ?? first.slice(0, 10) }) }),
	};
	const asked: Figures = {
		newRequests: histories.filter(({ item }) => createdAt(item) >= recentSince).length,
		...figuresOf(histories, histories.flatMap((history) => history.refusals).length),
	};
	const lent = lentOf(lending, work);
	const recentlyUnfilled = histories.filter(({ endOfRota }) => endOfRota !== undefined && endOfRota >= recentSince).map(({ item }) => item);
	const open = [
		...new Map(
			borrowing.filter(({ isOpen, isWithPatron }) => isOpen === true && isWithPatron !== true).map((item) => [item.requestId, item]),
		).values(),
	];
	const oldest = open.sort((one, other) => createdAt(one) - createdAt(other)).slice(0, settings.oldest);
	const list = (heading: string, of: readonly WorkflowItem[]): NoticeBlock[] => [
		{ kind: 'heading', text: heading },
		of.length === 0 ? paragraphBlock(words.none) : { kind: 'list', entries: of.map((item) => requestEntry(item, now, work)) },
	];
	const rows = [
		...recentlyUnfilled.map((item) => ({ list: 'endOfRota', ...shortOf(item) })),
		...oldest.map((item) => ({ list: 'oldest', ...shortOf(item) })),
	];
	const blocks: NoticeBlock[] = [
		factsOf(asked, work, periods),
		...list(words.headings.news, recentlyUnfilled),
		...list(words.headings.oldest, oldest),
		...lent.blocks,
		paragraphBlock(words.howCounted),
	];
	return {
		subject: formatCount(language, words.subjects.digest, asked.newRequests ?? 0),
		blocks: items.some(({ requestId }) => requestId !== undefined) ? blocks : [],
		rows,
		figures: { ...asked, ...lent.figures },
	};
}

/** Writes what other libraries requested from this one. */
function lentOf(
	lending: readonly WorkflowItem[],
	work: ListContext,
): { readonly figures: Figures; readonly blocks: readonly NoticeBlock[] } {
	const sent = lending.filter(
		({ phase, statusEvent }) =>
			phase === 'onLoan' || phase === 'onItsWayBack' || statusEvent === 'complete' || statusEvent === 'documentDelivered',
	);
	const { quotes, colon } = messagesByLanguage[work.language];
	const rules = lending.flatMap((item) => textOfField(item, 'lendingRule') ?? []);
	const byRule = [...new Set(rules)].sort().map((rule): ListEntry => ({
		first: `${work.words.columnHeads.rule} ${quoteText(rule, quotes) ?? ''}${colon}${rules.filter((one) => one === rule).length}`,
		rest: [],
	}));
	const figures: Figures = {
		askedOfUs: lending.length,
		sentByUs: sent.length,
		notSupplied: lending.filter(({ statusEvent }) => statusEvent === 'notSupplied').length,
		waitingForUs: lending.filter(({ phase }) => phase === 'asking' || phase === 'beingChecked').length,
		...(rules.length === 0 ? {} : { answeredByRules: rules.length }),
	};
	if (lending.length === 0) return { figures, blocks: [] };
	const list: NoticeBlock[] = byRule.length === 0 ? [] : [{ kind: 'list', entries: byRule }];
	return { figures, blocks: [{ kind: 'heading', text: work.words.headings.lending }, factsOf(figures, work), ...list] };
}

function shortOf(item: WorkflowItem): WorkflowItem {
	return {
		number: requestNumberOf(item),
		...pickFields(item, 'title'),
		status: statusLabelOf(item) ?? null,
		...pickFields(item, 'createdAt', 'staffLink'),
	};
}

function requestEntry(item: WorkflowItem, now: number, { words, language }: ListContext): ListEntry {
	const age = Math.floor((now - Date.parse(textOfField(item, 'createdAt') ?? '')) / dayMs);
	return {
		first: linkText(requestNumberOf(item), textOfField(item, 'staffLink')),
		rest: [
			{ text: textOfField(item, 'title') ?? words.noTitle },
			englishText(statusLabelOf(item) ?? '-', language),
			...(Number.isNaN(age) ? [] : [{ text: formatCount(language, words.open, age) }]),
		],
	};
}
