import { parseCqlQuery, type CqlQuery } from '../../cql/parseCqlQuery';

/** A query that inventory storage or mod-search answers with 400. */
export class CqlError extends Error {
	override readonly name = 'CqlError';
}

/**
 * Parses CQL.
 *
 * @throws CqlError with the wording of cql-java, which inventory storage parses with
 */
export function parseInventoryCql(cql: string): CqlQuery {
	return parseCqlQuery(
		cql,
		(reason) => new CqlError(`org.folio.cql2pgjson.exception.QueryValidationException: org.z3950.zing.cql.CQLParseException: ${reason}`),
	);
}
