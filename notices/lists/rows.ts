import { inEnglish, isWebAddress, type Block, type Entry } from '../document';
import { errorOf, groupOf, requestNumberOf, outcomeOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import type { PageMessages } from '../pages/PageMessages';
import { causeOf } from '../facts';
import { inShelfOrder } from '../shelfOrder';
import { messagesIn } from '../messages/index';
import { dayIn, numberIn } from '../inLanguage';
import type { Language } from '../messages/languages';
import type { ListMessages, RowVerdict } from './ListMessages';
import type { ListSettings } from './settings';

/** A list as a document, and as rows for a spreadsheet. */
export interface Listed {
	readonly subject: string;
	readonly blocks: readonly Block[];
	readonly rows: readonly WorkflowItem[];
	readonly figures: Readonly<Record<string, number | null>>;
}

export interface ListWork {
	readonly language: Language;
	readonly words: ListMessages;
	readonly pages: PageMessages;
	readonly settings: ListSettings;
	readonly cancelPage: string;
}

/** The fields of an item that become columns of a row. */
export function columnsOf(item: WorkflowItem, ...names: readonly string[]): WorkflowItem {
	return Object.fromEntries(names.map((name) => [name, fieldText(item, name) ?? null]));
}

export function linked(text: string, url: string | undefined): Entry['first'] {
	return isWebAddress(url) ? { text, url } : text;
}

/** The items that other libraries wait for, in shelf order. */
export function pullList(items: readonly WorkflowItem[], { words, language }: ListWork): Listed {
	const place = (item: WorkflowItem): string =>
		[fieldText(item, 'shelf'), fieldText(item, 'callNumber')].filter((text) => text !== undefined).join(' ');
	const sorted = inShelfOrder(items);
	const entries = sorted.map((item): Entry => {
		const neededBy = fieldText(item, 'neededBy');
		const parts = [
			fieldText(item, 'title') ?? words.noTitle,
			fieldText(item, 'author'),
			fieldText(item, 'volume'),
			requestNumberOf(item),
			fieldText(item, 'borrower'),
			neededBy === undefined ? undefined : words.neededBy(dayIn(language, neededBy) ?? neededBy),
		];
		return {
			first: linked(place(item) === '' ? '-' : place(item), fieldText(item, 'staffLink')),
			rest: parts.filter((text) => text !== undefined).map((text) => ({ text })),
		};
	});
	const rows = sorted.map((item) =>
		columnsOf(item, 'shelf', 'callNumber', 'title', 'author', 'volume', 'hrid', 'borrower', 'neededBy', 'staffLink'),
	);
	return {
		subject: words.subjects.pullList(rows.length),
		blocks: entries.length === 0 ? [] : [{ kind: 'list', entries }],
		rows,
		figures: { items: rows.length },
	};
}

const verdicts: Readonly<Record<string, RowVerdict>> = {
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

export function rowVerdictOf(item: WorkflowItem): RowVerdict {
	const outcome = outcomeOf(item) ?? 'failed';
	const reason = fieldText(item, 'reason');
	if (outcome === 'created' && item.alreadyExisted === true) return 'alreadyRequested';
	// The request was closed immediately. For these two reasons, the item names another request.
	if (outcome === 'notCreated' && fieldText(item, 'requestId') !== undefined && reason !== 'duplicate' && reason !== 'referenceAlreadyUsed')
		return 'madeAndClosed';
	return verdicts[`${outcome}.${reason}`] ?? verdicts[outcome] ?? 'notKnown';
}

/** Whether the item comes directly from Search. */
const isFound = (item: WorkflowItem): boolean => Array.isArray(item.candidates) && outcomeOf(item) !== 'failed';

/** One item for each number of a row; the result of a request replaces the result of the search. */
function eachRow(items: readonly WorkflowItem[]): WorkflowItem[] {
	const rows = new Map<unknown, WorkflowItem>();
	items.forEach((item, index) => {
		const key = typeof item.row === 'number' ? item.row : `item ${index}`;
		const other = rows.get(key);
		rows.set(key, other === undefined ? item : isFound(item) ? { ...item, ...other } : { ...other, ...item });
	});
	return [...rows.values()];
}

/** What identifies the book of a row: its record, or where none was chosen its citation. Undefined if nothing is known of it. */
function bookOf(item: WorkflowItem, verdict: RowVerdict): string | undefined {
	if (verdict === 'notKnown') return undefined;
	const record = verdict === 'lookAtIt' ? undefined : fieldText(item, 'instanceId');
	const asked = groupOf(item, 'askedFor');
	const citation = ['isbn', 'title', 'author'].map((name) => (fieldText(asked, name) ?? '').replaceAll(/[\s-]/g, '').toLowerCase());
	return record ?? (citation.join('') === '' ? undefined : citation.join(' '));
}

/** The rows of a list, each with its verdict; a repeated book only refers to its first row. */
function verdictsOf(items: readonly WorkflowItem[], { account: texts }: ListMessages) {
	const firstRow = new Map<string, number>();
	const rows = eachRow(items).map((item, index) => {
		const row = typeof item.row === 'number' ? item.row : index + 1;
		const verdict = rowVerdictOf(item);
		const book = bookOf(item, verdict);
		const before = book === undefined ? undefined : firstRow.get(book);
		if (book !== undefined && before === undefined) firstRow.set(book, row);
		return {
			item,
			row,
			verdict: before === undefined ? texts.verdicts[verdict] : texts.sameAs(before),
			counted: before === undefined ? texts.verdicts[verdict] : texts.sameAsOther,
			isDoubtful: verdict === 'lookAtIt' || verdict === 'notKnown',
		};
	});
	return rows.sort((one, other) => one.row - other.row);
}

/** A line for each row of a list, whatever its outcome. */
export function account(items: readonly WorkflowItem[], { words, settings, language }: ListWork): Listed {
	const { labels, colon } = messagesIn[language];
	const counts = new Map<string, number>();
	const lines = verdictsOf(items, words).map(({ item, row, verdict, counted, isDoubtful }) => {
		counts.set(counted, (counts.get(counted) ?? 0) + 1);
		const asked = groupOf(item, 'askedFor');
		const columns = {
			row,
			isbn: fieldText(asked, 'isbn') ?? fieldText(item, 'isbn') ?? null,
			titleInTheList: fieldText(asked, 'title') ?? null,
			verdict,
			requestNumber: fieldText(item, 'hrid') ?? null,
			status: statusLabelOf(item) ?? null,
			titleFound: fieldText(item, 'title') ?? null,
			lendingLibraries: Array.isArray(item.lendingLibraries) ? item.lendingLibraries.join(', ') : '',
			// The error comes before the explanation of how the book was found.
			explanation: errorOf(item) ?? fieldText(item, 'explanation') ?? null,
			notes: Array.isArray(item.warnings) ? item.warnings.join(' ') : '',
			recordId: fieldText(item, 'instanceId') ?? null,
		};
		const { isbn, titleInTheList, titleFound, lendingLibraries, explanation } = columns;
		const cause = outcomeOf(item) === 'failed' ? undefined : causeOf(item, messagesIn[language]);
		const doubt = cause === undefined ? inEnglish(`${labels.error}${colon}${explanation ?? '–'}`, language) : { text: cause };
		const entry: Entry = {
			first: `${row}. ${isbn ?? titleInTheList ?? titleFound ?? words.noTitle}`,
			rest: [
				{ text: verdict },
				...(titleFound === null ? [] : [{ text: titleFound }]),
				...(lendingLibraries === '' ? [] : [{ text: words.account.lentBy(lendingLibraries) }]),
				...(isDoubtful ? [doubt] : []),
			],
		};
		return { columns, entry };
	});
	const facts = [...counts].map(([label, count]) => ({ label, text: numberIn(language, count) }));
	return {
		subject: words.subjects.account(settings.name, lines.length),
		blocks:
			lines.length === 0
				? []
				: [
						{ kind: 'facts', facts },
						{ kind: 'list', entries: lines.map(({ entry }) => entry) },
					],
		rows: lines.map(({ columns }) => columns),
		figures: Object.fromEntries(counts),
	};
}
