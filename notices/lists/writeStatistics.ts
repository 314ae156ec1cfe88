import { buildHeadedListBlocks, buildParagraphBlock, type NoticeBlock, type ListBlockEntry } from '../noticeBlocks';
import { findTextForCode } from '../noticeFacts';
import { fillMessage } from '../fillPlaceholders';
import { formatMonth, formatNumber, formatPercent } from '../formatInLanguage';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import { isLending, textOfField, type WorkflowItem } from '../workflowItem';
import { listLenderFigures } from './lenderFigures';
import type { ListContent, ListContext } from './listContent';
import {
	buildRequestFiguresBlock,
	requestFiguresOf,
	requestHistoriesOf,
	buildNotCountedBlocks,
	type RequestFigures,
	type RequestHistory,
} from './requestFigures';

/** The figures of a month, a pickup location or a reason. */
interface FigureGroup {
	readonly name: string;
	readonly figures: RequestFigures;
}

/**
 * Writes statistics of borrowing: by month, pickup location and reason of a refusal from the requests' timelines, and by lender from Get
 * Turnaround.
 */
export function writeStatistics(items: readonly WorkflowItem[], work: ListContext): ListContent {
	const { words, language } = work;
	const counted = items.filter((item) => !isLending(item) && item.outcome !== 'counted');
	const ofLenders = listLenderFigures(items, work);
	const histories = requestHistoriesOf(counted).filter(({ month }) => month !== undefined);
	const all = requestFiguresOf(histories);
	const monthOf = ({ month }: RequestHistory): string | undefined => month;
	const placeOf = ({ item }: RequestHistory): string | undefined => textOfField(item, 'pickupLocation');
	const months = monthsBetween(namesIn(histories.map(monthOf)));
	const byMonth = groupsOf(histories, months, monthOf);
	const byPlace = groupsOf(histories, namesIn(histories.map(placeOf)), placeOf);
	const reasons = histories.flatMap(({ refusals }) => refusals);
	const byReason = namesIn(reasons).map((name) => ({ name, figures: { refusals: reasons.filter((reason) => reason === name).length } }));
	const rowsOf = (group: string, groups: readonly FigureGroup[]): WorkflowItem[] =>
		groups.map(({ name, figures }) => ({ group, name, ...figures }));
	const rows = [
		...rowsOf('all', [{ name: months[0] ?? '', figures: all }]),
		...rowsOf('month', byMonth),
		...ofLenders.rows,
		...rowsOf('pickupLocation', byPlace),
		...rowsOf('reason', byReason),
	];
	const blocks: NoticeBlock[] = [
		buildRequestFiguresBlock(all, work),
		...buildNotCountedBlocks(counted, work),
		heading(words.headings.byMonth),
		barsOf(
			words.columns.month,
			byMonth.map((group) => ({ ...group, name: monthInWords(group.name, work) })),
			work,
		),
		buildParagraphBlock(words.legend),
		buildParagraphBlock(words.howCounted),
		...ofLenders.blocks,
		...(byPlace.length === 0
			? []
			: [heading(words.headings.byPlace), barsOf(messagesByLanguage[language].labels.pickupLocation, byPlace, work)]),
		...buildHeadedListBlocks(
			words.headings.byReason,
			byReason.map(({ name, figures }): ListBlockEntry => ({
				first: findTextForCode(messagesByLanguage[language].refusals, name) ?? name,
				rest: [{ text: formatNumber(language, figures.refusals) }],
			})),
		),
	];
	const since = months[0] === undefined ? '–' : formatMonth(language, months[0]);
	return {
		subject: fillMessage(words.subjects.statistics, { since }),
		blocks: counted.length === 0 ? [] : blocks,
		rows: counted.length === 0 ? [] : rows,
		figures: all,
	};
}

/** Returns the names, each once and sorted. */
function namesIn(names: ReadonlyArray<string | undefined>): string[] {
	return [...new Set(names)].filter((name) => name !== undefined).sort();
}

function groupsOf(
	histories: readonly RequestHistory[],
	names: readonly string[],
	nameOf: (history: RequestHistory) => string | undefined,
): FigureGroup[] {
	return names.map((name) => ({ name, figures: requestFiguresOf(histories.filter((history) => nameOf(history) === name)) }));
}

/** Writes a month in words. For the present month, the text says that the figures only go up to now. */
function monthInWords(name: string, { words, language, settings }: ListContext): string {
	const month = formatMonth(language, name);
	return name === settings.today.slice(0, 7) ? fillMessage(words.soFar, { month }) : month;
}

const heading = (text: string): NoticeBlock => ({ kind: 'heading', text });

function barsOf(first: string, groups: readonly FigureGroup[], { words, language }: ListContext): NoticeBlock {
	const { requests, filled, percent: share, days: daysInAll } = words.columns;
	return {
		kind: 'bars',
		columns: [first, requests, filled, share, daysInAll],
		bars: groups.map(({ name, figures }) => ({
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
