/**
 * CQL 1.2 as far as the client sends it: terms in quotation marks or single words, `and` and `or`, parentheses, modifiers, sort keys. What
 * the services read beyond that (`not`, `prox`, several bare words as one term) is refused.
 */

export interface CqlModifier {
	/** The modifier's name in lower case, for example `@value` or `sort.descending`. */
	readonly name: string;
	/** The modifier's value with its backslashes, if it has one. */
	readonly value?: string;
}

interface CqlRelation {
	readonly base: string;
	readonly modifiers: readonly CqlModifier[];
}

export interface CqlTerm {
	readonly kind: 'term';
	readonly index: string;
	readonly relation: CqlRelation;
	/** The term without its quotation marks, with its backslashes. */
	readonly term: string;
}

interface CqlBoolean {
	readonly kind: 'boolean';
	readonly operator: 'and' | 'or';
	readonly left: CqlNode;
	readonly right: CqlNode;
}

export type CqlNode = CqlTerm | CqlBoolean;

interface CqlSortKey {
	readonly field: string;
	readonly modifiers: readonly CqlModifier[];
}

export interface CqlQuery {
	readonly root: CqlNode;
	readonly sortKeys: readonly CqlSortKey[];
}

interface Token {
	readonly kind: 'word' | 'string' | 'symbol' | 'keyword' | 'end';
	readonly text: string;
}

const tokenForms = /"((?:\\[\s\S]|[^"\\])*)"|([()/]|[=<>]=|<>|[=<>])|([^()/<>=\s"]+)|("[\s\S]*)/gu;

function tokensOf(query: string): Token[] {
	const tokens = [...query.matchAll(tokenForms)].map(([whole, string, symbol, word]): Token => {
		if (string !== undefined) return { kind: 'string', text: string };
		if (symbol !== undefined) return { kind: 'symbol', text: symbol };
		const isKeyword = word !== undefined && /^(?:and|or|not|prox|sortby)$/iu.test(word);
		return { kind: isKeyword ? 'keyword' : word === undefined ? 'end' : 'word', text: isKeyword ? word.toLowerCase() : whole };
	});
	return [...tokens, { kind: 'end', text: '' }];
}

/**
 * Parses a query. Booleans have the same rank and bind to the left. An index and a relation before parentheses hold for each bare term
 * inside, so that `id==("a" or "b")` is two lookups.
 *
 * @param refuse makes the service's error from a text that says what was expected and what was found instead
 */
export function parseCqlQuery(query: string, refuse: (reason: string) => Error): CqlQuery {
	return new Parser(tokensOf(query), refuse).parse();
}

type Scope = Pick<CqlTerm, 'index' | 'relation'>;

class Parser {
	private at = 0;

	constructor(
		private readonly tokens: readonly Token[],
		private readonly refuse: (reason: string) => Error,
	) {}

	parse(): CqlQuery {
		const root = this.clauses({ index: 'cql.serverChoice', relation: { base: '=', modifiers: [] } });
		const sortKeys: CqlSortKey[] = [];
		if (this.accept('keyword', 'sortby')) {
			do sortKeys.push({ field: this.term('sort index'), modifiers: this.modifiers() });
			while (this.token.kind === 'word');
		}
		if (this.token.kind !== 'end') throw this.unexpected('the end');
		return { root, sortKeys };
	}

	private clauses(scope: Scope): CqlNode {
		let left = this.clause(scope);
		for (;;) {
			const operator = this.accept('keyword', 'and') ? 'and' : this.accept('keyword', 'or') ? 'or' : undefined;
			if (operator === undefined) return left;
			left = { kind: 'boolean', operator, left, right: this.clause(scope) };
		}
	}

	private clause(scope: Scope): CqlNode {
		if (this.accept('symbol', '(')) {
			const inner = this.clauses(scope);
			if (!this.accept('symbol', ')')) throw this.unexpected("')'");
			return inner;
		}
		const term = this.term('index or term');
		const { kind, text } = this.token;
		const isRelation = kind === 'symbol' ? /^[=<>]/u.test(text) : kind === 'word' && /^(?:any|all)$/iu.test(text);
		if (!isRelation) return { kind: 'term', ...scope, term };
		this.at++;
		return this.clause({ index: term, relation: { base: text.toLowerCase(), modifiers: this.modifiers() } });
	}

	private modifiers(): CqlModifier[] {
		const modifiers: CqlModifier[] = [];
		while (this.accept('symbol', '/')) {
			const name = this.term('modifier').toLowerCase();
			modifiers.push(this.accept('symbol', '=') ? { name, value: this.term('modifier value') } : { name });
		}
		return modifiers;
	}

	private term(what: string): string {
		const { kind, text } = this.token;
		if (kind !== 'word' && kind !== 'string') throw this.unexpected(what);
		this.at++;
		return text;
	}

	private get token(): Token {
		return this.tokens[this.at] ?? { kind: 'end', text: '' };
	}

	private accept(kind: Token['kind'], text: string): boolean {
		const isThere = this.token.kind === kind && this.token.text === text;
		if (isThere) this.at++;
		return isThere;
	}

	private unexpected(what: string): Error {
		return this.refuse(`expected ${what}, got ${this.token.kind === 'end' ? 'EOF' : this.token.text}`);
	}
}

/** Turns a tree of terms into a test for rows. */
export function createRowTest<Row>(node: CqlNode, termTest: (term: CqlTerm) => (row: Row) => boolean): (row: Row) => boolean {
	if (node.kind === 'term') return termTest(node);
	const left = createRowTest(node.left, termTest);
	const right = createRowTest(node.right, termTest);
	return node.operator === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
}

/** Removes the backslashes of a term. */
export function unescapeTerm(term: string): string {
	return term.replace(/\\([\s\S])/gu, '$1');
}

/** Returns the wildcards and anchors (`*`, `?`, `^`) of a term that no backslash escapes. */
export function unescapedMasksIn(term: string): string {
	return term.replace(/\\[\s\S]/gu, '').replace(/[^*?^]/gu, '');
}
