import tables from './referenceData.json';

/**
 * The small tables that every FOLIO inventory has, with the ids of FOLIO's own reference data. In a real tenant, names are often edited,
 * but ids seldom. A row without a source is FOLIO's own.
 */

export interface NamedRow {
	readonly id: string;
	readonly name: string;
	readonly source: string;
}

function rows<Kind extends string, Row extends object>(
	table: Readonly<Record<Kind, Row>>,
): Readonly<Record<Kind, Row & { readonly source: string }>> {
	return Object.fromEntries(Object.entries<Row>(table).map(([kind, row]) => [kind, { source: 'folio', ...row }])) as Record<
		Kind,
		Row & { readonly source: string }
	>;
}

/** The types of identifiers. Tenants add a type for canceled OCLC numbers by themselves; mod-search recognizes it by its name. */
export const identifierTypes = rows(tables.identifierTypes);
export type StoredIdentifierKind = keyof typeof tables.identifierTypes;

export const illPolicies = rows(tables.illPolicies);
export type PolicyKind = keyof typeof tables.illPolicies;

export const contributorNameTypes = rows(tables.contributorNameTypes);
export const instanceTypes = rows(tables.instanceTypes);
export const instanceFormats = rows(tables.instanceFormats);
export const materialTypes = rows(tables.materialTypes);

export const canCirculateLoanTypeId = '2b94c631-fca9-4892-a730-03ee529ffe27';
