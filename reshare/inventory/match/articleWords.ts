/**
 * Words such as `the`, which catalogs leave out when they file a title, by the language of the record, because what is an article in one
 * language may be another word in the next: `I, robot` and `Die hard` are English titles, which begin with no article.
 */
const articles: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		eng: 'a an the',
		ger: 'der die das ein eine',
		fre: 'le la les l un une',
		spa: 'el la los las un una',
		ita: 'il lo la i gli le l un uno una',
		por: 'o a os as um uma',
		dut: 'de het een',
	}).map(([language, words]) => [language, words.split(' ')]),
);

export const languagesWithArticleWords = [...articles.keys()];

/** The article words of all languages for which articles are listed. */
export const allArticleWords: readonly string[] = [...articles.values()].flat();

export function isArticleWord(word = '', languages: readonly string[] = languagesWithArticleWords) {
	return languages.some((language) => articles.get(language)?.includes(word) === true);
}

/** Takes the article off a title of several words; a title of one word stays, since something must be left to compare. */
export function withoutLeadingArticle(title: readonly string[], languages?: readonly string[]): readonly string[] {
	return title.length > 1 && isArticleWord(title[0], languages) ? title.slice(1) : title;
}
