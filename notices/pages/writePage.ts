import { fieldText, groupOf, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { languageOf, type Language } from '../messages/languages';
import type { PageKind } from './kinds';
import { cancelPage, confirmPage } from './forms';
import { lendingDeskPage } from './lendingDesk';
import { scanDesk } from './scanDesk';
import type { PageSettings } from './settings';
import { isFromOurPage, issueToken, type Shown } from './tokens';

/** The page for Respond to Webhook. */
export interface WrittenPage {
	readonly page: PageKind;
	readonly language: Language;
	readonly html: string;
}

const writers: Readonly<
	Record<PageKind, (items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language) => string>
> = {
	lendingDesk: lendingDeskPage,
	scanDesk,
	cancelForPatron: cancelPage('patron'),
	cancelForStaff: cancelPage('staff'),
	confirmResponse: confirmPage,
};

/** The settings of a page without those that depend on the token. */
export type Asking = Omit<PageSettings, 'token' | 'isFromOurPage'>;

/** Writes one page of all items: requests, and results of actions. */
export function writePage(items: readonly WorkflowItem[], profile: Profile, asking: Asking, shown: Shown): WrittenPage {
	const settings: PageSettings = { ...asking, token: issueToken(asking.asked, shown), isFromOurPage: isFromOurPage(asking.asked, shown) };
	const linked = fieldText(groupOf(asking.asked, 'query'), 'language') ?? '';
	const usual = settings.kind === 'cancelForPatron' ? profile.language : profile.staffLanguage;
	const language = languageOf(settings.language) ?? languageOf(linked) ?? usual;
	return { page: settings.kind, language, html: writers[settings.kind](items, profile, settings, language) };
}
