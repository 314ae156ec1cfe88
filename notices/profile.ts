import { languageOf, type Language } from './words/languages';

/** What belongs to the library, the same in all its workflows. Empty texts say nothing. */
export interface Profile {
	/** Below each notice. */
	readonly libraryName: string;
	readonly fromEmail: string;
	/** Where staff's notices go. */
	readonly staffEmail: string;
	readonly language: Language;
	readonly staffLanguage: Language;
	/** Below each notice to a patron, such as opening hours. */
	readonly closingLines: string;
	/** While it is filled in, all notices go there, and say so. */
	readonly sendEverythingTo: string;
	/** Address of the form where patrons cancel; the request's number is put behind it. */
	readonly cancelPage: string;
	/** Whether patrons are written to again when something happens to their request. */
	readonly writesOn: boolean;
}

/** Where a request is canceled; undefined where there is no such page. */
export function cancelLink(cancelPage: string, number: string): string | undefined {
	return cancelPage === '' ? undefined : `${cancelPage}${cancelPage.includes('?') ? '&' : '?'}Request%20Number=${encodeURIComponent(number)}`;
}

/** A profile as it was typed in. */
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
