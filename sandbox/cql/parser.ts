import { serverChoice, type CqlModifier, type CqlNode, type CqlQuery, type CqlRelation, type CqlSortKey } from './query';
import { tokensOf, type Spelling, type Token } from './tokens';

/** What the parser expects at a token; each dialect refuses in its own words. */
export type Place = 'term' | 'afterWords' | 'close' | 'end' | 'modifier' | 'modifierValue' | 'sortKeys' | 'afterSortKeys';

export interface Dialect {
	readonly spelling: Spelling;
	isRelation(word: string): boolean;
	/** The error where this token may not stand at this place. */
	problemAt(place: Place, token: Token, query: string): Error | undefined;
}

const operators = ['and', 'or', 'not', 'prox'];

/** An operator; in quotes, or as the first word of a term, it is an ordinary word. */
export function keywordOf({ kind, text }: Token): string | undefined {
	const word = text.toLowerCase();
	return kind === 'word' && (operators.includes(word) || word === 'sortby') ? word : undefined;
}

export function isTerm({ kind }: Token): boolean {
	return kind === 'word' || kind === 'string';
}

export function isSymbol({ kind, text }: Token, symbol: string): boolean {
	return kind === 'symbol' && text === symbol;
}

export function isComparison({ kind, text }: Token): boolean {
	return kind === 'symbol' && /^[=<>]/u.test(text);
}

/**
 * Parses CQL 1.2 as the services do: booleans have one rank and bind to the left; index and relation in front of parentheses hold
 * for each bare term
 * inside, so that `id==("a" or "b")` is two look-ups; several bare words are one term.
 *
 * @throws Error of the dialect
 */
export function parseQuery(query: string, dialect: Dialect): CqlQuery {
	return new Parser(query, dialect).parse();
}

interface Scope {
	readonly index: string;
	readonly relation: CqlRelation;
}

class Parser {
	private readonly tokens: readonly Token[];
	private at = 0;

	constructor(
		private readonly query: string,
		private readonly dialect: Dialect,
	) {
		this.tokens = tokensOf(query, dialect.spelling);
	}

	parse(): CqlQuery {
		const root = this.clauses({ index: serverChoice, relation: { base: '=', modifiers: [] } });
		const sortKeys = keywordOf(this.token) === 'sortby' ? this.sortKeys() : [];
		this.check('end');
		return { root, sortKeys };
	}

	private clauses(scope: Scope): CqlNode {
		let left = this.clause(scope);
		for (;;) {
			const operator = keywordOf(this.token);
			if (operator === undefined || operator === 'sortby') return left;
			this.next();
			this.modifiers();
			left = { kind: 'boolean', operator: operator as 'and' | 'or' | 'not' | 'prox', left, right: this.clause(scope) };
		}
	}

	private clause(scope: Scope): CqlNode {
		if (isSymbol(this.token, '(')) {
			this.next();
			const inner = this.clauses(scope);
			this.take('close');
			return inner;
		}
		const words = [this.take('term')];
		if (this.isRelation()) {
			const base = this.next();
			return this.clause({ index: words[0] ?? '', relation: { base, modifiers: this.modifiers() } });
		}
		while (isTerm(this.token) && keywordOf(this.token) === undefined) words.push(this.take('term'));
		if (words.length > 1) this.check('afterWords');
		return { kind: 'term', ...scope, term: words.join(' ') };
	}

	private isRelation(): boolean {
		const { kind, text } = this.token;
		return isComparison(this.token) || (kind === 'word' && this.dialect.isRelation(text.toLowerCase()));
	}

	private modifiers(): CqlModifier[] {
		const modifiers: CqlModifier[] = [];
		while (isSymbol(this.token, '/')) {
			this.next();
			const name = this.take('modifier').toLowerCase();
			modifiers.push(isComparison(this.token) ? { name, comparison: this.next(), value: this.take('modifierValue') } : { name });
		}
		return modifiers;
	}

	private sortKeys(): CqlSortKey[] {
		this.next();
		this.check('sortKeys');
		const keys: CqlSortKey[] = [];
		while (isTerm(this.token)) keys.push({ field: this.take('term'), modifiers: this.modifiers() });
		this.check('afterSortKeys');
		return keys;
	}

	private get token(): Token {
		return this.tokens[this.at] ?? { kind: 'end', text: '', end: this.query.length };
	}

	private check(place: Place): void {
		const problem = this.dialect.problemAt(place, this.token, this.query);
		if (problem !== undefined) throw problem;
	}

	private next(): string {
		const { text } = this.token;
		this.at += 1;
		return text;
	}

	private take(place: Place): string {
		this.check(place);
		return this.next();
	}
}
