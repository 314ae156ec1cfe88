import type { TemplateName } from './graphql/typeTemplates';
import rows from './lists.json';
import type { ModuleCallKind } from './storage/InventoryFaults';
import type { TableName } from './storage/tableDefinitions';

/** A list of inventory storage, and the pair of GraphQL queries that stand for it: the list itself, and `…_SINGLE` for one record. */
export interface StorageList {
	readonly path: string;
	/** The property that holds the records, e.g. `holdingsRecords`. */
	readonly property: string;
	readonly permission: string;
	readonly template: TemplateName;
	/** Name of the record in the list's RAML, which ends the name of the single type. */
	readonly single: string;
	readonly idArgument: string;
	/** The table with an index of its own; absent: one of the small tables. */
	readonly table?: TableName;
	readonly kind?: ModuleCallKind;
}

export const storageLists = rows as readonly StorageList[];
