export interface Token {
	readonly kind: 'word' | 'string' | 'symbol' | 'end';
	/** The text without quotes, with its backslashes. */
	readonly text: string;
	readonly end: number;
}

/** Sticky patterns for a word and for a string, whose text is the first group; dialects differ in them. */
export interface Spelling {
	readonly word: RegExp;
	readonly string: RegExp;
}

const blank = /[ \t\r\n]*/uy;
const symbol = /[()/]|[=<>]=|<>|[=<>]/uy;

/** Tokens up to and with the end. Where a quotation mark begins no string, the query ends. */
export function tokensOf(query: string, spelling: Spelling): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const match = pattern.exec(query);
		at += match?.[0].length ?? 0;
		return match;
	};
	for (;;) {
		take(blank);
		const first = query.charAt(at);
		const kind = first === '"' ? 'string' : '()/=<>'.includes(first) ? 'symbol' : 'word';
		const match = first === '' ? null : take(kind === 'symbol' ? symbol : spelling[kind]);
		if (match === null) return [...tokens, { kind: 'end', text: '', end: query.length }];
		tokens.push({ kind, text: match[1] ?? match[0], end: at });
	}
}
