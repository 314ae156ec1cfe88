import { textOfField, nestedItemOf, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { readPostedForm } from './postedForm';
import { framePage, buildTokenField } from './pageFrame';
import { markup, emptyMarkup, type Markup } from './markup';
import { buildResultBox } from './actionResults';
import type { WebPageSettings } from './WebPageSettings';

/** Writes the page on which staff send the response that a letter has shown them. */
export function writeConfirmResponsePage(
	items: readonly WorkflowItem[],
	profile: LibraryProfile,
	settings: WebPageSettings,
	language: Language,
): string {
	const { confirm, notAccepted } = messagesByLanguage[language].pages;
	const { requestId, confirmation, isConfirmed } = readPostedForm(settings.asked);
	const query = nestedItemOf(settings.asked, 'query');
	const hidden = (name: string, sent: string): Markup =>
		markup`<input type="hidden" name="${name}" value="${textOfField(query, name) ?? sent}">`;
	const isSent = items.some(({ requestAction }) => requestAction === 'confirmResponse');
	const form = markup`<p>${confirm.introduction}</p>
<form method="post" action="?language=${language}">${buildTokenField(settings)}
${hidden('requestId', requestId)}${hidden('confirmation', confirmation)}
<button class="main wide">${confirm.button}</button></form>`;
	const content = isSent
		? [markup`<p role="status">${confirm.done}</p>`]
		: [isConfirmed ? buildResultBox('bad', notAccepted, emptyMarkup) : emptyMarkup, form];
	return framePage({ language, title: confirm.title, heading: confirm.title, isNarrow: true, content, libraryName: profile.libraryName });
}
