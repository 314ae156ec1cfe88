import { waiting } from '../pages/lendingDesk';
import { requestNumberOf, statusLabelOf, type WorkflowItem } from '../item';
import type { Block } from '../document';
import { columnsOf, linked, type Listed, type ListWork } from './rows';

/** How many requests wait at the lending desk, part by part, and the address of its page. */
export function lendingDeskList(items: readonly WorkflowItem[], { words, pages, settings }: ListWork): Listed {
	const parts = waiting(items);
	const { parts: labels } = pages.lendingDesk;
	const rows = parts.flatMap(({ part, requests }) =>
		requests.map((item) => ({
			part: labels[part],
			number: requestNumberOf(item),
			...columnsOf(item, 'title', 'borrower'),
			status: statusLabelOf(item) ?? null,
			...columnsOf(item, 'staffLink'),
		})),
	);
	const page = linked(words.openDesk, settings.deskPage);
	const blocks: Block[] = [
		{ kind: 'facts', facts: parts.map(({ part, requests }) => ({ label: labels[part], text: String(requests.length) })) },
		...(typeof page === 'string' ? [] : [{ kind: 'link', ...page } satisfies Block]),
	];
	return {
		subject: words.subjects.lendingDesk(rows.length),
		blocks: rows.length === 0 ? [] : blocks,
		rows,
		figures: Object.fromEntries(parts.map(({ part, requests }) => [part, requests.length])),
	};
}
