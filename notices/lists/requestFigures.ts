import { buildParagraphBlock, type NoticeBlock } from '../noticeBlocks';
import { fillMessage } from '../fillPlaceholders';
import { formatNumber, formatPercent } from '../formatInLanguage';
import type { ListMessages } from '../messages/Messages';
import { dayMs, nestedItemsOf, textOfField, type WorkflowItem } from '../workflowItem';
import type { ListContext } from './listContent';

/** The events of a request's history that are counted; they are the same for both back ends. A copy arrives when it is delivered. */
const happened = {
	shipped: ['shipped', 'loanedDigitally', 'documentDelivered'],
	received: ['received', 'loanedDigitally', 'documentDelivered'],
	filledLocally: ['filledLocally'],
	endOfRota: ['endOfRota'],
	cancelled: ['cancelled'],
} as const;

/** When each event first happened to a request, in milliseconds since 1970. */
type Moments = Readonly<Partial<Record<'accepted' | keyof typeof happened, number>>>;

export interface RequestHistory extends Moments {
	readonly item: WorkflowItem;
	/** The month, as `YYYY-MM`, in which ReShare accepted the request; undefined if it never did. */
	readonly month: string | undefined;
	/** The reason of each refusal. */
	readonly refusals: ReadonlyArray<string | undefined>;
}

/** Returns the histories of the requests whose entries could be read. */
export function requestHistoriesOf(items: readonly WorkflowItem[]): RequestHistory[] {
	return items.filter(hasHistory).map(historyOf);
}

const hasHistory = ({ entries }: WorkflowItem): boolean => Array.isArray(entries);

function historyOf(item: WorkflowItem): RequestHistory {
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
		refusals: nestedItemsOf(item, 'refusals').map((refusal) => textOfField(refusal, 'reason')),
	};
}

function median(numbers: readonly number[]): number | null {
	const sorted = [...numbers].sort((one, other) => one - other);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10;
}

function medianDays(histories: readonly RequestHistory[], from: keyof Moments, to: keyof Moments): number | null {
	return median(
		histories.flatMap((history) =>
			history[from] === undefined || history[to] === undefined ? [] : [(history[to] - history[from]) / dayMs],
		),
	);
}

type FigureName = keyof ListMessages['figures'];
export type RequestFigures = Partial<Record<FigureName, number | null>>;

export function requestFiguresOf(histories: readonly RequestHistory[]): RequestFigures {
	const filled = histories.filter(({ received, filledLocally }) => received !== undefined || filledLocally !== undefined).length;
	return {
		requests: histories.length,
		filled,
		filledPercent: histories.length === 0 ? null : Math.round((filled / histories.length) * 1000) / 10,
		cancelled: histories.filter(({ cancelled }) => cancelled !== undefined).length,
		endOfRota: histories.filter(({ endOfRota }) => endOfRota !== undefined).length,
		refusals: histories.flatMap(({ refusals }) => refusals).length,
		medianDaysToShip: medianDays(histories, 'accepted', 'shipped'),
		medianDaysToReceive: medianDays(histories, 'shipped', 'received'),
		medianDaysInAll: medianDays(histories, 'accepted', 'received'),
	};
}

/**
 * Builds a block with the figures, each with its label.
 *
 * @param labels the labels that replace the usual ones, in order to name the period that a figure covers
 */
export function buildRequestFiguresBlock(
	figures: RequestFigures,
	{ words, language }: ListContext,
	labels: Partial<Record<FigureName, string>> = {},
): NoticeBlock {
	return {
		kind: 'facts',
		facts: (Object.entries(figures) as [FigureName, number | null][]).map(([name, value]) => ({
			label: labels[name] ?? words.figures[name],
			text: value === null ? words.notKnownYet : name === 'filledPercent' ? formatPercent(language, value) : formatNumber(language, value),
		})),
	};
}

/** Says how many requests are not counted, because their history could not be read. */
export function buildNotCountedBlocks(items: readonly WorkflowItem[], { words }: ListContext): NoticeBlock[] {
	const count = items.filter((item) => !hasHistory(item)).length;
	return count === 0 ? [] : [buildParagraphBlock(fillMessage(words.notCounted, { count }))];
}
