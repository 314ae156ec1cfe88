import { headedList, inEnglish, paragraph, type Block, type Entry } from '../document';
import { requestNumberOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import { cancelLink } from '../profile';
import { slowReasons, type SlowReason } from './ListMessages';
import { columnsOf, linked, type Listed, type ListWork } from './rows';
import type { ListSettings } from './settings';

/** Working days that a request may stay in a status, by phase; 0: no limit. Staff's own limits win. */
const usualLimits: Readonly<Record<string, number>> = { beingChecked: 1, asking: 5, onLoan: 10, onItsWayBack: 10, over: 0 };
const otherwise = 5;

const daysIn = (item: WorkflowItem, name: string): number => (typeof item[name] === 'number' ? item[name] : 0);
const isJudged = (item: WorkflowItem): boolean => 'isLate' in item;

function limitOf(item: WorkflowItem, { limits }: ListSettings): number {
	const own = limits.find(({ status }) => status.trim().toLowerCase() === statusLabelOf(item)?.toLowerCase());
	if (own !== undefined) return own.days;
	if (item.needsStaff === true) return 1;
	// The patron has it until it is due; a library whose own days are known has been judged by these.
	return item.isWithPatron === true || typeof item.isLate === 'boolean' ? 0 : (usualLimits[fieldText(item, 'phase') ?? ''] ?? otherwise);
}

/** The first reason that fits. The lending library's own days count if Get Turnaround knows them, else one number for all. */
function reasonOf(item: WorkflowItem, settings: ListSettings): SlowReason | undefined {
	if (item.comesInTime === false) return 'notInTime';
	if (item.isLate === true) return 'late';
	const isUnshipped =
		!isJudged(item) ||
		(item.isLate !== false &&
			['beingChecked', 'asking'].includes(fieldText(item, 'phase') ?? '') &&
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

/** Open requests that take longer than they should, each listed once, for its first reason. */
export function slow(items: readonly WorkflowItem[], work: ListWork): Listed {
	const { words, settings } = work;
	const told = new Set<string>();
	const parts = slowReasons.map((reason) => {
		const of = items.filter((item) => !told.has(requestNumberOf(item)) && reasonOf(item, settings) === reason);
		for (const item of of) told.add(requestNumberOf(item));
		return { reason, of: of.sort((one, other) => daysIn(other, daysBy[reason]) - daysIn(one, daysBy[reason])) };
	});
	const blocks = parts.flatMap(({ reason, of }): Block[] => {
		const isAdvised = of.length > 0 && (reason === 'notInTime' || (reason === 'late' && parts[0]?.of.length === 0));
		return [
			...headedList(
				words.slow.headings[reason],
				of.map((item) => entryOf(item, reason, work)),
			),
			...(isAdvised ? [paragraph(words.slow.whatToDo)] : []),
		];
	});
	const rows = parts.flatMap(({ reason, of }) => of.map((item) => rowOf(item, reason)));
	const unread = items.some((item) => fieldText(item, 'turnaroundRemark') !== undefined);
	return {
		subject: words.subjects.slow(rows.length),
		blocks: unread && blocks.length > 0 ? [paragraph(words.slow.usualNotRead), ...blocks] : blocks,
		rows,
		figures: { requests: rows.length, ...Object.fromEntries(parts.map(({ reason, of }) => [reason, of.length])) },
	};
}

function entryOf(item: WorkflowItem, reason: SlowReason, work: ListWork): Entry {
	const { slow: said, noTitle, neededBy: neededByDay } = work.words;
	const status = inEnglish(statusLabelOf(item) ?? '-', work.language);
	const stands =
		reason === 'inStatus'
			? [status, { text: said.stands(daysIn(item, 'workingDaysWithoutChange')) }]
			: reason === 'notShipped'
				? [{ text: said.made(daysIn(item, 'workingDaysOld')) }, status]
				: [status];
	const [neededBy, arrival] = [fieldText(item, 'neededBy'), fieldText(item, 'expectedArrival')];
	const tooFew = typeof item.usualFrom === 'number' && item.usualWorkingDays === null;
	const more = [
		fieldText(item, 'supplier'),
		item.isLate === true
			? (item.awaited === 'arrival' ? said.arrives : said.isSent)(daysIn(item, 'usualWorkingDays'), daysIn(item, 'waitedWorkingDays'))
			: undefined,
		tooFew ? said.tooFew(daysIn(item, 'usualFrom')) : undefined,
		neededBy === undefined ? undefined : neededByDay(neededBy),
		reason === 'notInTime' && arrival !== undefined ? said.likely(arrival) : undefined,
	];
	const cancel = cancelLink(work.cancelPage, requestNumberOf(item));
	return {
		first: linked(requestNumberOf(item), fieldText(item, 'staffLink')),
		rest: [{ text: fieldText(item, 'title') ?? noTitle }, ...stands, ...more.flatMap((text) => (text === undefined ? [] : [{ text }]))],
		links: cancel === undefined ? [] : [{ text: `${said.cancel} ${requestNumberOf(item)}`, url: cancel }],
	};
}

function rowOf(item: WorkflowItem, why: SlowReason): WorkflowItem {
	return {
		why,
		number: requestNumberOf(item),
		...columnsOf(item, 'title'),
		status: statusLabelOf(item) ?? null,
		workingDays: daysIn(item, daysBy[why]),
		usualWorkingDays: typeof item.usualWorkingDays === 'number' ? item.usualWorkingDays : null,
		...columnsOf(item, 'supplier', 'neededBy', 'expectedArrival', 'staffLink'),
	};
}
