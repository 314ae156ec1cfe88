import { languageOf, type Language } from './messages/languages';

/** The settings that all workflows of a library share. An empty text means that there is no such setting. */
export interface Profile {
	/** The library's name, below each notice. */
	readonly libraryName: string;
	readonly fromEmail: string;
	/** The address for notices to staff. */
	readonly staffEmail: string;
	readonly language: Language;
	readonly staffLanguage: Language;
	/** The lines below each notice to a patron. */
	readonly closingLines: string;
	/** Unless empty, all notices go to this address, and say so. */
	readonly sendEverythingTo: string;
	/** The address of the form where patrons cancel, to which the request's number is added. */
	readonly cancelPage: string;
	/** Whether patrons get another notice when something happens to their request. */
	readonly writesOn: boolean;
}

/** The link to the form where patrons cancel; undefined if there is none. */
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
