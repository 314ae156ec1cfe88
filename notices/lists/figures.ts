import { headedList, inEnglish, paragraph, type Block, type Entry } from '../document';
import { messagesIn } from '../messages/index';
import { dayMs, groupsOf, isLending, requestNumberOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import type { Figure } from './ListMessages';
import { dayIn, monthIn, numberIn, percentIn } from '../inLanguage';
import { lenders } from './lenders';
import { columnsOf, linked, type Listed, type ListWork } from './rows';

/** When each event first happened to a request, in milliseconds since 1970. */
type Moments = Readonly<Partial<Record<'accepted' | 'shipped' | 'received' | 'filledLocally' | 'endOfRota' | 'cancelled', number>>>;

interface History extends Moments {
	readonly item: WorkflowItem;
	/** The month, as `YYYY-MM`, in which ReShare accepted the request; undefined if it never did. */
	readonly month: string | undefined;
	readonly place: string | undefined;
	readonly refusals: ReadonlyArray<{ readonly reason: string | undefined }>;
}

/** The events of a request's history that are counted, the same for both back ends. A copy arrives when it is delivered. */
const happened = {
	shipped: ['shipped', 'loanedDigitally', 'documentDelivered'],
	received: ['received', 'loanedDigitally', 'documentDelivered'],
	filledLocally: ['filledLocally'],
	endOfRota: ['endOfRota'],
	cancelled: ['cancelled'],
} as const;

function historyOf(item: WorkflowItem): History {
	const entries = groupsOf(item, 'entries');
	const momentOf = (fits: (entry: WorkflowItem) => boolean): number | undefined => {
		const at = Date.parse(fieldText(entries.find(fits) ?? {}, 'at') ?? '');
		return Number.isNaN(at) ? undefined : at;
	};
	// Time counts from the moment when the request passes the checks, as in ReShare's own analytics.
	const passed = entries.find(({ phase }) => phase === 'asking' || phase === 'onLoan');
	const moments = Object.fromEntries(
		Object.entries(happened).map(([name, events]) => [name, momentOf(({ event }) => events.some((one) => one === event))]),
	) as Moments;
	return {
		...moments,
		accepted: momentOf((entry) => entry === passed),
		item,
		month: fieldText(passed ?? {}, 'at')?.slice(0, 7),
		place: fieldText(item, 'pickupLocation'),
		refusals: groupsOf(item, 'refusals').map((refusal) => ({ reason: fieldText(refusal, 'reason') })),
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

type Figures = Partial<Record<Figure, number | null>>;

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

/** @param labels those that name their period */
function factsOf(figures: Figures, { words, language }: ListWork, labels: Partial<Record<Figure, string>> = {}): Block {
	return {
		kind: 'facts',
		facts: (Object.entries(figures) as [Figure, number | null][]).map(([name, value]) => ({
			label: labels[name] ?? words.figures[name],
			text: value === null ? words.notKnownYet : name === 'filledPercent' ? percentIn(language, value) : numberIn(language, value),
		})),
	};
}

/** Borrowing by month, pickup location and reason of a refusal, from the requests' timelines; by lender, from Get Turnaround. */
export function statistics(items: readonly WorkflowItem[], work: ListWork): Listed {
	const { words, language } = work;
	const counted = items.filter((item) => !isLending(item) && item.outcome !== 'counted');
	const ofLenders = lenders(items, work);
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
	const { pickupLocation: place } = messagesIn[language].labels;
	const blocks: Block[] = [
		factsOf(all, work),
		...notRead(counted, work),
		heading(words.headings.byMonth),
		barsOf(
			month,
			ofMonth.map(({ name, figures }) => {
				const label = monthIn(language, name);
				return { name: name === work.settings.today.slice(0, 7) ? words.soFar(label) : label, figures };
			}),
			work,
		),
		paragraph(words.legend),
		paragraph(words.howCounted),
		...ofLenders.blocks,
		...(ofPlace.length === 0 ? [] : [heading(words.headings.byPlace), barsOf(place, ofPlace, work)]),
		...headedList(
			words.headings.byReason,
			ofReason.map(({ name, refusals: count }): Entry => ({ first: name, rest: [{ text: numberIn(language, count) }] })),
		),
	];
	return {
		subject: words.subjects.statistics(months[0] === undefined ? '–' : monthIn(language, months[0])),
		blocks: counted.length === 0 ? [] : blocks,
		rows: counted.length === 0 ? [] : rows,
		figures: all,
	};
}

const heading = (text: string): Block => ({ kind: 'heading', text });

function barsOf(
	first: string,
	of: ReadonlyArray<{ readonly name: string; readonly figures: Figures }>,
	{ words, language }: ListWork,
): Block {
	const { requests, filled, percent: share, days: daysInAll } = words.columns;
	return {
		kind: 'bars',
		columns: [first, requests, filled, share, daysInAll],
		bars: of.map(({ name, figures }) => ({
			label: name,
			whole: figures.requests ?? 0,
			part: figures.filled ?? 0,
			more: [
				percentIn(language, figures.filledPercent),
				figures.medianDaysInAll == null ? '–' : numberIn(language, figures.medianDaysInAll),
			],
		})),
	};
}

/** All months from the first to the last, also those without a request. */
function monthsBetween(months: readonly string[]): string[] {
	const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
	const [first, last] = [months[0], months.at(-1)];
	if (first === undefined || last === undefined) return [];
	return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => number(first) + index).map(
		(month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
	);
}

function notRead(counted: readonly WorkflowItem[], { words }: ListWork): Block[] {
	const count = counted.filter(({ entries }) => !Array.isArray(entries)).length;
	return count === 0 ? [] : [paragraph(words.notCounted(count))];
}

/**
 * Writes the digest of recent events. Borrowing requests are counted by their timelines, and those without one are only listed as open.
 * Lending requests are counted by their status.
 */
export function digest(items: readonly WorkflowItem[], work: ListWork): Listed {
	const { words, settings, language } = work;
	const now = Date.parse(settings.now);
	const recentSince = now - settings.newsDays * dayMs;
	const lending = items.filter(isLending);
	const borrowing = items.filter((item) => !isLending(item));
	const histories = borrowing.filter(({ entries }) => Array.isArray(entries)).map(historyOf);
	const createdAt = (item: WorkflowItem): number => Date.parse(fieldText(item, 'createdAt') ?? '');
	const first = histories
		.map(({ item }) => fieldText(item, 'createdAt') ?? '')
		.filter((at) => at !== '')
		.sort()[0];
	const periods = {
		newRequests: words.lastDays(words.figures.newRequests, settings.newsDays),
		...(first === undefined ? {} : { requests: words.since(words.figures.requests, dayIn(language, first) ?? first.slice(0, 10)) }),
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
	const list = (heading: string, of: readonly WorkflowItem[]): Block[] => [
		{ kind: 'heading', text: heading },
		of.length === 0 ? paragraph(words.none) : { kind: 'list', entries: of.map((item) => requestEntry(item, now, work)) },
	];
	const rows = [
		...recentlyUnfilled.map((item) => ({ list: 'endOfRota', ...shortOf(item) })),
		...oldest.map((item) => ({ list: 'oldest', ...shortOf(item) })),
	];
	const blocks: Block[] = [
		factsOf(asked, work, periods),
		...list(words.headings.news, recentlyUnfilled),
		...list(words.headings.oldest, oldest),
		...lent.blocks,
		paragraph(words.howCounted),
	];
	return {
		subject: words.subjects.digest(asked.newRequests ?? 0),
		blocks: items.length === 0 ? [] : blocks,
		rows,
		figures: { ...asked, ...lent.figures },
	};
}

/** What other libraries asked of this one. */
function lentOf(lending: readonly WorkflowItem[], work: ListWork): { readonly figures: Figures; readonly blocks: readonly Block[] } {
	const sent = lending.filter(
		({ phase, statusEvent }) =>
			phase === 'onLoan' || phase === 'onItsWayBack' || statusEvent === 'complete' || statusEvent === 'documentDelivered',
	);
	const rules = lending.flatMap((item) => fieldText(item, 'lendingRule') ?? []);
	const byRule = [...new Set(rules)]
		.sort()
		.map((rule): Entry => ({ first: rule, rest: [{ text: String(rules.filter((one) => one === rule).length) }] }));
	const figures: Figures = {
		askedOfUs: lending.length,
		sentByUs: sent.length,
		notSupplied: lending.filter(({ statusEvent }) => statusEvent === 'notSupplied').length,
		waitingForUs: lending.filter(({ phase }) => phase === 'asking' || phase === 'beingChecked').length,
		...(rules.length === 0 ? {} : { answeredByRules: rules.length }),
	};
	if (lending.length === 0) return { figures, blocks: [] };
	const list: Block[] = byRule.length === 0 ? [] : [{ kind: 'list', entries: byRule }];
	return { figures, blocks: [{ kind: 'heading', text: work.words.headings.lending }, factsOf(figures, work), ...list] };
}

function shortOf(item: WorkflowItem): WorkflowItem {
	return {
		number: requestNumberOf(item),
		...columnsOf(item, 'title'),
		status: statusLabelOf(item) ?? null,
		...columnsOf(item, 'createdAt', 'staffLink'),
	};
}

function requestEntry(item: WorkflowItem, now: number, { words, language }: ListWork): Entry {
	const age = Math.floor((now - Date.parse(fieldText(item, 'createdAt') ?? '')) / dayMs);
	return {
		first: linked(requestNumberOf(item), fieldText(item, 'staffLink')),
		rest: [
			{ text: fieldText(item, 'title') ?? words.noTitle },
			inEnglish(statusLabelOf(item) ?? '-', language),
			...(Number.isNaN(age) ? [] : [{ text: words.open(age) }]),
		],
	};
}
