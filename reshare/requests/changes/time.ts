/** Whole seconds since 1970 of a time as the server prints it; undefined where it cannot be read. */
export function toSeconds(time: string | undefined): number | undefined {
	if (time === undefined) return undefined;
	const parsed = Date.parse(time);
	return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

/** `2026-01-22T11:47:30Z`. */
export function toIso(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Where the server does not tell its time, what is stamped this many seconds after this machine's counts as ahead of time. */
const toleranceSeconds = 600;

/**
 * The present on the server's clock, in seconds since 1970.
 *
 * @param now this machine's time in milliseconds, which serves where the server does not tell its own
 */
export function present(source: { serverNow(): number | undefined }, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}
