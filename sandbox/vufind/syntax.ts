/** The query language: what VuFind does to a text before it asks Solr, and how Solr reads it. */

export type Occur = 'must' | 'should' | 'not';

export interface Clause {
	readonly occur: Occur;
	readonly node: QueryNode;
}

export type QueryNode =
	| { readonly kind: 'all' }
	| { readonly kind: 'group'; readonly clauses: readonly Clause[]; readonly field?: string }
	| { readonly kind: 'term'; readonly text: string; readonly phrase: boolean; readonly field?: string };

export class QueryProblem extends Error {}

const fancyQuotes: Readonly<Record<string, string>> = {
	'«': '"',
	'»': '"',
	'“': '"',
	'”': '"',
	'„': '"',
	'‟': '"',
	'‘': "'",
	'’': "'",
	'‚': "'",
	'‛': "'",
	'‹': "'",
	'›': "'",
};
const outsideQuotes = '(?=(?:[^"]*"[^"]*")*[^"]*$)';

/** Fixes what would be an error in most typed queries. */
export function normalize(input: string): string {
	let text = input.replace(/[«»“”„‟‘’‚‛‹›]/gu, (mark) => fancyQuotes[mark] ?? mark);
	if (/^(?:AND|OR|NOT)$/u.test(text.trim())) return text.trim().toLowerCase();
	if (text.replace(/AND|OR|NOT|[+\-"&|]/gu, '').trim() === '' || text.trim() === '*:*') return '';
	text = text.replace(/^[*?]/u, '');
	if (text.split('(').length !== text.split(')').length) text = text.replace(/[()]/gu, '');
	const [carets, boosts] = [text.match(/\^/gu)?.length ?? 0, text.match(/[^^]+\^[0-9]/gu)?.length ?? 0];
	if (carets !== boosts) text = text.replaceAll('^', '');
	text = text.replace(/\[(?!\S+\s+TO\s+\S+\])|(?<!\[\S+\s+TO\s+\S+)\]|[{}]/gu, '');
	text = text.replace(new RegExp(`(?:\\s+[-/]$|\\s+[-/]\\s+|^[-/]\\s+)${outsideQuotes}`, 'gu'), ' ');
	text = text.replace(/~1(?:\.0*)?$/u, '');
	while (/\(\s*\)/u.test(text)) text = text.replace(/\(\s*\)/gu, '');
	return text.replace(/^[/ ]+|[/ ]+$/gu, '');
}

export function isAdvanced(input: string): boolean {
	if (input === '*:*') return true;
	const text = input.replace(/"[^"]*"/gu, 'quoted');
	const unescaped = text.replace(/\\[()]/gu, '');
	return (
		/[^\s\\]:[^\s]/u.test(text) ||
		(unescaped.includes('(') && unescaped.includes(')')) ||
		/\[.+\s+TO\s+.+\]|\{.+\s+TO\s+.+\}/u.test(text) ||
		/\s+(?:AND|OR|NOT)\s+|^NOT\s+/u.test(text) ||
		/[*?~]|\^[0-9]+/u.test(text)
	);
}

/** Colons with a blank beside them name no field. */
export function withoutLooseColons(text: string): string {
	return text.replace(/:\s+|\s+:/gu, ' ');
}

/**
 * Lucene's classic syntax with AND as the operator between two clauses that have none.
 *
 * @throws QueryProblem
 */
export function parseLucene(text: string): QueryNode {
	if (text.trim() === '' || text.trim() === '*:*') return { kind: 'all' };
	return new LuceneParser(text).parse();
}

/** The same as edismax does it: what cannot be parsed is searched as words. */
export function parseLeniently(text: string): QueryNode {
	try {
		return parseLucene(text);
	} catch (error) {
		if (!(error instanceof QueryProblem)) throw error;
		const words = text.split(/[\s"()]+/u).filter((word) => word !== '');
		return { kind: 'group', clauses: words.map((word) => ({ occur: 'must', node: { kind: 'term', text: word, phrase: false } })) };
	}
}

class LuceneParser {
	private position = 0;

	constructor(private readonly text: string) {}

	parse(): QueryNode {
		const node = this.group();
		if (this.position < this.text.length) throw this.problem();
		return node;
	}

	private group(field?: string): QueryNode {
		const clauses: Array<{ occur: Occur; node: QueryNode }> = [];
		for (;;) {
			this.blanks();
			if (this.position >= this.text.length || this.text[this.position] === ')') break;
			const operator = this.take(/(?:AND|OR|&&|\|\|)(?=[\s(")]|$)/uy);
			if (operator !== undefined && clauses.length === 0) throw this.problem();
			this.blanks();
			const negation = this.take(/NOT(?=[\s(]|$)|[!\-+](?=\S)/uy);
			this.blanks();
			const node = this.clause();
			const isOr = operator === 'OR' || operator === '||';
			const previous = clauses.at(-1);
			if (isOr && previous?.occur === 'must') previous.occur = 'should';
			const isNegated = negation !== undefined && negation !== '+';
			clauses.push({ occur: isNegated ? 'not' : isOr ? 'should' : 'must', node });
		}
		if (clauses.length === 0) throw this.problem();
		return { kind: 'group', clauses, ...(field === undefined ? {} : { field }) };
	}

	private clause(): QueryNode {
		const field = this.take(/(?:[\p{L}_*][\p{L}\p{N}_.*-]*)(?=:)/uy);
		if (field !== undefined) {
			this.position += 1;
			this.blanks();
		}
		const node = this.value(field);
		this.take(/~[0-9.]*/uy);
		this.take(/\^[0-9.]+/uy);
		return node;
	}

	private value(field: string | undefined): QueryNode {
		const within = field === undefined ? {} : { field };
		if (this.text[this.position] === '(') {
			this.position += 1;
			const node = this.group(field);
			if (this.text[this.position] !== ')') throw this.problem();
			this.position += 1;
			return node;
		}
		const phrase = this.take(/"(?:\\.|[^"\\])*"/uy);
		if (phrase !== undefined) return { kind: 'term', text: phrase.slice(1, -1).replace(/\\(.)/gu, '$1'), phrase: true, ...within };
		const range = this.take(/[[{]\S+\s+TO\s+\S+[\]}]/uy);
		if (range !== undefined) return { kind: 'term', text: range, phrase: false, ...within };
		const word = this.take(/(?:\\.|[^\s()"[\]{}:~^\\])+/uy);
		if (word === undefined || this.text[this.position] === ':') throw this.problem();
		if (word === '*' && (field === undefined || field === '*')) return { kind: 'all' };
		return { kind: 'term', text: word, phrase: false, ...within };
	}

	private take(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.position;
		const match = pattern.exec(this.text);
		if (match === null) return undefined;
		this.position += match[0].length;
		return match[0];
	}

	private blanks(): void {
		this.take(/\s+/uy);
	}

	private problem(): QueryProblem {
		return new QueryProblem(`Cannot parse '${this.text}'`);
	}
}
