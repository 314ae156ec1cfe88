const stopWords = new Set([
	'a',
	'an',
	'and',
	'are',
	'as',
	'at',
	'be',
	'by',
	'for',
	'from',
	'in',
	'is',
	'it',
	'of',
	'on',
	'or',
	'that',
	'the',
	'this',
	'to',
	'was',
	'with',
]);

/** Words as a full text index of English keeps them: lower case, without the commonest words and most endings. */
export function lexemesOf(text: string): string[] {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.filter((word) => !stopWords.has(word)).map(stem);
}

function stem(word: string): string {
	if (word.length < 4) return word;
	return word
		.replace(/ies$|y$/u, 'i')
		.replace(/([^s])s$/u, '$1')
		.replace(/(?:ing|ed)$/u, '');
}
