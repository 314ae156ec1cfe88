export type TimeStatistics = ReturnType<typeof statisticsOf>;

/** Summarizes several runs by their median and their extremes. */
export function statisticsOf(values: readonly number[]) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const at = (index: number) => sorted[index] ?? Number.NaN;
	const median = sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
	return { median, least: at(0), most: at(sorted.length - 1) };
}

export interface TargetResult {
	readonly what: string;
	/** The text to print, for example `≤16`. */
	readonly wanted: string;
	readonly measured: string;
	readonly met: boolean;
}

export function compareWithLimit(what: string, measured: number, limit: number, unit = ''): TargetResult {
	return { what, wanted: `≤${formatFigure(limit)}${unit}`, measured: `${formatFigure(measured)}${unit}`, met: measured <= limit };
}

export function formatFigure(value: number): string {
	if (!Number.isFinite(value)) return 'n/a';
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
	return String(Number(value.toPrecision(3)));
}

export function formatMilliseconds({ median, least, most }: TimeStatistics): string {
	return `${formatFigure(median)} (${formatFigure(least)}-${formatFigure(most)})`;
}

export function formatMegabytes(bytes: number): string {
	return `${formatFigure(bytes / 1024 / 1024)} MB`;
}
