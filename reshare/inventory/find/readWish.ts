import { decodeHTMLStrict } from 'entities';
import { readTitle } from '../match/readTitle';
import { words } from '../match/text';
import { fillers } from '../match/vocabulary';
import { isGiven, type UnderstoodWish, type Wish } from './wish';

/**
 * The wish as its fields mean it: what a web page or a form has encoded is decoded, what stands for nothing is nothing, and a volume, an
 * edition, a year or a medium that stands behind the title (`Capital, vol. 1`, `Gilead (large print)`) counts as given.
 */
export function understood(written: Wish): UnderstoodWish {
	const wish = withoutFillers(decoded(written));
	const behind = readTitle(wish.title ?? '');
	const [volume, edition, year] = (['volume', 'edition', 'year'] as const).map((field) => (isGiven(wish[field]) ? wish[field] : behind[field]));
	return { ...wish, volume, edition, year, medium: behind.medium };
}

/** Often what was encoded once is encoded again on its way through a form: `&amp;#39;`. */
function decoded(wish: Wish): Wish {
	const decode = (text: string): string => decodeHTMLStrict(decodeHTMLStrict(text));
	return Object.fromEntries(Object.entries(wish).map(([field, text]) => [field, typeof text === 'string' && text.includes('&') ? decode(text) : text])) as Wish;
}

/** What forms and spreadsheets have in any field that is empty. */
const empty = /^(?:[^\p{Letter}\p{Number}]*|n[/.]\s?a\.?)$/iu;

/** Without what people write where they have nothing to write: it is no other author, language or volume than the record's. */
function withoutFillers(wish: Wish): Wish {
	const said = (text = '', isTitle = false): string => (empty.test(text.trim()) || (!isTitle && fillers.has(words(text).join(' '))) ? '' : text);
	return { ...wish, title: said(wish.title, true), author: said(wish.author), year: said(wish.year), edition: said(wish.edition), volume: said(wish.volume), language: said(wish.language) };
}
