import { compareAuthors, type AuthorFit } from '../match/author';
import { compareYears, type YearFit } from '../match/dates';
import { words } from '../match/text';
import { bestTitleFit, compareTitles, isAboutAnother, type TitleFit } from '../match/title';
import { firstNumber } from '../match/numbers';
import { titleParts, type Medium } from '../match/titleParts';
import type { InventoryRecord } from '../records';
import { editionsOf, mediumOf, volumeKey } from './form';
import type { UnderstoodWish, Wish } from './wish';

/** How a record compares with what was asked for. */
export interface Fit {
	/** `unknown`: no title was given. */
	readonly title: TitleFit | 'unknown';
	readonly author: AuthorFit;
	readonly year: YearFit;
	readonly edition: 'same' | 'different' | 'unknown';
	readonly language: 'same' | 'different' | 'unknown';
	/** `different`: asked for in large print, as a recording or a film, and the record is none, or the other way round. */
	readonly medium: 'same' | 'different' | 'unknown';
}

/** Compares a record with a wish, field by field. */
export function fitOf(wish: Wish | UnderstoodWish, record: InventoryRecord): Fit {
	const title = (wish.title ?? '').trim();
	const otherTitles = 'otherTitles' in wish ? wish.otherTitles : [];
	const volume = (wish.volume ?? '').trim();
	const written = [title, ...otherTitles, ...(title.includes(' / ') ? [title.replaceAll(' / ', '/')] : [])];
	const forms = volume === '' || titleParts(title).part !== '' ? written : [...written, `${title}, volume ${volumeKey(volume)}`];
	return {
		title: title === '' ? 'unknown' : bestTitleFit([record.title, ...record.otherTitles].flatMap((recorded) => forms.map((form) => compareTitles(form, recorded)))),
		author: compareAuthors(wish.author ?? '', record.contributors),
		year: compareYears(wish.year ?? '', record.publicationDates),
		edition: compareEditions(wish.edition ?? '', editionsOf(record)),
		language: compareLanguages(wish.language ?? '', record.languages),
		medium: compareMedia('medium' in wish ? wish.medium : undefined, record),
	};
}

/** Whether an identifier's record is the work that the other fields describe. */
export function fitsWork(fit: Fit): boolean {
	return fit.title !== 'different' && fit.title !== 'remote' && fit.title !== 'another' && fit.author !== 'different';
}

/** Whether the title is the one given, perhaps without a subtitle on either side. */
export function isTheTitle({ title }: Fit): boolean {
	return title === 'exact' || title === 'same' || title === 'shorter';
}

/** Whether a match by title may stand without a look at it: title, author and year all agree. */
export function fitsExactly(fit: Fit): boolean {
	return isTheTitle(fit) && fit.title !== 'shorter' && fit.author === 'same' && fit.year === 'same';
}

/** Whether the record is the work in another edition, language or form than the one asked for. */
export function isOtherForm({ edition, language, medium }: Fit): boolean {
	return edition === 'different' || language === 'different' || medium === 'different';
}

/** Words of editions that are written in full or not. */
const abbreviations: Readonly<Record<string, string>> = { rev: 'revised', enl: 'enlarged', exp: 'expanded', corr: 'corrected', intl: 'international', upd: 'updated' };

function editionWords(edition: string): string[] {
	return words(edition).map((word) => abbreviations[word] ?? word).filter((word) => !/^(?:ed|edn|edition|aufl|auflage|paperback|pbk|and)$/u.test(word));
}

/**
 * Compares with all statements of a record's edition: one that agrees is enough, unless another says that it is for somebody else.
 * `different` only where both say something and it cannot be the same: a year's impression or a publisher's series has many names.
 */
function compareEditions(given: string, recorded: readonly string[]): Fit['edition'] {
	const wishWords = editionWords(given);
	// An edition for somebody else is another one even where none was asked for.
	if (recorded.some((edition) => isAboutAnother(edition) && !editionWords(edition).some((word) => wishWords.includes(word)))) return 'different';
	const fits = recorded.map((edition) => compareEdition(given, edition));
	return (['same', 'different'] as const).find((fit) => fits.includes(fit)) ?? 'unknown';
}

