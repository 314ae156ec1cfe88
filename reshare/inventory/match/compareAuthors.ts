import {
	distinctTexts,
	foldText,
	hasDigit,
	hasLatinLetter,
	isAlmostSameWord,
	isLatinText,
	isSingleLatinLetter,
	spellingsOf,
	tokenize,
	splitIntoWrittenWords,
	type Words,
} from './foldAndTokenize';
import { honorifics, nameParticles, roleWords } from './wordLists';

type Name = ReturnType<typeof nameOf>;

/** Citations write initials after the family name, as in `Smith JA`; the end of `Louis XIV` is no initial. */
const initialsBehind = /\s(?![IVX]+$)(\p{Lu}{2,3})$/u;

/**
 * Returns the parts of a name between its commas, without dates, roles, `et al.`, and words that a form puts before it, e.g. `edited by`.
 * The first part is a name, even if it has digits: `50 Cent`.
 */
function partsOf(name: string) {
	return name
		.replace(/^.*(?<!\p{Letter})by\s+/iu, '')
		.split(/, *et al\b.*|[,،、()[\]]+/iu)
		.map((part) => part.trim())
		.filter((part, index) => (index === 0 || !isDate(part)) && tokenize(part).some((word) => !roleWords.has(word)));
}

/**
 * Whether a part is a date such as `1950-`, `fl. 1640`, `17th cent.`. The name of a corporate body is none, even if it contains a year, nor
 * is a given name with a date behind it: `Ada 1902-1979`.
 */
function isDate(part: string) {
	return (
		/\d{2}/u.test(/^(?:\P{L}*$|[\p{Ll}\d]|(?:Fl|Ca|Active)\b)/u.test(part) ? part : part.replace(/\s\d.*/u, '')) &&
		tokenize(part).filter((word) => word.length > 3 && !hasDigit(word) && word !== 'active' && word !== 'cent').length < 2
	);
}

const isOfName = (word: string) => !nameParticles.has(word) && !honorifics.has(word);

/**
 * Removes particles, titles and words with digits, which do not identify a name. A particle stands before a family name, so that `Di` at
 * the end of `Yansheng Di` is the family name and stays. Both words of `et al` are particles and are removed.
 */
function withoutParticles(list: string[]) {
	const isFamily = (word: string, index: number) => index === list.length - 1 && nameParticles.has(word) && isOfName(list[index - 1] ?? '');
	const left = list.filter((word, index) => (isOfName(word) || isFamily(word, index)) && !hasDigit(word));
	return left.length > 0 ? left : list;
}

function nameOf(text: string) {
	const [family = '', ...behind] = partsOf(text);
	// A particle behind the comma may be a given name: `Jonson, Ben`, `Fraser, Al`.
	const given = tokenize(behind.join(' ')).filter((word) => !honorifics.has(word));
	return {
		family: withoutParticles(tokenize(family)),
		/** The given names; empty where only a family name or the name of an organization is known. */
		given,
		/** Whether the name is in its natural order, so that the family name is the last word of `family`. */
		natural: given.length === 0,
		latin: hasLatinLetter(text),
	};
}

/** Takes the last word of a name in its natural order as the family name. */
const invert = (name: Name) => ({ ...name, family: name.family.slice(-1), given: name.family.slice(0, -1), natural: false });

