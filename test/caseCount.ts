/** `npm run test:long` plays more cases than `npm test`, and runs every file that imports this one. */
export const isLongRun = process.env.LONG === '1';

/**
 * Returns every `shares`-th case, beginning with number `share`, so that several tests that would show the same divide the cases among
 * them. With `npm run test:long`, each test gets all cases.
 */
export function shareOfCases<T>(all: readonly T[], share: number, shares: number) {
	return isLongRun ? all : all.filter((_, index) => index % shares === share);
}

/** Returns the number of cases of a fast-check property: the given one, or ten times as many with `npm run test:long`. */
export function caseCount(usually: number): { readonly numRuns: number } {
	return { numRuns: Math.ceil(isLongRun ? usually * 10 : usually) };
}
