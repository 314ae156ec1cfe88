import type { Block, Entry, Said } from '../document';
import { groupOf, outcomeOf, textOf, type Item } from '../item';
import type { PageWords } from '../pages/PageWords';
import type { ListWords, Verdict } from './ListWords';
import type { ListSettings } from './settings';

/** What a list is made of: its parts to be read, and the same as rows for a spreadsheet. */
export interface Listed {
	readonly subject: string;
	readonly blocks: readonly Block[];
	readonly rows: readonly Item[];
	readonly figures: Readonly<Record<string, number | null>>;
}

/** What the making of a list knows besides the items. */
export interface ListWork {
	readonly words: ListWords;
	readonly pages: PageWords;
	readonly settings: ListSettings;
	readonly english: Pick<Said, 'language'>;
	readonly cancelPage: string;
}

export function nameOf(item: Item): string {
	return textOf(item, 'hrid') ?? textOf(item, 'requestId') ?? '-';
}

export function statusOf(item: Item): string | undefined {
	return textOf(groupOf(item, 'status'), 'label');
}

export function linked(text: string, url: string | undefined): Entry['first'] {
	return url === undefined || !/^https?:\/\//i.test(url) ? text : { text, url };
}

/** Working days that a request may stand in a status, by the part of its life; 0: as long as it likes. Staff's own limits win. */
const usualLimits: Readonly<Record<string, number>> = { beingChecked: 1, asking: 5, onLoan: 10, onItsWayBack: 10, over: 0 };
const otherwise = 5;

function limitOf(item: Item, { limits }: ListSettings): number {
	const own = limits.find(({ status }) => status.trim().toLowerCase() === statusOf(item)?.toLowerCase());
	if (own !== undefined) return own.days;
	if (item.needsStaff === true) return 1;
	// With the patron it may stay until it is due.
	return item.isWithPatron === true ? 0 : (usualLimits[textOf(item, 'phase') ?? ''] ?? otherwise);
}

const daysIn = (item: Item, name: string): number => (typeof item[name] === 'number' ? item[name] : 0);

/** Open requests that were not shipped in time, or that stand in one status for too long; one that is both is told once. */
export function slow(items: readonly Item[], work: ListWork): Listed {
	const { words, settings } = work;
	const late = items.filter((item) => typeof item.workingDaysOld === 'number').sort((one, other) => daysIn(other, 'workingDaysOld') - daysIn(one, 'workingDaysOld'));
	const told = new Set(late.map(({ requestId }) => requestId));
	const still = items
		.filter((item) => typeof item.workingDaysWithoutChange === 'number' && !told.has(item.requestId) && limitOf(item, settings) > 0 && daysIn(item, 'workingDaysWithoutChange') >= limitOf(item, settings))
		.sort((one, other) => daysIn(other, 'workingDaysWithoutChange') - daysIn(one, 'workingDaysWithoutChange'));
	const entry = (item: Item, isLate: boolean): Entry => {
		const status = statusOf(item) ?? '-';
		const neededBy = textOf(item, 'neededBy');
		const stands = isLate ? [{ text: words.slow.made(daysIn(item, 'workingDaysOld')) }, { text: status, ...work.english }] : [{ text: status, ...work.english }, { text: words.slow.stands(daysIn(item, 'workingDaysWithoutChange')) }];
		const given = [textOf(item, 'supplier'), neededBy === undefined ? undefined : words.neededBy(neededBy)].filter((text) => text !== undefined);
		const cancel = work.cancelPage === '' ? [] : [{ text: `${words.slow.cancel} ${nameOf(item)}`, url: `${work.cancelPage}${work.cancelPage.includes('?') ? '&' : '?'}Request%20Number=${encodeURIComponent(nameOf(item))}` }];
		return { first: linked(nameOf(item), textOf(item, 'staffLink')), rest: [{ text: textOf(item, 'title') ?? words.noTitle }, ...stands, ...given.map((text) => ({ text }))], links: cancel };
	};
	const part = (heading: string, of: readonly Item[], isLate: boolean): Block[] => (of.length === 0 ? [] : [{ kind: 'heading', text: heading }, { kind: 'list', entries: of.map((item) => entry(item, isLate)) }]);
	const rows = [...late.map((item) => rowOf(item, 'notShipped')), ...still.map((item) => rowOf(item, 'inStatus'))];
	return { subject: words.subjects.slow(rows.length), blocks: [...part(words.slow.notShipped, late, true), ...part(words.slow.inStatus, still, false)], rows, figures: { requests: rows.length, notShipped: late.length, inStatus: still.length } };
}

function rowOf(item: Item, why: string): Item {
	return {
		why,
		number: nameOf(item),
		title: textOf(item, 'title') ?? null,
		status: statusOf(item) ?? null,
		workingDays: why === 'notShipped' ? daysIn(item, 'workingDaysOld') : daysIn(item, 'workingDaysWithoutChange'),
		supplier: textOf(item, 'supplier') ?? null,
		neededBy: textOf(item, 'neededBy') ?? null,
		staffLink: textOf(item, 'staffLink') ?? null,
	};
}

