import type { TemplateName } from './graphql/typeTemplates';
import rows from './lists.json';
import type { ModuleCallKind } from './storage/InventoryFaults';
import type { TableName } from './storage/searchableFields';

/** A list of inventory storage, with the two GraphQL queries for it: the list itself, and `…_SINGLE` for one record. */
export interface StorageList {
	readonly path: string;
	/** The property that holds the records, e.g. `holdingsRecords`. */
	readonly property: string;
	readonly permission: string;
	readonly template: TemplateName;
	/** The name of the record in the list's RAML, with which the name of the type ends. */
	readonly single: string;
	readonly idArgument: string;
	/** The table, if the list has one with indexes of its own; absent: it is one of the small tables. */
	readonly table?: TableName;
	readonly kind?: ModuleCallKind;
}

export const storageLists = rows as readonly StorageList[];
