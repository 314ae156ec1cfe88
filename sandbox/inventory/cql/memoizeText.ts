/** How many texts are cached with their words; the records of a consortium have some thousands, those of a real catalog many more. */
const mostTexts = 200_000;

/** Makes a function cache its results: an index splits a text into words once. */
export function memoizeText<Result>(make: (text: string) => Result): (text: string) => Result {
	const known = new Map<string, Result>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined) return found;
		const made = make(text);
		if (known.size >= mostTexts) known.clear();
		known.set(text, made);
		return made;
	};
}
