export interface Token {
	readonly kind: 'word' | 'string' | 'symbol' | 'end';
	readonly text: string;
	/** Where the token ends. */
	readonly end: number;
}

/** Words, strings and symbols of a CQL query. A string that is not closed ends with the query. */
export function tokensOf(query: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	const push = (kind: Token['kind'], text: string, end: number) => {
		tokens.push({ kind, text, end });
		at = end;
	};
	while (at < query.length) {
		const character = query[at] ?? '';
		if (/\s/u.test(character)) at++;
		else if (character === '"') {
			const [text, end] = readString(query, at + 1);
			push('string', text, end);
		} else if ('()/'.includes(character)) push('symbol', character, at + 1);
		else if ('=<>'.includes(character)) {
			const two = query.slice(at, at + 2);
			push('symbol', ['==', '<=', '>=', '<>'].includes(two) ? two : character, ['==', '<=', '>=', '<>'].includes(two) ? at + 2 : at + 1);
		} else {
			const word = /^[^\s"()/=<>]+/u.exec(query.slice(at))?.[0] ?? character;
			push('word', word, at + word.length);
		}
	}
	tokens.push({ kind: 'end', text: '', end: query.length });
	return tokens;
}

/** What stands between the quotation marks, with its backslashes, and where it ends. */
function readString(query: string, from: number): [string, number] {
	let at = from;
	while (at < query.length && query[at] !== '"') at += query[at] === '\\' ? 2 : 1;
	const end = Math.min(at, query.length);
	return [query.slice(from, end), Math.min(end + 1, query.length)];
}
