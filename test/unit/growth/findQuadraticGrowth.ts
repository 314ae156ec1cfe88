import { units } from '../../fixtures/fuzz.json';

/** Measures the CPU time of this process in several runs, and returns that of the fastest in microseconds. */
function work(run: () => void, runs: number) {
	let least = Infinity;
	for (let index = 0; index < runs; index += 1) {
		const before = process.cpuUsage();
		run();
		const { user, system } = process.cpuUsage(before);
		least = Math.min(least, user + system);
	}
	return least;
}

/** Less work, in microseconds, is too little to measure; work that grows with the square of the text takes far more. */
const measurable = 2_000;

/** The length of the short texts, in characters. */
const small = 1_000;
const times = 4;

/**
 * Whether work grows with the square of its input: one long input then takes four times the work of four inputs that are together as long.
 * Both take the same time otherwise, so that whatever else slows the machine slows both. In doubt, the least of several runs counts.
 */
export function findQuadraticGrowth(run: (size: number) => void) {
	const runEach = () => {
		for (let index = 0; index < times; index += 1) run(small);
	};
	let ratio = 0;
	for (const runs of [1, 4, 8]) {
		const whole = work(() => run(times * small), runs);
		ratio = whole < measurable ? 0 : whole / Math.max(work(runEach, runs), measurable);
		if (ratio <= 2.25) return undefined;
	}
	return `${ratio.toFixed(1)} times the work for ${times * small} characters as for ${times} times ${small}`;
}

/**
 * Texts of about this many characters: each unit repeated, alone and between letters, so that a pattern anchored at either end
 * fails late.
 */
export const hostileTextsOfSize: ReadonlyArray<readonly [name: string, text: (size: number) => string]> = units.flatMap((unit) => {
	const repeated = (size: number) => unit.repeat(Math.ceil(size / unit.length));
	return [
		[`${JSON.stringify(unit)} ...`, repeated],
		[`x ${JSON.stringify(unit)} ... x`, (size: number) => `x${repeated(size)}x`],
	] as const;
});

/** The texts for which a function's work grows faster than they do. */
export function slowTextsFor(call: (text: string) => unknown) {
	return hostileTextsOfSize.flatMap(([name, text]) => {
		const problem = findQuadraticGrowth((size) => {
			const given = text(size);
			try {
				call(given);
			} catch {
				// Bad input may be refused.
			}
		});
		return problem === undefined ? [] : [`${name}: ${problem}`];
	});
}
