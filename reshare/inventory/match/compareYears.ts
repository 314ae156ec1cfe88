import type { Agreement } from './agreement';

/** The years in a date as catalogs write it, e.g. `c2002`, `[1998]`, `1968-1991`. */
export const yearsOf = (text: string) => (text.normalize('NFKC').match(/(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/gu) ?? []).map(Number);

export const isYear = (word = '') => word.length === 4 && yearsOf(word).length === 1;

/** Whether a date is open, i.e. continues since a year: `1990-`, `<1990->`. */
export const isOpenDate = (date: string) => spansOf(date).some(([, to]) => to === Infinity);

/**
 * Returns the spans of years that a date covers: `1968-1991`, `1998/99`, `1990-`, `[between 1990 and 1999?]`, `199-?`, `199u`, and each
 * single year.
 */
function spansOf(date: string) {
	const text = date.normalize('NFKC').replace(/(?<!\d)(1[4-9]\d|20\d)[-u](?![\d-])/giu, '$10-$19');
	const ranges = [...text.matchAll(/(?<!\d)(\d{4})\??\]?\s*(?:[-–/]|and|to|or)(?:\s*\[?(\d{4}|\d\d)(?![\d-])|\W*$)/giu)].map(
		([, from = '', to = 'Infinity']) => [Number(from), Number(to.length === 2 ? from.slice(0, 2) + to : to)] as const,
	);
	return [...ranges, ...yearsOf(text).map((year) => [year, year] as const)];
}

/**
 * Returns the number of years between the nearest of two dates, or undefined if one of them names no year.
 *
 * @param coversLaterYears whether an open date stands for all later years, as that of a serial does; that of a set, such as `1962-`, names
 * only the year in which it begins
 */
export function yearsApart(given: string, recorded: readonly string[], coversLaterYears = true): number | undefined {
	const spans = recorded.flatMap(spansOf).filter(([, to]) => coversLaterYears || to < Infinity);
	const gaps = spansOf(given).flatMap(([first, last]) => spans.map(([from, to]) => Math.max(0, from - last, first - to)));
	return gaps.length === 0 ? undefined : Math.min(...gaps);
}

/** Whether a date differs by so many years that it causes a review. Reprints and dates of copyright differ by less. */
export const areManyYears = (apart: number) => apart >= 5;

/** Compares a year with the dates of a record. It is unknown whether an open date of anything but a serial includes a later year. */
export function compareYears(given: string, recorded: readonly string[], isSerial: boolean): Agreement {
	if ((yearsApart(given, recorded) ?? 0) > 0) return 'different';
	return yearsApart(given, recorded, isSerial) === 0 ? 'same' : 'unknown';
}
