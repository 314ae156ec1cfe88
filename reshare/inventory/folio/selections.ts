import type { InventoryForm } from './cql';

/** mod-search gives neither editions nor physical descriptions. */
export const selections: Readonly<Record<InventoryForm, string>> = {
	storage:
		'id hrid title indexTitle alternativeTitles { alternativeTitle } editions languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } physicalDescriptions instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress',
	search:
		'id hrid title indexTitle alternativeTitles { alternativeTitle } series { value } languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress',
};
