import { words } from './text';

export type AuthorFit = 'same' | 'different' | 'unknown';

interface Name {
	readonly family: readonly string[];
	/** Empty where only the family name, or an organisation's name, is known. */
	readonly given: readonly string[];
}

/** Dates and roles that catalogues put behind a name, e.g. `, 1775-1817` or `, author`. */
function withoutDates(name: string): string {
	return name
		.replace(/[,،、]?\s*\(?(?:b\.|d\.|ca\.|active|approximately|born|died)?\s*\d{3,4}\??\s*(?:-\s*(?:\d{3,4}\??)?)?\)?[.,]?/giu, '')
		.replace(/,\s*(?:author|editor|translator|illustrator|compiler|ed\.|trans\.|hrsg\.)\.?\s*$/iu, '');
}

function nameOf(text: string): Name {
	const [family = '', ...given] = withoutDates(text).split(/[,،、]/u);
	return { family: words(family), given: words(given.join(' ')) };
}

function initialsAgree(some: readonly string[], others: readonly string[]): boolean {
	if (some.length === 0 || others.length === 0) return true;
	const [first = ''] = some;
	return others.some((other) => (first.length === 1 || other.length === 1 ? first[0] === other[0] : first === other || first.startsWith(other) || other.startsWith(first)));
}

function namesAgree(wish: Name, record: Name): boolean {
	const turned = wish.given.length === 0 && wish.family.length > 1;
	if (!turned) {
		return sameWords(wish.family, record.family) && initialsAgree(wish.given, record.given);
	}
	// `Jane Austen`: the family name is somewhere in it, the rest are given names.
	if (record.given.length === 0) return sameWords(wish.family, record.family) || contains(wish.family, record.family) || contains(record.family, wish.family);
	if (!contains(wish.family, record.family)) return false;
	const rest = wish.family.filter((word) => !record.family.includes(word));
	return initialsAgree(rest, record.given);
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
	return one.length > 0 && one.length === other.length && one.every((word, index) => word === other[index]);
}

function contains(list: readonly string[], part: readonly string[]): boolean {
	return part.length > 0 && part.every((word) => list.includes(word));
}

/**
 * Whether one of the given authors is among the record's. Several are written with semicolon, `|` or line breaks
 * between them; `Austen, Jane`, `Jane Austen`, `Austen, J.` and `Austen` mean the same person.
 */
export function compareAuthors(given: string, recorded: readonly string[]): AuthorFit {
	const wishes = given
		.split(/[;|\n\r]+|\s&\s|\sand\s/u)
		.map(nameOf)
		.filter((name) => name.family.length > 0);
	const names = recorded.map(nameOf).filter((name) => name.family.length > 0);
	if (wishes.length === 0 || names.length === 0) return 'unknown';
	return wishes.some((wish) => names.some((name) => namesAgree(wish, name))) ? 'same' : 'different';
}

/** The word to search an author by: the family name's longest word; undefined where nothing can be searched. */
export function authorSearchWord(given: string): string | undefined {
	const first = given.split(/[;|\n\r]+/u)[0] ?? '';
	const name = nameOf(first);
	const pool = first.includes(',') ? name.family : name.family.slice(-1);
	return [...pool].sort((a, b) => b.length - a.length)[0];
}
