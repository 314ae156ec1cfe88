/** Articles that catalogs leave out when they file a title, by the language of the record: `I, robot` and `Die hard` are English. */
const articles: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries({
		eng: 'a an the',
		ger: 'der die das ein eine',
		fre: 'le la les l un une',
		spa: 'el la los las un una',
		ita: 'il lo la i gli le l un uno una',
		por: 'o a os as um uma',
		dut: 'de het een',
	}).map(([language, words]) => [language, new Set(words.split(' '))]),
);

export const articleLanguages: readonly string[] = [...articles.keys()];

/** The articles of all these languages. */
export const allArticles: readonly string[] = [...articles.values()].flatMap((words) => [...words]);

export function isArticle(word: string | undefined, languages: readonly string[] = articleLanguages): boolean {
	return languages.some((language) => articles.get(language)?.has(word ?? '') === true);
}

/** Takes the article off a title of several words; a title of one word stays, since something must be left to compare. */
export function withoutLeadingArticle(title: readonly string[], languages?: readonly string[]): readonly string[] {
	return title.length > 1 && isArticle(title[0], languages) ? title.slice(1) : title;
}
