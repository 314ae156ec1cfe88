/**
 * How many texts are cached with their words. The records of the practice consortium have some thousands, those of a real catalog many
 * more.
 */
const mostTexts = 200_000;

/** Makes a function cache its results, so that an index splits each text into words only once. */
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
