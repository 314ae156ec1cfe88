import { compareAuthors } from '../match/author';
import { volumeOf } from '../match/title';
import type { Wish } from './wish';

/**
 * The wish as its fields mean it: a volume that stands in the title (`Capital, vol. 1`) counts as given, an author behind the title
 * (`Beach music by Pat Conroy`) is no part of it.
 */
export function understood(wish: Wish): Wish {
	const title = withoutAuthor(wish.title ?? '', wish.author ?? '');
	const volume = (wish.volume ?? '').trim() === '' ? volumeOf(title)?.volume : wish.volume;
	return { ...wish, title, ...(volume === undefined ? {} : { volume }) };
}

/** The title without `by ...`, where that names the author given. */
function withoutAuthor(title: string, author: string): string {
	const [, before, name] = /^(.+?)[\s,:;]+by\s+(.+?)\s*$/iu.exec(title) ?? [];
	if (before === undefined || name === undefined) return title;
	return compareAuthors(name, author.split(/[;|\n\r]+/u)) === 'same' || compareAuthors(author, [name]) === 'same' ? before : title;
}
