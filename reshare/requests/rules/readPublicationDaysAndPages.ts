const year = String.raw`(1[4-9]\d\d|20\d\d)`;
const dated = new RegExp(String.raw`^\D{0,4}${year}[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)`, 'u');

/**
 * Reads a date such as `2026-05`, `c2026` or `1998-2003` as the days (`YYYY-MM-DD`) that it may mean; a year alone may mean any of its
 * days. Undefined without a year, or with a guessed one.
 */
export function readPublicationDays(text: string | undefined) {
	if (text === undefined || /[?~]|\bca?\.? |\d[-u]{1,2}(?!\d)/iu.test(text)) return undefined;
	const [, ofYear, month, day] = dated.exec(text) ?? [];
	if (ofYear !== undefined && month !== undefined) {
		const dayOfMonth = (number: string) => `${ofYear}-${month.padStart(2, '0')}-${number.padStart(2, '0')}`;
		return { from: dayOfMonth(day ?? '1'), until: dayOfMonth(day ?? '31') };
	}
	const years = [...text.matchAll(new RegExp(String.raw`(?<!\d)${year}(?!\d)`, 'gu'))].map(([found]) => found).sort();
	return years.length === 0 ? undefined : { from: `${years[0]}-01-01`, until: `${years.at(-1)}-12-31` };
}

/** Counts the pages in a range: 64 for `12-75`, 2 for `737-8`; undefined if they cannot be counted. */
export function countPages(text = '') {
	const written = text.trim();
	const [, total] = /^(\d{1,5})\s*(?:p|pp|pages?|S|Seiten)\.?$/iu.exec(written) ?? [];
	if (total !== undefined) return Number(total);
	const parts = written.replace(/^(?:pp?|pages?|S)\.?\s*/iu, '').split(/[,;&+]/u);
	const counts = parts.map((part) => {
		const [, first, last = first] = /^(\d{1,5})(?:\s*[-\u2010-\u2015]\s*(\d{1,5}))?$/u.exec(part.trim()) ?? [];
		if (!first || !last) return undefined;
		// A shortened end takes its missing digits from the beginning: 737-8 is 737-738.
		const end = last.length < first.length ? `${first.slice(0, first.length - last.length)}${last}` : last;
		return Number(end) < Number(first) ? undefined : Number(end) - Number(first) + 1;
	});
	return counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}
