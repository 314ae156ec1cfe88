import type { Language } from '../messages/languages';
import type { ListMessages, PageMessages } from '../messages/Messages';
import { isWebAddress, type ListBlockEntry, type NoticeBlock } from '../noticeBlocks';
import type { WorkflowItem } from '../workflowItem';
import type { ListSettings } from './ListSettings';

/** A list as a document, and as rows for a spreadsheet. */
export interface ListContent {
	readonly subject: string;
	readonly blocks: readonly NoticeBlock[];
	readonly rows: readonly WorkflowItem[];
	readonly figures: Readonly<Record<string, number | null>>;
}

export interface ListContext {
	readonly language: Language;
	readonly words: ListMessages;
	readonly pages: PageMessages;
	readonly settings: ListSettings;
	readonly cancelPage: string;
}

export function buildLinkedText(text: string, url: string | undefined): ListBlockEntry['first'] {
	return isWebAddress(url) ? { text, url } : text;
}
