import { compareAuthors } from '../../inventory/match/author';
import { isbnKey } from '../../inventory/match/isbn';
import { titleWords } from '../../inventory/match/title';
import { titleParts } from '../../inventory/match/titleParts';
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
	// The cheap look first: a patron may wait for many volumes of one title.
	if (!sameShape(row, wish)) return false;
	const title = mainTitle(wish.title);
	return title !== '' && title === mainTitle(row.title) && compareAuthors(wish.author ?? '', [row.author ?? '']) !== 'different';
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
	const one = isbnKey(a ?? '');
	return one !== undefined && one === isbnKey(b ?? '');
}

function mainTitle(title: string | null | undefined): string {
	const { main, part } = titleParts((title ?? '').split(';')[0] ?? '');
	return titleWords(`${main} ${part}`).join(' ');
}
