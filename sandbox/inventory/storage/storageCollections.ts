import { storageLists, type StorageList } from '../storageLists';
import { localIdentifierTypes, locations, locationUnits, servicePoints } from '../locations';
import { contributorNameTypes, identifierTypes, illPolicies, instanceFormats, instanceTypes, materialTypes } from '../referenceData';
import type { InventoryTables, StoredRecord } from './inventoryTables';

export type StorageCollection = StorageList & { readonly rows: readonly StoredRecord[] };

export function buildStorageCollections(tables: InventoryTables): ReadonlyMap<string, StorageCollection> {
	const rows: Readonly<Record<string, readonly object[]>> = {
		instances: tables.instances,
		holdingsRecords: tables.holdings,
		items: tables.items,
		illPolicies: Object.values(illPolicies),
		locations,
		identifierTypes: [...Object.values(identifierTypes), ...localIdentifierTypes],
		contributorNameTypes: Object.values(contributorNameTypes),
		instanceTypes: Object.values(instanceTypes),
		instanceFormats: Object.values(instanceFormats),
		mtypes: Object.values(materialTypes),
		locinsts: locationUnits.institutions,
		loccamps: locationUnits.campuses,
		loclibs: locationUnits.libraries,
		servicepoints: servicePoints,
	};
	return new Map(storageLists.map((list) => [list.path, { ...list, rows: (rows[list.property] ?? []) as readonly StoredRecord[] }]));
}
