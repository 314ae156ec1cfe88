import { compareAuthors, type AuthorFit } from '../match/author';
import { compareYears, type YearFit } from '../match/dates';
import { words } from '../match/text';
import { compareTitles, titleParts, type TitleFit } from '../match/title';
import type { InventoryRecord } from '../records';
import { volumeKey } from './form';
import type { Wish } from './wish';

/** How a record compares with what was asked for. */
export interface Fit {
	/** `unknown`: no title was given. */
	readonly title: TitleFit | 'unknown';
	readonly author: AuthorFit;
	readonly year: YearFit;
	readonly edition: 'same' | 'different' | 'unknown';
	readonly language: 'same' | 'different' | 'unknown';
}

const rank: Readonly<Record<TitleFit, number>> = { exact: 3, same: 2, similar: 1, different: 0 };

/** Compares a record with a wish, field by field. */
export function fitOf(wish: Wish, record: InventoryRecord): Fit {
	const title = (wish.title ?? '').trim();
	const volume = (wish.volume ?? '').trim();
	const written = title.includes(' / ') ? [title, title.replaceAll(' / ', '/')] : [title];
	const forms = volume === '' || titleParts(title).part !== '' ? written : [...written, `${title}, volume ${volumeKey(volume)}`];
	const fits = [record.title, ...record.otherTitles].flatMap((recorded) => forms.map((form) => compareTitles(form, recorded)));
	return {
		title: title === '' ? 'unknown' : fits.reduce((best, fit) => (rank[fit] > rank[best] ? fit : best), 'different'),
		author: compareAuthors(wish.author ?? '', record.contributors),
		year: compareYears(wish.year ?? '', record.publicationDates),
		edition: compareEditions(wish.edition ?? '', record.edition),
		language: compareLanguages(wish.language ?? '', record.languages),
	};
}

/** Whether an identifier's record is the work that the other fields describe. */
export function fitsWork(fit: Fit): boolean {
	return fit.title !== 'different' && fit.author !== 'different';
}

/** Whether the title is the one given, perhaps without its subtitle. */
export function isTheTitle({ title }: Fit): boolean {
	return title === 'exact' || title === 'same';
}

/** Whether a match by title may stand without a look at it: title, author and year all agree. */
export function fitsExactly(fit: Fit): boolean {
	return isTheTitle(fit) && fit.author === 'same' && fit.year === 'same';
}

const ordinals: Readonly<Record<string, number>> = {
	first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12,
	erste: 1, zweite: 2, dritte: 3, vierte: 4, fünfte: 5, premiere: 1, deuxieme: 2, primera: 1, segunda: 2,
};

/** The number of an edition, from `2nd ed.`, `Second edition.`, `2. Aufl.`; undefined where none is named. */
export function editionNumber(edition: string): number | undefined {
	for (const word of words(edition)) {
		const digits = /^(\d{1,3})(?:st|nd|rd|th|e|a|o)?$/u.exec(word)?.[1];
		if (digits !== undefined) return Number(digits);
		const ordinal = ordinals[word];
		if (ordinal !== undefined) return ordinal;
	}
	return undefined;
}

function compareEditions(given: string, recorded: string | null): Fit['edition'] {
	if (given.trim() === '' || recorded === null) return 'unknown';
	const wish = editionNumber(given);
	const record = editionNumber(recorded);
	if (wish !== undefined && record !== undefined) return wish === record ? 'same' : 'different';
	const recordWords = words(recorded);
	const wishWords = words(given).filter((word) => word !== 'ed' && word !== 'edition');
	if (wishWords.length === 0) return 'unknown';
	return wishWords.every((word) => recordWords.includes(word)) ? 'same' : 'different';
}

/** The languages that staff are likely to write by name. */
const languageCodes: Readonly<Record<string, readonly string[]>> = {
	eng: ['english', 'en'],
	ger: ['german', 'deutsch', 'de', 'deu'],
	fre: ['french', 'francais', 'fr', 'fra'],
	spa: ['spanish', 'espanol', 'es'],
	ita: ['italian', 'italiano', 'it'],
	por: ['portuguese', 'portugues', 'pt'],
	rus: ['russian', 'ru'],
	chi: ['chinese', 'zh', 'zho'],
	jpn: ['japanese', 'ja'],
	kor: ['korean', 'ko'],
	ara: ['arabic', 'ar'],
	heb: ['hebrew', 'he'],
	lat: ['latin', 'la'],
	dut: ['dutch', 'nl', 'nld'],
	pol: ['polish', 'pl'],
	gre: ['greek', 'el', 'ell'],
};

export function languageCode(text: string): string {
	const [word = ''] = words(text);
	return Object.entries(languageCodes).find(([code, names]) => code === word || names.includes(word))?.[0] ?? word;
}

function compareLanguages(given: string, recorded: readonly string[]): Fit['language'] {
	const wish = languageCode(given);
	if (wish === '' || recorded.length === 0) return 'unknown';
	return recorded.some((language) => languageCode(language) === wish) ? 'same' : 'different';
}
