import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { storageLists } from '../storageLists';
import links from './links.json';
import type { GraphqlRelease } from './releases';
import { createLinkFieldResolver, createListResolver, createSingleResolver, type GraphqlContext, type ModuleLink } from './resolvers';
import { typeTemplateOfEarlySearchRecord, templateOfSearchRecord, typeTemplates, type TypeTemplate } from './typeTemplates';

/** The prefixes of two families of types: those of inventory storage, and those to which mod-search's `holdingsRecords2` leads. */
const storageFamily = 'T_';
const searchFamily = 'T_schemas_response_____________mod_search_ramls_';
const searchType = 'T_schemas_response_____________mod_search_instance_schema';

/** Types to which no link of mod-search's family leads. */
const storageOnly = new Set(['loclib', 'identifiertype', 'raml_util_schemas_resultInfo_schema']);

type Resolver = GraphQLFieldResolver<Readonly<Record<string, unknown>>, GraphqlContext>;

/** The link fields of each template and of each part of its type. */
const linksOf: Readonly<Record<string, Readonly<Record<string, ModuleLink>>>> = links;

const built = new Map<string, GraphQLSchema>();

/**
 * mod-graphql's schema for the paths that a client of a shared inventory may need, with its resolvers. What belongs to one
 * inventory travels in the context, so that all inventories share the schema.
 */
export function graphqlSchemaOf(searchRecord: GraphqlRelease['searchRecord'] | 'none'): GraphQLSchema {
	const schema = built.get(searchRecord) ?? buildInventorySchema(searchRecord);
	built.set(searchRecord, schema);
	return schema;
}

function buildInventorySchema(searchRecord: GraphqlRelease['searchRecord'] | 'none'): GraphQLSchema {
	const types: string[] = [];
	const resolvers = new Map<string, Resolver>();
	const add = (templateName: string, template: TypeTemplate, typeName: string, family: string): void => {
		for (const [part, fields] of Object.entries(template)) {
			const partName = `${typeName}${part}`;
			types.push(`type ${partName} { ${fields.replaceAll('$', typeName).replace(/@(?=\w)/gu, family)} }`);
			for (const [field, link] of Object.entries(linksOf[`${templateName}${part}`] ?? {}))
				resolvers.set(`${partName}.${field}`, createLinkFieldResolver(link));
		}
	};

	for (const [name, template] of Object.entries(typeTemplates)) add(name, template, `${storageFamily}${name}`, storageFamily);

	const queries: string[] = [];
	for (const pair of storageLists) {
		// The field of `/instance-storage/instances` is `instance_storage_instances`.
		const name = pair.path.replace(/[/-]/gu, '_');
		const isLarge = pair.table !== undefined;
		const listType = `T${name}__${pair.property}`;
		const singleType = `T${name}_SINGLE__${pair.single}`;
		const listArguments = isLarge ? 'offset: Int, limit: Int, query: String' : 'query: String, offset: Int, limit: Int';
		queries.push(`${name}(${listArguments}, lang: String): ${listType}`);
		queries.push(`${name}_SINGLE(${pair.idArgument}: String!, lang: String): ${singleType}`);
		const resultInfo = isLarge ? 'resultInfo: T_raml_util_schemas_resultInfo_schema' : '';
		types.push(`type ${listType} { ${pair.property}: [${storageFamily}${pair.template}]! ${resultInfo} totalRecords: Int! }`);
		add(pair.template, typeTemplates[pair.template], singleType, storageFamily);
		resolvers.set(`Query.${name}`, createListResolver(pair.path));
		resolvers.set(`Query.${name}_SINGLE`, createSingleResolver(pair.path, pair.idArgument));
	}
	if (searchRecord !== 'none') {
		queries.push('search_instances(offset: Int, limit: Int, query: String, lang: String): Tsearch_instances__instances');
		types.push(`type Tsearch_instances__instances { instances: [${searchType}] totalRecords: Int }`);
		add(
			'search',
			{ storage: typeTemplates.instance, early: typeTemplateOfEarlySearchRecord, current: templateOfSearchRecord }[searchRecord],
			searchType,
			searchFamily,
		);
		for (const [name, template] of Object.entries(typeTemplates)) {
			if (!storageOnly.has(name)) add(name, template, `${searchFamily}${name}`, searchFamily);
		}
		resolvers.set('Query.search_instances', createListResolver('search/instances'));
	}
	const schema = buildSchema(`type Query { ${queries.join('\n')} }\n${types.join('\n')}`);
	attach(schema, resolvers);
	return schema;
}

function attach(schema: GraphQLSchema, resolvers: ReadonlyMap<string, Resolver>): void {
	for (const [place, resolver] of resolvers) {
		const [typeName = '', fieldName = ''] = place.split('.');
		const type = schema.getType(typeName);
		const field = type !== undefined && 'getFields' in type ? type.getFields()[fieldName] : undefined;
		if (field === undefined || !('resolve' in field)) throw new Error(`The schema has no field ${place}`);
		field.resolve = resolver as GraphQLFieldResolver<unknown, unknown>;
	}
}
