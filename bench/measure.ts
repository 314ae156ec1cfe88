/** Several runs are shown by their median and their extremes. */
export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly most: number;
	readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const at = (index: number): number => sorted[index] ?? Number.NaN;
	const median = sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
	return { median, least: at(0), most: at(sorted.length - 1), runs: sorted.length };
}

export interface Reach {
	readonly what: string;
	/** The text is, for example, `≤16`. */
	readonly wanted: string;
	readonly measured: string;
	readonly met: boolean;
}

export function atMost(what: string, measured: number, limit: number, unit = ''): Reach {
	return { what, wanted: `≤${number(limit)}${unit}`, measured: `${number(measured)}${unit}`, met: measured <= limit };
}

export function number(value: number): string {
	if (!Number.isFinite(value)) return 'n/a';
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
	return String(Number(value.toPrecision(3)));
}

export function milliseconds({ median, least, most }: Spread): string {
	return `${number(median)} (${number(least)}-${number(most)})`;
}

export function kilobytes(bytes: number): string {
	return `${number(bytes / 1024)} kB`;
}

export function megabytes(bytes: number): string {
	return `${number(bytes / 1024 / 1024)} MB`;
}
