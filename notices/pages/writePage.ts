import { textOfField, nestedItemOf, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import { languageOf, type Language } from '../messages/languages';
import type { PageKind } from './pageKinds';
import { createCancelPageWriter, writeConfirmResponsePage } from './writeCancelAndConfirmResponsePages';
import { writeLendingDeskPage } from './writeLendingDeskPage';
import { writeScanDeskPage } from './writeScanDeskPage';
import type { PageSettings } from './PageSettings';
import { isFromOurPage, issuePageToken, type PageTokenContext } from './pageTokens';

/** The page for Respond to Webhook. */
export interface WrittenPage {
	readonly page: PageKind;
	readonly language: Language;
	readonly html: string;
}

const writers: Readonly<
	Record<PageKind, (items: readonly WorkflowItem[], profile: LibraryProfile, settings: PageSettings, language: Language) => string>
> = {
	lendingDesk: writeLendingDeskPage,
	scanDesk: writeScanDeskPage,
	cancelForPatron: createCancelPageWriter('patron'),
	cancelForStaff: createCancelPageWriter('staff'),
	confirmResponse: writeConfirmResponsePage,
};

/** The settings of a page without those that depend on the token. */
export type GivenPageSettings = Omit<PageSettings, 'token' | 'isFromOurPage'>;

/** Writes one page for all items, which are requests or results of actions. */
export function writePage(
	items: readonly WorkflowItem[],
	profile: LibraryProfile,
	asking: GivenPageSettings,
	shown: PageTokenContext,
): WrittenPage {
	const settings: PageSettings = {
		...asking,
		token: issuePageToken(asking.asked, shown),
		isFromOurPage: isFromOurPage(asking.asked, shown),
	};
	const linked = textOfField(nestedItemOf(asking.asked, 'query'), 'language') ?? '';
	const usual = settings.kind === 'cancelForPatron' ? profile.patronLanguage : profile.staffLanguage;
	const language = languageOf(settings.language) ?? languageOf(linked) ?? usual;
	return { page: settings.kind, language, html: writers[settings.kind](items, profile, settings, language) };
}
