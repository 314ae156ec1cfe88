import { words } from '../match/text';
import { insignificant, particles, roles } from '../match/vocabulary';
import type { Title } from '../records';

/**
 * A title as FOLIO joins it, taken apart as cataloging rules put it together; what MARC keeps apart needs none of this. Where no slash stands before
 * the statement of responsibility, the name of one of the record's contributors begins it; the whole counts as a title besides.
 */
export function titlesIn(joined: string, contributors: readonly string[] = []): { readonly titles: Title[]; readonly responsibility: string } {
	const [all = '', signed] = joined.split(/\s+\/(?:\s+(.*))?$/su);
	const start = joined === all ? nameIn(joined, contributors) : undefined;
	const responsibility = signed ?? (start === undefined ? '' : joined.slice(start));
	const [first, ...others] = (start === undefined ? [all] : [joined.slice(0, start), joined]).map(parted);
	return { titles: [...(first ?? []), ...others.flat()].filter(({ proper }) => proper !== ''), responsibility };
}

function parted(text: string): Title[] {
	const titles = text.split(/\s+=\s+/u).map((one): Title => {
		// Before ISBD a semicolon leads to the subtitle; where no sign does, a question mark that ends no sentence.
		const [proper = '', ...rest] = one.replace(/(?<=\S\s*)\[[^\]]*(?:\]|$)/gu, '').split(/\s*[:;]\s+|(?<=[?!])\s+(?=\p{Ll})/u).map((part) => part.replace(/[\s/:;=,[]+$/u, '').trim());
		return { proper, rest: rest.join(' : '), part: '' };
	});
	// What stands behind an equals sign counts as said besides, too.
	const besides = titles.slice(1).map(({ proper }) => proper);
	return titles.map((title, index) => (index === 0 ? { ...title, rest: [title.rest, ...besides].join(' ').trim() } : title));
}

/** Where the first of these names stands in a text, given names and all, with what leads to it: `, by`, `. [by]`, `, edited by`. */
function nameIn(text: string, contributors: readonly string[]): number | undefined {
	const tokens = [...text.matchAll(/[\p{Letter}\p{Mark}\p{Number}'’ʼ-]+/gu)].map(({ 0: word, index }) => ({ word: words(word).join(' '), index, length: word.length }));
	const starts = contributors.flatMap((contributor) => {
		const [family = [], ...others] = contributor.split(',').map(words);
		const given = others.flat().filter((word) => !/\d/u.test(word));
		const isGiven = (word = ''): boolean => word !== '' && given.some((one) => one === word || one.charAt(0) === word);
		return tokens.flatMap(({ word }, index) => {
			if (word !== family.at(-1) || given.length === 0) return [];
			let first = index;
			while (first > 1 && (isGiven(tokens[first - 1]?.word) || family.includes(tokens[first - 1]?.word ?? '') || particles.has(tokens[first - 1]?.word ?? ''))) first -= 1;
			const before = tokens[first - 1]?.word ?? '';
			// `Works of Ada Marlow`, `The life of Ada Marlow, a sailor`: in those the name is part of the title.
			const isWithin = insignificant.has(before) && !roles.has(before);
			const isLast = /^\W*(?:$|;|\.\.\.|(?:and|und|et|y) )/u.test(text.slice((tokens[index]?.index ?? 0) + (tokens[index]?.length ?? 0)));
			return isGiven(tokens[first]?.word) && isLast && !isWithin ? [first] : [];
		});
	});
	let first = Math.min(...starts);
	while (first > 1 && roles.has(tokens[first - 1]?.word ?? '')) first -= 1;
	return tokens[first]?.index;
}
