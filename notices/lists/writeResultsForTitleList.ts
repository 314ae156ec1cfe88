import { causeOfOutcome } from '../noticeFacts';
import { fillMessage } from '../fillPlaceholders';
import { formatPlural, formatNumber } from '../formatInLanguage';
import type { ListMessages } from '../messages/Messages';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import { markAsEnglish, type ListBlockEntry } from '../noticeBlocks';
import { errorTextOf, nestedItemOf, outcomeOf, statusLabelOf, textOfField, type WorkflowItem } from '../workflowItem';
import type { ListContent, ListContext } from './listContent';

type RowVerdict = keyof ListMessages['account']['verdicts'];

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
	const reason = textOfField(item, 'reason');
	if (outcome === 'created' && item.alreadyExisted === true) return 'alreadyRequested';
	// An item that is `notCreated` but has an id names a request that was made and closed immediately. With these two reasons, however, the
	// id is that of another request.
	if (
		outcome === 'notCreated' &&
		textOfField(item, 'requestId') !== undefined &&
		reason !== 'duplicate' &&
		reason !== 'referenceAlreadyUsed'
	)
		return 'madeAndClosed';
	return verdicts[`${outcome}.${reason}`] ?? verdicts[outcome] ?? 'notKnown';
}

/** Whether the item comes directly from Search. */
const isFound = (item: WorkflowItem): boolean => Array.isArray(item.candidates) && outcomeOf(item) !== 'failed';

/** Returns one item for each row number. The result of a request replaces the result of its search. */
function eachRow(items: readonly WorkflowItem[]): WorkflowItem[] {
	const rows = new Map<unknown, WorkflowItem>();
	items.forEach((item, index) => {
		const key = typeof item.row === 'number' ? item.row : `item ${index}`;
		const other = rows.get(key);
		rows.set(key, other === undefined ? item : isFound(item) ? { ...item, ...other } : { ...other, ...item });
	});
	return [...rows.values()];
}

/** Returns what identifies the book of a row: its record, or its citation if no record was chosen. Undefined if nothing is known of it. */
function bookOf(item: WorkflowItem, verdict: RowVerdict): string | undefined {
	if (verdict === 'notKnown') return undefined;
	const record = verdict === 'lookAtIt' ? undefined : textOfField(item, 'instanceId');
	const asked = nestedItemOf(item, 'askedFor');
	const citation = ['isbn', 'title', 'author'].map((name) => (textOfField(asked, name) ?? '').replaceAll(/[\s-]/g, '').toLowerCase());
	return record ?? (citation.join('') === '' ? undefined : citation.join(' '));
}

/** Returns the rows of a list, each with its verdict. The row of a repeated book only refers to its first row. */
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
			verdict: before === undefined ? texts.verdicts[verdict] : fillMessage(texts.sameAs, { row: before }),
			counted: before === undefined ? texts.verdicts[verdict] : texts.sameAsOther,
			isDoubtful: verdict === 'lookAtIt' || verdict === 'notKnown',
		};
	});
	return rows.sort((one, other) => one.row - other.row);
}

/** Writes a line for each row of a list, whatever its outcome. */
export function writeResultsForTitleList(items: readonly WorkflowItem[], { words, settings, language }: ListContext): ListContent {
	const { labels, colon } = messagesByLanguage[language];
	const counts = new Map<string, number>();
	const lines = verdictsOf(items, words).map(({ item, row, verdict, counted, isDoubtful }) => {
		counts.set(counted, (counts.get(counted) ?? 0) + 1);
		const asked = nestedItemOf(item, 'askedFor');
		const columns = {
			row,
			isbn: textOfField(asked, 'isbn') ?? textOfField(item, 'isbn') ?? null,
			titleInTheList: textOfField(asked, 'title') ?? null,
			verdict,
			requestNumber: textOfField(item, 'hrid') ?? null,
			status: statusLabelOf(item) ?? null,
			titleFound: textOfField(item, 'title') ?? null,
			lendingLibraries: Array.isArray(item.lendingLibraries) ? item.lendingLibraries.join(', ') : '',
			// The error is more important than the explanation of how the book was found.
			explanation: errorTextOf(item) ?? textOfField(item, 'explanation') ?? null,
			notes: Array.isArray(item.warnings) ? item.warnings.join(' ') : '',
			recordId: textOfField(item, 'instanceId') ?? null,
		};
		const { isbn, titleInTheList, titleFound, lendingLibraries, explanation } = columns;
		const cause = outcomeOf(item) === 'failed' ? undefined : causeOfOutcome(item, messagesByLanguage[language]);
		const result = { text: isDoubtful && cause !== undefined ? `${verdict}. ${cause}` : verdict };
		const error = markAsEnglish(`${labels.error}${colon}${explanation ?? '–'}`, language);
		const entry: ListBlockEntry = {
			first: `${row}. ${isbn ?? titleInTheList ?? titleFound ?? words.noTitle}`,
			rest: [
				...(titleFound === null ? [] : [{ text: titleFound }]),
				result,
				...(lendingLibraries === '' ? [] : [{ text: fillMessage(words.account.lentBy, { libraries: lendingLibraries }) }]),
				...(isDoubtful && cause === undefined ? [error] : []),
			],
		};
		return { columns, entry };
	});
	const { account, accountOfList } = words.subjects;
	const subject = formatPlural(language, settings.name === '' ? account : accountOfList, lines.length);
	const facts = [...counts].map(([label, count]) => ({ label, text: formatNumber(language, count) }));
	return {
		subject: fillMessage(subject, { name: settings.name }),
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
