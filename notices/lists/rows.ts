import { inEnglish, isWebAddress, type Block, type Entry } from '../document';
import { errorOf, groupOf, nameOf, outcomeOf, statusOf, textOf, type Item } from '../item';
import type { PageWords } from '../pages/PageWords';
import { inShelfOrder } from '../shelfOrder';
import type { Language } from '../words/languages';
import type { ListWords, Verdict } from './ListWords';
import type { ListSettings } from './settings';

/** A list to be read, and the same as rows for a spreadsheet. */
export interface Listed {
	readonly subject: string;
	readonly blocks: readonly Block[];
	readonly rows: readonly Item[];
	readonly figures: Readonly<Record<string, number | null>>;
}

export interface ListWork {
	readonly language: Language;
	readonly words: ListWords;
	readonly pages: PageWords;
	readonly settings: ListSettings;
	readonly cancelPage: string;
}

/** Fields of an item for a row. */
export function columnsOf(item: Item, ...names: readonly string[]): Item {
	return Object.fromEntries(names.map((name) => [name, textOf(item, name) ?? null]));
}

export function linked(text: string, url: string | undefined): Entry['first'] {
	return isWebAddress(url) ? { text, url } : text;
}

/** What other libraries wait for, in the order of the shelves. */
export function pullList(items: readonly Item[], { words }: ListWork): Listed {
	const place = (item: Item): string => [textOf(item, 'shelf'), textOf(item, 'callNumber')].filter((text) => text !== undefined).join(' ');
	const sorted = inShelfOrder(items);
	const entries = sorted.map((item): Entry => {
		const neededBy = textOf(item, 'neededBy');
		const parts = [textOf(item, 'title') ?? words.noTitle, textOf(item, 'author'), textOf(item, 'volume'), nameOf(item), textOf(item, 'borrower'), neededBy === undefined ? undefined : words.neededBy(neededBy)];
		return { first: linked(place(item) === '' ? '-' : place(item), textOf(item, 'staffLink')), rest: parts.filter((text) => text !== undefined).map((text) => ({ text })) };
	});
	const rows = sorted.map((item) => columnsOf(item, 'shelf', 'callNumber', 'title', 'author', 'volume', 'hrid', 'borrower', 'neededBy', 'staffLink'));
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
	// Closed within moments. For these two reasons, the item names another request.
	if (outcome === 'notCreated' && textOf(item, 'requestId') !== undefined && reason !== 'duplicate' && reason !== 'referenceAlreadyUsed') return 'madeAndClosed';
	return verdicts[`${outcome}.${reason}`] ?? verdicts[outcome] ?? 'notKnown';
}

/** Straight from the search. */
const isFound = (item: Item): boolean => Array.isArray(item.candidates) && outcomeOf(item) !== 'failed';

/** One item for each number of a row; what came of the request wins over what the search said. */
function eachRow(items: readonly Item[]): Item[] {
	const rows = new Map<unknown, Item>();
	items.forEach((item, index) => {
		const key = typeof item.row === 'number' ? item.row : `item ${index}`;
		const other = rows.get(key);
		rows.set(key, other === undefined ? item : isFound(item) ? { ...item, ...other } : { ...other, ...item });
	});
	return [...rows.values()];
}

/** A line for each row of a list, whatever became of it; a repeated book only points to its first row. */
export function account(items: readonly Item[], { words, settings, language }: ListWork): Listed {
	const firstRow = new Map<string, number>();
	const rows = eachRow(items).map((item, index) => {
		const row = typeof item.row === 'number' ? item.row : index + 1;
		const asked = groupOf(item, 'askedFor');
		const verdict = verdictOf(item);
		const book = textOf(item, 'instanceId');
		// If no record was chosen, what was asked for tells whether it is the same book.
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
			explanation: errorOf(item) ?? textOf(item, 'explanation') ?? null,
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
			...(isDoubtful && explanation !== null ? [inEnglish(explanation, language)] : []),
		],
	}));
	return {
		subject: words.subjects.account(settings.name, sorted.length),
		blocks: sorted.length === 0 ? [] : [{ kind: 'facts', facts: [...counts].map(([label, count]) => ({ label, text: String(count) })) }, { kind: 'list', entries }],
		rows: sorted.map(({ counted: _, isDoubtful: _doubt, ...row }) => row),
		figures: Object.fromEntries(counts),
	};
}
