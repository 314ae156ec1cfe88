import { serverChoice, syntaxError } from './ast';
import type { CqlModifier, CqlNode, CqlQuery, CqlRelation, CqlSortKey } from './ast';
import { renderToken, tokenizeCql } from './lexer';
import type { CqlToken } from './lexer';

/** Words that are relations wherever a relation may stand. A word with a dot is one, too. */
const namedRelations = new Set(['any', 'all', 'within', 'encloses', 'adj']);
const plainEquals: CqlRelation = { base: '=', modifiers: [] };

/**
 * Parses CQL 1.2 as inventory storage does: booleans have one rank and bind to the left; index and relation in front of
 * parentheses hold for each bare term inside, so that `id==("a" or "b")` is two look-ups; several bare words are one term.
 *
 * @throws CqlError with the wording of inventory storage when the query has no valid form
 */
export function parseCql(cql: string): CqlQuery {
	return new CqlParser(tokenizeCql(cql)).parse();
}

class CqlParser {
	private position = 0;

	constructor(private readonly tokens: readonly CqlToken[]) {}

	parse(): CqlQuery {
		const root = this.parseClauses(serverChoice, plainEquals);
		const sortKeys = this.current().kind === 'sortby' ? this.parseSortKeys() : [];
		if (this.current().kind !== 'end') throw syntaxError(`junk after end: ${renderToken(this.current())}`);
		return { root, sortKeys };
	}

	private parseClauses(index: string, relation: CqlRelation): CqlNode {
		let left = this.parseClause(index, relation);
		for (;;) {
			const token = this.current();
			if (token.kind === 'end' || token.kind === 'sortby' || this.isPunctuation(')')) return left;
			if (token.kind !== 'boolean') throw syntaxError(`expected boolean, got ${renderToken(token)}`);
			this.position += 1;
			this.parseModifiers();
			const right = this.parseClause(index, relation);
			left = { kind: 'boolean', operator: token.text.toLowerCase() as 'and' | 'or' | 'not' | 'prox', left, right };
		}
	}

	private parseClause(outerIndex: string, outerRelation: CqlRelation): CqlNode {
		let index = outerIndex;
		let relation = outerRelation;
		for (;;) {
			if (this.isPunctuation('(')) {
				this.position += 1;
				const inner = this.parseClauses(index, relation);
				if (!this.isPunctuation(')')) throw syntaxError(`expected ')', got ${renderToken(this.current())}`);
				this.position += 1;
				return inner;
			}
			const words = this.takeWords();
			if (!this.atRelation()) return { kind: 'term', index, relation, term: words.join(' ') };
			const base = this.current().text;
			const [first] = words;
			if (words.length > 1 || first === undefined) throw syntaxError(`unexpected relation '${base}'`);
			this.position += 1;
			index = first;
			relation = { base, modifiers: this.parseModifiers() };
		}
	}

	/** One word or string, and those that follow it unless the second is a relation. */
	private takeWords(): string[] {
		const words = [this.takeSymbol('index or term')];
		while (this.atText() && (words.length > 1 || !this.atRelation())) {
			words.push(this.current().text);
			this.position += 1;
		}
		return words;
	}

	private parseModifiers(): CqlModifier[] {
		const modifiers: CqlModifier[] = [];
		while (this.isPunctuation('/')) {
			this.position += 1;
			const token = this.current();
			if (token.kind !== 'word') throw syntaxError(`expected modifier, got ${renderToken(token)}`);
			this.position += 1;
			const name = token.text.toLowerCase();
			if (this.current().kind !== 'comparison') {
				modifiers.push({ name });
				continue;
			}
			const comparison = this.current().text;
			this.position += 1;
			modifiers.push({ name, comparison, value: this.takeSymbol('modifier value') });
		}
		return modifiers;
	}

	private parseSortKeys(): CqlSortKey[] {
		this.position += 1;
		const keys: CqlSortKey[] = [];
		while (this.current().kind !== 'end') {
			const field = this.takeSymbol('sort index');
			keys.push({ field, modifiers: this.parseModifiers() });
		}
		if (keys.length === 0) throw syntaxError('no sort keys');
		return keys;
	}

	/** Keywords may stand as terms, too: in `a=1 and not b=2` the `not` is one, which makes the second `=` an error. */
	private takeSymbol(expected: string): string {
		const token = this.current();
		if (!this.atText() && token.kind !== 'boolean' && token.kind !== 'sortby') throw syntaxError(`expected ${expected}, got ${renderToken(token)}`);
		this.position += 1;
		return token.text;
	}

	private atText(): boolean {
		const { kind } = this.current();
		return kind === 'word' || kind === 'string';
	}

	private atRelation(): boolean {
		const { kind, text } = this.current();
		if (kind === 'comparison') return true;
		return kind === 'word' && (text.includes('.') || namedRelations.has(text.toLowerCase()));
	}

	private isPunctuation(text: string): boolean {
		const token = this.current();
		return token.kind === 'punctuation' && token.text === text;
	}

	private current(): CqlToken {
		return this.tokens[this.position] ?? { kind: 'end', text: '' };
	}
}
