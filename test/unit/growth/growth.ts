/** CPU time of this process, in microseconds, of the fastest of some runs. */
function work(run: () => void, runs: number): number {
	let least = Infinity;
	for (let index = 0; index < runs; index += 1) {
		const before = process.cpuUsage();
		run();
		const { user, system } = process.cpuUsage(before);
		least = Math.min(least, user + system);
	}
	return least;
}

/** Below this the measurement is noise; quadratic work on the larger sizes takes far more. */
const measurable = 40_000;

/** In characters; the second pair finds what costs little per character. */
const pairs = [[2_000, 8_000], [8_000, 32_000]] as const;

/**
 * Whether work grows faster than its input: four times the input may take six times the work, where quadratic work takes sixteen times as much.
 * Compares the CPU time of this process with itself, the least of several runs, so that other programs on the machine do not matter.
 */
export function growsTooFast(run: (size: number) => void): string | undefined {
	for (const [small, large] of pairs) {
		if (work(() => run(large), 1) < measurable) continue;
		const [few, many] = [small, large].map((size) => work(() => run(size), 4)) as [number, number];
		const ratio = many / Math.max(few, measurable / 10);
		if (many >= measurable && ratio > 6) return `${ratio.toFixed(1)} times the work for ${large} characters as for ${small}`;
	}
	return undefined;
}

const units = [
	...[...` :;,.=/?!&#@|"'()[]{}<>-+*\\^~_0129aAxX`], 'é', '\u0301', '\u200B', '\uFEFF', '\u00A0', '中', '\uD83D', '\n', '\r', '\t', '\0',
	'a b ', 'a, ', 'by ', ' by a ', ' and ', ' & ', ' = ', ' : ', ' / ', ' ; ', ', ,', '. ', 'A. ', '1 ', '12 ', '1-', '1,111', '978', '978 ', '0-', 'v. 1 ', 'v.1-', '(1990)', '(1', '[1', ' [', '1990 - ', '1990-', 'vol. 1 of 2 ', 'II ',
	"\\'{ ", "\\'{a}", '@a{', '@a{b,', '@ a {', 'a={', 'a = "', 'a=b,', 'TY  - JOUR\n', 'SN  - 1 ', '\nSN  - ', '1 1\n', 'ER  - \n', 'a=1&', 'rft.au=a&', '%41', '%', '?a', '#\n', 'http://a/',
	'<!--', '<a ', '<form>', '<form ', '<select>', '<select><option>', '<option ', '<input ', '<input a="', '<textarea>', '<h1>', '<script>', '<title>', '<svg', 'a="', 'a =', '&amp;', '&#x41;', '&#', '&a',
	'{a}', '{a', '\n\n', ' \n', 'a.\n', '/\\*', 'with value [', 'sortby ', '(ocolc) ', 'oclc no ', 'ocm', 'Set-Cookie', 'folioAccessToken=a', '1:11', '1:11 Z', 'c.1 ', ' -->', ' c. ', 'S: ', 'TY', '2nd ed. ', 'l’a ',
];

/** Texts of about this many characters: each unit repeated, alone and between others, so that a pattern anchored at either end fails late. */
export const hostile: ReadonlyArray<readonly [name: string, text: (size: number) => string]> = units.flatMap((unit) => {
	const repeated = (size: number): string => unit.repeat(Math.ceil(size / unit.length));
	const name = JSON.stringify(unit);
	return [
		[`${name} ...`, repeated],
		[`x ${name} ... x`, (size: number) => `x${repeated(size)}x`],
		[`1 ${name} ... newline !`, (size: number) => `1 ${repeated(size)}\n!`],
	] as const;
});
