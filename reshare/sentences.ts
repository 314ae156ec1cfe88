/** Begins a text with a capital letter and ends it with a full stop. */
export function asSentence(text: string) {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
	return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** Joins words as in `a`, `a and b`, or `a, b and c`. */
export function joinWithAnd(list: readonly string[]) {
	return new Intl.ListFormat('en-GB').format(list);
}

export function joinSentences(...parts: ReadonlyArray<string | undefined>) {
	return parts.filter((part) => part !== undefined).join(' ');
}

/** Writes a number as people read it, e.g. `4,210`, with the word for one or for several. */
export function countWithNoun(count: number, one: string, several: string) {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}
