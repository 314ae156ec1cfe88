import type { Language } from './languages';

const noBreakSpace = '\u00A0';

/** For each language, what its typography requires in all texts, so that their authors need not type it. */
const typography: Partial<Readonly<Record<Language, (text: string) => string>>> = {
	fr: (text) =>
		text
			.replaceAll(/ (?=[:;?!»])/g, noBreakSpace)
			.replaceAll(/« /g, `«${noBreakSpace}`)
			.replaceAll(/(?<=\p{L})'(?=[\p{L}{«])/gu, '’'),
};

/** Returns a text, or all texts of an object, with the signs and spaces of the language. A part of the object may name another language. */
export function applyTypography<Texts>(texts: Texts, language: Language): Texts {
	return changed(texts, language) as Texts;
}

function changed(texts: unknown, language: Language): unknown {
	if (typeof texts === 'string') return typography[language]?.(texts) ?? texts;
	if (Array.isArray(texts)) return texts.map((one) => changed(one, language));
	if (typeof texts !== 'object' || texts === null) return texts;
	const own = 'language' in texts && typeof texts.language === 'string' ? (texts.language as Language) : language;
	return Object.fromEntries(Object.entries(texts).map(([name, one]) => [name, name === 'url' ? one : changed(one, own)]));
}
