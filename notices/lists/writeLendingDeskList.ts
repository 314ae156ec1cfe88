import { groupBySectionOfLendingDesk } from '../webPages/writeLendingDeskPage';
import { requestNumberOf, statusLabelOf, textsOfFields, type WorkflowItem } from '../workflowItem';
import type { NoticeBlock } from '../noticeBlocks';
import { formatPlural } from '../formatInLanguage';
import { buildLinkedText, type ListContent, type ListContext } from './listContent';

/** Writes how many requests wait in each section of the lending desk, and the address of its page. */
export function writeLendingDeskList(items: readonly WorkflowItem[], { words, pages, settings, language }: ListContext): ListContent {
	const parts = groupBySectionOfLendingDesk(items);
	const { parts: labels } = pages.lendingDesk;
	const rows = parts.flatMap(({ part, requests }) =>
		requests.map((item) => ({
			part: labels[part],
			number: requestNumberOf(item),
			...textsOfFields(item, 'title', 'borrower'),
			status: statusLabelOf(item) ?? null,
			...textsOfFields(item, 'staffLink'),
		})),
	);
	const page = buildLinkedText(words.openDesk, settings.deskPage);
	const blocks: NoticeBlock[] = [
		{ kind: 'facts', facts: parts.map(({ part, requests }) => ({ label: labels[part], text: String(requests.length) })) },
		...(typeof page === 'string' ? [] : [{ kind: 'link', ...page } satisfies NoticeBlock]),
	];
	return {
		subject: formatPlural(language, words.subjects.lendingDesk, rows.length),
		blocks: rows.length === 0 ? [] : blocks,
		rows,
		figures: Object.fromEntries(parts.map(({ part, requests }) => [part, requests.length])),
	};
}
