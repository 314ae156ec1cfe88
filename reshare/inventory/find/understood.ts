import { compareAuthors } from '../match/author';
import { compareYears } from '../match/dates';
import { words } from '../match/text';
import { editionBehind, insignificant, mediumBehind, volumeOf, yearBehind } from '../match/titleParts';
import type { UnderstoodWish, Wish } from './wish';

/**
 * The wish as its fields mean it: a volume, an edition, a year in brackets or a medium that stands behind the title (`Capital, vol. 1`,
 * `Gilead (large print)`) counts as given; an author's name before or behind the title (`Beach music by Pat Conroy`, `Kafka: Der Prozess`)
 * may be no part of it.
 */
export function understood(written: Wish): UnderstoodWish {
	const wish = withoutFillers(written);
	if ((wish.title ?? '').trim() === '') return { ...wish, title: '', otherTitles: [] };
	const author = wish.author ?? '';
	const title = withoutBy(wish.title ?? '', author);
	const year = yearBehind(title);
	// Where another year was given, it is part of the title, as of an annual.
	const dated = year !== undefined && compareYears(wish.year ?? '', [year.year]) !== 'different' ? year : undefined;
	const otherTitles = [withoutName(title, author), ...(dated === undefined ? [] : [dated.title, withoutName(dated.title, author)])].filter((other) => other !== undefined);
	const medium = mediumBehind(title);
	return {
		...wish,
		title,
		...given('volume', wish.volume, volumeOf(title)?.volume),
		...given('edition', wish.edition, editionBehind(title)),
		...given('year', wish.year, dated?.year),
		otherTitles,
		...(medium === undefined ? {} : { medium }),
	};
}

/** What forms and spreadsheets have in any field that is empty. */
const empty = /^(?:[^\p{Letter}\p{Number}]*|n[/.]\s?a\.?)$/iu;

/** What they have in a field that could not, or need not, be filled in; a title may be just that. */
const nothingSaid = /^(?:none(?: given)?|no (?:author|preference)|not (?:applicable|given|known|specified)|(?:author )?unknown|any(?: (?:language|edition|volume))?|(?:various|several|multiple)(?: authors| editors)?|anon(?:ymous|\.)?)$/iu;

/** Without what people write where they have nothing to write: it is no other author, language or volume than the record's. */
function withoutFillers(wish: Wish): Wish {
	const said = (field: 'author' | 'year' | 'edition' | 'volume' | 'language'): string => {
		const text = (wish[field] ?? '').trim();
		return empty.test(text) || nothingSaid.test(text) ? '' : text;
	};
	const title = empty.test((wish.title ?? '').trim()) ? '' : (wish.title ?? '');
	return { ...wish, title, author: said('author'), year: said('year'), edition: said('edition'), volume: said('volume'), language: said('language') };
}

/** What a field says, or else what stands behind the title. */
function given<Field extends keyof Wish>(field: Field, written: string | undefined, behind: string | undefined): { readonly [name in Field]?: string } {
	const value = (written ?? '').trim() === '' ? behind : written;
	return (value === undefined ? {} : { [field]: value }) as { readonly [name in Field]?: string };
}

/** The title without `by ...`, where that names the author given. */
function withoutBy(title: string, author: string): string {
	const [, before, name] = /^(.+?)[\s,:;]+by\s+(.+?)\s*$/iu.exec(title) ?? [];
	return before !== undefined && isName(name ?? '', author) ? before : title;
}

function isName(text: string, author: string): boolean {
	return compareAuthors(text, author.split(/[;|\n\r]+/u)) === 'same' || compareAuthors(author, [text]) === 'same';
}

/** The title without the author's name before it (`Kafka: `, `Kafka's `, `Kafka - `) or behind it; undefined where none stands there. */
function withoutName(title: string, author: string): string | undefined {
	const name = new Set(words(author));
	if (name.size === 0) return undefined;
	const [, before, rest] = /^(.+?)\s*(?::|\s[-–—])\s+(.+)$/u.exec(title) ?? [];
	if (before !== undefined && rest !== undefined && isName(before, author)) return rest;
	const tokens = title.split(/\s+/u);
	const isOfName = (token: string): boolean => words(token.replace(/['’]s?$/u, '')).every((word) => name.has(word));
	const last = tokens.findLastIndex((token) => !isOfName(token));
	const head = tokens.slice(0, last + 1);
	if (last >= 0 && last < tokens.length - 1 && !insignificant.has(words(head.at(-1) ?? '').at(-1) ?? '')) return head.join(' ').replace(/[\s,.:;–-]+$/u, '');
	const first = tokens.findIndex((token) => !isOfName(token));
	return first > 0 && /['’]s?$/u.test(tokens[first - 1] ?? '') ? tokens.slice(first).join(' ') : undefined;
}
