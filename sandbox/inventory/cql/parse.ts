import { isComparison, isSymbol, isTerm, keywordOf, parseQuery, type Dialect, type Place } from '../../cql/parser';
import type { CqlQuery } from '../../cql/query';
import type { Token } from '../../cql/tokens';

/** A query that cannot be parsed, or that parses but that the service does not support. */
export class CqlError extends Error {
	override readonly name = 'CqlError';
}

/** @throws CqlError with the wording of inventory storage when the query has no valid form */
export function parseCql(cql: string): CqlQuery {
	return parseQuery(cql, cqlJava);
}

const namedRelations = ['any', 'all', 'within', 'encloses', 'adj'];

/** cql-java, which inventory storage parses with. */
const cqlJava: Dialect = {
	spelling: {
		word: /[^()/<>= \t\r\n]+/uy,
		// A string that is never closed ends the query before it.
		string: /"((?:\\[\s\S]|[^"\\])*)"/uy,
	},
	isRelation: (word) => word.includes('.') || namedRelations.includes(word),
	problemAt: (place, token) => {
		const reason = reasonAt(place, token);
		return reason === undefined ? undefined : new CqlError(`org.z3950.zing.cql.CQLParseException: ${reason}`);
	},
};

function reasonAt(place: Place, token: Token): string | undefined {
	const expected = (what: string, isThere: boolean): string | undefined => (isThere ? undefined : `expected ${what}, got ${shown(token)}`);
	const endsClauses = token.kind === 'end' || keywordOf(token) === 'sortby' || isSymbol(token, ')');
	switch (place) {
		case 'term':
			return expected('index or term', isTerm(token));
		case 'afterWords':
			return isComparison(token) ? `unexpected relation '${token.text}'` : undefined;
		case 'close':
			return endsClauses ? expected("')'", isSymbol(token, ')')) : expected('boolean', false);
		case 'end':
			if (token.kind === 'end') return undefined;
			return endsClauses ? `junk after end: ${shown(token)}` : expected('boolean', false);
		case 'modifier':
			return expected('modifier', token.kind === 'word' && keywordOf(token) === undefined);
		case 'modifierValue':
			return expected('modifier value', isTerm(token));
		case 'sortKeys':
			return token.kind === 'end' ? 'no sort keys' : expected('sort index', isTerm(token));
		case 'afterSortKeys':
			return expected('sort index', token.kind === 'end');
	}
}

function shown(token: Token): string {
	const { kind, text } = token;
	if (kind === 'end') return 'EOF';
	if (kind === 'string') return `string: "${text}"`;
	if (kind === 'word') return keywordOf(token) ?? `word: '${text}'`;
	return text.length === 1 ? `'${text}'` : text;
}
