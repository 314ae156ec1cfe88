import { parse as parseIsbn } from 'isbn3';
import { serviceTypeOf } from '../serviceType';
import type { RequestRow } from './row';
import { fold, lettersOnly, sameText } from './text';
import type { Wish } from './types';

/**
 * Whether a row asks for the same thing: the same record or ISBN (in either form), the same volume and the same kind of
 * service; for copies the same part of it, too.
 */
export function asksForSameThing(row: RequestRow, wish: Wish): boolean {
	return (sameInstance(row, wish) || sameIsbn(row.isbn, wish.isbn)) && sameShape(row, wish);
}

/**
 * Whether a row asks for the same work by title and author, perhaps in another edition. Subtitles and the order of a
 * name's parts do not count.
 */
export function asksForSameWork(row: RequestRow, wish: Wish): boolean {
	const title = mainTitle(wish.title);
	if (title === '' || title !== mainTitle(row.title)) return false;
	const author = nameParts(wish.author);
	const other = nameParts(row.author);
	const authorsFit = author.size === 0 || other.size === 0 || [...author].some((part) => other.has(part));
	return authorsFit && sameShape(row, wish);
}

function sameShape(row: RequestRow, wish: Wish): boolean {
	if (serviceTypeOf(row) !== wish.serviceType || !sameText(row.volume, wish.volume)) return false;
	if (wish.serviceType === 'loan') return true;
	return lettersOnly(row.partTitle) === lettersOnly(wish.copy?.partTitle) && samePages(row.pages, wish.copy?.pages);
}

/** Pages told by one side only do not tell two copies of one article apart. */
function samePages(a: string | null | undefined, b: string | undefined): boolean {
	return fold(a) === '' || fold(b) === '' || lettersOnly(a) === lettersOnly(b);
}

function sameInstance(row: RequestRow, wish: Wish): boolean {
	return wish.instanceId !== undefined && fold(row.recordId) === fold(wish.instanceId);
}

function sameIsbn(a: string | null | undefined, b: string | undefined): boolean {
	const one = isbn13(a);
	return one !== undefined && one === isbn13(b);
}

function isbn13(text: string | null | undefined): string | undefined {
	const first = text?.match(/[0-9][0-9Xx -]{8,}/)?.[0] ?? '';
	return parseIsbn(first.trim())?.isbn13;
}

function mainTitle(title: string | null | undefined): string {
	return lettersOnly((title ?? '').split(/[:;/]/)[0]);
}

function nameParts(name: string | null | undefined): Set<string> {
	return new Set(
		lettersOnly(name)
			.split(' ')
			.filter((part) => part.length > 2 && !/^\d+$/.test(part)),
	);
}
