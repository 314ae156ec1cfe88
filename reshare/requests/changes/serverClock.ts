/** Where the server does not tell its time, what is stamped this many seconds after this machine's counts as ahead of time. */
const toleranceSeconds = 600;

/**
 * The present on the server's clock, in seconds since 1970.
 *
 * @param now this machine's time in milliseconds, which serves where the server does not tell its own
 */
export function serverPresent(source: { serverNow(): number | undefined }, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}
