import type { InventoryForm } from './cql';

const both =
	'id hrid title indexTitle alternativeTitles { alternativeTitle } languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';

/** mod-search gives neither editions nor physical descriptions. */
export const selections: Readonly<Record<InventoryForm, string>> = {
	storage: `${both} editions physicalDescriptions`,
	search: `${both} series { value }`,
};
