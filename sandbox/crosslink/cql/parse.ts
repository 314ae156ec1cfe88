import { isSymbol, isTerm, parseQuery, type Dialect, type Place } from '../../cql/parser';
import type { CqlQuery } from '../../cql/query';
import type { Token } from '../../cql/tokens';
import { badRequest } from '../problems';

/** @throws BrokerProblem 400 with the position of what was not understood */
export function parseBrokerCql(cql: string): CqlQuery {
	return parseQuery(cql, cqlGo);
}

const namedRelations = ['any', 'all', 'adj', 'exact', 'within', 'encloses', 'scr'];

/**
 * Index Data's cql-go, which the broker parses with: the same trees and refusals as of its 1.0.1, but for prefixes
 * (`>dc="info:…"`), which nobody sends.
 */
const cqlGo: Dialect = {
	spelling: {
		word: /(?:\\[\s\S]?|[^\\()/<>= \n])+/uy,
		// A string that is never closed ends with the query.
		string: /"((?:\\[\s\S]?|[^"\\])*)"?/uy,
	},
	isRelation: (word) => namedRelations.includes(word) || word.startsWith('cql.'),
	problemAt: (place, token, query) => {
		const { message, isFine } = needed[place];
		if (isFine(token)) return undefined;
		// The reader is one character ahead of the token that it stumbles over.
		const position = token.kind === 'end' ? token.end : Math.min(query.length, token.end + 1);
		return badRequest(`${message} at position ${position}: ${query.slice(0, position)}\u0330${query.slice(position)}`);
	},
};

const needed: Readonly<Record<Place, { readonly message: string; readonly isFine: (token: Token) => boolean }>> = {
	term: { message: 'search term expected', isFine: isTerm },
	afterWords: { message: '', isFine: () => true },
	close: { message: 'missing )', isFine: (token) => isSymbol(token, ')') },
	end: { message: 'EOF expected', isFine: ({ kind }) => kind === 'end' },
	modifier: { message: 'missing modifier key', isFine: isTerm },
	modifierValue: { message: 'missing modifier value', isFine: isTerm },
	sortKeys: { message: '', isFine: () => true },
	afterSortKeys: { message: 'EOF expected', isFine: ({ kind }) => kind === 'end' },
};
