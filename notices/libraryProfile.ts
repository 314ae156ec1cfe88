import type { NoticeText } from './noticeBlocks';
import { languageOf, type Language } from './messages/languages';

/** The settings that all workflows of a library share. An empty text means that there is no such setting. */
export interface LibraryProfile {
	/** The library's name, below each notice. */
	readonly libraryName: string;
	readonly fromEmail: string;
	/** The address for notices to staff. */
	readonly staffEmail: string;
	readonly patronLanguage: Language;
	readonly staffLanguage: Language;
	/** The lines below each notice to a patron. */
	readonly closingLines: string;
	/** The hours of each pickup location, by its name in lower case. */
	readonly pickupHours: ReadonlyMap<string, string>;
	/** Unless empty, all notices go to this address, and say so. */
	readonly sendEverythingTo: string;
	/** The address of the form where patrons cancel, to which the request's number is added. */
	readonly cancelPage: string;
	/** Whether patrons also get a notice at the next steps of their request, so that a letter may announce it. */
	readonly writesOn: boolean;
	readonly copyrightRules: CopyrightRules;
	/** The copyright notice in letters that bring a copy. */
	readonly copyrightNotice?: NoticeText | undefined;
}

/** The rules by which the library has copies made: those of the United States, its own, or others that this package does not know. */
type CopyrightRules = 'us' | 'own' | 'none';

/**
 * The legend of 17 U.S.C. 108(a)(3), which the law requires on each copy, in the wording that the American Library Association recommends.
 */
const legend: NoticeText = { text: 'Notice: This material may be protected by copyright law (Title 17 U.S. Code).', language: 'en' };

/** Reads lines such as `Main Library: Monday to Friday, 9 to 5`. */
function readPickupHours(lines: string): ReadonlyMap<string, string> {
	return new Map(
		lines.split('\n').flatMap((line) => {
			const [place = '', ...hours] = line.split(':');
			return hours.length === 0 ? [] : [[place.trim().toLowerCase(), hours.join(':').trim()] as const];
		}),
	);
}

export function readLibraryProfile(data: Readonly<Record<string, unknown>>): LibraryProfile {
	const text = (name: string): string => (typeof data[name] === 'string' ? data[name].trim() : '');
	const patronLanguage = languageOf(text('language')) ?? 'en';
	const ownNotice = text('copyrightNotice');
	const copyrightRules = text('copyrightRules') === 'us' ? 'us' : text('copyrightRules') === 'own' ? 'own' : 'none';
	return {
		libraryName: text('libraryName'),
		fromEmail: text('fromEmail'),
		staffEmail: text('staffEmail'),
		patronLanguage,
		staffLanguage: languageOf(text('staffLanguage')) ?? patronLanguage,
		closingLines: text('closingLines'),
		pickupHours: readPickupHours(text('pickupHours')),
		sendEverythingTo: text('sendEverythingTo'),
		cancelPage: text('cancelPage'),
		writesOn: data.writesOn === true,
		copyrightRules,
		copyrightNotice: copyrightRules === 'us' ? legend : copyrightRules === 'own' && ownNotice !== '' ? { text: ownNotice } : undefined,
	};
}
