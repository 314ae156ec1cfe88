import { markAsEnglish, buildParagraphBlock, type NoticeBlock, type ListBlockEntry } from '../noticeBlocks';
import { quoteText } from '../noticeFacts';
import { fillMessage } from '../fillPlaceholders';
import { formatPlural, formatDay } from '../formatInLanguage';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import { dayMs, isLending, requestNumberOf, statusLabelOf, textOfField, textsOfFields, type WorkflowItem } from '../workflowItem';
import { buildLinkedText, type ListContent, type ListContext } from './listContent';
import { buildRequestFiguresBlock, requestFiguresOf, requestHistoriesOf, type RequestFigures } from './requestFigures';

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
	const histories = requestHistoriesOf(borrowing);
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
	const asked: RequestFigures = {
		newRequests: histories.filter(({ item }) => createdAt(item) >= recentSince).length,
		...requestFiguresOf(histories),
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
		of.length === 0 ? buildParagraphBlock(words.none) : { kind: 'list', entries: of.map((item) => requestEntry(item, now, work)) },
	];
	const rows = [
		...recentlyUnfilled.map((item) => ({ list: 'endOfRota', ...shortOf(item) })),
		...oldest.map((item) => ({ list: 'oldest', ...shortOf(item) })),
	];
	const blocks: NoticeBlock[] = [
		buildRequestFiguresBlock(asked, work, periods),
		...list(words.headings.news, recentlyUnfilled),
		...list(words.headings.oldest, oldest),
		...lent.blocks,
		buildParagraphBlock(words.howCounted),
	];
	return {
		subject: formatPlural(language, words.subjects.digest, asked.newRequests ?? 0),
		blocks: items.some(({ requestId }) => requestId !== undefined) ? blocks : [],
		rows,
		figures: { ...asked, ...lent.figures },
	};
}

/** Writes the figures of what other libraries requested from this one, and how many of the requests each lending rule answered. */
function lentOf(
	lending: readonly WorkflowItem[],
	work: ListContext,
): { readonly figures: RequestFigures; readonly blocks: readonly NoticeBlock[] } {
	const sent = lending.filter(
		({ phase, statusEvent }) =>
			phase === 'onLoan' || phase === 'onItsWayBack' || statusEvent === 'complete' || statusEvent === 'documentDelivered',
	);
	const { quotes, colon } = messagesByLanguage[work.language];
	const rules = lending.flatMap((item) => textOfField(item, 'lendingRule') ?? []);
	const byRule = [...new Set(rules)].sort().map((rule): ListBlockEntry => ({
		first: `${work.words.columnHeads.rule} ${quoteText(rule, quotes) ?? ''}${colon}${rules.filter((one) => one === rule).length}`,
		rest: [],
	}));
	const figures: RequestFigures = {
		askedOfUs: lending.length,
		sentByUs: sent.length,
		notSupplied: lending.filter(({ statusEvent }) => statusEvent === 'notSupplied').length,
		waitingForUs: lending.filter(({ phase }) => phase === 'asking' || phase === 'beingChecked').length,
		...(rules.length === 0 ? {} : { answeredByRules: rules.length }),
	};
	if (lending.length === 0) return { figures, blocks: [] };
	const list: NoticeBlock[] = byRule.length === 0 ? [] : [{ kind: 'list', entries: byRule }];
	return { figures, blocks: [{ kind: 'heading', text: work.words.headings.lending }, buildRequestFiguresBlock(figures, work), ...list] };
}

function shortOf(item: WorkflowItem): WorkflowItem {
	return {
		number: requestNumberOf(item),
		...textsOfFields(item, 'title'),
		status: statusLabelOf(item) ?? null,
		...textsOfFields(item, 'createdAt', 'staffLink'),
	};
}

function requestEntry(item: WorkflowItem, now: number, { words, language }: ListContext): ListBlockEntry {
	const age = Math.floor((now - Date.parse(textOfField(item, 'createdAt') ?? '')) / dayMs);
	return {
		first: buildLinkedText(requestNumberOf(item), textOfField(item, 'staffLink')),
		rest: [
			{ text: textOfField(item, 'title') ?? words.noTitle },
			markAsEnglish(statusLabelOf(item) ?? '-', language),
			...(Number.isNaN(age) ? [] : [{ text: formatPlural(language, words.open, age) }]),
		],
	};
}