/** What other libraries wait for, in the order in which it stands on the shelves. */
export function pullList(items: readonly Item[], { words }: ListWork): Listed {
	const place = (item: Item): string => [textOf(item, 'shelf'), textOf(item, 'callNumber')].filter((text) => text !== undefined).join(' ');
	const sorted = [...items].sort((one, other) => place(one).localeCompare(place(other), undefined, { numeric: true }));
	const entries = sorted.map((item): Entry => {
		const neededBy = textOf(item, 'neededBy');
		const parts = [textOf(item, 'title') ?? words.noTitle, textOf(item, 'author'), textOf(item, 'volume'), nameOf(item), textOf(item, 'borrower'), neededBy === undefined ? undefined : words.neededBy(neededBy)];
		return { first: linked(place(item) === '' ? '-' : place(item), textOf(item, 'staffLink')), rest: parts.filter((text) => text !== undefined).map((text) => ({ text })) };
	});
	const rows = sorted.map((item) => Object.fromEntries(['shelf', 'callNumber', 'title', 'author', 'volume', 'hrid', 'borrower', 'neededBy', 'staffLink'].map((name) => [name, textOf(item, name) ?? null])));
	return { subject: words.subjects.pullList(rows.length), blocks: entries.length === 0 ? [] : [{ kind: 'list', entries }], rows, figures: { items: rows.length } };
}

const verdicts: Readonly<Record<string, Verdict>> = {
	eligible: 'canBeBorrowed',
	needsReview: 'lookAtIt',
	'needsReview.lookUpFailed': 'notKnown',
	notAvailable: 'notAvailable',
	failed: 'notKnown',
	created: 'requested',
	needsStaff: 'needsStaff',
	notCreated: 'notRequested',
	wouldBeSent: 'canBeRequested',
	wouldNotBeSent: 'wouldNotBeAccepted',
	alreadyExists: 'alreadyRequested',
};

function verdictOf(item: Item): Verdict {
	const outcome = outcomeOf(item) ?? 'failed';
	const reason = textOf(item, 'reason');
	if (outcome === 'created' && item.alreadyExisted === true) return 'alreadyRequested';
	// Made, and closed within moments; the request that these two name is another one.
	if (outcome === 'notCreated' && textOf(item, 'requestId') !== undefined && reason !== 'duplicate' && reason !== 'referenceAlreadyUsed') return 'madeAndClosed';
	return verdicts[`${outcome}.${reason}`] ?? verdicts[outcome] ?? 'notKnown';
}

/** Comes from the search as it is; what came of the request says more. */
const isFound = (item: Item): boolean => Array.isArray(item.candidates) && outcomeOf(item) !== 'failed';

/** What the search and what the request said of a row, which carry its number, as one. */
function eachRow(items: readonly Item[]): Item[] {
	const rows = new Map<unknown, Item>();
	items.forEach((item, index) => {
		const key = typeof item.row === 'number' ? item.row : `item ${index}`;
		const other = rows.get(key);
		rows.set(key, other === undefined ? item : isFound(item) ? { ...item, ...other } : { ...other, ...item });
	});
	return [...rows.values()];
}

/** A line for each row of a list, whatever became of it; a book that stood in it before is named once. */
export function account(items: readonly Item[], { words, settings, english }: ListWork): Listed {
	const firstRow = new Map<string, number>();
	const rows = eachRow(items).map((item, index) => {
		const row = typeof item.row === 'number' ? item.row : index + 1;
		const asked = groupOf(item, 'askedFor');
		const verdict = verdictOf(item);
		const book = textOf(item, 'instanceId');
		// Where no record was chosen, what was asked for tells whether it is the same.
		const same = verdict === 'notKnown' ? undefined : verdict === 'lookAtIt' || book === undefined ? ['isbn', 'title', 'author'].map((name) => (textOf(asked, name) ?? '').replaceAll(/[\s-]/g, '').toLowerCase()).join(' ') : book;
		const before = same === undefined || same.trim() === '' ? undefined : firstRow.get(same);
		if (same !== undefined && before === undefined) firstRow.set(same, row);
		return {
			row,
			isbn: textOf(asked, 'isbn') ?? textOf(item, 'isbn') ?? null,
			titleInTheList: textOf(asked, 'title') ?? null,
			verdict: before === undefined ? words.account.verdicts[verdict] : words.account.sameAs(before),
			counted: before === undefined ? words.account.verdicts[verdict] : words.account.sameAsOther,
			requestNumber: textOf(item, 'hrid') ?? null,
			status: statusOf(item) ?? null,
			titleFound: textOf(item, 'title') ?? null,
			lendingLibraries: Array.isArray(item.lendingLibraries) ? item.lendingLibraries.join(', ') : '',
			// What went wrong comes before how the book was found.
			explanation: textOf(item, 'error') ?? textOf(item, 'explanation') ?? null,
			notes: Array.isArray(item.warnings) ? item.warnings.join(' ') : '',
			recordId: book ?? null,
			isDoubtful: verdict === 'lookAtIt' || verdict === 'notKnown',
		};
	});
	const sorted = [...rows].sort((one, other) => one.row - other.row);
	const counts = new Map<string, number>();
	for (const { counted } of sorted) counts.set(counted, (counts.get(counted) ?? 0) + 1);
	const entries = sorted.map(({ row, isbn, titleInTheList, titleFound, verdict, lendingLibraries, explanation, isDoubtful }): Entry => ({
		first: `${row}. ${isbn ?? titleInTheList ?? titleFound ?? words.noTitle}`,
		rest: [
			{ text: verdict },
			...(titleFound === null ? [] : [{ text: titleFound }]),
			...(lendingLibraries === '' ? [] : [{ text: words.account.lentBy(lendingLibraries) }]),
			...(isDoubtful && explanation !== null ? [{ text: explanation, ...english }] : []),
		],
	}));
	return {
		subject: words.subjects.account(settings.name, sorted.length),
		blocks: sorted.length === 0 ? [] : [{ kind: 'facts', facts: [...counts].map(([label, count]) => ({ label, text: String(count) })) }, { kind: 'list', entries }],
		rows: sorted.map(({ counted: _, isDoubtful: _doubt, ...row }) => row),
		figures: Object.fromEntries(counts),
	};
}
