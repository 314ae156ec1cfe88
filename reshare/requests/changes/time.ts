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

/** As a filter takes it. */
export function toDate(seconds: number): Date {
	return new Date(seconds * 1000);
}
