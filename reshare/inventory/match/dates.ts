/** The years in a date as catalogues write it, e.g. `c2002`, `[1998]`, `1968-1991`. */
export function yearsOf(text: string): number[] {
	return [...text.normalize('NFKC').matchAll(/(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/gu)].map((match) => Number(match[1]));
}

export type YearFit = 'same' | 'different' | 'unknown';

/** Whether two dates share a year; a range such as `1968-1991` covers the years between. */
export function compareYears(given: string, recorded: readonly string[]): YearFit {
	const wish = yearsOf(given);
	const dates = recorded.filter((date) => yearsOf(date).length > 0);
	if (wish.length === 0 || dates.length === 0) return 'unknown';
	const covered = (date: string, year: number): boolean => {
		const years = yearsOf(date);
		return years.includes(year) || (/\d{4}\??\s*[-–]\s*\[?\d{4}/u.test(date) && years.length >= 2 && year >= Math.min(...years) && year <= Math.max(...years));
	};
	return dates.some((date) => wish.some((year) => covered(date, year))) ? 'same' : 'different';
}
