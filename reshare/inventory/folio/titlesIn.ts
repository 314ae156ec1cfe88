import type { Title } from '../records';

/** A title as FOLIO joins it, taken apart as cataloging rules put it together; what MARC keeps apart needs none of this. */
export function titlesIn(joined: string): { readonly titles: Title[]; readonly responsibility: string } {
	const [all = '', responsibility = ''] = joined.split(/\s+\/(?:\s+(.*))?$/su);
	const titles = all.split(/\s+=\s+/u).map((one): Title => {
		const [proper = '', ...rest] = one.replace(/(?<=\S\s*)\[[^\]]*\]/gu, '').split(/\s+:\s+|:\s+/u).map((text) => text.replace(/[\s/:;=,]+$/u, '').trim());
		return { proper, rest: rest.join(' : '), part: '' };
	});
	// What stands behind an equals sign counts as said besides, too.
	const besides = titles.slice(1).map(({ proper }) => proper);
	return { titles: titles.map((title, index) => (index === 0 ? { ...title, rest: [title.rest, ...besides].join(' ').trim() } : title)).filter(({ proper }) => proper !== ''), responsibility };
}
