import {
	buildClientSchema,
	getIntrospectionQuery,
	getNamedType,
	isObjectType,
	type GraphQLNamedType,
	type IntrospectionQuery,
} from 'graphql';
import { instanceSelections } from '../../reshare/inventory/folio/answerSchemas';
import type { CallRecorder } from './CallRecorder';

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

/** Returns the fields of all types that the package's queries can reach, such as `Item.notes: [String]`. */
function schemaShape(answer: unknown) {
	const { data } = answer as { readonly data?: IntrospectionQuery | null };
	const query = data && buildClientSchema(data).getQueryType();
	const found = new Set<string>();
	/** Releases of mod-graphql name the types of answers differently, so such a type is shown by the name of its query. */
	const reached = new Map<GraphQLNamedType, string>(query ? [[query, '']] : []);
	for (const [type, shown] of reached) {
		const isTop = type === query;
		for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
			if (isTop && !asked.includes(field.name)) continue;
			const args = field.args.map((arg) => `${arg.name}: ${String(arg.type)}`).sort();
			const call = `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
			found.add(isTop ? `${call}: list` : `${shown}.${call}: ${String(field.type)}`);
			const inner = getNamedType(field.type);
			if (!reached.has(inner)) reached.set(inner, isTop ? field.name : inner.name);
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
	await ask('schema', '/graphql', [], { query: getIntrospectionQuery({ descriptions: false }) }, schemaShape);
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
