import type { Language } from './messages/languages';

/* The functions of this file write days, times, numbers and sums in the form that readers of a language expect. */

const localeOf = (language: Language): string => (language === 'en' ? 'en-US' : language);

/**
 * The formatters made so far, by language and style, because making one takes longer than formatting a hundred values. No style comes from
 * an item, so that there are only a few.
 */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, style: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
	const key = JSON.stringify([language, style]);
	const format = numberFormats.get(key) ?? new Intl.NumberFormat(localeOf(language), style);
	numberFormats.set(key, format);
	return format;
}

/** Writes a day in words, such as `Friday, March 5, 2027`; undefined if the text is no day. */
export function formatDay(language: Language, day: string | undefined): string | undefined {
	const iso = /^\d{4}-\d\d-\d\d/.exec(day ?? '')?.[0];
	return iso === undefined ? undefined : formatted(language, `${iso}T00:00:00Z`, { dateStyle: 'full' });
}

/** Writes a time in words, as the clock at the library showed it; undefined if the text is no time. */
export function formatMoment(language: Language, moment: string | undefined): string | undefined {
	const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(moment ?? '')?.[0];
	return iso === undefined ? undefined : formatted(language, `${iso}:00Z`, { dateStyle: 'long', timeStyle: 'short' });
}

/** Writes a month in words, such as `March 2027`. */
export function formatMonth(language: Language, month: string): string {
	return formatted(language, `${month}-01T00:00:00Z`, { month: 'long', year: 'numeric' }) ?? month;
}

function formatted(language: Language, iso: string, style: Intl.DateTimeFormatOptions): string | undefined {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return undefined;
	const key = JSON.stringify([language, style]);
	const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { ...style, timeZone: 'UTC' });
	dateFormats.set(key, format);
	const text = format.format(date);
	// Spanish has no comma after the weekday within a sentence. The first day of a French month is an ordinal number, and a time has an h.
	if (language === 'es') return text.replace(/^(\p{L}+), /u, '$1 ');
	if (language === 'de') return text.replace(/\b0?(\d{1,2}:\d\d)$/, '$1 Uhr');
	if (language !== 'fr') return text;
	return text.replace(/(?<!\d)1(?= \p{L})/u, '1er').replace(/\b0?(\d{1,2}):(\d\d)$/, '$1\u00A0h\u00A0$2');
}

export function formatNumber(language: Language, number: number): string {
	return numberFormat(language).format(number);
}

/** A text for each grammatical number, with `#` in place of the number. */
export interface PluralForms {
	readonly one: string;
	readonly other: string;
}

/** Chooses the form of a text for a number. */
export function formatPlural(language: Language, { one, other }: PluralForms, count: number): string {
	const rules = new Intl.PluralRules(localeOf(language));
	return (rules.select(count) === 'one' ? one : other).replace('#', () => formatNumber(language, count));
}

/**
 * Writes a percentage.
 *
 * @param percent such as 75
 */
export function formatPercent(language: Language, percent: number | null | undefined): string {
	if (percent == null) return '–';
	return numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(percent / 100);
}

/** Writes a sum of money. If the amount is no number, or the currency no code of three capital letters, both are written as they are. */
export function formatMoney(language: Language, amount: string, currency: string | undefined): string {
	const number = Number(amount);
	if (Number.isNaN(number) || !/^[A-Z]{3}$/u.test(currency ?? '')) return [amount, currency].filter(Boolean).join(' ');
	return new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, currencyDisplay: 'code' }).format(number);
}
