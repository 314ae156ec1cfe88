/** The languages of the notices. Another language needs a file of texts; types and tests name most of the rest, and CONTRIBUTING.md all. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français' } as const;

export type Language = keyof typeof languages;

/** Returns the language of a code such as `de` or `de-AT`; undefined if there are no messages in it. */
export function languageOf(code: string): Language | undefined {
	const [main = ''] = code.trim().toLowerCase().split(/[-_]/u);
	return Object.hasOwn(languages, main) ? (main as Language) : undefined;
}
