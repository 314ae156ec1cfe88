import { badRequest } from '../problems';
import type { Query, SortedQuery, SortKey, Term, TermPart } from './ast';
import { tokensOf } from './lexer';
import type { Token } from './lexer';

const symbolRelations = ['=', '==', '<>', '<', '<=', '>', '>='];
const namedRelations = ['any', 'all', 'adj', 'exact', 'within', 'encloses', 'scr'];
const operators = ['and', 'or', 'not', 'prox'];

/**
 * Reads a query.
 *
 * @throws BrokerProblem 400 with the position of what was not understood
 */
export function parseCql(query: string): SortedQuery {
	return new Parser(query).parse();
}

interface Scope {
	readonly index: string;
	readonly relation: string;
}
const bareWords: Scope = { index: 'cql.serverChoice', relation: 'scr' };

class Parser {
	private readonly tokens: readonly Token[];
	private at = 0;

	constructor(private readonly text: string) {
		this.tokens = tokensOf(text);
	}

	parse(): SortedQuery {
		const query = this.booleans(bareWords);
		const sort = this.sorting();
		if (this.token.kind !== 'end') throw this.problem('EOF expected');
		return { query, sort };
	}

	private get token(): Token {
		return this.tokens[this.at] ?? { kind: 'end', text: '', end: this.text.length };
	}

	private next(): Token {
		const { token } = this;
		this.at++;
		return token;
	}

	private isSymbol(text: string): boolean {
		return this.token.kind === 'symbol' && this.token.text === text;
	}

	private get keyword(): string | undefined {
		return this.token.kind === 'word' ? this.token.text.toLowerCase() : undefined;
	}

	private problem(what: string): Error {
		const { kind, end } = this.token;
		// The reader is one character ahead of the token that it stumbles over.
		const position = kind === 'end' ? end : Math.min(this.text.length, end + 1);
		return badRequest(`${what} at position ${position}: ${this.text.slice(0, position)}\u0330${this.text.slice(position)}`);
	}

	private booleans(scope: Scope): Query {
		let left = this.operand(scope);
		for (;;) {
			const operator = this.keyword;
			if (operator === undefined || !operators.includes(operator)) return left;
			this.next();
			this.modifiers();
			if (operator === 'prox') {
				this.operand(scope);
				throw badRequest('unsupported operator prox');
			}
			left = { kind: 'boolean', operator: operator as 'and' | 'or' | 'not', left, right: this.operand(scope) };
		}
	}

	private operand(scope: Scope): Query {
		if (this.isSymbol('>')) this.prefix();
		if (this.isSymbol('(')) {
			this.next();
			const inner = this.booleans(scope);
			if (!this.isSymbol(')')) throw this.problem('missing )');
			this.next();
			return inner;
		}
		if (this.token.kind !== 'word' && this.token.kind !== 'string') throw this.problem('search term expected');
		const first = this.next();
		const relation = this.relation();
		if (relation !== undefined) {
			this.modifiers();
			return this.operand({ index: first.text, relation });
		}
		const parts = [first.text];
		while (this.token.kind === 'string' || (this.token.kind === 'word' && !operators.includes(this.keyword ?? '') && this.keyword !== 'sortby')) parts.push(this.next().text);
		return { kind: 'clause', ...scope, term: readTerm(parts.join(' ')) };
	}

	private relation(): string | undefined {
		const { kind, text } = this.token;
		const known = kind === 'symbol' ? symbolRelations.includes(text) : kind === 'word' && namedRelations.includes(text.toLowerCase());
		if (!known) return undefined;
		this.next();
		return text.toLowerCase();
	}

	/** `>dc="info:..."`: a name for an index set, which no index here needs. */
	private prefix(): void {
		this.next();
		this.next();
		if (!this.isSymbol('=')) return;
		this.next();
		this.next();
	}

	private modifiers(): string[] {
		const names: string[] = [];
		while (this.isSymbol('/')) {
			this.next();
			names.push(this.next().text);
		}
		return names;
	}

	private sorting(): SortKey[] {
		if (this.keyword !== 'sortby') return [];
		this.next();
		const keys: SortKey[] = [];
		while (this.token.kind === 'word' || this.token.kind === 'string') {
			const index = this.next().text;
			const modifiers = this.modifiers();
			const unknown = modifiers.find((name) => !['sort.ascending', 'sort.descending'].includes(name.toLowerCase()));
			if (unknown !== undefined) throw badRequest(`unsupported sort modifier ${unknown}`);
			keys.push({ index, descending: modifiers.some((name) => name.toLowerCase() === 'sort.descending') });
		}
		return keys;
	}
}

/** @throws BrokerProblem 400 for a backslash before anything but `*`, `?`, `^`, `"` and the backslash */
function readTerm(text: string): Term {
	const parts: TermPart[] = [];
	for (let at = 0; at < text.length; at++) {
		const character = text[at] ?? '';
		if (character === '\\') {
			const masked = text[++at];
			if (masked === undefined || !'*?^"\\'.includes(masked)) throw badRequest('a masking backslash in a CQL string must be followed by *, ?, ^, " or \\');
			parts.push({ kind: 'text', text: masked });
		} else if (character === '*') parts.push({ kind: 'any' });
		else if (character === '?') parts.push({ kind: 'one' });
		else if (character === '^') parts.push({ kind: 'anchor' });
		else parts.push({ kind: 'text', text: character });
	}
	return parts;
}
