import type { Block, Entry } from '../document';
import { textOf, type Item } from '../item';
import { cancelLink } from '../profile';
import { slowReasons, type SlowReason } from './ListWords';
import { linked, nameOf, statusOf, type Listed, type ListWork } from './rows';
import type { ListSettings } from './settings';

/** Working days that a request may stand in a status, by the part of its life; 0: as long as it likes. Staff's own limits win. */
const usualLimits: Readonly<Record<string, number>> = { beingChecked: 1, asking: 5, onLoan: 10, onItsWayBack: 10, over: 0 };
const otherwise = 5;

const daysIn = (item: Item, name: string): number => (typeof item[name] === 'number' ? item[name] : 0);
const isJudged = (item: Item): boolean => 'isLate' in item;

function limitOf(item: Item, { limits }: ListSettings): number {
	const own = limits.find(({ status }) => status.trim().toLowerCase() === statusOf(item)?.toLowerCase());
	if (own !== undefined) return own.days;
	if (item.needsStaff === true) return 1;
	// With the patron it may stay until it is due; with a library whose own days are known, so long.
	return item.isWithPatron === true || typeof item.isLate === 'boolean' ? 0 : (usualLimits[textOf(item, 'phase') ?? ''] ?? otherwise);
}

/** The first reason that fits: the days of the lending library count where Get Turnaround knows them, else one number for all. */
function reasonOf(item: Item, settings: ListSettings): SlowReason | undefined {
	if (item.comesInTime === false) return 'notInTime';
	if (item.isLate === true) return 'late';
	const isUnshipped = !isJudged(item) || (item.isLate !== false && ['beingChecked', 'asking'].includes(textOf(item, 'phase') ?? '') && daysIn(item, 'workingDaysOld') >= settings.daysToShip);
	if (typeof item.workingDaysOld === 'number' && isUnshipped) return 'notShipped';
	const limit = limitOf(item, settings);
	return typeof item.workingDaysWithoutChange === 'number' && limit > 0 && item.workingDaysWithoutChange >= limit ? 'inStatus' : undefined;
}

const daysBy: Readonly<Record<SlowReason, string>> = { notInTime: 'workingDaysOld', late: 'waitedWorkingDays', notShipped: 'workingDaysOld', inStatus: 'workingDaysWithoutChange' };

/** Open requests that take longer than they should, each told once, for the first reason that there is. */
export function slow(items: readonly Item[], work: ListWork): Listed {
	const { words, settings } = work;
	const told = new Set<string>();
	const parts = slowReasons.map((reason) => {
		const of = items.filter((item) => !told.has(nameOf(item)) && reasonOf(item, settings) === reason);
		for (const item of of) told.add(nameOf(item));
		return { reason, of: of.sort((one, other) => daysIn(other, daysBy[reason]) - daysIn(one, daysBy[reason])) };
	});
	const blocks = parts.flatMap(({ reason, of }): Block[] => {
		if (of.length === 0) return [];
		const isAdvised = reason === 'notInTime' || (reason === 'late' && parts[0]?.of.length === 0);
		return [{ kind: 'heading', text: words.slow.headings[reason] }, { kind: 'list', entries: of.map((item) => entryOf(item, reason, work)) }, ...(isAdvised ? [{ kind: 'paragraph', text: words.slow.whatToDo } satisfies Block] : [])];
	});
	const rows = parts.flatMap(({ reason, of }) => of.map((item) => rowOf(item, reason)));
	const unread = items.some((item) => textOf(item, 'turnaroundRemark') !== undefined);
	return {
		subject: words.subjects.slow(rows.length),
		blocks: unread && blocks.length > 0 ? [{ kind: 'paragraph', text: words.slow.usualNotRead }, ...blocks] : blocks,
		rows,
		figures: { requests: rows.length, ...Object.fromEntries(parts.map(({ reason, of }) => [reason, of.length])) },
	};
}

function entryOf(item: Item, reason: SlowReason, work: ListWork): Entry {
	const { slow: said, noTitle, neededBy: neededByDay } = work.words;
	const status = { text: statusOf(item) ?? '-', ...work.english };
	const stands = reason === 'inStatus' ? [status, { text: said.stands(daysIn(item, 'workingDaysWithoutChange')) }] : reason === 'notShipped' ? [{ text: said.made(daysIn(item, 'workingDaysOld')) }, status] : [status];
	const [neededBy, arrival] = [textOf(item, 'neededBy'), textOf(item, 'expectedArrival')];
	const tooFew = typeof item.usualFrom === 'number' && item.usualWorkingDays === null;
	const more = [
		textOf(item, 'supplier'),
		item.isLate === true ? (item.awaited === 'arrival' ? said.arrives : said.isSent)(daysIn(item, 'usualWorkingDays'), daysIn(item, 'waitedWorkingDays')) : undefined,
		tooFew ? said.tooFew(daysIn(item, 'usualFrom')) : undefined,
		neededBy === undefined ? undefined : neededByDay(neededBy),
		reason === 'notInTime' && arrival !== undefined ? said.likely(arrival) : undefined,
	];
	const cancel = cancelLink(work.cancelPage, nameOf(item));
	return { first: linked(nameOf(item), textOf(item, 'staffLink')), rest: [{ text: textOf(item, 'title') ?? noTitle }, ...stands, ...more.flatMap((text) => (text === undefined ? [] : [{ text }]))], links: cancel === undefined ? [] : [{ text: `${said.cancel} ${nameOf(item)}`, url: cancel }] };
}

function rowOf(item: Item, why: SlowReason): Item {
	return {
		why,
		number: nameOf(item),
		title: textOf(item, 'title') ?? null,
		status: statusOf(item) ?? null,
		workingDays: daysIn(item, daysBy[why]),
		usualWorkingDays: typeof item.usualWorkingDays === 'number' ? item.usualWorkingDays : null,
		supplier: textOf(item, 'supplier') ?? null,
		neededBy: textOf(item, 'neededBy') ?? null,
		expectedArrival: textOf(item, 'expectedArrival') ?? null,
		staffLink: textOf(item, 'staffLink') ?? null,
	};
}
