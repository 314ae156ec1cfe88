import { fillMessage } from '../fillPlaceholders';
import { formatPlural, formatDay } from '../formatInLanguage';
import { noticeTextsOf, type ListBlockEntry } from '../noticeBlocks';
import { sortByShelf } from '../sortByShelf';
import { requestNumberOf, textOfField, textsOfFields, type WorkflowItem } from '../workflowItem';
import { buildLinkedText, type ListContent, type ListContext } from './listContent';

/** Lists the items for which other libraries wait, in the order of the shelves. */
export function writePullList(items: readonly WorkflowItem[], { words, language }: ListContext): ListContent {
	const place = (item: WorkflowItem): string =>
		[textOfField(item, 'shelf'), textOfField(item, 'callNumber')].filter((text) => text !== undefined).join(' ');
	const sorted = sortByShelf(items);
	const entries = sorted.map((item): ListBlockEntry => {
		const neededBy = textOfField(item, 'neededBy');
		const parts = [
			textOfField(item, 'title') ?? words.noTitle,
			textOfField(item, 'author'),
			textOfField(item, 'volume'),
			requestNumberOf(item),
			textOfField(item, 'borrower'),
			neededBy === undefined ? undefined : fillMessage(words.neededBy, { day: formatDay(language, neededBy) ?? neededBy }),
		];
		return {
			first: buildLinkedText(place(item) === '' ? '-' : place(item), textOfField(item, 'staffLink')),
			rest: noticeTextsOf(parts),
		};
	});
	const rows = sorted.map((item) =>
		textsOfFields(item, 'shelf', 'callNumber', 'title', 'author', 'volume', 'hrid', 'borrower', 'neededBy', 'staffLink'),
	);
	return {
		subject: formatPlural(language, words.subjects.pullList, rows.length),
		blocks: entries.length === 0 ? [] : [{ kind: 'list', entries }],
		rows,
		figures: { items: rows.length },
	};
}
