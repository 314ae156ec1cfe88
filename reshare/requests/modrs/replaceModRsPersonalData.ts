import { inventedPatron } from '../model/masking';
import type { RequestWithRaw } from '../model/request';

const { patronId, patronGroup, ...patronNames } = inventedPatron;
const patronFields = { patronIdentifier: patronId, patronType: patronGroup, ...patronNames };

/** What a request asks for. None of these fields identifies the patron. */
export const askedForFields = [
	'author',
	'authorOfComponent',
	'copyrightType',
	'edition',
	'isbn',
	'isRequester',
	'issn',
	'issue',
	'maximumCostsCurrencyCode',
	'maximumCostsMonetaryValue',
	'neededBy',
	'numberOfPages',
	'oclcNumber',
	'pagesRequested',
	'pickupLocationSlug',
	'placeOfPublication',
	'publicationDate',
	'publisher',
	'requestingInstitutionSymbol',
	'serviceLevel',
	'serviceType',
	'sponsoringBody',
	'startPage',
	'subtitle',
	'systemInstanceIdentifier',
	'title',
	'titleOfComponent',
	'volume',
] as const;

/** The fields that surely do not identify the patron. All others may, including those of later versions. */
const impersonal: ReadonlySet<string> = new Set([
	...askedForFields,
	'id',
	'hrid',
	'dateCreated',
	'lastUpdated',
	'lastAuditNo',
	'state',
	'stateModel',
	'previousStates',
	'validActions',
	'networkStatus',
	'needsAttention',
	'overdue',
	'activeLoan',
	'awaitingProtocolResponse',
	'requestToContinue',
	'hasUnreadMessages',
	'unreadMessageCount',
	'publicationType',
	'deliveryMethod',
	'cancellationReason',
	'publicationDateOfComponent',
	'eissn',
	'doi',
	'bibliographicRecordId',
	'supplierUniqueRecordId',
	'localCallNumber',
	'pickupLocationCode',
	'resolvedPickupLocation',
	'supplyingInstitutionSymbol',
	'resolvedRequester',
	'resolvedSupplier',
	'rota',
	'rotaPosition',
	'parsedDueDateRS',
	'parsedDueDateFromLMS',
	'precededBy',
	'succeededBy',
	'cost',
	'costCurrency',
]);

export function replaceModRsPersonalData(raw: RequestWithRaw['raw']) {
	return { ...Object.fromEntries(Object.entries(raw).filter(([name]) => impersonal.has(name))), ...patronFields };
}
