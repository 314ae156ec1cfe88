import { compareAuthors, type AuthorFit } from '../match/author';
import { askedTitle, compareTitles, type TitleFit } from '../match/compareTitles';
import { compareYears, type YearFit } from '../match/dates';
import { compareLanguages } from '../match/languages';
import { firstNumber, isNumber } from '../match/numbers';
import { words } from '../match/text';
import { oneVolume } from '../match/volumes';
import { editionMarks, editionWords as abbreviations, bindings, otherEditions, type Medium } from '../match/vocabulary';
import type { InventoryRecord } from '../records';
import { editionsOf, mediumOf } from './form';
import type { UnderstoodWish, Wish } from './wish';

export type Agreement = 'same' | 'different' | 'unknown';

/** How a record compares with what was asked for. */
export interface Fit {
	/** `unknown`: no title was given. */
	readonly title: TitleFit | 'unknown';
	readonly author: AuthorFit;
	readonly year: YearFit;
	readonly edition: Agreement;
	readonly language: Agreement;
	/** `different`: asked for in large print, as a recording or a film, and the record is none, or the other way round. */
	readonly medium: Agreement;
}

/** Compares records with one wish, field by field, each record once. */
export function fitter(wish: Wish | UnderstoodWish): (record: InventoryRecord) => Fit {
	const { title = '', author = '', year = '', edition = '', volume = '', language = '' } = wish;
	const asked = askedTitle(title, { volume: oneVolume(volume), author });
	const medium = 'medium' in wish ? wish.medium : undefined;
	const found = new Map<InventoryRecord, Fit>();
	return (record) => {
		const known = found.get(record);
		if (known !== undefined) return known;
		const fit: Fit = {
			title: title.trim() === '' ? 'unknown' : compareTitles(asked, record),
			author: compareAuthors(author, record.contributors, record.responsibility),
			year: compareYears(year, record.publicationDates),
			edition: compareEditions(edition, editionsOf(record)),
			language: compareLanguages(language, record.languages),
			medium: compareMedia(medium, record),
		};
		found.set(record, fit);
		return fit;
	};
}

/** Whether an identifier's record is the work that the other fields describe. */
export const fitsWork = ({ title, author }: Fit): boolean => title !== 'different' && title !== 'remote' && title !== 'another' && author !== 'different';

/** Whether the title is the one given, perhaps without a subtitle on either side. */
export const isTheTitle = ({ title }: Fit): boolean => title === 'exact' || title === 'same' || title === 'shorter';

/** Whether a match by title may stand without a look at it: title, author and year all agree. */
export const fitsExactly = (fit: Fit): boolean => isTheTitle(fit) && fit.title !== 'shorter' && fit.author === 'same' && fit.year === 'same';

/** Whether the record is the work in another edition, language or form than the one asked for. */
export const isOtherForm = ({ edition, language, medium }: Fit): boolean => edition === 'different' || language === 'different' || medium === 'different';

/** The telling words of an edition, and those of them that are no number. */
function editionIn(edition: string) {
	const telling = words(edition).map((word) => abbreviations[word] ?? word).filter((word) => word !== 'and' && !editionMarks.has(word) && !bindings.has(word));
	return { telling, number: firstNumber(words(edition)), names: telling.filter((word) => !isNumber(word)) };
}

/**
 * Compares with all statements of a record's edition: one that agrees is enough, unless another says that it is for somebody else.
 * `different` only where both say something and it cannot be the same.
 */
function compareEditions(given: string, recorded: readonly string[]): Agreement {
	const wish = editionIn(given);
	// An edition for somebody else is another one even where none was asked for.
	const isForOthers = recorded.map(editionIn).some(({ telling }) => telling.some((word) => otherEditions.has(word)) && !telling.some((word) => wish.telling.includes(word)));
	if (isForOthers) return 'different';
	const fits = recorded.map((edition) => compareEdition(wish, editionIn(edition)));
	return (['same', 'different'] as const).find((fit) => fits.includes(fit)) ?? 'unknown';
}

type Edition = ReturnType<typeof editionIn>;

/** `Instructor ed.` and `Student ed.` are two, of whatever number; a first edition is no revised one. */
function compareEdition(wish: Edition, record: Edition): Agreement {
	if (wish.telling.length === 0 || record.telling.length === 0) return 'unknown';
	const share = wish.names.some((name) => record.names.includes(name));
	const disagree = wish.names.length > 0 && record.names.length > 0 && !share;
	if (wish.number !== undefined && record.number !== undefined) return wish.number === record.number && !disagree ? 'same' : 'different';
	if (wish.number === undefined && record.number === undefined) return disagree ? 'different' : 'same';
	if (wish.telling.every((word) => record.telling.includes(word))) return 'same';
	const isRevised = ({ names }: Edition): boolean => names.some((name) => Object.values(abbreviations).includes(name) && name !== 'international');
	const isOther = wish.names.some((name) => otherEditions.has(name));
	return (wish.number === 1 && isRevised(record)) || (record.number === 1 && isRevised(wish)) || isOther ? 'different' : 'unknown';
}

/** Whoever asks for no form asks for a book. */
function compareMedia(wish: Medium | undefined, record: InventoryRecord): Agreement {
	const medium = mediumOf(record);
	if (wish !== undefined) return medium === wish ? 'same' : 'different';
	return medium === undefined || medium === 'large print' ? 'unknown' : 'different';
}
