const units = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] as const;
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;

/** Ordinals as editions and parts have them, folded, in the languages of most catalogs here. */
const ordinals: Readonly<Record<string, number>> = Object.fromEntries(
	[
		['first', 'erste', 'erster', 'erstes', 'premier', 'premiere', 'primera', 'primero', 'primer', 'prima', 'primo', 'primeira', 'eerste', 'forsta', 'pierwsze', '第一版'],
		['second', 'zweite', 'zweiter', 'zweites', 'deuxieme', 'seconde', 'segunda', 'segundo', 'seconda', 'secondo', 'tweede', 'andra', 'drugie', '第二版'],
		['third', 'dritte', 'dritter', 'drittes', 'troisieme', 'tercera', 'tercero', 'tercer', 'terza', 'terzo', 'terceira', 'derde', 'tredje', 'trzecie', '第三版'],
		['fourth', 'vierte', 'vierter', 'viertes', 'quatrieme', 'cuarta', 'cuarto', 'quarta', 'quarto', 'vierde', 'fjarde', 'czwarte', '第四版'],
		['fifth', 'funfte', 'funfter', 'funftes', 'cinquieme', 'quinta', 'quinto', 'vijfde', 'femte', 'piate', '第五版'],
		['sixth', 'sechste', 'sechster', 'sechstes', 'sixieme', 'sexta', 'sexto', 'sesta', 'sesto', 'zesde', 'sjatte', 'szoste', '第六版'],
		['seventh', 'siebte', 'siebter', 'siebtes', 'septieme', 'septima', 'settima', 'setima', 'zevende', 'sjunde', 'siodme', '第七版'],
		['eighth', 'achte', 'achter', 'achtes', 'huitieme', 'octava', 'octavo', 'ottava', 'oitava', 'achtste', 'attonde', 'osme', '第八版'],
		['ninth', 'neunte', 'neunter', 'neuntes', 'neuvieme', 'novena', 'nona', 'negende', 'nionde', 'dziewiate', '第九版'],
		['tenth', 'zehnte', 'zehnter', 'zehntes', 'dixieme', 'decima', 'tiende', 'tionde', 'dziesiate', '第十版'],
		['eleventh'],
		['twelfth'],
		...units.slice(13).map((unit) => [`${unit}th`]),
	].flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
);

const tenths = new Map(tens.slice(2).map((ten, index) => [ten.replace(/y$/u, 'ieth'), (index + 2) * 10]));

/** An ordinal's number, in digits or in words: `2nd`, `second`, `zweite`; undefined for every other word, which must be folded. */
export function ordinalNumber(word: string): number | undefined {
	const digits = /^第?(\d{1,3})(?:st|nd|rd|th|e|a|o|版)$/u.exec(word)?.[1];
	return digits === undefined ? (ordinals[word] ?? tenths.get(word)) : Number(digits);
}

/** The first number in some folded words: `2`, `2nd`, `second`, `twenty first`; undefined where there is none. */
export function firstNumber(list: readonly string[]): number | undefined {
	for (const [index, word] of list.entries()) {
		const ten = tens.indexOf(word as (typeof tens)[number]);
		const unit = ten > 1 ? (ordinalNumber(list[index + 1] ?? '') ?? 10) : 10;
		const number = unit < 10 ? ten * 10 + unit : /^\d{1,3}$/u.test(word) ? Number(word) : ordinalNumber(word);
		if (number !== undefined) return number;
	}
	return undefined;
}

/** All words for ordinals, for patterns. */
export const ordinalWords = String.raw`(?:(?:${tens.slice(2).join('|')})[\s-])?(?:${[...Object.keys(ordinals), ...tenths.keys()].join('|')})`;

/** English words for the numbers one to twelve, for patterns. */
export const cardinalWords = units.slice(1, 13).join('|');

/** A number from one to twelve in English words; undefined for every other word. */
export function cardinalNumber(word: string): number | undefined {
	const number = units.indexOf(word as (typeof units)[number]);
	return number >= 1 && number <= 12 ? number : undefined;
}

/** A Roman number below 400, in small letters; undefined for every other word. */
export function romanNumber(word: string): number | undefined {
	if (!/^(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/u.test(word)) return undefined;
	const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
	return [...word].reduce((sum, letter, index) => sum + ((values[letter] ?? 0) < (values[word[index + 1] ?? ''] ?? 0) ? -1 : 1) * (values[letter] ?? 0), 0);
}

/** The Roman number, in small letters, from 1 to 39. */
export function asRoman(number: number): string {
	return `${'x'.repeat(Math.floor(number / 10))}${['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][number % 10] ?? ''}`;
}

/**
 * A number in English words, as a title spells it: `7` is `seven`, `84` is `eighty four`, `1984` is `nineteen eighty four`, `20000` is
 * `twenty thousand`. Undefined for numbers that titles do not spell.
 */
export function spelledOut(number: number): string[] | undefined {
	if (number < 20) return [units[number] ?? ''];
	if (number < 100) return [tens[Math.floor(number / 10)] ?? '', ...(number % 10 === 0 ? [] : [units[number % 10] ?? ''])];
	if (number > 1100 && number < 2000 && number % 100 >= 10) return [...(spelledOut(Math.floor(number / 100)) ?? []), ...(spelledOut(number % 100) ?? [])];
	if (number < 1000 && number % 100 === 0) return [units[number / 100] ?? '', 'hundred'];
	return number < 100_000 && number % 1000 === 0 ? [...(spelledOut(number / 1000) ?? []), 'thousand'] : undefined;
}

/** Numbers in words, whether they stand in digits, in Roman ones or in words. Roman numbers of one letter stay, since most are letters. */
export function withNumbersSpelled(words: readonly string[]): string[] {
	return words.flatMap((word) => {
		const number = /^\d{1,5}$/u.test(word) ? Number(word) : word.length > 1 ? romanNumber(word) : undefined;
		return (number === undefined ? undefined : spelledOut(number)) ?? [word];
	});
}
