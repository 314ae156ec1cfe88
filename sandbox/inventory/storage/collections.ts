import { localIdentifierTypes, locations, locationUnits, servicePoints } from '../locations';
import { contributorNameTypes, identifierTypes, illPolicies, instanceFormats, instanceTypes, materialTypes } from '../referenceData';
import type { UpstreamKind } from './faults';
import type { TableName } from './indexes';
import type { InventoryTables, Row } from './tables';

export interface Collection {
	readonly kind: UpstreamKind;
	readonly table: TableName;
	/** The property that holds the records, e.g. `holdingsRecords`. */
	readonly property: string;
	/** Middle part of the permission, e.g. `holdings`. */
	readonly permission: string;
	readonly rows: readonly Row[];
}

/** Every list by its path without the leading slash. */
export function storageCollections(tables: InventoryTables): Readonly<Record<string, Collection>> {
	const small = (kind: UpstreamKind, property: string, permission: string, rows: readonly object[]): Collection => ({
		kind,
		table: 'small',
		property,
		permission,
		rows: rows as readonly Row[],
	});
	return {
		'instance-storage/instances': { kind: 'instances', table: 'instances', property: 'instances', permission: 'instances', rows: tables.instances },
		'holdings-storage/holdings': { kind: 'holdings', table: 'holdings', property: 'holdingsRecords', permission: 'holdings', rows: tables.holdings },
		'item-storage/items': { kind: 'items', table: 'items', property: 'items', permission: 'items', rows: tables.items },
		'ill-policies': small('ill-policies', 'illPolicies', 'ill-policies', Object.values(illPolicies)),
		locations: small('locations', 'locations', 'locations', locations),
		'identifier-types': small('identifier-types', 'identifierTypes', 'identifier-types', [...Object.values(identifierTypes), ...localIdentifierTypes]),
		'contributor-name-types': small('other', 'contributorNameTypes', 'contributor-name-types', Object.values(contributorNameTypes)),
		'instance-types': small('other', 'instanceTypes', 'instance-types', Object.values(instanceTypes)),
		'instance-formats': small('other', 'instanceFormats', 'instance-formats', Object.values(instanceFormats)),
		'material-types': small('other', 'mtypes', 'material-types', Object.values(materialTypes)),
		'location-units/institutions': small('other', 'locinsts', 'location-units.institutions', locationUnits.institutions),
		'location-units/campuses': small('other', 'loccamps', 'location-units.campuses', locationUnits.campuses),
		'location-units/libraries': small('other', 'loclibs', 'location-units.libraries', locationUnits.libraries),
		'service-points': small('other', 'servicepoints', 'service-points', servicePoints),
	};
}
