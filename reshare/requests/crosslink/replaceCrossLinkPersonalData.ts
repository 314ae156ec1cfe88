import { inventedPatron } from '../model/masking';
import type { RequestWithRaw } from '../model/request';

const patronInfo = {
	patronId: inventedPatron.patronId,
	surname: inventedPatron.patronSurname,
	givenName: inventedPatron.patronGivenName,
	patronType: { '#text': inventedPatron.patronGroup },
	address: [{ electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: inventedPatron.patronEmail } }],
};

/** The fields that surely do not identify the patron. All others may, including those of later versions. */
const impersonal = [
	'id',
	'side',
	'createdAt',
	'updatedAt',
	'state',
	'stateModel',
	'terminalState',
	'needsAttention',
	'hasCost',
	'unreadNotificationsCount',
	'requesterSymbol',
	'requesterName',
	'supplierSymbol',
	'supplierName',
	'requesterRequestId',
	'requesterPickupLocationId',
	'lastAction',
	'lastActionOutcome',
	'lastActionResult',
	'nextReqId',
	'prevReqId',
	'retryBibInfo',
	'dueDate',
	'items',
];
const impersonalParts = ['bibliographicInfo', 'publicationInfo', 'billingInfo'];
const impersonalOfService = ['serviceType', 'serviceLevel', 'needBeforeDate'];

export function replaceCrossLinkPersonalData(raw: RequestWithRaw['raw']) {
	const { serviceInfo, ...parts } = Object(raw.illRequest) as RequestWithRaw['raw'];
	return {
		...onlyFields(raw, impersonal),
		patron: inventedPatron.patronId,
		illRequest: { ...onlyFields(parts, impersonalParts), serviceInfo: onlyFields(serviceInfo, impersonalOfService), patronInfo },
	};
}

function onlyFields(record: unknown, names: readonly string[]) {
	return Object.fromEntries(Object.entries(Object(record) as object).filter(([name]) => names.includes(name)));
}
