/** `npm run test:long` plays more cases than `npm test`, and runs every file that imports this one. */
export const isLong = process.env.LONG === '1';

/** How many cases of a property are played. */
export function runs(usually: number): { readonly numRuns: number } {
	return { numRuns: Math.ceil(isLong ? usually * 10 : usually) };
}
