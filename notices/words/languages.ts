/** The languages that notices are written in, with their own names. One more is one file more in words/, lists/, pages/ and systems/. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français' } as const;

export type Language = keyof typeof languages;

/** The language that a code such as `de` or `de-AT` stands for; undefined where there are no words in it. */
export function languageOf(code: string): Language | undefined {
	const [main = ''] = code.trim().toLowerCase().split(/[-_]/u);
	return main in languages ? (main as Language) : undefined;
}
