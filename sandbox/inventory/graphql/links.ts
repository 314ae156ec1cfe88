/** How mod-graphql follows a link: `GET /<base>?limit=N&query=<to>=="<value of from>"`. */
export interface Link {
	readonly base: string;
	readonly from: string;
	readonly to: string;
	readonly property: string;
	/** Whether the first element stands for the list. */
	readonly single: boolean;
	readonly condition?: string;
}

function one(base: string, from: string, property: string, to = 'id'): Link {
	return { base, from, to, property, single: true };
}

function many(base: string, from: string, property: string, to: string): Link {
	return { base, from, to, property, single: false };
}

const holdings = many('holdings-storage/holdings', 'id', 'holdingsRecords', 'instanceId');
const permanentLocation = one('locations', 'permanentLocationId', 'locations');
const temporaryLocation = one('locations', 'temporaryLocationId', 'locations');

/**
 * Link fields by template and part of the type. `inventory/*` and `circulation/*` belong to modules that a shared
 * inventory does not have: those links fail as they do in production.
 */
export const links: Readonly<Record<string, Readonly<Record<string, Link>>>> = {
	instance: {
		holdingsRecords2: holdings,
		instanceFormats: many('instance-formats', 'instanceFormatIds', 'instanceFormats', 'id'),
		instanceTypeObject: one('instance-types', 'instanceTypeId', 'instanceTypes'),
	},
	instance_classifications: { classificationType: one('classification-types', 'classificationTypeId', 'classificationTypes') },
	instance_contributors: { contributorNameType: one('contributor-name-types', 'contributorNameTypeId', 'contributorNameTypes') },
	instance_identifiers: { identifierTypeObject: one('identifier-types', 'identifierTypeId', 'identifierTypes') },
	holdingsrecord: {
		bareHoldingsItems: many('item-storage/items', 'id', 'items', 'holdingsRecordId'),
		holdingsItems: many('inventory/items', 'id', 'items', 'holdingsRecordId'),
		holdingsInstance: one('inventory/instances', 'instanceId', 'instances'),
		illPolicy: one('ill-policies', 'illPolicyId', 'illPolicies'),
		permanentLocation,
		temporaryLocation,
	},
	holdingsrecord_notes: { holdingsNoteType: one('holdings-note-types', 'holdingsNoteTypeId', 'holdingsNoteTypes') },
	item: {
		holdingsRecord2: one('holdings-storage/holdings', 'holdingsRecordId', 'holdingsRecords'),
		loans: { ...one('circulation/loans', 'id', 'loans', 'itemId'), condition: 'status.name==Open' },
		materialType: one('material-types', 'materialTypeId', 'mtypes'),
		permanentLocation,
		temporaryLocation,
	},
	item_notes: { itemNoteType: one('item-note-types', 'itemNoteTypeId', 'itemNoteTypes') },
	location: {
		institution: one('location-units/institutions', 'institutionId', 'locinsts'),
		campus: one('location-units/campuses', 'campusId', 'loccamps'),
		library: one('location-units/libraries', 'libraryId', 'loclibs'),
		primaryServicePointObject: one('service-points', 'primaryServicePoint', 'servicepoints'),
		servicePoints: many('service-points', 'servicePointIds', 'servicepoints', 'id'),
	},
	search: { holdingsRecords2: holdings },
};
