import { instanceSelections } from '../../reshare/inventory/folio/answerSchemas';
import type { CallRecorder } from './CallRecorder';

/** Reads a type of GraphQL four levels deep, which suffices for `[Type!]!`. */
const typeName = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const introspection = `{ __schema { queryType { name } types { name fields { name args { name type { ${typeName} } } type { ${typeName} } } } } }`;

/** The top-level fields that the package asks for. All types that they lead to are compared. */
const asked = [
	'instance_storage_instances',
	'search_instances',
	'holdings_storage_holdings',
	'item_storage_items',
	'ill_policies',
	'locations',
	'identifier_types',
];

interface TypeRef {
	readonly kind: string;
	readonly name: string | null;
	readonly ofType?: TypeRef | null;
}

interface Schema {
	readonly queryType: { readonly name: string };
	readonly types: ReadonlyArray<{
		readonly name: string;
		readonly fields: ReadonlyArray<{
			readonly name: string;
			readonly args: ReadonlyArray<{ readonly name: string; readonly type: TypeRef }>;
			readonly type: TypeRef;
		}> | null;
	}>;
}

function printed({ kind, name, ofType }: TypeRef): string {
	if (ofType === undefined || ofType === null) return name ?? '';
	return kind === 'LIST' ? `[${printed(ofType)}]` : `${printed(ofType)}!`;
}

const innermost = (type: TypeRef): string =>
	type.ofType === undefined || type.ofType === null ? (type.name ?? '') : innermost(type.ofType);

/** Returns the fields of all types that the package's questions can reach, such as `Item.notes: [String]`. */
function schemaShape(answer: unknown): Set<string> {
	const schema = (answer as { readonly data?: { readonly __schema?: Schema } }).data?.__schema;
	if (schema === undefined) return new Set();
	const types = new Map(schema.types.map(({ name, fields }) => [name, fields ?? []]));
	const found = new Set<string>();
	/** Releases name the types of answers differently, so that each type is shown by the path that leads to it. */
	const reached = new Map([[schema.queryType.name, '']]);
	for (const [type, shown] of reached) {
		const isTop = shown === '';
		for (const field of types.get(type) ?? []) {
			if (isTop && !asked.includes(field.name)) continue;
			const args = field.args
				.map((arg) => `${arg.name}: ${printed(arg.type)}`)
				.sort()
				.join(', ');
			found.add(`${isTop ? '' : `${shown}.`}${field.name}${args === '' ? '' : `(${args})`}: ${isTop ? 'list' : printed(field.type)}`);
			const inner = innermost(field.type);
			if (!reached.has(inner)) reached.set(inner, isTop ? field.name : inner);
		}
	}
	return found;
}

/** Sends the queries of ReShare Search, and wrong ones. */
export async function makeGraphqlCalls(ask: CallRecorder): Promise<void> {
	const query = async (call: string, document: string, variables: Readonly<Record<string, unknown>> = {}) =>
		await ask(call, '/graphql', [], { query: document, variables });
	const list = (field: string, selection: string) =>
		`query ($cql: String, $limit: Int) { ${field}(query: $cql, limit: $limit) { totalRecords ${selection} } }`;
	const records = list('instance_storage_instances', `instances { ${instanceSelections.storage} }`);
	await ask('schema', '/graphql', [], { query: introspection }, schemaShape);
	await query('records', records, { cql: 'cql.allRecords=1', limit: 20 });
	await query(
		'records, whole',
		list('instance_storage_instances', 'instances { id holdingsRecords2 { id callNumber permanentLocationId illPolicyId } }'),
		{ cql: 'cql.allRecords=1', limit: 5 },
	);
	await query('no such record', records, { cql: 'id=="00000000-0000-4000-8000-000000000000"', limit: 1 });
	await query('unreadable CQL', records, { cql: 'title==', limit: 1 });
	await query('unknown index', records, { cql: 'noSuchIndex=="x"', limit: 1 });
	await query('no relation of words', records, { cql: 'contributors =/@name "x"', limit: 1 });
	await query('search', list('search_instances', `instances { ${instanceSelections.search} }`), { cql: 'cql.allRecords=1', limit: 20 });
	await query(
		'holdings',
		list('holdings_storage_holdings', 'holdingsRecords { id instanceId callNumber permanentLocationId illPolicyId }'),
		{ cql: 'cql.allRecords=1', limit: 20 },
	);
	await query('items', list('item_storage_items', 'items { id barcode enumeration holdingsRecordId status { name } }'), {
		cql: 'cql.allRecords=1',
		limit: 20,
	});
	await query('ILL policies', list('ill_policies', 'illPolicies { id name }'), { limit: 20 });
	await query('locations', list('locations', 'locations { id code name }'), { limit: 20 });
	await query('identifier types', list('identifier_types', 'identifierTypes { id name }'), { limit: 20 });
	await query('unknown field', '{ no_such_field { id } }');
	await query('unreadable document', '{ instance_storage_instances(');
	await query('wrong variable', records, { cql: 5, limit: 'many' });
}
