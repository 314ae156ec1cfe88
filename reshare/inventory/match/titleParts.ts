import { cardinalNumber, cardinalWords, ordinalNumber, ordinalWords, romanNumber } from './numbers';
import { fold, words } from './text';

/** A title taken apart as cataloguing rules put it together. */
export interface TitleParts {
	/** Title proper. */
	readonly main: string;
	/** Number and title of a part, after the title proper: `Volume 1` in `Capital. Volume 1`. Empty where there is none. */
	readonly part: string;
	/** Other title information, after ` : ` or `; or, `. Empty where there is none. */
	readonly rest: string;
	/** The title in other languages or scripts, after ` = `. */
	readonly parallel: readonly string[];
}

/** What a thing is, where it is no printed book in letters of the usual size. */
export type Medium = 'large print' | 'audio' | 'video';

const longestTitle = 2000;

const ordinal = String.raw`(?:\d{1,3}(?:st|nd|rd|th)|${ordinalWords}|revised|rev\.?|new|updated|expanded|international)`;
const edition = String.raw`${ordinal}(?:[\s,]+(?:revised|rev\.?|and|updated|expanded|international))*\s+ed(?:ition|n|\.)?|\d{1,3}\.\s*(?:aufl|auflage|éd|ed)`;
const media: Readonly<Record<Medium, string>> = {
	'large print': String.raw`large[\s-]?(?:print|type)(?: ed(?:ition|\.))?|gro(?:ß|ss)druck`,
	audio: String.raw`(?:unabridged )?(?:audio\s?-?books?|audio cds?|audio discs?|sound recording|books? on (?:cd|tape)s?|cd|h(?:ö|oe)rbuch)`,
	video: String.raw`dvds?(?:-video)?|blu-?ray|video\s?(?:recording|disc|cassette)?|motion picture`,
};
const binding = String.raw`(?:paperback|pbk|hardcover|hardback|hbk|cloth|e-?book|kindle(?: edition)?|softcover|${Object.values(media).join('|')})`;
const year = String.raw`(?:1[4-9]|20)\d\d`;

/** What stands behind a title in forms and shops, and in no catalog's title: binding, edition. */
const behind = new RegExp(String.raw`\s*[,.:;]?\s*(?:[(\[]\s*(${binding}|${edition})(?:,\s*${year})?\.?\s*[)\]]|(?<=[,.:;]\s*)(${binding}|${edition})|(?<=\s)(${edition}))\.?\s*$`, 'iu');

/** A subtitle that says no more than that it is a novel; behind the title it may stand without a sign. */
const kind = String.raw`an? (?:novel|memoir|novella|romance|thriller|mystery)`;
const kindBehind = new RegExp(String.raw`^(.+?)(?:\s*[,:;.]?\s+[(\[]?(${kind})|\s*[,:;.]\s+(roman|novela|romanzo)|\s+[(\[](roman|novela|romanzo))[)\]]?\.?\s*$`, 'iu');
const kindOnly = new RegExp(`^(?:${kind}|roman|novela|romanzo)$`, 'iu');

const partName = String.raw`(?:vol(?:ume)?|v|bd|band|tome|tomo|t|book|part|pt|teil)`;
const figure = String.raw`(?:\d+|[IVXLC]+|${cardinalWords})`;
const counted = String.raw`(?:(?:\d{1,2}(?:\.|st|nd|rd|th)|${ordinalWords})\s+(?:vol(?:ume)?|bd|band|tome|tomo|part|teil|book))`;

/** How many volumes there are, behind the number of one: `3 of 5`. */
const total = String.raw`\s*\(?\b(?:of|von)\s+\d+\)?`;

/** A volume behind a title, e.g. `, vol. 2`, `(Volume 2)`, `. Band 2`, `. Zweiter Band`. */
const volumeBehind = new RegExp(String.raw`^(.+?)\s*(?:[,.:;]?\s+[(\[]?((?:vol(?:ume)?|v|bd|band|tome|tomo|t)\.?\s*${figure})|(?:[,.:;]\s+|\s[(\[])(${counted}))(?:${total})?[)\]]?\.?\s*$`, 'iu');

/** A part's number behind the title proper, with its own title or without: `. Volume 1`, `. I, My father bleeds history`. */
const partBehind = [
	new RegExp(String.raw`^(.+?)[.,]?\s+[(\[]?(${partName}\.?\s*${figure}(?![\p{Letter}\d]).*)$`, 'iu'),
	new RegExp(String.raw`^(.+?)[.,]\s+(${counted}(?![\p{Letter}\d]).*)$`, 'iu'),
	/^(.+?)[.,]\s+((?:[IVXLC]+|\d{1,3})(?:[.,:]\s.*|\s*))$/u,
];

