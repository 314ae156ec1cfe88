import {
	buildHeadedListBlocks,
	markAsEnglish,
	noticeTextsOf,
	buildParagraphBlock,
	type NoticeBlock,
	type ListBlockEntry,
} from '../noticeBlocks';
import { requestNumberOf, statusLabelOf, textOfField, textsOfFields, type WorkflowItem } from '../workflowItem';
import { fillMessage } from '../fillPlaceholders';
import { formatPlural, formatDay } from '../formatInLanguage';
import { buildCancelLink } from '../letterLinks';
import { buildLinkedText, type ListContent, type ListContext } from './listContent';
import type { ListSettings } from './ListSettings';

/** The reasons why a request takes too long, in the order of the list. */
const slowReasons = ['notInTime', 'late', 'notShipped', 'inStatus'] as const;
type SlowReason = (typeof slowReasons)[number];

/** How many working days a request may stay in a status, by phase; 0: no limit. Limits that staff set replace these. */
const usualLimits: Readonly<Record<string, number>> = { beingChecked: 1, asking: 5, onLoan: 10, onItsWayBack: 10, over: 0 };
const otherwise = 5;

const daysIn = (item: WorkflowItem, name: string): number => (typeof item[name] === 'number' ? item[name] : 0);
const isJudged = (item: WorkflowItem): boolean => 'isLate' in item;

function limitOf(item: WorkflowItem, { limits }: ListSettings): number {
	const own = limits.find(({ status }) => status.trim().toLowerCase() === statusLabelOf(item)?.toLowerCase());
	if (own !== undefined) return own.days;
	if (item.needsStaff === true) return 1;
	// The patron has the item until its due date, and a library whose usual times are known is judged by them. Both need no limit.
	return item.isWithPatron === true || typeof item.isLate === 'boolean' ? 0 : (usualLimits[textOfField(item, 'phase') ?? ''] ?? otherwise);
}

/**
 * Returns the first reason for which a request takes too long. The lending library's usual time counts if Get Turnaround knows it;
 * otherwise one number counts for all libraries.
 */
function reasonOf(item: WorkflowItem, settings: ListSettings): SlowReason | undefined {
	if (item.comesInTime === false) return 'notInTime';
	if (item.isLate === true) return 'late';
	const isUnshipped =
		!isJudged(item) ||
		(item.isLate !== false &&
			['beingChecked', 'asking'].includes(textOfField(item, 'phase') ?? '') &&
			daysIn(item, 'workingDaysOld') >= settings.daysToShip);
	if (typeof item.workingDaysOld === 'number' && isUnshipped) return 'notShipped';
	const limit = limitOf(item, settings);
	return typeof item.workingDaysWithoutChange === 'number' && limit > 0 && item.workingDaysWithoutChange >= limit ? 'inStatus' : undefined;
}

const daysBy: Readonly<Record<SlowReason, string>> = {
	notInTime: 'workingDaysOld',
	late: 'waitedWorkingDays',
	notShipped: 'workingDaysOld',
	inStatus: 'workingDaysWithoutChange',
};

/** Lists the open requests that take longer than they should, each once, under its first reason. */
export function writeSlowRequestList(items: readonly WorkflowItem[], work: ListContext): ListContent {
	const { words, settings } = work;
	const listed = new Set<string>();
	const parts = slowReasons.map((reason) => {
		const of = items.filter((item) => !listed.has(requestNumberOf(item)) && reasonOf(item, settings) === reason);
		for (const item of of) listed.add(requestNumberOf(item));
		return { reason, of: of.sort((one, other) => daysIn(other, daysBy[reason]) - daysIn(one, daysBy[reason])) };
	});
	const blocks = parts.flatMap(({ reason, of }): NoticeBlock[] => {
		const isAdvised = of.length > 0 && (reason === 'notInTime' || (reason === 'late' && parts[0]?.of.length === 0));
		return [
			...buildHeadedListBlocks(
				words.slow.headings[reason],
				of.map((item) => entryOf(item, reason, work)),
			),
			...(isAdvised ? [buildParagraphBlock(words.slow.whatToDo)] : []),
		];
	});
	const rows = parts.flatMap(({ reason, of }) => of.map((item) => rowOf(item, reason)));
	const unread = items.some((item) => textOfField(item, 'turnaroundRemark') !== undefined);
	return {
		subject: formatPlural(work.language, words.subjects.slow, rows.length),
		blocks: unread && blocks.length > 0 ? [buildParagraphBlock(words.slow.usualNotRead), ...blocks] : blocks,
		rows,
		figures: { requests: rows.length, ...Object.fromEntries(parts.map(({ reason, of }) => [reason, of.length])) },
	};
}

function entryOf(item: WorkflowItem, reason: SlowReason, work: ListContext): ListBlockEntry {
	const { slow: texts, noTitle, neededBy: neededByDay } = work.words;
	const workingDays = (name: string): string => formatPlural(work.language, texts.workingDays, daysIn(item, name));
	const status = markAsEnglish(statusLabelOf(item) ?? '-', work.language);
	const stands =
		reason === 'inStatus'
			? [status, { text: fillMessage(texts.stands, { days: workingDays('workingDaysWithoutChange') }) }]
			: reason === 'notShipped'
				? [{ text: fillMessage(texts.made, { days: workingDays('workingDaysOld') }) }, status]
				: [status];
	const [neededBy, arrival] = [textOfField(item, 'neededBy'), textOfField(item, 'expectedArrival')];
	const tooFew = typeof item.usualFrom === 'number' && item.usualWorkingDays === null;
	const more = [
		textOfField(item, 'supplier'),
		item.isLate === true
			? fillMessage(item.awaited === 'arrival' ? texts.arrives : texts.isSent, {
					usual: workingDays('usualWorkingDays'),
					days: workingDays('waitedWorkingDays'),
				})
			: undefined,
		tooFew ? fillMessage(texts.tooFew, { count: daysIn(item, 'usualFrom') }) : undefined,
		neededBy === undefined ? undefined : fillMessage(neededByDay, { day: formatDay(work.language, neededBy) ?? neededBy }),
		reason === 'notInTime' && arrival !== undefined
			? fillMessage(texts.likely, { day: formatDay(work.language, arrival) ?? arrival })
			: undefined,
	];
	// What has been shipped can no longer be canceled.
	const cancel =
		item.phase === 'onLoan' || item.phase === 'onItsWayBack'
			? undefined
			: buildCancelLink(work.cancelPage, requestNumberOf(item), work.language);
	return {
		first: buildLinkedText(requestNumberOf(item), textOfField(item, 'staffLink')),
		rest: [{ text: textOfField(item, 'title') ?? noTitle }, ...stands, ...noticeTextsOf(more)],
		links: cancel === undefined ? [] : [{ text: fillMessage(texts.cancel, { number: requestNumberOf(item) }), url: cancel }],
	};
}

function rowOf(item: WorkflowItem, why: SlowReason): WorkflowItem {
	return {
		why,
		number: requestNumberOf(item),
		...textsOfFields(item, 'title'),
		status: statusLabelOf(item) ?? null,
		workingDays: daysIn(item, daysBy[why]),
		usualWorkingDays: typeof item.usualWorkingDays === 'number' ? item.usualWorkingDays : null,
		...textsOfFields(item, 'supplier', 'neededBy', 'expectedArrival', 'staffLink'),
	};
}
