import type { ReShareError } from '../../errors';
import { rethrowUnlessOfOneQuery } from '../errorsOfWholeInventory';
import type { RecordIdentifiers } from '../identifierKinds';
import { libraryChoicesOf, type LibraryChoice } from '../SharedIndex';
import { fetchAllPages, referenceTableRowSchema, type ReferenceTableRow } from './answerSchemas';
import type { IdentifierTypeIds } from './cql';
import type { GraphqlFieldQuery, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { symbolInLocationCode } from './holdingsInRotaOfModRs';

/** The inventory's reference tables. They are read once, so that records and holdings need to give only ids and no nested fields. */
export interface ReferenceTables {
	/** The names of lending policies by id. */
	readonly policies: ReadonlyMap<string, string>;
	readonly locations: ReadonlyMap<string, { readonly code: string | null; readonly name: string | null }>;
	/** The libraries that the codes of locations name, sorted by symbol. */
	readonly libraries: readonly LibraryChoice[];
	readonly identifierTypes: IdentifierTypeIds;
	/**
	 * The kind of each type of identifier. `void` marks types whose numbers are not the record's own. Types that nothing uses are absent.
	 */
	readonly identifierKinds: ReadonlyMap<string, keyof RecordIdentifiers | 'void'>;
	/** The tables that exist but could not be read, with the reason. */
	readonly failed: ReadonlyMap<TableName, ReShareError>;
}

/** For each table: its top-level field, the list in its answer, and the fields to select of each row. */
const tables = {
	policies: { field: 'ill_policies', list: 'illPolicies', row: 'id name' },
	locations: { field: 'locations', list: 'locations', row: 'id code name' },
	identifierTypes: { field: 'identifier_types', list: 'identifierTypes', row: 'id name' },
} as const;

type TableName = keyof typeof tables;
type Rows = Partial<Record<TableName, readonly ReferenceTableRow[]>>;

const pageSize = 2000;

function firstPage({ field, list, row }: (typeof tables)[TableName]) {
	return { field, offset: 0, limit: pageSize, selection: `totalRecords ${list} { ${row} }` };
}

export const referenceTableQueries: readonly GraphqlFieldQuery[] = Object.values(tables).map(firstPage);

/**
 * Reads the tables.
 *
 * @param fields the top-level fields of the schema; a table whose field is missing stays empty
 */
export async function readReferenceTables(batcher: GraphqlQueryBatcher, fields: ReadonlySet<string>): Promise<ReferenceTables> {
	const failed = new Map<TableName, ReShareError>();
	const read = async (name: TableName) => {
		const table = tables[name];
		if (!fields.has(table.field)) return [];
		try {
			const rows = await fetchAllPages(batcher, firstPage(table), table.list, 'a table');
			return rows.flatMap((row) => referenceTableRowSchema.safeParse(row).data ?? []);
		} catch (error) {
			failed.set(name, rethrowUnlessOfOneQuery(error));
			return [];
		}
	};
	const [policies, locations, identifierTypes] = await Promise.all([read('policies'), read('locations'), read('identifierTypes')]);
	return buildReferenceTables({ policies, locations, identifierTypes }, failed);
}

/** Builds the tables from their rows. A table without rows does not exist, or could not be read. */
export function buildReferenceTables(
	{ policies = [], locations = [], identifierTypes: types = [] }: Rows,
	failed: ReferenceTables['failed'] = new Map(),
): ReferenceTables {
	/**
	 * Finds the id of a type of identifier in this tenant.
	 *
	 * @param usual the type's id in FOLIO's reference data
	 */
	const typeId = (usual: string, names: RegExp) => {
		if (types.some(({ id }) => id === usual)) return usual;
		return types.find(({ name }) => name !== null && names.test(name.trim()))?.id ?? usual;
	};
	const identifierTypes: IdentifierTypeIds = {
		isbn: typeId('8261054f-be78-422d-bd51-4ed9f33c3422', /^isbn$/iu),
		issn: typeId('913300b2-03ed-469a-8179-c1092c991227', /^issn$/iu),
		linkingIssn: typeId('5860f255-a27f-4916-a830-262aa900a6b9', /^(?:linking issn|issn-?l)$/iu),
		oclc: typeId('439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef', /^oclc(?: number)?$/iu),
	};
	return {
		policies: new Map(policies.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))),
		locations: new Map(locations.map(({ id, code, name }) => [id, { code, name }] as const)),
		libraries: libraryChoicesOf(locations.map(({ code, name }) => [symbolInLocationCode(code), name])),
		identifierTypes,
		identifierKinds: new Map<string, keyof RecordIdentifiers | 'void'>([
			...types.flatMap(({ id, name }) => (/cancell?ed|invalid|incorrect/iu.test(name ?? '') ? [[id, 'void'] as const] : [])),
			[identifierTypes.isbn, 'isbn'],
			[identifierTypes.issn, 'issn'],
			[identifierTypes.linkingIssn, 'issn'],
			[identifierTypes.oclc, 'oclc'],
		]),
		failed,
	};
}