/** Where a title proper may end besides at a colon: `Faust. Der Tragödie ...`, `Walden ; and, Civil disobedience`, `Dune (Dune chronicles)`. */
const boundary = /(?<=[\p{Ll}\p{N}]{2})(?<!\b(?:mr|ms|dr|st|mrs|prof|jr|sr|vs|no|vol))\.\s|\s*;\s|\s[([]/iu;

/** The article where lists that are sorted by title have it: `Great Gatsby, The`, `Hobbit, The: or, There and back again`. */
const articleBehind = /^([^:]+?),\s+(the|an?|der|die|das|le|la|les|el|los|las|il)(?=\s*(?:[:([]|$))/iu;

function bare(title: string): string {
	return [...title.normalize('NFC').replace(/\p{Cf}/gu, '')]
		.slice(0, longestTitle)
		.join('')
		.replace(/[\p{Control}\p{Surrogate}\s]+/gu, ' ')
		.replace(/\s\/\s(?=.*\p{Letter}).*$/u, '')
		.replace(articleBehind, '$2 $1');
}

/** The medium that catalogs before RDA have within a title. */
const inTitles =
	/\s*\[((?:electronic resource|microform|microfiche|sound recording|videorecording|large print|text)[^\]]*|braille|cartographic material|computer file|filmstrip|game|graphic|interactive multimedia|kit|manuscript|map|motion picture|music|picture|realia|slide)\]/giu;

/** The title without what stands round it, and what stood behind it, the last first. */
function stripped(title: string): { readonly clean: string; readonly behind: readonly string[] } {
	const taken: string[] = [];
	let clean = bare(title).replace(inTitles, (_, medium: string) => {
		taken.push(medium);
		return '';
	});
	for (let previous = ''; previous !== clean; ) {
		previous = clean;
		clean = clean.replace(/[\s/:;=,.]+$/u, '').trim();
		const found = behind.exec(clean);
		const shorter = found === null ? clean : clean.slice(0, found.index);
		if (found !== null && /[\p{Letter}\p{Number}]/u.test(shorter)) {
			taken.push(found[1] ?? found[2] ?? found[3] ?? '');
			clean = shorter;
		}
	}
	return { clean, behind: taken };
}

/** Takes away what stands round the title: statement of responsibility, medium in brackets, binding, edition, final signs. */
export function cleanTitle(title: string): string {
	return stripped(title).clean;
}

/** The edition that stands behind a title; undefined where none does. */
export function editionBehind(title: string): string | undefined {
	return stripped(title).behind.find((text) => new RegExp(`^(?:${edition})`, 'iu').test(text));
}

/** The medium that a text names which names nothing else, e.g. `[sound recording]`. */
export function mediumNamed(text: string): Medium | undefined {
	return (Object.keys(media) as Medium[]).find((medium) => new RegExp(String.raw`^[(\[]?\s*(?:${media[medium]})\s*[)\]]?$`, 'iu').test(text.trim()));
}

/** The medium that stands behind a title. */
export function mediumBehind(title: string): Medium | undefined {
	return stripped(title).behind.map(mediumNamed).find((medium) => medium !== undefined);
}

/** The title without the year behind it, `(1965)` or `, 1965`, and the year; undefined where none stands there. */
export function yearBehind(title: string): { readonly title: string; readonly year: string } | undefined {
	const [, before, found] = new RegExp(String.raw`^(.*[\p{Letter}\p{Number})].*?)\s*(?:[(\[]|[,.:;]\s+)(${year})[)\]]?[.\s]*$`, 'u').exec(bare(title)) ?? [];
	return before === undefined || found === undefined ? undefined : { title: before, year: found };
}

/** The title without the volume behind it, and the volume as written; undefined where none is named. */
export function volumeOf(title: string): { readonly title: string; readonly volume: string } | undefined {
	const found = volumeBehind.exec(cleanTitle(title));
	return found === null || !hasLetter(found[1]) ? undefined : { title: found[1] ?? '', volume: found[2] ?? found[3] ?? '' };
}

/** Takes a title apart. */
export function titleParts(title: string): TitleParts {
	const [first = '', ...parallel] = cleanTitle(title).split(/\s+=\s+/u);
	const colon = /\s*:\s+|\s+:\s*|\s+[-–—]\s+|\s*[;,:]\s+(?:or|oder|ou)[,:;]?\s+/iu.exec(first);
	const asKind = colon === null ? kindBehind.exec(first) : null;
	const [main, part] = withoutPart(asKind?.[1] ?? (colon === null ? first : first.slice(0, colon.index).trim()));
	const [rest, partOfRest] = withoutPart(colon === null ? '' : first.slice(colon.index + colon[0].length).trim().replace(/^(?:or|oder|ou)[,:;]?\s+/iu, ''));
	return {
		main,
		part: part === '' ? partOfRest : part,
		rest: asKind?.[2] ?? asKind?.[3] ?? asKind?.[4] ?? rest,
		parallel: parallel.map((one) => one.split(/\s+:\s+/u)[0]?.trim() ?? '').filter((one) => one !== ''),
	};
}

/** Whether a subtitle says no more than what kind of book it is. */
export function saysKindOnly(rest: string): boolean {
	return kindOnly.test(rest);
}

/** What stands before the first sign at which a title proper may end; undefined where there is none. */
export function headOf(title: string): string | undefined {
	const found = boundary.exec(title);
	return found === null || found.index === 0 ? undefined : title.slice(0, found.index);
}

function hasLetter(text: string | undefined): boolean {
	return /\p{Letter}/u.test(text ?? '');
}

function withoutPart(text: string): [title: string, part: string] {
	for (const pattern of partBehind) {
		const found = pattern.exec(text);
		if (found !== null && hasLetter(found[1])) return [found[1] ?? '', found[2] ?? ''];
	}
	return [text, ''];
}

/** Number of the part that a title names, e.g. `2` for `Maus. II, And here my troubles began`. */
export function partNumber(title: string): string | undefined {
	const { part } = titleParts(title);
	return part === '' ? undefined : partKey(part).split(' ')[0];
}

/** The part's own title: `The two towers` in `Part 2, The two towers`. */
export function partTitle(part: string): string {
	return part.replace(/^[([]?(?:\p{Letter}+\.?\s+)?[\p{Letter}\p{Number}]+[.)\]]*[,:.]\s*/u, '');
}

const partWord = /^(?:v|vol|volume|bd|band|t|tome|tomo|book|part|pt|teil)$/u;

const behindNumber = new RegExp(String.raw`(?:${total}|\s*\(${year}\))\s*$`, 'iu');

/** The words of a part's name without how many there are, or its year in brackets, behind them. */
export function partWords(part: string): string[] {
	return words(part.replace(behindNumber, ''));
}

/** `Volume 1`, `vol. 01`, `Volume One`, `First volume`, `1 of 5` and `1` are the same; a Roman number is one, too. */
export function partKey(part: string): string {
	const [first = '', second, ...others] = partWords(part);
	const counts = second !== undefined && partWord.test(second) ? (ordinalNumber(first) ?? (/^\d+$/u.test(first) ? Number(first) : undefined)) : undefined;
	if (counts !== undefined) return [String(counts), ...others].join(' ');
	return (partWord.test(first) && second !== undefined ? [second, ...others] : [first, second ?? '', ...others])
		.map((word, index) => (index === 0 ? String(romanNumber(word) ?? cardinalNumber(word) ?? word.replace(/^(?:v|vol|bd|t)?0*(?=\d)/u, '')) : word))
		.join(' ')
		.trim();
}

/** First words that catalogs leave out when they file a title. */
export const articles: ReadonlySet<string> = new Set(['a', 'an', 'the', 'der', 'die', 'das', 'ein', 'eine', 'le', 'la', 'les', 'l', 'un', 'une', 'el', 'los', 'las', 'il', 'lo', 'gli', 'i', 'uma', 'o', 'os', 'as']);

/** Words that tell nothing apart; they are not searched, but they count when titles are compared. */
export const insignificant: ReadonlySet<string> = new Set([...articles, 'of', 'and', 'in', 'on', 'to', 'for', 'by', 'with', 'from', 'und', 'et', 'y', 'de', 'des', 'du', 'von', 'zur', 'zum', 'del', 'e', 'or']);

/** How many words of a title go into a search: enough to be exact, few enough that a slip in a long title costs nothing. */
const mostSearchWords = 8;

/**
 * The words to search a title by, at most eight: as they stand between blanks, in their own letters, since each server makes its own
 * words of `Catch-22`, `TCP/IP` and `Node.js`. Signs at both ends go.
 */
export function searchWords(title: string): string[] {
	const all = title
		.normalize('NFC')
		.toLowerCase()
		.split(/[\s\p{Control}\p{Surrogate}]+/u)
		.map((word) => word.replace(/^[^\p{Letter}\p{Number}\p{Mark}]+|[^\p{Letter}\p{Number}\p{Mark}]+$/gu, ''))
		.filter((word) => word !== '');
	const significant = all.filter((word) => !insignificant.has(fold(word)) && (word.length > 1 || /[^a-z]/u.test(word)));
	const chosen = significant.length > 0 ? significant : all;
	return [...new Set(chosen)].slice(0, mostSearchWords);
}
