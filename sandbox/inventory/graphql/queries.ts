import type { TemplateName } from './typeTemplates';

/** A pair of queries that stand for one REST list: the list itself, and `…_SINGLE` for one record. */
export interface QueryPair {
	readonly path: string;
	readonly property: string;
	readonly template: TemplateName;
	/** Name of the record in the list's RAML, which ends the name of the single type. */
	readonly single: string;
	readonly idArgument: string;
	readonly hasResultInfo?: boolean;
	/** Order of the list's arguments: some paths declare the query last. */
	readonly queryLast?: boolean;
}

const storageList = { hasResultInfo: true, queryLast: true } as const;

export const queryPairs: readonly QueryPair[] = [
	{ path: 'contributor-name-types', property: 'contributorNameTypes', template: 'contributornametype', single: 'contributorNameType', idArgument: 'contributorNameTypeId' },
	{ path: 'holdings-storage/holdings', property: 'holdingsRecords', template: 'holdingsrecord', single: 'holdingsRecord', idArgument: 'holdingsRecordId', ...storageList },
	{ path: 'identifier-types', property: 'identifierTypes', template: 'identifiertype', single: 'identifierType', idArgument: 'identifierTypeId' },
	{ path: 'ill-policies', property: 'illPolicies', template: 'illpolicy', single: 'illPolicy', idArgument: 'id' },
	{ path: 'instance-formats', property: 'instanceFormats', template: 'instanceformat', single: 'instanceFormat', idArgument: 'instanceFormatId' },
	{ path: 'instance-storage/instances', property: 'instances', template: 'instance', single: 'instance', idArgument: 'instanceId', ...storageList },
	{ path: 'instance-types', property: 'instanceTypes', template: 'instancetype', single: 'instanceType', idArgument: 'instanceTypeId' },
	{ path: 'item-storage/items', property: 'items', template: 'item', single: 'item', idArgument: 'itemId', ...storageList },
	{ path: 'locations', property: 'locations', template: 'location', single: 'location', idArgument: 'id' },
	{ path: 'location-units/institutions', property: 'locinsts', template: 'locinst', single: 'locinst', idArgument: 'id' },
	{ path: 'location-units/campuses', property: 'loccamps', template: 'loccamp', single: 'loccamp', idArgument: 'id' },
	{ path: 'location-units/libraries', property: 'loclibs', template: 'loclib', single: 'loclib', idArgument: 'id' },
	{ path: 'material-types', property: 'mtypes', template: 'materialtype', single: 'mtype', idArgument: 'materialtypeId' },
	{ path: 'service-points', property: 'servicepoints', template: 'servicepoint', single: 'servicepoint', idArgument: 'servicepointId' },
];

/** Path as a GraphQL name: `/instance-storage/instances` is `instance_storage_instances`. */
export function queryName(path: string): string {
	return path.replace(/[/-]/gu, '_');
}
