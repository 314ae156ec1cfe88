import type { ReShareError } from '../../errors';
import { rethrowUnlessOfOneQuery } from '../errorsOfWholeInventory';
import type { RecordIdentifiers } from '../recordsAndHoldings';
import { libraryChoicesOf } from '../SharedIndex';
import { fetchAllPages, referenceTableRowSchema, type ReferenceTableRow } from './answerSchemas';
import { usualIdentifierTypes, type IdentifierTypeIds } from './cql';
import type { GraphqlFieldQuery, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { symbolInLocationCode } from './holdingsInRotaOfModRs';

/** The inventory's reference tables. They are read once, so that records and holdings need to give only ids and no nested fields. */
export type ReferenceTables = ReturnType<typeof buildReferenceTables>;

/** For each table: its top-level field, the list in its answer, and the fields to select of each row. */
const tables = {
	policies: { field: 'ill_policies', list: 'illPolicies', row: 'id name' },
	locations: { field: 'locations', list: 'locations', row: 'id code name' },
	identifierTypes: { field: 'identifier_types', list: 'identifierTypes', row: 'id name' },
} as const;

type TableName = keyof typeof tables;

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
export async function readReferenceTables(batcher: GraphqlQueryBatcher, fields: ReadonlySet<string>) {
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
	{ policies = [], locations = [], identifierTypes: types = [] }: Partial<Record<TableName, readonly ReferenceTableRow[]>>,
	/** The tables that exist but could not be read, with the reason. */
	failed: ReadonlyMap<TableName, ReShareError> = new Map(),
) {
	/** Finds the id of a type of identifier in this tenant. */
	const typeId = (usual: string, names: RegExp) =>
		(types.find(({ id }) => id === usual) ?? types.find(({ name }) => names.test(name?.trim() ?? '')))?.id ?? usual;
	const identifierTypes: IdentifierTypeIds = {
		isbn: typeId(usualIdentifierTypes.isbn, /^isbn$/iu),
		issn: typeId(usualIdentifierTypes.issn, /^issn$/iu),
		linkingIssn: typeId(usualIdentifierTypes.linkingIssn, /^(?:linking issn|issn-?l)$/iu),
		oclc: typeId(usualIdentifierTypes.oclc, /^oclc(?: number)?$/iu),
	};
	return {
		/** The names of lending policies by id. */
		policies: new Map(policies.map(({ id, name }) => [id, name])),
		locations: new Map(locations.map((location) => [location.id, location])),
		/** The libraries that the codes of locations name, sorted by symbol. */
		libraries: libraryChoicesOf(locations.map(({ code, name }) => [symbolInLocationCode(code), name])),
		identifierTypes,
		/**
		 * The kind of each type of identifier. `void` marks types whose numbers are not the record's own. Types that nothing uses are absent.
		 */
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
