/** `npm run test:long` plays more cases than `npm test`, and runs every file that imports this one. */
export const isLongRun = process.env.LONG === '1';

/**
 * Returns the part of these cases that one of several tests plays, if each of the tests would show the same; in the long form, all of them.
 */
export function shareOfCases<T>(all: readonly T[], share: number, shares: number) {
	return isLongRun ? all : all.filter((_, index) => index % shares === share);
}

/** How many cases of a property are played. */
export function caseCount(usually: number): { readonly numRuns: number } {
	return { numRuns: Math.ceil(isLongRun ? usually * 10 : usually) };
}
