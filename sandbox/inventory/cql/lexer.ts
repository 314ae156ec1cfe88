/** Splits CQL into tokens. */

export type CqlTokenKind = 'word' | 'string' | 'boolean' | 'sortby' | 'comparison' | 'punctuation' | 'end';

export interface CqlToken {
	readonly kind: CqlTokenKind;
	/** The text without quotes, with its backslashes. */
	readonly text: string;
}

const booleans = new Set(['and', 'or', 'not', 'prox']);
const blank = /[ \t\r\n]*/uy;
const comparison = /==|<=|>=|<>|[<>=]/uy;
const word = /[^()/<>= \t\r\n]+/uy;
/** A backslash takes the next character along; a quotation mark within a word is part of the word. */
const quoted = /"((?:\\[\s\S]|[^"\\])*)"/uy;

/** Tokens up to and with the end. A string that is never closed counts as the end of the query. */
export function tokenizeCql(cql: string): CqlToken[] {
	const tokens: CqlToken[] = [];
	let position = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = position;
		const match = pattern.exec(cql);
		if (match !== null) position += match[0].length;
		return match;
	};
	for (;;) {
		take(blank);
		const character = cql[position];
		if (character === undefined) break;
		if ('()/'.includes(character)) {
			tokens.push({ kind: 'punctuation', text: character });
			position += 1;
			continue;
		}
		if (character === '"') {
			const match = take(quoted);
			if (match === null) break;
			tokens.push({ kind: 'string', text: match[1] ?? '' });
			continue;
		}
		const compared = take(comparison);
		if (compared !== null) {
			tokens.push({ kind: 'comparison', text: compared[0] });
			continue;
		}
		const text = take(word)?.[0] ?? '';
		tokens.push({ kind: keyword(text), text });
	}
	tokens.push({ kind: 'end', text: '' });
	return tokens;
}

function keyword(text: string): CqlTokenKind {
	const lower = text.toLowerCase();
	if (booleans.has(lower)) return 'boolean';
	return lower === 'sortby' ? 'sortby' : 'word';
}

/** How error texts show a token. */
export function renderToken(token: CqlToken): string {
	switch (token.kind) {
		case 'end':
			return 'EOF';
		case 'word':
			return `word: '${token.text}'`;
		case 'string':
			return `string: "${token.text}"`;
		case 'punctuation':
			return `'${token.text}'`;
		case 'comparison':
			return token.text.length === 1 ? `'${token.text}'` : token.text;
		default:
			return token.text.toLowerCase();
	}
}