function compareEdition(given: string, recorded: string): Fit['edition'] {
	const [wishWords, recordWords] = [editionWords(given), editionWords(recorded)];
	if (wishWords.length === 0 || recordWords.length === 0) return 'unknown';
	const [wish, record] = [given, recorded].map((text) => firstNumber(words(text)));
	// What is not the number: `Instructor ed.` and `Student ed.` are two, of whatever number.
	const [wishNames, recordNames] = [wishWords, recordWords].map((all) => all.filter((word) => firstNumber([word]) === undefined));
	const disagree = (wishNames ?? []).length > 0 && (recordNames ?? []).length > 0 && !wishNames?.some((word) => recordNames?.includes(word));
	if (wish !== undefined && record !== undefined) return wish === record && !disagree ? 'same' : 'different';
	if (wish === undefined && record === undefined && disagree) return 'different';
	if (wishWords.every((word) => recordWords.includes(word))) return 'same';
	const isFirst = (number: number | undefined, others: readonly string[]): boolean => number === 1 && others.some((word) => /^(?:revised|new|enlarged|expanded|updated|corrected)$/u.test(word));
	return isFirst(wish, recordWords) || isFirst(record, wishWords) || isAboutAnother(given) ? 'different' : 'unknown';
}

function compareMedia(wish: Medium | undefined, record: InventoryRecord): Fit['medium'] {
	const medium = mediumOf(record);
	if (wish !== undefined) return medium === wish ? 'same' : 'different';
	return medium === 'audio' || medium === 'video' ? 'different' : 'unknown';
}

/** The languages that staff are likely to write by name. */
const languageCodes: Readonly<Record<string, readonly string[]>> = {
	eng: ['english', 'en'],
	ger: ['german', 'deutsch', 'de', 'deu'],
	fre: ['french', 'francais', 'fr', 'fra'],
	spa: ['spanish', 'espanol', 'es', 'castilian', 'castellano'],
	ita: ['italian', 'italiano', 'it'],
	por: ['portuguese', 'portugues', 'pt'],
	rus: ['russian', 'ru'],
	chi: ['chinese', 'zh', 'zho', 'mandarin'],
	jpn: ['japanese', 'ja'],
	kor: ['korean', 'ko'],
	ara: ['arabic', 'ar'],
	heb: ['hebrew', 'he'],
	lat: ['latin', 'la'],
	dut: ['dutch', 'nl', 'nld', 'flemish'],
	pol: ['polish', 'pl'],
	gre: ['greek', 'el', 'ell'],
	per: ['persian', 'farsi', 'fa', 'fas'],
};

/** Of which form a language is to be, which no catalog tells: `Brazilian Portuguese`, `Simplified Chinese`. */
const languageForm = /^(?:in|brazilian|european|(?:latin )?american|british|canadian|mexican|simplified|traditional|modern)\s+(?=\p{Letter})/iu;

function languageCode(text: string): string {
	const [word = ''] = words(text.trim().replace(languageForm, ''));
	return Object.entries(languageCodes).find(([code, names]) => code === word || names.includes(word))?.[0] ?? word;
}

/** Made on first use: the names of all languages take longer to load than all the rest of the client does to start. */
let names: Intl.DisplayNames | undefined;

/** The English name of a language that the table lacks. */
function languageName(code: string): string | undefined {
	try {
		names ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
		const name = names.of(code);
		return name && words(name).join(' ');
	} catch {
		return undefined;
	}
}

/** Where several languages are named, each of them will do. */
function compareLanguages(given: string, recorded: readonly string[]): Fit['language'] {
	const fits = given.split(/[,;|/]|\s(?:or|and)\s/iu).map((one) => compareLanguage(one, recorded));
	return (['same', 'different'] as const).find((fit) => fits.includes(fit)) ?? 'unknown';
}

function compareLanguage(given: string, recorded: readonly string[]): Fit['language'] {
	const wish = languageCode(given);
	if (wish === '' || recorded.length === 0) return 'unknown';
	const meant = [wish, languageName(wish) ?? wish, words(given).join(' ')];
	if (recorded.some((language) => languageCode(language) === wish || meant.includes(languageName(language) ?? ''))) return 'same';
	const isKnown = wish in languageCodes || /^[a-z]{2,3}$/u.test(wish) || recorded.some((language) => languageName(language) !== undefined);
	return isKnown ? 'different' : 'unknown';
}
