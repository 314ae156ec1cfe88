import { languageOf, type Language } from './messages/languages';

/** What is the same in all workflows of a library. Empty texts say nothing. */
export interface Profile {
	/** Below each notice. */
	readonly libraryName: string;
	readonly fromEmail: string;
	/** Where staff's notices go. */
	readonly staffEmail: string;
	readonly language: Language;
	readonly staffLanguage: Language;
	/** Below each notice to a patron. */
	readonly closingLines: string;
	/** Unless empty, all notices go there, and say so. */
	readonly sendEverythingTo: string;
	/** Address of the form where patrons cancel; the request's number is added to it. */
	readonly cancelPage: string;
	/** Whether patrons are written to again when something happens to their request. */
	readonly writesOn: boolean;
}

/** Undefined if there is no page to cancel at. */
export function cancelLink(cancelPage: string, number: string): string | undefined {
	return cancelPage === ''
		? undefined
		: `${cancelPage}${cancelPage.includes('?') ? '&' : '?'}Request%20Number=${encodeURIComponent(number)}`;
}

export function readProfile(data: Readonly<Record<string, unknown>>): Profile {
	const text = (name: string): string => (typeof data[name] === 'string' ? data[name].trim() : '');
	const language = languageOf(text('language')) ?? 'en';
	return {
		libraryName: text('libraryName'),
		fromEmail: text('fromEmail'),
		staffEmail: text('staffEmail'),
		language,
		staffLanguage: languageOf(text('staffLanguage')) ?? language,
		closingLines: text('closingLines'),
		sendEverythingTo: text('sendEverythingTo'),
		cancelPage: text('cancelPage'),
		writesOn: data.writesOn === true,
	};
}
