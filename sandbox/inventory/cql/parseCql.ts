import { parseQuery, type CqlQuery } from '../../cql/parseQuery';

/** A query that inventory storage or mod-search answers with 400. */
export class CqlError extends Error {
	override readonly name = 'CqlError';
}

/**
 * Parses CQL.
 *
 * @throws CqlError with the wording of cql-java, which inventory storage parses with
 */
export function parseCql(cql: string): CqlQuery {
	return parseQuery(
		cql,
		(reason) => new CqlError(`org.folio.cql2pgjson.exception.QueryValidationException: org.z3950.zing.cql.CQLParseException: ${reason}`),
	);
}
