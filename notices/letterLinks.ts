import { isWebAddress, type NoticeBlock } from './noticeBlocks';
import type { LibraryProfile } from './libraryProfile';
import type { Language } from './messages/languages';
import { messagesByLanguage } from './messages/messagesByLanguage';
import type { LinkKind } from './noticeKinds';
import { failedExecutionOf, freeCopyUrlOf, textOfField, type WorkflowItem } from './workflowItem';

/** The block with a notice's link of this kind; empty if the item or the profile has no web address for it. */
export function buildLetterLinkBlocks(
	kind: LinkKind | undefined,
	item: WorkflowItem,
	{ cancelPage }: LibraryProfile,
	language: Language,
	choosePage: string | undefined,
): NoticeBlock[] {
	const number = textOfField(item, 'hrid') ?? textOfField(item, 'requestId');
	const confirm = textOfField(item, 'confirmLink');
	const urls: Readonly<Record<LinkKind, string | undefined>> = {
		confirm: confirm === undefined ? undefined : addLanguage(confirm, language),
		cancel: number === undefined ? undefined : buildCancelLink(cancelPage, number, language),
		request: textOfField(item, 'staffLink'),
		document: textOfField(item, 'documentLink') ?? freeCopyUrlOf(item),
		execution: textOfField(failedExecutionOf(item) ?? {}, 'url'),
		choose: choosePage,
		approve: choosePage,
	};
	const url = kind === undefined ? undefined : urls[kind];
	return kind === undefined || !isWebAddress(url) ? [] : [{ kind: 'link', text: messagesByLanguage[language].links[kind], url }];
}

/** Builds the link to the page where patrons cancel; undefined if there is none. */
export function buildCancelLink(cancelPage: string, number: string, language: Language): string | undefined {
	return cancelPage === '' ? undefined : addLanguage(addParameter(cancelPage, 'Request%20Number', number), language);
}

/** Adds the language, which the pages that this package writes read from this parameter. */
function addLanguage(page: string, language: Language): string {
	return addParameter(page, 'language', language);
}

function addParameter(page: string, name: string, value: string): string {
	return `${page}${page.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}
