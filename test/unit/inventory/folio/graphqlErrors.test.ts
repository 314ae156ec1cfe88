import { inventoryError, isTemporaryError } from '../../../../reshare/inventory/folio/graphqlErrors';

describe('errors of the inventory within GraphQL', () => {
	const texts: ReadonlyArray<readonly [status: string, text: string, kind: string]> = [
		[
			'403 Forbidden',
			"Access for user 'reader' (37787cd8-9d42-46d4-841b-35894ef46a43) requires permission: inventory-storage.holdings.collection.get",
			'permission',
		],
		['403 Forbidden', 'Token missing, access requires permission: inventory-storage.holdings.collection.get', 'permission'],
		['401 Unauthorized', 'Invalid token', 'unauthorized'],
		['404 Not Found', 'No suitable module found for path /search/instances for tenant shared', 'noModule'],
		['404 Not Found', 'Not found', 'notFound'],
		[
			'400 Bad Request',
			'org.folio.cql2pgjson.exception.QueryValidationException: org.z3950.zing.cql.CQLParseException: expected index or term, got EOF: title=(',
			'refused',
		],
		['400 Bad Request', 'CQL: Unsupported relation modifier @name: contributors =/@name "x"', 'refused'],
		['400 Bad Request', '* right truncation wildcard must be followed by space or end of string, but found b: title="a*b"', 'refused'],
		['400 Bad Request', '? wildcard not allowed in full text query string', 'refused'],
		[
			'400 Bad Request',
			'{"errors":[{"message":"Invalid search field provided in the CQL query","type":"ValidationException","code":"validation_error"}],"total_records":1}',
			'refused',
		],
	];

	it.each(texts)(
		'inventoryError recognizes a permanent GraphQL error whether or not its text begins with the HTTP status (%s): %s',
		(status, text, kind) => {
			const [withStatus, alone] = [inventoryError(`${status}: ${text}`), inventoryError(text)];
			expect(withStatus.kind).toBe(kind);
			expect(alone).toMatchObject({ kind, status: withStatus.status, message: withStatus.message });
			expect(isTemporaryError(alone)).toBe(false);
		},
	);

	it.each([
		'Internal server error, contact administrator',
		'request to http://x failed, reason: socket hang up',
		'Unexpected token \'<\', "<html>prox"... is not valid JSON',
	])('inventoryError calls a GraphQL error temporary if its text begins with no HTTP status: %s', (text) => {
		expect(isTemporaryError(inventoryError(text))).toBe(true);
	});
});
