import { units } from '../../fixtures/fuzz.json';

/** Measures the CPU time of this process in several runs, and returns that of the fastest in microseconds. */
function work(run: () => void, runs: number) {
	return Math.min(
		...Array.from({ length: runs }, () => {
			const before = process.cpuUsage();
			run();
			const { user, system } = process.cpuUsage(before);
			return user + system;
		}),
	);
}

/** Less work, in microseconds, is too little to measure; work that grows with the square of the text takes far more. */
const measurable = 2_000;

/** The usual length of a short text, in characters. */
const usual = 1_000;
const times = 4;

function workOfParts(run: (size: number) => void, runs: number, small: number) {
	return work(() => {
		for (let index = 0; index < times; index += 1) run(small);
	}, runs);
}

/**
 * Whether work grows with the square of its input: one long input then takes four times the work of four inputs that are together as long.
 * Both take the same time otherwise, so that whatever else slows the machine slows both. In doubt, the least of several runs counts. Four
 * inputs are not measured where it is enough that they take `least`.
 */
export function findQuadraticGrowth(run: (size: number) => void, least = measurable, small = usual) {
	let ratio = 0;
	for (const runs of [1, 4, 8]) {
		const whole = work(() => run(times * small), runs);
		ratio = whole <= 2.25 * least ? 0 : whole / Math.max(workOfParts(run, runs, small), least);
		if (ratio <= 2.25) return undefined;
	}
	return `${ratio.toFixed(1)} times the work for ${times * small} characters as for ${times} times ${small}`;
}

/**
 * Texts of about this many characters: each unit repeated, alone and between letters, so that a pattern anchored at either end
 * fails late.
 */
const hostileTextsOfSize = units.flatMap((unit) => {
	const repeated = (size: number) => unit.repeat(Math.ceil(size / unit.length));
	return [
		[`${JSON.stringify(unit)} ...`, repeated],
		[`x ${JSON.stringify(unit)} ... x`, (size: number) => `x${repeated(size)}x`],
	] as const;
});

/**
 * The texts for which a function's work grows faster than they do. Four small ones of each are taken to need at least what four plain ones
 * need: work that grows with the square comes on top of that. A text that is refused early needs less, so that its growth shows only if it
 * takes more than twice what a plain text takes. Short texts suffice if `call` reads each of them many times.
 */
export function slowTextsFor(call: (text: string) => unknown, small = usual) {
	const read = (text: string) => {
		try {
			call(text);
		} catch {
			// Bad input may be refused.
		}
	};
	const least = Math.min(...[' ', 'a', '0'].map((plain) => workOfParts((size) => read(plain.repeat(size)), 3, small)));
	return hostileTextsOfSize.flatMap(([name, text]) => {
		const problem = findQuadraticGrowth((size) => read(text(size)), Math.max(measurable, least), small);
		return problem === undefined ? [] : [`${name}: ${problem}`];
	});
}
