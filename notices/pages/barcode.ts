import { markup, none, type Markup } from './markup';

/** Code 39: nine bars and spaces in turn, three of them wide. */
const patterns: Readonly<Record<string, string>> = {
	0: 'nnnwwnwnn', 1: 'wnnwnnnnw', 2: 'nnwwnnnnw', 3: 'wnwwnnnnn', 4: 'nnnwwnnnw', 5: 'wnnwwnnnn', 6: 'nnwwwnnnn', 7: 'nnnwnnwnw', 8: 'wnnwnnwnn', 9: 'nnwwnnwnn',
	A: 'wnnnnwnnw', B: 'nnwnnwnnw', C: 'wnwnnwnnn', D: 'nnnnwwnnw', E: 'wnnnwwnnn', F: 'nnwnwwnnn', G: 'nnnnnwwnw', H: 'wnnnnwwnn', I: 'nnwnnwwnn', J: 'nnnnwwwnn',
	K: 'wnnnnnnww', L: 'nnwnnnnww', M: 'wnwnnnnwn', N: 'nnnnwnnww', O: 'wnnnwnnwn', P: 'nnwnwnnwn', Q: 'nnnnnnwww', R: 'wnnnnnwwn', S: 'nnwnnnwwn', T: 'nnnnwnwwn',
	U: 'wwnnnnnnw', V: 'nwwnnnnnw', W: 'wwwnnnnnn', X: 'nwnnwnnnw', Y: 'wwnnwnnnn', Z: 'nwwnwnnnn', '-': 'nwnnnnwnw', '.': 'wwnnnnwnn', '*': 'nwnnwnwnn',
};

/** Nothing if the number has a character that Code 39 lacks. */
export function barcode(number: string, label: string): Markup {
	const signs = [...`*${number}*`].map((sign) => patterns[sign]);
	if (number === '' || number.includes('*') || signs.includes(undefined)) return none;
	let x = 0;
	const bars = signs.flatMap((sign) =>
		[...`${sign ?? ''}n`].flatMap((width, index) => {
			const wide = width === 'w' ? 3 : 1;
			x += wide;
			return index % 2 === 0 ? [markup`<rect x="${x - wide}" width="${wide}" height="40"/>`] : [];
		}),
	);
	return markup`<svg class="code" viewBox="0 0 ${x} 40" preserveAspectRatio="none" role="img" aria-label="${label}">${bars}</svg>`;
}