const eachAuthor = (text: string) =>
	text.split(/[;|\n\r]+|\s&\s|\sand\s|\//u).filter((part) => partsOf(part).length > 0 && tokenize(part)[0] !== 'others');

/** Returns the names that a text may mean, because a comma either inverts a name or separates two names. */
function namesIn(text: string) {
	return eachAuthor(text).flatMap((part) => {
		const parts = partsOf(part);
		const isList = parts.length > 1 && parts.every((one) => withoutParticles(tokenize(one)).length > 1);
		const inPairs = parts.length >= 4 && parts.length % 2 === 0;
		const [first = ''] = parts;
		const [behind = '', initials = ''] = initialsBehind.exec(first) ?? [];
		const family = first.slice(0, first.length - behind.length);
		return [
			part,
			...(initials !== '' && /\p{Ll}/u.test(family) ? [`${family}, ${[...initials].join(' ')}`] : []),
			...(isList ? parts : []),
			...(inPairs ? parts.flatMap((_, index) => (index % 2 === 0 ? [parts.slice(index, index + 2).join(', ')] : [])) : []),
		].map(nameOf);
	});
}

/**
 * Returns the names in a statement of responsibility, each in its natural order: `edited by Ada Marlow and Joan Hill ; translated by Paul
 * Beck`.
 */
function namesStated(statement: string) {
	// Names begin with capitals, if the script has any. Words in small letters, except particles and titles, separate them, and so does et.
	const namesOf = (part: string) =>
		part.replace(/(?<!\S)(?!\S*\p{Lu})\p{Ll}\S*/gu, (word) => (word === 'et' || isOfName(foldText(word)) ? ';' : '')).split(';');
	return (
		eachAuthor(statement)
			.flatMap(partsOf)
			.flatMap(namesOf)
			.map(nameOf)
			// A single word, such as `Richard` in `translated by Richard and Clara Winston`, is no complete name and cannot be compared.
			.filter(({ family }) => family.length > 1)
			.map(invert)
	);
}

/**
 * Compares given names. The first ones decide, although a person may be known by another one of several. A short form such as `Dan` is only
 * similar.
 */
function compareGiven(some: Words, others: Words) {
	const [[one = ''], [other = '']] = [some, others];
	if (one === '' || other === '') return 'same';
	if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'same' : 'different';
	if (others.includes(one) || some.includes(other)) return 'same';
	return one.startsWith(other) || other.startsWith(one) ? 'similar' : 'different';
}

function compareNames(citation: Name, record: Name): 'same' | 'similar' | 'different' {
	// Some catalogs write Chinese, Japanese and Korean names with a sign between their parts, and others without one.
	if (!citation.latin && !record.latin && wordsOf(citation).join('') === wordsOf(record).join('')) return 'same';
	const isWhole = citation.family.join(' ') === record.family.join(' ');
	if (record.natural) {
		if (isWhole) return 'same';
		// `APA` may stand for the American Psychological Association.
		if (record.family.length > 1 && citation.family.join('') === record.family.map(([first]) => first).join('')) return 'similar';
		// The citation may have inverted a heading that is in natural order, e.g. `Murasaki Shikibu`.
		if (!citation.natural) return record.family.length > 1 ? compareNames(citation, invert(record)) : spelledAlike(citation, record);
		if (isShortFor(citation.family, record.family) || (record.family.length > 1 && isShortFor(record.family, citation.family)))
			return 'same';
		return isShortFor(record.family, citation.family) ? 'similar' : spelledAlike(citation, invert(record));
	}
	if (!citation.natural || citation.family.length === 1) {
		if (!contains(record.family, citation.family) && !contains(citation.family, record.family)) return spelledAlike(citation, record);
		return isWhole || citation.given.length > 0 ? compareGiven(citation.given, record.given) : 'similar';
	}
	// In `Jane Austen`, one word is the family name and all others are given names.
	const isGivenToo = (word: string, index: number) =>
		index < citation.family.lastIndexOf(word) && record.family.indexOf(word) === record.family.lastIndexOf(word);
	const rest = citation.family.filter((word, index) => !record.family.includes(word) || isGivenToo(word, index));
	const shared = citation.family.length - rest.length;
	const isInverted = rest.includes(citation.family.at(-1) ?? '');
	if (shared === 0 || (shared < record.family.length && isInverted)) return spelledAlike(citation, record);
	// The record gives only an initial, which is too little to say that the name in the citation begins with the family name.
	const [first = ''] = rest;
	if (isInverted && first.length > 1 && record.given[0]?.length === 1 && !record.given.includes(first)) return 'different';
	return compareGiven(rest, record.given);
}

/**
 * Compares names for another transliteration or a typing error: the family names may differ in a letter or two if the given names agree.
 */
function spelledAlike(citation: Name, record: Name) {
	const { family, given } = citation.natural ? invert(citation) : citation;
	const [[one = ''], [other = '']] = [given, record.given];
	// If a whole given name agrees, the family name may be short.
	const least = one.length > 2 && one === other ? 3 : 5;
	const alike = family.some((word) => record.family.some((known) => word[0] === known[0] && isAlmostSameWord(word, known, least)));
	const isGivenAlike =
		compareGiven(given, record.given) !== 'different' ||
		(one[0] === other[0] && (citation.latin !== record.latin || isAlmostSameWord(one, other)));
	return alike && isGivenAlike ? 'similar' : 'different';
}

/**
 * Whether a name is the beginning of a longer one, or its last word, e.g. `Kafka` for `Franz Kafka`. Words in the middle do not count,
 * because the name of one corporate body often occurs within that of another.
 */
function isShortFor(name: Words, longer: Words) {
	return (
		name.length > 0 &&
		(name.every((word, index) => word === longer[index]) || (name.length === 1 && longer.length < 5 && name[0] === longer.at(-1)))
	);
}

const wordsOf = ({ family, given }: Name) => [...family, ...given];

const contains = (list: Words, part: Words) => part.length > 0 && part.every((word) => list.includes(word));

/** Returns the words to search by for each author: in their own letters and in any order, without initials, dates and roles. */
export function authorSearchWords(given: string): string[][] {
	return eachAuthor(given).map((name) => {
		const all = splitIntoWrittenWords(partsOf(name).join(' ')).filter((word) => tokenize(word).length > 0);
		const telling = all.filter((word) => !isSingleLatinLetter(word) && !hasDigit(word) && isOfName(word));
		return distinctTexts(telling.length > 0 ? telling : all);
	});
}

/**
 * Compares the given authors with those of a record, in its headings and its statement of responsibility. One author in common is enough,
 * however the names are written. `similar`: another spelling of the name, or a part of it. `unknown`: nothing to compare, or names in
 * different scripts.
 */
export function compareAuthors(given: string, recorded: readonly string[], stated: readonly string[] = []) {
	const citations = spellingsOf(given).flatMap(namesIn);
	const headings = recorded.flatMap(spellingsOf).map(nameOf);
	// A stated name adds nothing to the heading that it abbreviates, or of which it is a fragment: `by K. Koffka`.
	const isPartOf = (name: Name, heading: Name) =>
		contains(wordsOf(heading), wordsOf(name)) || ((heading.given[0]?.length ?? 0) > 1 && compareNames(name, heading) === 'same');
	const others = stated
		.flatMap(spellingsOf)
		.flatMap(namesStated)
		.filter((name) => !headings.some((heading) => isPartOf(name, heading)));
	const names = [...headings, ...others].filter(({ family }) => family.length > 0);
	if (citations.length === 0 || names.length === 0) return 'unknown';
	const fits = citations.flatMap((citation) => {
		// Most names cannot be compared with those in another script. If the record also has names in the script of the citation, only
		// these are compared.
		const comparable = names.some(({ latin }) => latin === citation.latin);
		return names.map((name) => {
			const fit = compareNames(citation, name);
			return fit === 'different' && !comparable ? 'unknown' : fit;
		});
	});
	return (['same', 'similar', 'unknown'] as const).find((fit) => fits.includes(fit)) ?? 'different';
}

/** Prepares a word of a name for a search: it is folded only if all servers fold such words, i.e. if it is Latin and has no loose marks. */
export const foldNameWordForSearch = (word: string) => (isLatinText(word) && !/\p{Mark}/u.test(word) ? foldText(word) : word);

/** Returns the longest word of the author's family name, to search by; undefined if there is nothing to search by. */
export function longestFamilyNameWord(given: string): string | undefined {
	const [first] = namesIn(given);
	if (first === undefined) return undefined;
	// An initial after the name, as in `Austen J`, would find nobody, so it is left out.
	const named = first.family.filter((word) => !isSingleLatinLetter(word));
	const pool = first.natural && named.length > 0 ? named.slice(-1) : first.family;
	const [longest = ''] = [...pool].sort((a, b) => b.length - a.length);
	// The word is searched as it is written, because each server splits `O'Neil` in its own way, and not each removes the ligature signs of
	// `Bori︠a︡k`, which no letter contains.
	return (
		authorSearchWords(given)[0]
			?.map(foldNameWordForSearch)
			.find((word) => tokenize(word).join('') === longest) ?? longest
	);
}
