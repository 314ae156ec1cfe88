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

export function verdictOf(item: Item): Verdict {
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
