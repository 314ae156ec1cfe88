import type { Language } from './languages';

const noBreakSpace = '\u00A0';

/** What the typography of a language asks of all texts, so that their authors need not type it. */
const typography: Partial<Readonly<Record<Language, (text: string) => string>>> = {
	fr: (text) =>
		text
			.replaceAll(/ (?=[:;?!»])/g, noBreakSpace)
			.replaceAll(/« /g, `«${noBreakSpace}`)
			.replaceAll(/(?<=\p{L})'(?=[\p{L}{«])/gu, '’'),
};

/** A text, or all texts of an object, with the signs and spaces of the language. */
export function typeset<Texts>(texts: Texts, language: Language): Texts {
	const change = typography[language];
	return change === undefined ? texts : (changed(texts, change) as Texts);
}

function changed(texts: unknown, change: (text: string) => string): unknown {
	if (typeof texts === 'string') return change(texts);
	if (typeof texts === 'function')
		return (...facts: unknown[]): unknown => changed((texts as (...all: unknown[]) => unknown)(...facts), change);
	if (Array.isArray(texts)) return texts.map((one) => changed(one, change));
	if (typeof texts !== 'object' || texts === null) return texts;
	return Object.fromEntries(Object.entries(texts).map(([name, one]) => [name, changed(one, change)]));
}
