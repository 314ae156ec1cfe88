import { textOfField, nestedItemOf, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import { languageOf, type Language } from '../messages/languages';
import type { WebPageKind } from './webPageKinds';
import { createCancelPageWriter } from './createCancelPageWriter';
import { writeConfirmResponsePage } from './writeConfirmResponsePage';
import { writeLendingDeskPage } from './writeLendingDeskPage';
import { writeScanDeskPage } from './writeScanDeskPage';
import type { WebPageSettings } from './WebPageSettings';
import { isFromOurPage, issuePageToken, type PageTokenContext } from './pageTokens';

/** The page for Respond to Webhook. */
export interface WrittenPage {
	readonly page: WebPageKind;
	readonly language: Language;
	readonly html: string;
}

const writers: Readonly<
	Record<WebPageKind, (items: readonly WorkflowItem[], profile: LibraryProfile, settings: WebPageSettings, language: Language) => string>
> = {
	lendingDesk: writeLendingDeskPage,
	scanDesk: writeScanDeskPage,
	cancelForPatron: createCancelPageWriter('patron'),
	cancelForStaff: createCancelPageWriter('staff'),
	confirmResponse: writeConfirmResponsePage,
};

/** The settings of a page without those that depend on the token. */
export type GivenWebPageSettings = Omit<WebPageSettings, 'token' | 'isFromOurPage'>;

/** Writes one page for all items, which are requests or results of actions. */
export function writePage(
	items: readonly WorkflowItem[],
	profile: LibraryProfile,
	asking: GivenWebPageSettings,
	shown: PageTokenContext,
): WrittenPage {
	const settings: WebPageSettings = {
		...asking,
		token: issuePageToken(asking.asked, shown),
		isFromOurPage: isFromOurPage(asking.asked, shown),
	};
	const linked = textOfField(nestedItemOf(asking.asked, 'query'), 'language') ?? '';
	const usual = settings.kind === 'cancelForPatron' ? profile.patronLanguage : profile.staffLanguage;
	const language = languageOf(settings.language) ?? languageOf(linked) ?? usual;
	return { page: settings.kind, language, html: writers[settings.kind](items, profile, settings, language) };
}
