/** Letters that Unicode does not take apart into a base letter and a mark. */
const undecomposed: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ł: 'l',
	ħ: 'h',
	ı: 'i',
	'&': ' and ',
};

/** Lower case without diacritics, for comparing. */
export function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\p{Mark}\p{Cf}]/gu, '')
		.toLowerCase()
		.replace(/[ßæœøđðþłħı&]/gu, (letter) => undecomposed[letter] ?? letter);
}

/** Elided articles and prepositions, as in `l'étranger`. */
const elisions = /(?<![\p{Letter}\p{Number}])(l|d|qu|dell|all|nell|sull|un)['’ʼ](?=\p{Letter})/gu;

/** The words of a text, folded. Apostrophes join, as in `don't`, except after an elided article; every other sign separates. */
export function words(text: string): string[] {
	return fold(text)
		.replace(elisions, '$1 ')
		.replace(/['’ʼ‘`ʻʿʾ]/gu, '')
		.split(/[^\p{Letter}\p{Number}]+/u)
		.filter((word) => word !== '');
}
